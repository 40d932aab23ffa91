/** Weekly hours as Partoo takes them, and as minutes of a week that begins on Monday. */
import { type TimeWindow, WEEKDAYS, type WeekHours } from '../model.ts';
import { DAY_MINUTES, WEEK_MINUTES } from './local-minutes.ts';
import { minus, moved, type Span, type Spans, spansOf, within } from './spans.ts';

/** 1970-01-01 was a Thursday: the Monday before it, in local minutes. */
const FIRST_MONDAY = -3 * DAY_MINUTES;
/** What Partoo writes for the end of a day, and counts as midnight. */
const LAST_MINUTE = DAY_MINUTES - 1;

/** The minutes of the week that a grid opens; what of a window is past midnight lies on the next day. */
export function minutesOfGrid(grid: WeekHours): Spans {
  const spans = WEEKDAYS.flatMap((day, index) =>
    (grid[day] ?? []).map((window) => moved([spanOf(window)], index * DAY_MINUTES)[0] as Span),
  );
  return wrapped(spans);
}

/** A week's minutes over `[from, until)` of local minutes. */
export function repeated(week: Spans, from: number, until: number): Spans {
  const first = Math.floor((from - FIRST_MONDAY) / WEEK_MINUTES);
  const spans: Span[] = [];
  for (let monday = FIRST_MONDAY + first * WEEK_MINUTES; monday < until; monday += WEEK_MINUTES)
    spans.push(...moved(week, monday));
  return within(spansOf(spans), from, until);
}

/** Local minutes of the seven days from `from` on as minutes of the week: each as it first comes. */
export function weekFrom(spans: Spans, from: number): Spans {
  const monday = Math.floor((from - FIRST_MONDAY) / WEEK_MINUTES) * WEEK_MINUTES + FIRST_MONDAY;
  return wrapped(moved(within(spans, from, from + WEEK_MINUTES), -monday));
}

/**
 * The grid that opens those minutes, in the most cautious form: all seven days, no window past midnight, `23:59` for the
 * end of a day.
 * @param own windows that are left as they are spelt where all their minutes are to be open
 */
export function gridOf(week: Spans, own: WeekHours = {}): WeekHours {
  const kept = WEEKDAYS.map((day, index) =>
    (own[day] ?? []).filter((window) => {
      const spans = wrapped(moved([spanOf(window)], index * DAY_MINUTES));
      return minus(spans, week).length === 0;
    }),
  );
  const keptMinutes = minutesOfGrid(Object.fromEntries(WEEKDAYS.map((day, index) => [day, kept[index]])));
  const rest = minus(week, keptMinutes);
  return Object.fromEntries(
    WEEKDAYS.map((day, index) => {
      const [from, until] = [index * DAY_MINUTES, (index + 1) * DAY_MINUTES];
      const windows = within(rest, from, until).flatMap((span) => windowOf(moved([span], -from)[0] as Span));
      return [day, [...(kept[index] ?? []), ...windows].sort(byStart)];
    }),
  );
}

function byStart(a: TimeWindow, b: TimeWindow): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Of a span that ends a minute before midnight a minute is left out: an end at 23:59 would count as midnight. */
function windowOf([from, until]: Span): TimeWindow[] {
  const end = until === DAY_MINUTES ? LAST_MINUTE : until === LAST_MINUTE ? until - 1 : until;
  return end > from ? [`${clock(from)}-${clock(end)}`] : [];
}

function spanOf(window: TimeWindow): Span {
  const [from, to] = [minuteOf(window.slice(0, 5)), minuteOf(window.slice(6))];
  const until = to === LAST_MINUTE ? DAY_MINUTES : to;
  return [from, until > from ? until : until + DAY_MINUTES];
}

function wrapped(spans: readonly Span[]): Spans {
  const beyond = spans.filter(([, until]) => until > WEEK_MINUTES);
  return within(spansOf([...spans, ...moved(beyond, -WEEK_MINUTES)]), 0, WEEK_MINUTES);
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function clock(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
