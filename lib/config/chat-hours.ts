/** `chatHours` of an effect. */

import * as z from 'zod';
import {
  type ChatHours,
  type TimeWindow,
  WEEKDAYS,
  type Weekday,
  type WeekHours,
} from '../closures/model.ts';
import { week, windows } from '../reading/hours.ts';
import { isRecord, kindOf, oneOf, type Report, reader, readWith } from '../reading/readers.ts';

const CHAT_WORDS = ['closed', 'keep', 'business'] as const;

/**
 * `closed`, `keep`, `business`, one list of windows for every weekday, or windows by weekday. Hours come out as Partoo
 * takes them: all seven weekdays, none left out, no window past midnight (see {@link splitAtMidnight}).
 */
export const chatHours = reader((value, report): ChatHours => {
  if (typeof value === 'string') return readWith(oneOf(CHAT_WORDS), value, report) ?? z.NEVER;
  if (!Array.isArray(value) && !isRecord(value)) {
    report(kindOf(value), 'write closed, keep, business, or windows such as ["10:00-18:00"]');
    return z.NEVER;
  }
  return splitAtMidnight(readHours(value, report));
});

function readHours(value: unknown, report: Report): WeekHours {
  if (!Array.isArray(value)) return readWith(week, value, report) ?? {};
  if (value.length === 0) report('is an empty list', 'write closed if that is meant');
  else {
    const same = readWith(windows, value, report) ?? [];
    return Object.fromEntries(WEEKDAYS.map((day) => [day, same]));
  }
  return {};
}

/**
 * The same hours for a grid whose windows end within their day: `22:00-02:00` on Friday becomes `22:00-23:59` on
 * Friday and `00:00-02:00` on Saturday (23:59 is how Partoo writes the end of a day). Windows that overlap or touch
 * are joined.
 * @internal
 */
export function splitAtMidnight(hours: WeekHours): Record<Weekday, TimeWindow[]> {
  const minutes = Object.fromEntries(WEEKDAYS.map((day) => [day, [] as Span[]])) as Record<Weekday, Span[]>;
  for (const [index, day] of WEEKDAYS.entries())
    for (const text of hours[day] ?? []) {
      const [from, to] = [minuteOf(text.slice(0, 5)), minuteOf(text.slice(6))];
      if (to > from) minutes[day].push([from, Math.min(to, LAST_MINUTE)]);
      else {
        minutes[day].push([from, LAST_MINUTE]);
        if (to > 0) minutes[WEEKDAYS[(index + 1) % 7]!].push([0, to]);
      }
    }
  return Object.fromEntries(
    WEEKDAYS.map((day) => [day, join(minutes[day]).map(([from, to]) => `${clock(from)}-${clock(to)}`)]),
  ) as Record<Weekday, TimeWindow[]>;
}

type Span = [from: number, to: number];
const LAST_MINUTE = 23 * 60 + 59;

function join(spans: Span[]): Span[] {
  const joined: Span[] = [];
  for (const [from, to] of spans.toSorted(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    // A window that begins at 23:59 has no minute left before midnight.
    else if (to > from) joined.push([from, to]);
  }
  return joined;
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function clock(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
