import type { Instant } from '../../clock.ts';
import type { Business } from '../../closures/model.ts';
import { type Overlay, overlayOfKey } from '../../closures/overlay.ts';
import { isRewording, rewordedFrom } from '../../closures/rewording.ts';
import type { BusinessMark } from '../../store/records.ts';
import { hoursInPlace } from './hours-in-place.ts';
import { closingsAhead } from './lead.ts';
import type { Cohort, Situation } from './situation.ts';
import { type CohortWanted, cohortWanted, type Wanting } from './wanted.ts';

/** A business that a pass has to look at, and by when. */
export interface Candidate {
  business: Business;
  cohort: Cohort;
  /** The instant that its wanted state is decided for: later than now in the lead before a closing. */
  decidedAt: Instant;
  /** Earliest first; urgent closures before all, drift checks after all. */
  deadline: Instant;
  /** True where the wanted state differs from what is in place; false where it is only a second look. */
  due: boolean;
  /** True where nothing is to be done but to see whether all is as it was left. */
  check: boolean;
  /** Identifies the wanted effects. */
  overlayKey: string;
}

/** How old the last look at a business in a closure may be: a drift check is due after that. */
export const DRIFT_MILLISECONDS = 3600_000;
/** Checks that are due so soon are made along with one that is due now: a request shows 100 businesses. */
const TOGETHER_MILLISECONDS = 20 * 60_000;
/** A check looks again at all that were last seen this long ago. */
export const AGAIN_MILLISECONDS = DRIFT_MILLISECONDS - TOGETHER_MILLISECONDS;
/** A check can wait, at 100 businesses a request; what a wave has to write cannot (docs/decisions/0025). */
const AFTER_ALL: Instant = Number.MAX_SAFE_INTEGER;
/** Texts whose opening has moved are written again behind all that is due (design rule 24). */
const AFTER_WAVES: Instant = AFTER_ALL - 1;
/** The same under `run --at`, counted in decision time: what happened in a jump of time is unknown. */
const JUMP_MILLISECONDS = 10 * 60_000;

export interface CandidateInput {
  situation: Situation;
  wanting: Wanting;
  marks: ReadonlyMap<string, BusinessMark>;
  at: Instant;
  now: Instant;
  spacing: number;
  /** Somebody waits for the result: what failed is tried again at once, what is unconfirmed is looked at. */
  eager: boolean;
  /** Businesses to look at although nothing is remembered of them: they may be others under a new id. Default: none. */
  strangers?: ReadonlySet<string>;
  /** Told of every instant at which texts in place are to be written again that cannot be yet. */
  later?: (at: Instant) => void;
}

/** Every business to look at, in the order in which it has to be done. */
export function candidates(input: CandidateInput): Candidate[] {
  const { situation, at } = input;
  const ahead = closingsAhead(situation, at, input.spacing);
  const found: Candidate[] = [];
  for (const cohort of situation.cohorts) {
    const closing = ahead.get(cohort);
    const decidedAt = closing && closing.startsAt <= at ? closing.at : at;
    const wanted = cohortWanted(cohort, decidedAt);
    const keyOf = keysOf(wanted, input.wanting);
    const deadline = deadlineOf(cohort, wanted, decidedAt, at);
    for (const business of cohort.businesses) {
      const mark = input.marks.get(business.id);
      if (isLeft(cohort, wanted, mark) || decidedByUnknown(cohort, mark)) continue;
      const key = wantedKey(business, cohort, wanted, mark, keyOf, input.wanting);
      const mayGo = !mark?.failing || mark.notCarriedOut || input.eager || isOver(mark, input.now);
      const isOther = !isInPlace(key, mark) && mayGo;
      const moved = isOther && mark ? rewordedAt(business, cohort, wanted, mark, key, input.wanting) : null;
      const due = isOther && (moved === null || moved <= input.now);
      if (moved !== null && moved > input.now && Number.isFinite(moved)) input.later?.(moved);
      const isWrite = due && !hasNoSettings(mark, input.now);
      const check = !isWrite && isCheckDue(mark, input);
      if (isWrite || check || needsLook(mark, input) || (!mark && input.strangers?.has(business.id))) {
        const by = check ? AFTER_ALL : moved === null ? deadline : AFTER_WAVES;
        found.push({ business, cohort, decidedAt, deadline: by, due, check, overlayKey: key });
      }
    }
  }
  return found.sort((a, b) => a.deadline - b.deadline);
}

type KeyOf = (business: Business, mark: BusinessMark | undefined) => string;

function inPlace(mark: BusinessMark | undefined): Overlay {
  return overlayOfKey(mark?.overlayKey ?? '');
}

function isInPlace(key: string, mark: BusinessMark | undefined): boolean {
  return key === (mark?.overlayKey ?? '') || key === mark?.standsFor;
}

/** Overlay keys of a cohort's businesses; most share one, by language and country. */
function keysOf(wanted: CohortWanted, wanting: Wanting): KeyOf {
  const known = new Map<string, string>();
  const perBusiness = wanted.leavesSome || wanting.namesBusiness(wanted.resolution);
  return (business, mark) => {
    const hours = hoursInPlace(business, mark);
    if (perBusiness) return wanting.desired(business, wanted, inPlace(mark), hours).overlayKey;
    const promises = wanting.promises(business, wanted, hours).join(' ');
    const kind = `${business.language} ${business.country} ${promises}`;
    let key = known.get(kind);
    if (key === undefined) {
      key = wanting.desired(business, wanted, {}, hours).overlayKey;
      known.set(kind, key);
    }
    return key;
  };
}

function wantedKey(
  business: Business,
  cohort: Cohort,
  wanted: CohortWanted,
  mark: BusinessMark | undefined,
  keyOf: KeyOf,
  wanting: Wanting,
): string {
  if (mark?.override == null) return keyOf(business, mark);
  const overridden = cohortWanted(cohort, wanted.at, mark.override);
  return wanting.desired(business, overridden, inPlace(mark), hoursInPlace(business, mark)).overlayKey;
}

/** From when on texts in place whose opening has moved may be written again; null where it is not that. */
function rewordedAt(
  business: Business,
  cohort: Cohort,
  wanted: CohortWanted,
  mark: BusinessMark,
  overlayKey: string,
  wanting: Wanting,
): Instant | null {
  const closures = wanted.chains.map(({ source }) => source.key);
  const [promises = null] = wanting.promises(business, wanted, hoursInPlace(business, mark));
  if (mark.override !== null || !isRewording(mark, { overlayKey, closures, promises })) return null;
  return rewordedFrom(mark, cohort.timeline, wanted);
}

/** What began before a relaunch or a release does not count any more, a `leave` as little as a closure. */
function isLeft(cohort: Cohort, wanted: CohortWanted, mark: BusinessMark | undefined): boolean {
  return wanted.leave && (mark?.override == null || cohortWanted(cohort, wanted.at, mark.override).leave);
}

/** A business that a rule without information holds closed is neither reopened nor changed on a guess. */
function decidedByUnknown(cohort: Cohort, mark: BusinessMark | undefined): boolean {
  return mark?.override == null && cohort.unknownRules.some((rule) => mark?.closures.includes(rule));
}

/** Whether it is to be seen what came of a write. */
function needsLook(mark: BusinessMark | undefined, { now, eager }: CandidateInput): boolean {
  if (!mark) return false;
  if (mark.unsettled) return eager || isOver(mark, now);
  return mark.failing && (mark.hasBaseline || mark.isUnowned === true) && (eager || isOver(mark, now));
}

/** Whether a drift check is due; an override ends with the last closure that it overrode. */
function isCheckDue(mark: BusinessMark | undefined, { at, now }: CandidateInput): boolean {
  if (!mark || mark.unsettled || mark.failing || !mark.hasBaseline || mark.seenAt === null) return false;
  const jumped =
    Math.abs(at - now) > JUMP_MILLISECONDS ||
    Math.abs((mark.seenDecidedAt ?? at) - mark.seenAt) > JUMP_MILLISECONDS;
  return (
    now - mark.seenAt >= AGAIN_MILLISECONDS ||
    (jumped && Math.abs(at - (mark.seenDecidedAt ?? at)) >= JUMP_MILLISECONDS)
  );
}

function isOver(mark: BusinessMark, now: Instant): boolean {
  return mark.lookAgainAt === null || mark.lookAgainAt <= now;
}

function hasNoSettings(mark: BusinessMark | undefined, now: Instant): boolean {
  return mark?.noSettings === true && !isOver(mark, now);
}

/** When the wanted state should have been (or has to be) reached. */
function deadlineOf(cohort: Cohort, wanted: CohortWanted, decidedAt: Instant, at: Instant): Instant {
  if (decidedAt > at) return decidedAt;
  const first = wanted.chains[0];
  if (first?.source.level === 'urgent' || first?.source.level === 'hold') return Number.NEGATIVE_INFINITY;
  return cohort.timeline.boundaries.findLast((boundary) => boundary <= at) ?? at;
}
