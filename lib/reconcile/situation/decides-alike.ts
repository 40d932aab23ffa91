import { isDeepStrictEqual } from 'node:util';
import type { ExpandedCalendars } from '../../calendars/model.ts';
import type { Instant } from '../../clock.ts';
import { addDays, civilDateOf } from '../../closures/civil-time.ts';
import { LONGEST_ANNOUNCEMENT_DAYS } from '../../closures/limits.ts';
import type { Occurrence } from '../../closures/model.ts';
import type { Directory } from '../../store/store.ts';
import type { Remembered } from './remembered.ts';

/** A pass comes once a week at the least: what begins, or is announced, after the next one it sees in time. */
const DAYS_AHEAD = 30 + LONGEST_ANNOUNCEMENT_DAYS;
/** In all zones, and for texts that speak of what has just ended. */
const DAYS_BEHIND = 4;

/**
 * Whether passes decide by both alike, so that what is due stays due when it was. What begins later than within a month
 * is left to the pass that comes every week.
 */
export function decidesAlike(
  before: { directory: Directory | null; calendars: ExpandedCalendars | null },
  after: Remembered,
  now: Instant,
): boolean {
  const { directory, calendars } = before;
  if (directory === null || calendars?.configHash !== after.calendars.configHash) return false;
  return (
    isDeepStrictEqual(directory.businesses, after.directory.businesses) &&
    isDeepStrictEqual(directory.templates, after.directory.templates) &&
    isDeepStrictEqual(coming(calendars, now), coming(after.calendars, now))
  );
}

function coming({ occurrences }: ExpandedCalendars, now: Instant): Map<string, Occurrence[]> {
  const today = civilDateOf(now, 'UTC');
  const [from, to] = [addDays(today, -DAYS_BEHIND), addDays(today, DAYS_AHEAD)];
  const found = new Map<string, Occurrence[]>();
  for (const [rule, places] of Object.entries(occurrences))
    for (const [place, all] of Object.entries(places))
      found.set(
        `${rule} ${place}`,
        all.filter(({ start, end }) => start < to && (end === null || end >= from)),
      );
  return found;
}
