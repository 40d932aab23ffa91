import { Cron } from 'croner';
import type { Occurrence } from '../../closures/model.ts';
import { civilMinutes, DAY, formatTime, intersecting } from '../civil.ts';
import { CalendarError } from '../errors.ts';
import type { CivilWindow } from '../model.ts';
import type { CronCalendar } from './stored.ts';
import { assertCronPattern, plainPattern } from './syntax.ts';

/**
 * The closures of a `cron` calendar that intersect the window: each runs from a firing of `close` to the next later
 * firing of `open`. Several closes before an open are one closure; where both fire in the same minute it is open.
 * Firings are reckoned in civil time, so that no zone and no clock change comes into it.
 *
 * @throws CalendarError `cron-invalid`, `cron-never`
 */
export function closuresOf(calendar: CronCalendar, window: CivilWindow): Occurrence[] {
  const { closes, opens } = firings(calendar, window);
  const intersects = intersecting(window);
  const occurrences: Occurrence[] = [];
  let next = 0;
  let openUntil = Number.NEGATIVE_INFINITY;
  for (const close of closes) {
    if (close <= openUntil) continue;
    while (next < opens.length && opens[next]! < close) next++;
    const open = opens[next];
    if (open === undefined) break;
    openUntil = open;
    if (open > close && intersects(close, open))
      occurrences.push({ start: formatTime(close), end: formatTime(open), names: {} });
  }
  return occurrences;
}

/** Throws {@link CalendarError} where the pattern is wrong or never fires. */
export function assertCronFires(pattern: string, field: 'close' | 'open'): void {
  schedule(pattern, field);
}

/** The first minute of the window in which `close` and `open` both fire, as `YYYY-MM-DDTHH:MM`, or null. */
export function firstClash(calendar: CronCalendar, window: CivilWindow): string | null {
  const { closes, opens } = firings(calendar, window);
  const opening = new Set(opens);
  const clash = closes.find((close) => opening.has(close) && close >= civilMinutes(window.from));
  return clash === undefined ? null : formatTime(clash);
}

/** The first closure that intersects the window and lasts longer than a week, or null. */
export function firstLongClosure(calendar: CronCalendar, window: CivilWindow): Occurrence | null {
  const lasts = ({ start, end }: Occurrence) => civilMinutes(end as string) - civilMinutes(start);
  return closuresOf(calendar, window).find((closure) => lasts(closure) > 7 * DAY) ?? null;
}

/**
 * All firings that the window's closures can depend on, as civil minutes in order: from the last day before the
 * window on which `open` fires (what came earlier is over by then) to the first one after it.
 */
function firings(calendar: CronCalendar, window: CivilWindow): { closes: number[]; opens: number[] } {
  const close = schedule(calendar.close, 'close');
  const open = schedule(calendar.open, 'open');
  const [from, to] = [civilMinutes(window.from), civilMinutes(window.to)];
  const first = open.dayBefore(from) ?? from;
  const last = open.dayFrom(to) ?? to;
  const days = new Map<string, number[]>();
  const firing = (one: Schedule, until: number): number[] => {
    // Closing and opening mostly share their days, and days are what takes time to find.
    const key = `${one.dayPattern} ${until}`;
    const found = days.get(key) ?? daysOf(one, first, until);
    days.set(key, found);
    return found.flatMap((day) => one.times.map((time) => day + time));
  };
  return { closes: firing(close, last), opens: firing(open, last) };
}

function daysOf(one: Schedule, first: number, last: number): number[] {
  const days: number[] = [];
  for (let day = one.dayFrom(first); day !== null && day <= last; day = one.dayFrom(day + DAY))
    days.push(day);
  return days;
}

/** A cron pattern taken apart into its days and the minutes of a day on which it fires. */
interface Schedule {
  dayPattern: string;
  times: number[];
  /** The first day of firing that starts at or after this minute. */
  dayFrom(minute: number): number | null;
  /** The last one that starts before it. */
  dayBefore(minute: number): number | null;
}

function schedule(pattern: string, field: 'close' | 'open'): Schedule {
  assertCronPattern(pattern, ['cron', field]);
  const [minute, hour, ...day] = plainPattern(pattern).split(' ');
  const dayPattern = day.join(' ');
  const days = utc(`0 0 ${dayPattern}`);
  const dayFrom = (at: number): number | null => minutesOf(days.nextRun(new Date(at * 60_000 - 1)));
  const any = civilMinutes('2000-01-01');
  if (dayFrom(any) === null)
    throw new CalendarError(
      'cron-never',
      `"${pattern}" never fires: there is no such day; give a day that comes`,
      ['cron', field],
    );
  const times: number[] = [];
  const timesOfDay = utc(`${minute} ${hour} * * *`);
  for (
    let at = minutesOf(timesOfDay.nextRun(new Date(any * 60_000 - 1)));
    at !== null && at < any + DAY;
    at = minutesOf(timesOfDay.nextRun(new Date(at * 60_000)))
  )
    times.push(at - any);
  const dayBefore = (at: number): number | null =>
    minutesOf(days.previousRuns(1, new Date(at * 60_000))[0] ?? null);
  return { dayPattern, times, dayFrom, dayBefore };
}

/** Civil time is reckoned as if it were UTC: every day has its 24 hours. */
const utc = (pattern: string): Cron => new Cron(pattern, { mode: '5-part', paused: true, utcOffset: 0 });

const minutesOf = (date: Date | null): number | null => (date === null ? null : date.getTime() / 60_000);
