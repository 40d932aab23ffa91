import type { Instant } from '../../clock.ts';
import { remembering } from '../../remembering.ts';
import { type Hours, type SpecialDays, type TimeWindow, WEEKDAYS, type Weekday } from '../model.ts';
import { type OffsetSpan, offsetSpans } from '../offsets.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** No zone is further from UTC. */
const FURTHEST_OFFSET = 15 * 3600_000;

/** A stretch of time in which a business answers: `[from, until)`. */
export interface OpenTime {
  from: Instant;
  until: Instant;
}

/** Milliseconds since the start of the local day; an end past 24 hours lies on the next. */
interface Window {
  from: number;
  until: number;
}

interface Compiled {
  /** Monday first. */
  week: readonly (readonly Window[])[];
  /** Shortest first; days are counted from 1970-01-01. */
  special: readonly { first: number; last: number; windows: readonly Window[] }[];
}

const WHOLE_DAY: readonly Window[] = [{ from: 0, until: DAY }];

// Hours are plain data that many businesses share; they are never changed.
const known = new WeakMap<Hours, Compiled>();

/**
 * The first stretch of a window that ends after `from`, as clocks in `zone` show it (it may begin before `from`); null
 * where none begins before `until`. A window whose start is skipped by the clock begins after the gap; one in a repeated
 * hour counts in both passes. Windows of days before `sinceDay` do not count, although they may reach past midnight.
 */
export function nextOpenTime(
  hours: Hours,
  zone: string,
  from: Instant,
  until: Instant,
  sinceDay: number,
): OpenTime | null {
  const compiled = compile(hours);
  let best: OpenTime | null = null;
  for (let day = Math.max(localDay(from, zone) - 1, sinceDay); ; day += 1) {
    const found = firstOf(windowsOn(compiled, day), day, zone, from);
    // Where the clock is set back over midnight, the day after may come first.
    if (best !== null) return found !== null && found.from < best.from ? found : best;
    if (found !== null && found.from < until) best = found;
    else if (day * DAY - FURTHEST_OFFSET > until) return null;
  }
}

function firstOf(windows: readonly Window[], day: number, zone: string, from: Instant): OpenTime | null {
  let best: OpenTime | null = null;
  for (const window of windows) {
    const found = firstPass(day * DAY + window.from, day * DAY + window.until, zone, from);
    if (found !== null && (best === null || Math.max(found.from, from) < Math.max(best.from, from)))
      best = found;
  }
  return best;
}

/** The first stretch, ending after `from`, in which clocks show a local time of `[start, end)` (as if it were UTC). */
function firstPass(start: number, end: number, zone: string, from: Instant): OpenTime | null {
  for (const span of offsetSpans(zone, new Date(start).getUTCFullYear())) {
    const opens = Math.max(start - span.offset, span.from);
    const closes = Math.min(end - span.offset, span.until);
    if (closes > opens && closes > from) return { from: opens, until: closes };
  }
  return null;
}

/** The windows of a civil day (`YYYY-MM-DD`), as they are written; null where the hours of its week are not known. */
export function windowsOfDay({ week, special = [] }: Hours, date: string): readonly TimeWindow[] | null {
  const day = Date.parse(date) / DAY;
  const length = ([first, last]: SpecialDays) => Date.parse(last) - Date.parse(first);
  const [shortest] = special
    .filter(([first, last]) => first <= date && date <= last)
    .toSorted((a, b) => length(a) - length(b));
  if (shortest) return shortest[2];
  return week && (week[WEEKDAYS[(day + 3) % 7] as Weekday] ?? []);
}

function windowsOn({ week, special }: Compiled, day: number): readonly Window[] {
  const found = special.find(({ first, last }) => first <= day && day <= last);
  // 1970-01-01 was a Thursday.
  return found ? found.windows : (week[(day + 3) % 7] as readonly Window[]);
}

/** The civil day that begins at an instant in `zone`, counted like {@link localDay}; null where none does. */
export function dayBeginningAt(at: Instant, zone: string): number | null {
  const day = localDay(at, zone);
  return localDay(at - 1, zone) < day ? day : null;
}

/** The civil day that clocks in `zone` show at an instant, counted from 1970-01-01. */
function localDay(at: Instant, zone: string): number {
  const spans = offsetSpans(zone, new Date(at).getUTCFullYear());
  const { offset } = spans.find(({ from, until }) => from <= at && at < until) as OffsetSpan;
  return Math.floor((at + offset) / DAY);
}

function compile(hours: Hours): Compiled {
  let compiled = known.get(hours);
  if (!compiled) {
    const { week, special = [] } = hours;
    compiled = {
      week: WEEKDAYS.map((day) => (week === null ? WHOLE_DAY : (week[day] ?? []).map(windowOf))),
      special: special
        .map(([first, last, windows]) => ({
          first: Date.parse(first) / DAY,
          last: Date.parse(last) / DAY,
          windows: windows.map(windowOf),
        }))
        .sort((a, b) => a.last - a.first - (b.last - b.first)),
    };
    known.set(hours, compiled);
  }
  return compiled;
}

const MOST_WINDOWS = 5000;
/** Thousands of weeks are made of few windows. */
const windowOf = remembering(MOST_WINDOWS, windowIn);

function windowIn(text: string): Window {
  const [from, to] = [minuteOf(text.slice(0, 5)), minuteOf(text.slice(6))];
  // 23:59 is how Partoo writes the end of a day.
  const until = to === LAST_MINUTE ? to + 1 : to;
  return { from: from * MINUTE, until: (until > from ? until : until + 24 * 60) * MINUTE };
}

const LAST_MINUTE = 23 * 60 + 59;

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
