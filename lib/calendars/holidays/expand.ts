import type { Occurrence } from '../../closures/model.ts';
import { closest } from '../../reading/suggest.ts';
import { civilMinutes, DAY, formatDate, within } from '../civil.ts';
import { expandEntries } from '../dates/expand.ts';
import type { CivilWindow, Place } from '../model.ts';
import { type Holiday, holidaysAround } from './data.ts';
import { whereOf } from './place-key.ts';
import type { DayMatcher, HolidaysCalendar } from './stored.ts';

/**
 * The holidays of a place that intersect the window, without those of `except`, with those of `also`.
 *
 * An `except` that fits nothing is not judged here: `Whit Monday` is right for a rule over FR and ES although Spain
 * has none. `checkCalendar` judges it over all places of the rule.
 *
 * @throws CalendarError `country-…`, `region-…`, and those of `dates` for `also`
 */
export async function expand(
  calendar: HolidaysCalendar,
  window: CivilWindow,
  place: Place,
): Promise<Occurrence[]> {
  const { where, path } = whereOf(calendar, place);
  const holidays = await holidaysAround(where, window, path);
  const kept = holidays
    .filter((holiday) => takes(calendar, holiday))
    .flatMap((holiday) => without(holiday, calendar.except));
  const also = expandEntries(calendar.also, window, ['holidays', 'also']);
  return within([...kept, ...also], window);
}

export const takes = (calendar: HolidaysCalendar, holiday: Holiday): boolean =>
  calendar.types.includes(holiday.type);

/** What is left of a holiday: of several days one may be excepted, and a part of a day goes whole. */
function without(holiday: Holiday, except: DayMatcher[]): Occurrence[] {
  const { start, end, names } = holiday;
  const excepted = daysOf(holiday).map((day) => except.some((matcher) => matches(matcher, holiday, day)));
  if (!excepted.includes(true)) return [{ start, end, names }];
  if (start.includes('T') || end.includes('T')) return [];
  return daysOf(holiday)
    .filter((_, index) => !excepted[index])
    .map((day) => ({ start: day, end: formatDate(civilMinutes(day) + DAY), names }));
}

/** The civil days that a holiday touches. */
export function daysOf({ start, end }: Holiday): string[] {
  const days: string[] = [];
  for (let day = civilMinutes(start.slice(0, 10)); day < civilMinutes(end); day += DAY)
    days.push(formatDate(day));
  return days;
}

/** Whether an entry of `except` means this day of the holiday; a name means it with and without "(substitute day)". */
export function matches(matcher: DayMatcher, holiday: Holiday, day: string): boolean {
  if ('date' in matcher) return matcher.date === day;
  if ('every' in matcher) return matcher.every === day.slice(5);
  const name = comparable(matcher.name);
  return namesOf(holiday).some((one) => comparable(one) === name);
}

const namesOf = (holiday: Holiday): string[] => [
  ...Object.values(holiday.names),
  ...Object.values(holiday.feast),
];

/** Names are compared without case, accents, and the many ways to write an apostrophe or a dash. */
function comparable(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/\p{Pd}/gu, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** The names most like the given one, among the holidays' names in all languages. */
export function closestNames(name: string, holidays: Holiday[]): string[] {
  const written = new Map(holidays.flatMap(namesOf).map((one) => [comparable(one), one]));
  return closest(comparable(name), written.keys()).map((one) => written.get(one)!);
}
