import type { Occurrence } from '../../closures/model.ts';
import type { DayMatcher, HolidaysCalendar } from '../../config/model.ts';
import { civilMinutes, DAY, formatDate, within, yearsAround } from '../civil.ts';
import { expandEntries } from '../dates/expand.ts';
import { CalendarError, closest } from '../errors.ts';
import type { CivilWindow, Place } from '../model.ts';
import { type Holiday, type HolidayType, holidaysOf, languageOf } from './data.ts';
import { whereOf } from './place-key.ts';
import { holidayPlace } from './regions.ts';

/**
 * The holidays of a place that intersect the window, without those of `except`, with those of `also`.
 *
 * An `except` that fits nothing is not judged here: `Whit Monday` is right for a rule over FR and ES although Spain
 * has none. `checkCalendar` judges it over all places of the rule.
 *
 * @throws CalendarError `country-…`, `region-…`, and those of `dates` for `also`
 */
export async function expandHolidays(
  calendar: HolidaysCalendar,
  place: Place,
  window: CivilWindow,
): Promise<Occurrence[]> {
  const { where, path } = whereOf(calendar, place);
  const tables = await Promise.all(yearsAround(window).map((year) => holidaysOf(where, year, path)));
  const kept = tables
    .flat()
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

/** One line of the `holidays` command. */
export interface ListedHoliday extends Pick<Holiday, 'date' | 'start' | 'end' | 'names' | 'source'> {
  /** In the language asked for, else the country's first. */
  name: string;
  type: HolidayType;
}

/**
 * All holidays of a country, or one of its regions (ISO 3166-2), that begin in a civil year, of every type.
 *
 * @param language BCP 47 tag of the names; default: the country's first language in the data
 * @throws CalendarError `country-unknown`, `region-unknown`, `region-foreign`
 */
export async function listHolidays(
  country: string,
  region: string | null,
  year: number,
  language?: string,
): Promise<ListedHoliday[]> {
  if (!Number.isInteger(year) || year < 1970 || year > 2099)
    throw new CalendarError('date-invalid', `${year} is no year between 1970 and 2099`, ['year']);
  const where = holidayPlace({ country, region }, ['holidays', region === null ? 'country' : 'region']);
  const holidays = await holidaysOf(where, year, ['holidays', 'country']);
  const own = await languageOf(where);
  return holidays.map(({ date, start, end, names, type, source }) => {
    const name = [language, language?.split('-')[0], own, '', 'en']
      .map((tag) => names[tag ?? own])
      .find(Boolean);
    return { date, start, end, name: name ?? Object.values(names)[0] ?? date, names, type, source };
  });
}
