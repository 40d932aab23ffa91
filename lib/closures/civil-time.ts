import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../clock.ts';
import type { Bound } from './model.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const WALL_CLOCK = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/**
 * The instant that a bound means in `zone`.
 *
 * A date is the local start of that day (its first valid instant). A wall-clock time inside a gap is the first valid
 * instant after the gap; in a repeated hour a start is the first pass and an end the second (design rule 2).
 * Throws a RangeError where the bound or the zone is none.
 */
export function instantOf(bound: Bound, zone: string, side: 'start' | 'end'): Instant {
  if (DATE.test(bound)) return Temporal.PlainDate.from(bound).toZonedDateTime(zone).epochMilliseconds;
  if (WALL_CLOCK.test(bound)) return instantOfWallClock(Temporal.PlainDateTime.from(bound), zone, side);
  return Temporal.Instant.from(bound).epochMilliseconds;
}

function instantOfWallClock(time: Temporal.PlainDateTime, zone: string, side: 'start' | 'end'): Instant {
  const disambiguation = side === 'start' ? 'earlier' : 'later';
  const zoned = time.toZonedDateTime(zone, { disambiguation });
  if (zoned.toPlainDateTime().equals(time)) return zoned.epochMilliseconds;
  const beforeGap = time.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const transition = beforeGap.getTimeZoneTransition('next');
  return (transition ?? zoned).epochMilliseconds;
}

const known = new Map<string, Instant>();
const MOST_KNOWN = 50_000;

/** {@link instantOf}, remembered: a rule's bounds are asked for again for every group of businesses. */
export function rememberedInstantOf(bound: Bound, zone: string, side: 'start' | 'end'): Instant {
  const key = `${bound} ${zone} ${side}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const instant = instantOf(bound, zone, side);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, instant);
  return instant;
}

/** ISO 8601 with the offset that `zone` has then, to the second: `2026-12-25T00:00:00+01:00`. */
export function isoInZone(instant: Instant, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.trunc(instant)).toString({
    timeZone: zone,
    smallestUnit: 'second',
  });
}

/** The civil date of an instant in `zone`, `YYYY-MM-DD`. */
export function civilDateOf(instant: Instant, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.trunc(instant))
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
}

/** `YYYY-MM-DD` plus days. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}
