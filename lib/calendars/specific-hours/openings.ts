import {
  type Hours,
  type Occurrence,
  type TimeWindow,
  WEEKDAYS,
  type WeekHours,
} from '../../closures/model.ts';
import { windowsOfDay } from '../../closures/opening/windows.ts';
import { openMinutes, splitAtMidnight } from '../../reading/week-grid.ts';
import { civilMinutes, DAY, formatDate } from '../civil.ts';
import type { CivilWindow } from '../model.ts';

/** Of openings that reach out of the window, so many days more are given. */
const MARGIN = 31;
const ALWAYS: readonly TimeWindow[] = ['00:00-23:59'];

/** A day on which a business opens exceptionally. */
interface OpenDay {
  /** Counted from 1970-01-01. */
  day: number;
  windows: readonly TimeWindow[];
  /** Which of the special hours says so. */
  entry: number;
  /** They are the hours of any such weekday: somebody confirmed that it is open. */
  isUsual: boolean;
}

/**
 * The openings of special hours. Days in a row are one chain with one grid of chat hours, as far as each weekday has the
 * same hours in it; the other weekdays of the grid keep their usual ones, should it be taken back late.
 */
export function openingsOf(hours: Hours, window: CivilWindow): Occurrence[] {
  return runsOf(openDays(hours, window)).flatMap((run) => {
    const chatHours = run[0]?.isUsual ? undefined : gridOf(run, hours);
    return entriesOf(run).map((days) => occurrenceOf(days, chatHours));
  });
}

/** In order; of several openings on a day the shortest counts, as everywhere. */
function openDays(hours: Hours, window: CivilWindow): OpenDay[] {
  const earliest = dayOf(window.from) - MARGIN;
  const latest = dayOf(window.to) + MARGIN;
  const found = new Map<number, OpenDay & { length: number }>();
  for (const [entry, [first, last, windows]] of (hours.special ?? []).entries()) {
    if (windows.length === 0) continue;
    const [from, to] = [dayOf(first), dayOf(last)];
    for (let day = Math.max(from, earliest); day <= Math.min(to, latest); day += 1) {
      const length = to - from;
      if (length >= (found.get(day)?.length ?? Number.POSITIVE_INFINITY)) continue;
      const isUsual = hours.week !== null && isSame(windows, hours.week[weekdayOf(day)] ?? []);
      found.set(day, { day, windows, entry, isUsual, length });
    }
  }
  return [...found.values()].sort((a, b) => a.day - b.day);
}

function runsOf(days: readonly OpenDay[]): OpenDay[][] {
  const runs: OpenDay[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && goesOn(run, day)) run.push(day);
    else runs.push([day]);
  }
  return runs;
}

function goesOn(run: readonly OpenDay[], { day, isUsual, windows }: OpenDay): boolean {
  const last = run.at(-1) as OpenDay;
  if (last.day !== day - 1 || last.isUsual !== isUsual) return false;
  const before = run.findLast((other) => (day - other.day) % 7 === 0);
  return isUsual || before === undefined || isSame(before.windows, windows);
}

function gridOf(run: readonly OpenDay[], hours: Hours): WeekHours {
  const grid: WeekHours = {};
  for (const weekday of WEEKDAYS)
    grid[weekday] = [...(hours.week === null ? ALWAYS : (hours.week[weekday] ?? []))];
  // What is left of the evening before goes on past midnight.
  const eve = (run[0] as OpenDay).day - 1;
  grid[weekdayOf(eve)] = [...(windowsOfDay(hours, formatDate(eve * DAY)) ?? ALWAYS)];
  for (const { day, windows } of run) grid[weekdayOf(day)] = [...windows];
  return splitAtMidnight(grid);
}

function entriesOf(run: readonly OpenDay[]): OpenDay[][] {
  const parts: OpenDay[][] = [];
  for (const day of run) {
    const part = parts.at(-1);
    if (part?.[0]?.entry === day.entry) part.push(day);
    else parts.push([day]);
  }
  return parts;
}

function occurrenceOf(days: readonly OpenDay[], chatHours: WeekHours | undefined): Occurrence {
  const [first, last] = [days[0] as OpenDay, days.at(-1) as OpenDay];
  return {
    ...{ start: formatDate(first.day * DAY), end: formatDate((last.day + 1) * DAY), names: {} },
    opening: { windows: first.windows, ...(chatHours === undefined ? {} : { chatHours }) },
  };
}

/** Whether they cover the same minutes, however they are written. */
const isSame = (a: readonly TimeWindow[], b: readonly TimeWindow[]): boolean =>
  a === b || JSON.stringify(openMinutes(a)) === JSON.stringify(openMinutes(b));

const dayOf = (date: string): number => civilMinutes(date) / DAY;

/** 1970-01-01 was a Thursday. */
const weekdayOf = (day: number) => WEEKDAYS[(day + 3) % 7] as (typeof WEEKDAYS)[number];
