/** Windows of the day: `chatHours` of an effect, and the opening hours of a `weekly` calendar. */

import * as z from 'zod';
import {
  type ChatHours,
  type TimeWindow,
  WEEKDAYS,
  type Weekday,
  type WeekHours,
} from '../closures/model.ts';
import {
  isRecord,
  kindOf,
  list,
  mapping,
  oneOf,
  quoted,
  type Report,
  reader,
  readWith,
  textOf,
} from './readers.ts';

const WINDOW = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;
const SHAPE = 'write HH:MM-HH:MM, such as "09:00-18:30"';

/** One window. An end of 24:00, or one before the start (past midnight), is allowed. */
const window = textOf(SHAPE, (value, report): TimeWindow => {
  if (!WINDOW.test(value)) {
    const padded = value.replaceAll(/\s/g, '').replaceAll(/(?<!\d)(\d:\d\d)/g, '0$1');
    const remedy = WINDOW.test(padded) ? `write "${padded}"` : SHAPE;
    report(`${quoted(value)} is no window of the day`, remedy);
  } else if (value.slice(0, 5) === value.slice(6))
    report(`${quoted(value)} starts and ends at the same time`, 'write "00:00-24:00" for the whole day');
  return value;
});
const windows = list(window, 'name at least one window, such as ["09:00-18:00"]');
/** In a weekday `[]` says closed, and is no slip. */
const dayWindows = reader((value, report): TimeWindow[] =>
  Array.isArray(value) && value.length === 0 ? [] : (readWith(windows, value, report) ?? []),
);

const week = mapping(
  {
    monday: dayWindows.optional(),
    tuesday: dayWindows.optional(),
    wednesday: dayWindows.optional(),
    thursday: dayWindows.optional(),
    friday: dayWindows.optional(),
    saturday: dayWindows.optional(),
    sunday: dayWindows.optional(),
  },
  'write weekdays with their windows, such as { monday: ["09:00-18:00"] }',
);

/**
 * Opening hours of a `weekly` calendar: a window may run past midnight, and a weekday that is left out is closed. An
 * end of 24:00 comes out as 00:00; `00:00-00:00` then is the whole day.
 */
export const weeklyHours = reader((value, report): WeekHours => {
  const hours = readWith(week, value, report);
  if (hours === undefined) return z.NEVER;
  if (Object.values(hours).every((day) => day === undefined || day.length === 0))
    report('never opens', 'name at least one window, such as { monday: ["09:00-18:00"] }');
  return Object.fromEntries(
    Object.entries(hours).flatMap(([day, list]) =>
      list === undefined ? [] : [[day, list.map((text) => text.replace('24:00', '00:00'))]],
    ),
  );
});

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
