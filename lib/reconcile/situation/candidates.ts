import type { Instant } from '../../clock.ts';
import type { Business } from '../../closures/model.ts';
import type { BusinessHours } from '../../closures/opening/own-hours.ts';
import { differInStagedAlone, type Overlay, overlayOfKey } from '../../closures/overlay.ts';
import { isRewording, rewordedFrom } from '../../closures/rewording.ts';
import { lastBoundary } from '../../closures/timeline.ts';
import type { BusinessMark } from '../../store/records.ts';
import { Tree } from '../../tree.ts';
import { type Candidate, FoundCandidate, inOrder } from './candidate.ts';
import { checkFrom } from './check-at.ts';
import { hoursInPlace } from './hours-in-place.ts';
import { type Closing, closingsAhead } from './lead.ts';
import { decidedByUnknown, isLeft } from './left-alone.ts';
import { type Peers, relaunchedApart } from './relaunched-apart.ts';
import type { Cohort, Situation } from './situation.ts';
import { isOver, mayBeTried } from './waits.ts';
import { type CohortWanted, cohortWanted, overridableSince, type Wanting } from './wanted.ts';

export type { Candidate };

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
  /** Told of every instant at which texts in place, or staged hours, are to be written that cannot be yet. */
  later?: (at: Instant) => void;
}

/** Whether what is in place is right still: weekly hours, which are written within an interval. */
export function mayWait({ deadline }: Pick<Candidate, 'deadline'>, at: Instant): boolean {
  return deadline > at && deadline < AFTER_WAVES;
}

/** Every business to look at, in the order in which it has to be done. */
export function candidates(input: CandidateInput): Candidate[] {
  const { situation, at } = input;
  const apart = relaunchedApart(situation, input.marks, at);
  const ahead = closingsAhead(apart.situation, at, input.spacing);
  const found: FoundCandidate[] = [];
  const isStagedAlone = stagedAlone();
  for (const cohort of situation.cohorts) {
    const peers = apart.peersOf.get(cohort);
    const viewFor = peers
      ? viewsOfPeers(cohort, peers, ahead, input)
      : viewsOf(cohort, ahead.get(cohort), input);
    const { length } = cohort.businesses;
    for (let index = 0; index < length; index += 1) {
      const business = cohort.businesses[index] as Business;
      const mark = input.marks.get(business.id);
      const { decidedAt, wanted, isIdle, takesOff, keyOf, deadline } = viewFor(mark);
      if (isIdle && !mark && !input.strangers?.has(business.id)) continue;
      if (isLeft(cohort, wanted, mark) || decidedByUnknown(cohort, mark)) continue;
      // Sure to be another, whatever its texts are: they are made by whoever turns to it.
      const isSure = takesOff && isUntouched(mark);
      const counting = countingFor(cohort, wanted, mark);
      const key = isSure ? null : wantedKey(business, wanted, counting, mark, keyOf, input.wanting);
      if (key?.until != null) input.later?.(key.until);
      const mayGo = input.eager || mayBeTried(mark, cohort.timeline, at, input.now);
      const isOther = (key === null || !isInPlace(key.key, mark)) && mayGo;
      const moved =
        isOther && key && mark ? rewordedAt(business, cohort, counting, mark, key.key, input.wanting) : null;
      const due = isOther && (moved === null || moved <= input.now);
      // Windows of a closure open within it: from then on its text speaks of another opening, and nothing else begins or ends.
      const rewordFrom = moved ?? (mark?.overlayKey ? mark.promises : null) ?? Number.NEGATIVE_INFINITY;
      if (rewordFrom > input.now && Number.isFinite(rewordFrom)) input.later?.(rewordFrom);
      const isWrite = due && !hasNoSettings(mark, input.now);
      const check = !isWrite && (isCheckDue(mark, input) || isOverrideToEnd(mark, wanted));
      if (isWrite || check || needsLook(mark, input) || (!mark && input.strangers?.has(business.id))) {
        const by = key?.by ?? null;
        const isStaged = due && key && by !== null && isStagedAlone(key.key, mark?.overlayKey ?? '');
        const inTime = isStaged ? by : moved === null ? deadline : AFTER_WAVES;
        const facts = { business, cohort, decidedAt, deadline: check ? AFTER_ALL : inTime, due, check };
        found.push(new FoundCandidate(facts, index / length, key?.key ?? (() => keyOf(business, mark).key)));
      }
    }
  }
  return inOrder(found);
}

/** Nothing of ours is in place at a business, nor to be left out. */
function isUntouched(mark: BusinessMark | undefined): boolean {
  return (
    !mark ||
    (mark.overlayKey === '' &&
      mark.standsFor === undefined &&
      mark.override === null &&
      mark.letGo === undefined)
  );
}

/** A cohort at the instant that is decided for. */
interface View {
  decidedAt: Instant;
  wanted: CohortWanted;
  /** Nothing is wanted over what is anybody's own. */
  isIdle: boolean;
  /** Something is, for everybody, whatever the texts say. */
  takesOff: boolean;
  keyOf: KeyOf;
  deadline: Instant;
}

/**
 * Whose next closing is another one looks ahead to that. Who was relaunched in the lead of that of all is decided for it until
 * it begins: before, nothing is in force that could be overridden, and the relaunch would be forgotten.
 */
function viewsOfPeers(
  cohort: Cohort,
  peers: Peers,
  ahead: ReadonlyMap<Cohort, Closing>,
  input: CandidateInput,
) {
  const known = new Map<Closing | undefined, ReturnType<typeof viewsOf>>();
  return (mark: BusinessMark | undefined): View => {
    const isAhead = (mark?.override ?? input.at) > input.at;
    const closing = ahead.get(peers.cohortFor(isAhead ? undefined : mark));
    const viewFor = known.get(closing) ?? viewsOf(cohort, closing, input);
    known.set(closing, viewFor);
    return viewFor(mark);
  };
}

/**
 * Within the lead of its next closing a cohort is decided for that, and so is, whatever the lead is by now, who was closed
 * ahead of it already, or relaunched then: a pace that swings would otherwise open a shop and close it once more.
 */
function viewsOf(cohort: Cohort, closing: Closing | undefined, { at, wanting }: CandidateInput) {
  const viewAt = (decidedAt: Instant): View => {
    const wanted = cohortWanted(cohort, decidedAt);
    const deadline = deadlineOf(cohort, wanted, decidedAt, at);
    const [isIdle, takesOff] = [asksNothing(wanted), takesAnyOff(wanted)];
    return { decidedAt, wanted, isIdle, takesOff, keyOf: keysOf(wanted, wanting), deadline };
  };
  const now = viewAt(closing && closing.startsAt <= at ? closing.at : at);
  if (!closing || now.decidedAt === closing.at || at < closing.at - closing.maxLead) return () => now;
  let ahead: View | null = null;
  return (mark: BusinessMark | undefined): View => {
    if (mark?.aheadOf !== closing.at && mark?.override !== closing.at) return now;
    ahead ??= viewAt(closing.at);
    return ahead;
  };
}

/** Nothing is over what anybody's settings are: who was never written to, as most are most of the time, is as they should be. */
function asksNothing({ chains, announced, staged }: CohortWanted): boolean {
  return chains.length === 0 && announced.length === 0 && staged === null;
}

/** Where hours of a closure are wanted, no staged ones are. */
function takesAnyOff({ resolution: { reachable, chatHours }, staged }: CohortWanted): boolean {
  if (chatHours.value === 'keep' && staged !== null) return false;
  return [reachable.value, chatHours.value].some((value) => value !== 'keep' && value !== 'leave');
}

/** What is wanted of a business, and by when, where nothing but staged hours is another. */
interface WantedKey {
  key: string;
  by: Instant | null;
  until: Instant | null;
}
type KeyOf = (business: Business, mark: BusinessMark | undefined) => WantedKey;

/** {@link differInStagedAlone}, worked out once for all that share both keys. */
function stagedAlone(): typeof differInStagedAlone {
  const known = new Map<string, Map<string, boolean>>();
  return (a, b) => {
    const others = known.get(a) ?? new Map<string, boolean>();
    known.set(a, others);
    const found = others.get(b) ?? differInStagedAlone(a, b);
    others.set(b, found);
    return found;
  };
}

function inPlace(mark: BusinessMark | undefined): Overlay {
  return overlayOfKey(mark?.overlayKey ?? '');
}

function isInPlace(key: string, mark: BusinessMark | undefined): boolean {
  return key === (mark?.overlayKey ?? '') || key === mark?.standsFor;
}

/** Overlay keys of a cohort's businesses; most share one, by language, country and hours. */
function keysOf(wanted: CohortWanted, wanting: Wanting): KeyOf {
  const known = new Tree<WantedKey>();
  const perBusiness =
    wanted.leavesSome ||
    wanting.namesBusiness(wanted.resolution) ||
    (wanted.staged !== null && wanting.stagedNameBusiness(wanted.staged));
  return (business, mark) => {
    const hours = hoursInPlace(business, mark);
    const find = () => keyIn(wanting.key(business, wanted, inPlace(mark), hours));
    if (perBusiness) return find();
    // What is staged goes by what is in place as well.
    const placed = wanted.staged ? known.under(mark?.overlayKey ?? '') : known;
    const alike = underHours(placed.under(business.language).under(business.country), hours);
    alike.value ??= find();
    return alike.value;
  };
}

/** Hours are few objects: nothing has to be worked out of them to find those that are alike, and most have one for both. */
function underHours<T>(tree: Tree<T>, { own, business, isEmptied }: BusinessHours): Tree<T> {
  if (!isEmptied && own === business) return tree.under(own);
  return tree
    .under('apart')
    .under(isEmptied ? 'emptied' : own)
    .under(business);
}

function keyIn({ overlayKey, staged }: ReturnType<Wanting['key']>): WantedKey {
  return { key: overlayKey, by: staged?.by ?? null, until: staged?.until ?? null };
}

/** What is wanted of a business by the closures that count for it: a relaunch or a release may have ended some. */
function countingFor(cohort: Cohort, wanted: CohortWanted, mark: BusinessMark | undefined): CohortWanted {
  if (mark?.override == null && mark?.letGo === undefined) return wanted;
  return cohortWanted(cohort, wanted.at, mark.override, mark.letGo);
}

function wantedKey(
  business: Business,
  wanted: CohortWanted,
  counting: CohortWanted,
  mark: BusinessMark | undefined,
  keyOf: KeyOf,
  wanting: Wanting,
): WantedKey {
  if (counting === wanted) return keyOf(business, mark);
  return keyIn(wanting.key(business, counting, inPlace(mark), hoursInPlace(business, mark)));
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
  const words = wanting.words(business, wanted, hoursInPlace(business, mark), inPlace(mark), mark.promises);
  if (!isRewording(mark, { overlayKey, closures, ...words }, wanted.at)) return null;
  return rewordedFrom(mark, cohort.timeline, wanted);
}

/** Whether it is to be seen what came of a write. */
function needsLook(mark: BusinessMark | undefined, { now, eager }: CandidateInput): boolean {
  if (!mark) return false;
  if (mark.unsettled) return eager || isOver(mark, now);
  return mark.failing && (mark.hasBaseline || mark.isUnowned === true) && (eager || isOver(mark, now));
}

/**
 * Whether all that was overridden has ended. It is forgotten then, with a look: what is closed again later is something
 * else, even where it had begun before (a rule that goes and comes back, or is written later).
 */
function isOverrideToEnd(mark: BusinessMark | undefined, wanted: CohortWanted): boolean {
  const { override = null, unsettled = true, failing } = mark ?? {};
  if (override === null || unsettled || failing) return false;
  const since = overridableSince(wanted);
  return since === null || since > override;
}

/** Whether a drift check is due. */
function isCheckDue(mark: BusinessMark | undefined, { at, now }: CandidateInput): boolean {
  if (!mark || mark.unsettled || mark.failing || !mark.hasBaseline || mark.seenAt === null) return false;
  const jumped =
    Math.abs(at - now) > JUMP_MILLISECONDS ||
    Math.abs((mark.seenDecidedAt ?? at) - mark.seenAt) > JUMP_MILLISECONDS;
  return now >= checkFrom(mark) || (jumped && Math.abs(at - (mark.seenDecidedAt ?? at)) >= JUMP_MILLISECONDS);
}

function hasNoSettings(mark: BusinessMark | undefined, now: Instant): boolean {
  return mark?.noSettings === true && !isOver(mark, now);
}

/** When the wanted state should have been (or has to be) reached. */
function deadlineOf(cohort: Cohort, wanted: CohortWanted, decidedAt: Instant, at: Instant): Instant {
  if (decidedAt > at) return decidedAt;
  const first = wanted.chains[0];
  if (first?.source.level === 'urgent' || first?.source.level === 'hold') return Number.NEGATIVE_INFINITY;
  return lastBoundary(cohort.timeline, at) ?? at;
}
