import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../clock.ts';

/** A stretch of time over which a zone keeps one offset: `[from, until)`, instants. */
export interface OffsetSpan {
  from: Instant;
  until: Instant;
  /** Local time minus UTC, ms. */
  offset: number;
}

const DAY = 86_400_000;

// By zone and year. A rule's bounds are asked for in a few zones and two or three years, thousands of them at a time.
const known = new Map<string, Map<number, readonly OffsetSpan[]>>();

/**
 * The spans of a zone that together cover a year of local time and two days on either side, in order. Clock changes are
 * looked up once; from then on, where a local time lies is a matter of adding.
 * @throws RangeError for a zone that is none
 */
export function offsetSpans(zone: string, year: number): readonly OffsetSpan[] {
  let byYear = known.get(zone);
  let spans = byYear?.get(year);
  if (spans === undefined) {
    spans = findSpans(zone, Date.UTC(year, 0, 1) - 2 * DAY, Date.UTC(year + 1, 0, 1) + 2 * DAY);
    byYear ??= new Map();
    known.set(zone, byYear.set(year, spans));
  }
  return spans;
}

function findSpans(zone: string, from: Instant, until: Instant): OffsetSpan[] {
  const spans: OffsetSpan[] = [];
  let at: Temporal.ZonedDateTime | null =
    Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  while (at !== null && at.epochMilliseconds < until) {
    const next: Temporal.ZonedDateTime | null = at.getTimeZoneTransition('next');
    spans.push({
      from: at.epochMilliseconds,
      until: Math.min(until, next?.epochMilliseconds ?? until),
      offset: at.offsetNanoseconds / 1e6,
    });
    at = next;
  }
  return spans;
}

/**
 * The instants at which clocks that keep `spans` show a local time, given as if it were UTC: one as a rule, two in a
 * repeated hour, none in a gap.
 */
export function instantsShowing(local: number, spans: readonly OffsetSpan[]): Instant[] {
  const found: Instant[] = [];
  for (const { from, until, offset } of spans) {
    const instant = local - offset;
    if (instant >= from && instant < until) found.push(instant);
  }
  return found;
}

/** The first instant after the gap that a local time falls into: where the first span begins that is past it. */
export function endOfGap(local: number, spans: readonly OffsetSpan[]): Instant {
  const after = spans.find(({ from, offset }) => from + offset > local);
  if (!after) throw new RangeError('unreachable: a gap lies between two spans');
  return after.from;
}
