import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../clock.ts';
import type { Bound } from './model.ts';
import { endOfGap, instantsShowing, type OffsetSpan, offsetSpans } from './offsets.ts';

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/**
 * The instant that a bound means in `zone`.
 *
 * A date is the local start of that day (its first valid instant). A wall-clock time inside a gap is the first valid
 * instant after the gap; in a repeated hour a start is the first pass and an end the second (design rule 2).
 * Throws a RangeError where the bound or the zone is none.
 */
export function instantOf(bound: Bound, zone: string, side: 'start' | 'end'): Instant {
  const found = knownLocals.get(bound) ?? parseLocal(bound);
  if (found === null) return Temporal.Instant.from(bound).epochMilliseconds;
  const { local, year, isDate } = found;
  const spans = offsetSpans(zone, year);
  const showing = instantsShowing(local, spans);
  // A day that begins in a repeated hour begins at the first pass, whichever side it bounds.
  return (side === 'start' || isDate ? showing[0] : showing.at(-1)) ?? endOfGap(local, spans);
}

interface Local {
  /** As if it were UTC. */
  local: number;
  year: number;
  isDate: boolean;
}

// The same days are asked for in a hundred zones, and by thousands of businesses.
const knownLocals = new Map<Bound, Local>();
const MOST_LOCALS = 20_000;

/** null where the bound is no local time. */
function parseLocal(bound: Bound): Local | null {
  const parts = LOCAL.exec(bound);
  if (!parts) return null;
  const found = { local: localOf(bound, parts), year: Number(parts[1]), isDate: parts[4] === undefined };
  if (knownLocals.size >= MOST_LOCALS) knownLocals.clear();
  knownLocals.set(bound, found);
  return found;
}

/** A local time as if it were UTC. @throws RangeError for 31 February and the like */
function localOf(bound: Bound, [, ...parts]: RegExpExecArray): number {
  const [year, month, day, hour, minute, second] = parts.map((part) => Number(part ?? 0)) as Parts;
  const local = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59));
  const isValid = hour < 24 && minute < 60 && second <= 60 && new Date(local).getUTCDate() === day;
  if (isValid && month >= 1 && month <= 12 && year >= 100) return local;
  throw new RangeError(`"${bound}" is no point in time.`);
}

type Parts = [number, number, number, number, number, number];

/** What clocks in `zone` show at an instant, as if it were UTC; what is never stays never. */
export function wallTime(instant: Instant, zone: string): number {
  return Number.isFinite(instant) ? instant + offsetAt(instant, zone) : instant;
}

function offsetAt(instant: Instant, zone: string): number {
  const spans = offsetSpans(zone, new Date(instant).getUTCFullYear());
  // A loop: every bound of every closure is asked for, by the hundred thousand.
  let index = 0;
  while (instant >= (spans[index] as OffsetSpan).until) index += 1;
  return (spans[index] as OffsetSpan).offset;
}

/** ISO 8601 with the offset that `zone` has then, to the second: `2026-12-25T00:00:00+01:00`. */
export function isoInZone(instant: Instant, zone: string): string {
  const whole = Math.floor(instant / 1000) * 1000;
  const offset = offsetAt(whole, zone);
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const sign = offset < 0 && minutes > 0 ? '-' : '+';
  const local = new Date(whole + offset).toISOString().slice(0, 19);
  // Joined: a text put together from others holds on to them, and reports keep hundreds of thousands.
  return [local, sign, twoDigits(Math.floor(minutes / 60)), ':', twoDigits(minutes % 60)].join('');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** The civil date of an instant in `zone`, `YYYY-MM-DD`. */
export function civilDateOf(instant: Instant, zone: string): string {
  return dateOf(instant + offsetAt(instant, zone));
}

/** `YYYY-MM-DD` plus days. @throws RangeError where it is no date */
export function addDays(date: string, days: number): string {
  const found = knownLocals.get(date) ?? parseLocal(date);
  if (found === null) throw new RangeError(`"${date}" is no date.`);
  return dateOf(found.local + days * DAY_MILLISECONDS);
}

const DAY_MILLISECONDS = 86_400_000;

/** Of a local time, as if it were UTC. */
function dateOf(local: number): string {
  return new Date(local).toISOString().split('T')[0] as string;
}
