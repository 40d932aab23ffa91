/**
 * Civil time as plain numbers: minutes of a calendar without zones, counted from 1970-01-01T00:00. A zone comes in
 * only where lib/closures turns bounds into instants, so nothing here can depend on the zone of the host.
 */
import type { Occurrence } from '../closures/model.ts';
import type { CivilWindow } from './model.ts';

/** Minutes in a civil day. Clock changes are not seen here. */
export const DAY = 1440;

const FORM = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?$/;

/** Civil minutes of `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`; null where the text is no such thing, or no real day. */
export function parseCivil(text: string): number | null {
  const match = FORM.exec(text);
  if (!match) return null;
  const [year, month, day, hour, minute] = match.slice(1).map((part) => Number(part ?? 0));
  const minutes = Date.UTC(year!, month! - 1, day!, hour!, minute!) / 60_000;
  const same = match[4] === undefined ? formatDate(minutes) : formatTime(minutes);
  return same === text ? minutes : null;
}

/** Like {@link parseCivil}, for what is known to be right. */
export function civilMinutes(text: string): number {
  const minutes = parseCivil(text);
  if (minutes === null) throw new RangeError(`not a civil date or time: ${text}`);
  return minutes;
}

/** `YYYY-MM-DD`: the civil day that the minute lies in. */
export const formatDate = (minutes: number): string => formatTime(minutes).slice(0, 10);

/** `YYYY-MM-DDTHH:MM`. */
export const formatTime = (minutes: number): string => new Date(minutes * 60_000).toISOString().slice(0, 16);

/** Minutes into the day of `HH:MM`, `24:00` included; null where the text is none. */
export function parseTimeOfDay(text: string): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  return (hour < 24 && minute < 60) || (hour === 24 && minute === 0) ? hour * 60 + minute : null;
}

/** Whether half-open intervals of civil minutes have a minute in common with the window, which is read once. */
export function intersecting(window: CivilWindow): (start: number, end: number) => boolean {
  const [from, to] = [civilMinutes(window.from), civilMinutes(window.to)];
  return (start, end) => start < end && end > from && start < to;
}

/** The occurrences that intersect the window, whole, in order of start, then of end. None has `end: null` here. */
export function within(occurrences: Occurrence[], window: CivilWindow): Occurrence[] {
  const intersects = intersecting(window);
  return occurrences
    .map((occurrence) => ({
      occurrence,
      start: civilMinutes(occurrence.start),
      end: civilMinutes(occurrence.end ?? occurrence.start),
    }))
    .filter(({ start, end }) => intersects(start, end))
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map(({ occurrence }) => occurrence);
}

/** The civil years that the window touches, with one more on either side: intervals reach across the year's end. */
export function yearsAround(window: CivilWindow): number[] {
  const first = Number(window.from.slice(0, 4)) - 1;
  const last = Number(window.to.slice(0, 4)) + 1;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
