/** Which weekly hours stand for staged closures, and when others are written. */
import type { Instant } from '../clock.ts';
import { isoInZone } from '../closures/civil-time.ts';
import type { Business, WeekHours } from '../closures/model.ts';
import { type BusinessRecord, overlayInPlace } from '../closures/record.ts';
import type { StagedQuestion } from '../closures/staged/outlook.ts';
import type { Staged } from '../closures/staged/staged.ts';
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
  const next = nextWrite({ timeline, zone, hours, inPlace, at, roomMilliseconds });
  if (inPlace === null && next === null) return null;
  return {
    hours: inPlace,
    next: next && {
      from: isoInZone(next.from, zone),
      by: isoInZone(next.by, zone),
      isIntermediate: next.isIntermediate,
    },
  };
}

type Next = Staged['ahead'];

/** How far is looked for what follows hours in place, days: beyond, a closure without an end lasts. */
const FURTHEST_DAYS = 60;
const MOST_KNOWN = 10_000;
// As many shops share hours, so many share what follows.
const known = new WeakMap<Timeline, Map<string, Next>>();

function nextWrite(question: StagedQuestion): Next {
  const { timeline, hours, inPlace, at } = question;
  const all = known.get(timeline) ?? new Map<string, Next>();
  known.set(timeline, all);
  const key = `${at} ${hoursKey(hours)} ${JSON.stringify(inPlace)}`;
  const found = all.get(key);
  if (found !== undefined) return found;
  const next = searched(question);
  if (all.size >= MOST_KNOWN) all.clear();
  all.set(key, next);
  return next;
}

/** Days of own hours are in sight at once, and of what follows upon others as many as their closure lasts. */
function searched(question: StagedQuestion): Next {
  const furthest = question.at + FURTHEST_DAYS * 86_400_000;
  for (let at = question.at; at < furthest; ) {
    const { due, ahead, until } = stagedFor({ ...question, at });
    const next = due ?? ahead;
    if (next !== null || question.inPlace === null) return next;
    at = until;
  }
  return null;
}
