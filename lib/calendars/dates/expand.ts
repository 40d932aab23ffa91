import type { Bound, Occurrence } from '../../closures/model.ts';
import { DAY, formatDate, formatTime, parseCivil, parseTimeOfDay, within, yearsAround } from '../civil.ts';
import { CalendarError, type CalendarPath } from '../errors.ts';
import type { CivilWindow } from '../model.ts';
import { namesOf } from '../names.ts';
import type { DatesCalendar, DatesEntry } from './stored.ts';

/** The occurrences of a `dates` calendar that intersect the window. Throws {@link CalendarError}. */
export function expand(calendar: DatesCalendar, window: CivilWindow): Occurrence[] {
  return expandEntries(calendar.entries, window, ['dates']);
}

/** The same for any list of entries, such as `also` of holidays; `path` is where the list stands. */
export function expandEntries(entries: DatesEntry[], window: CivilWindow, path: CalendarPath): Occurrence[] {
  return within(
    entries.flatMap((entry, index) => occurrencesOf(entry, window, [...path, index])),
    window,
  );
}

/** The same for one entry, which stands at `path`. */
export function expandEntry(entry: DatesEntry, window: CivilWindow, path: CalendarPath): Occurrence[] {
  return within(occurrencesOf(entry, window, path), window);
}

/** Every occurrence of one entry that could reach into the window; those of no or negative length are left in. */
function occurrencesOf(entry: DatesEntry, window: CivilWindow, path: CalendarPath): Occurrence[] {
  const names = namesOf(entry.name);
  if ('every' in entry) return yearly(entry, window, path).map((bounds) => ({ ...bounds, names }));
  const from = civil(entry.from, [...path, 'from']);
  const to = entry.to === null ? null : civil(entry.to, [...path, 'to']);
  // Without `to`, a day closes itself and a time closes the rest of its day: both end with the day of `from`.
  const end = to !== null && hasTime(entry.to!) ? entry.to! : formatDate((to ?? from) + DAY);
  return [{ start: entry.from, end, names }];
}

type YearlyEntry = Extract<DatesEntry, { every: string }>;

function yearly(entry: YearlyEntry, window: CivilWindow, path: CalendarPath): { start: Bound; end: Bound }[] {
  const from = timeOfDay(entry.fromTime, [...path, 'from']);
  const to = timeOfDay(entry.toTime, [...path, 'to']);
  return yearsAround(window).flatMap((year) => {
    const day = dayInYear(entry, year, path);
    if (day === null) return [];
    const start = from === null ? formatDate(day) : formatTime(day + from);
    if (entry.toDay !== undefined) return [{ start, end: endOfRange(entry.toDay, year, day, path) }];
    if (to === null) return [{ start, end: formatDate(day + DAY) }];
    // An end that is not after its start belongs to the next day (rule 4 of the design).
    const end = day + to + (to <= (from ?? 0) ? DAY : 0);
    return [{ start, end: formatTime(end) }];
  });
}

/** After the range's last day, which is of the next year where it comes before the first. */
function endOfRange(toDay: string, year: number, first: number, path: CalendarPath): Bound {
  const inYear = (one: number) => lastDay(toDay, one, [...path, 'to']);
  const last = inYear(year);
  return formatDate((last < first ? inYear(year + 1) : last) + DAY);
}

/** A range to 29 February ends with the last day of February. */
function lastDay(toDay: string, year: number, path: CalendarPath): number {
  const civilYear = String(year).padStart(4, '0');
  const found =
    parseCivil(`${civilYear}-${toDay}`) ?? (toDay === '02-29' ? parseCivil(`${civilYear}-02-28`) : null);
  if (found !== null) return found;
  throw new CalendarError(
    'date-invalid',
    `"${toDay}" is no day of a year; write MM-DD, for example 01-02`,
    path,
  );
}

/** The first minute of the entry's day in that year; null where it has none. */
function dayInYear(entry: YearlyEntry, year: number, path: CalendarPath): number | null {
  const leapYear = parseCivil(`2000-${entry.every}`);
  if (leapYear === null || hasTime(entry.every))
    throw new CalendarError(
      'date-invalid',
      `"${entry.every}" is no day of a year; write MM-DD, for example 12-24`,
      [...path, 'every'],
    );
  const day = parseCivil(`${String(year).padStart(4, '0')}-${entry.every}`);
  if (entry.every !== '02-29') return day;
  if (entry.leap === null)
    throw new CalendarError(
      'leap-missing',
      '29 February does not come every year; add leap: 28 (then 28 February), 1 (then 1 March) or skip',
      [...path, 'every'],
      ['leap: 28', 'leap: 1', 'leap: skip'],
    );
  if (day !== null || entry.leap === 'skip') return day;
  return parseCivil(`${year}-${entry.leap === '28' ? '02-28' : '03-01'}`);
}

const hasTime = (bound: Bound): boolean => bound.includes('T');

function civil(bound: Bound, path: CalendarPath): number {
  const minutes = parseCivil(bound);
  if (minutes !== null) return minutes;
  throw new CalendarError(
    'date-invalid',
    `"${bound}" is no local date or time; write 2027-02-01 or 2027-02-01T12:00, without a zone`,
    path,
  );
}

function timeOfDay(text: string | null, path: CalendarPath): number | null {
  const minutes = text === null ? null : parseTimeOfDay(text);
  if (text !== null && minutes === null)
    throw new CalendarError('date-invalid', `"${text}" is no time of day; write 17:00`, path);
  return minutes;
}
