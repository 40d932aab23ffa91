/** Which weekly hours stand for staged closures, and when others are written. */
import type { Instant } from '../clock.ts';
import { isoInZone } from '../closures/civil-time.ts';
import type { Business, WeekHours } from '../closures/model.ts';
import { type BusinessRecord, overlayInPlace } from '../closures/record.ts';
import type { StagedQuestion } from '../closures/staged/outlook.ts';
import type { Staged } from '../closures/staged/staged.ts';
import { stagedWithin } from '../closures/staged/staged-chains.ts';
import { hoursKey, stagedFor } from '../closures/staged/staged-for.ts';
import type { Timeline } from '../closures/timeline.ts';
import { hoursInPlace } from '../reconcile/situation/hours-in-place.ts';
import type { Situation } from '../reconcile/situation/situation.ts';
import { cohortWanted } from '../reconcile/situation/wanted.ts';
import type { BusinessMark } from '../store/records.ts';

export interface StagedStatus {
  /** In place; null: the shop's own. */
  hours: WeekHours | null;
  /** Within which interval the next ones are written; null: none that is known yet. */
  next: { from: string; by: string; isIntermediate: boolean } | null;
}

/** null where nothing staged is in place, nor to be written in the coming days. */
export function stagedStatus(
  { cohortOf, stagedRoomMilliseconds: roomMilliseconds }: Situation,
  business: Business,
  record: BusinessRecord,
  mark: Pick<BusinessMark, 'ownHours'> | undefined,
  at: Instant,
): StagedStatus | null {
  const cohort = cohortOf.get(business.id);
  const hours = hoursInPlace(business, mark);
  if (!cohort || hours.isEmptied) return null;
  const { zone } = cohort;
  const { staged: timeline } = cohortWanted(cohort, at, record.override, record.letGo);
  if (timeline === null) return null;
  const { staged: isStaged, chatHours } = overlayInPlace(record);
  const inPlace = isStaged && typeof chatHours === 'object' ? chatHours : null;
  return statusOf({ timeline, zone, hours, inPlace, at, roomMilliseconds });
}

type Next = Staged['ahead'];

const DAY = 86_400_000;
const WEEK = 7 * DAY;
/** How far is looked for what follows hours in place: beyond, a closure without an end lasts. */
const FURTHEST = 60 * DAY;
/** What has to be written so far ahead is seen at once, whatever clocks do. */
const SIGHT = 8 * DAY;
const MOST_KNOWN = 10_000;
// As many shops share hours, so many share what follows: of 100,000 shops each would hold a week of its own.
const known = new WeakMap<Timeline, Map<string, StagedStatus | null>>();

function statusOf(question: StagedQuestion): StagedStatus | null {
  const { timeline, zone, hours, inPlace, at } = question;
  const all = known.get(timeline) ?? new Map<string, StagedStatus | null>();
  known.set(timeline, all);
  const key = `${at} ${zone} ${hoursKey(hours)} ${JSON.stringify(inPlace)}`;
  const found = all.get(key);
  if (found !== undefined) return found;
  const next = withText(question, searched(question));
  const status =
    inPlace === null && next === null ? null : { hours: inPlace, next: next && told(next, zone) };
  if (all.size >= MOST_KNOWN) all.clear();
  all.set(key, status);
  return status;
}

function told({ from, by, isIntermediate }: NonNullable<Next>, zone: string): StagedStatus['next'] {
  return { from: isoInZone(from, zone), by: isoInZone(by, zone), isIntermediate };
}

/** Hours and text are one write: by its end either of them would be wrong, as `plan` and passes have it. */
function withText(question: StagedQuestion, next: Next): Next {
  if (next === null) return null;
  const { textBy } = stagedFor({ ...question, at: Math.max(question.at, next.from) });
  return textBy === null ? next : { ...next, by: Math.min(next.by, textBy) };
}

/** Days of own hours are in sight at once, and of what follows upon others as many as the closures last that they stand for. */
function searched(question: StagedQuestion): Next {
  const { inPlace } = question;
  const furthest = inPlace === null ? question.at + 1 : soughtUntil(question);
  for (let at = question.at; at < furthest; at += SIGHT) {
    const { next } = lookedAt(question, at);
    if (next !== null) return at === question.at ? next : firstAfter(question, at - SIGHT);
  }
  return null;
}

/** Nights never change: within a week after all that the hours in place can stand for they would have to. */
function soughtUntil({ timeline, at }: StagedQuestion): Instant {
  const ends = stagedWithin(timeline, at, at + WEEK).map(({ end }) => end + WEEK);
  return Math.min(at + FURTHEST, Math.max(at + WEEK, ...ends));
}

/** As it is when it comes in sight: whether hours go out in between is decided then. */
function firstAfter(question: StagedQuestion, from: Instant): Next {
  for (let at = from; ; ) {
    const { next, until } = lookedAt(question, at);
    if (next !== null) return next;
    at = until;
  }
}

function lookedAt(question: StagedQuestion, at: Instant): { next: Next; until: Instant } {
  const { due, ahead, until } = stagedFor({ ...question, at });
  return { next: due ?? ahead, until };
}
