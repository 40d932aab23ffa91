/** Hours of a week as minutes of the day: for comparing them, and for the grid that Partoo keeps. */
import { type TimeWindow, WEEKDAYS, type Weekday, type WeekHours } from '../closures/model.ts';

/**
 * The same hours for a grid whose windows end within their day: `22:00-02:00` on Friday becomes `22:00-23:59` on
 * Friday and `00:00-02:00` on Saturday (23:59 is how Partoo writes the end of a day). Windows that overlap or touch
 * are joined.
 */
export function splitAtMidnight(hours: Readonly<WeekHours>): Record<Weekday, TimeWindow[]> {
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

/**
 * When windows of one day are open, in minutes since it began, `[from, until)`; those that overlap or touch are joined.
 * An end of 23:59 is the end of the day, and one past midnight lies beyond 1440.
 */
export function openMinutes(windows: readonly TimeWindow[]): Span[] {
  return join(
    windows.map((text) => {
      const [from, to] = [minuteOf(text.slice(0, 5)), minuteOf(text.slice(6))];
      const until = to === LAST_MINUTE ? to + 1 : to;
      return [from, until > from ? until : until + 24 * 60];
    }),
  );
}
