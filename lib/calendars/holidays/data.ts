/**
 * The holidays of one place and year, out of `date-holidays` (code ISC; data © its contributors, CC BY-SA 3.0, from
 * Wikipedia and the official gazettes that it names per country) and our corrections of it.
 *
 * Package and corrections are loaded at first use: they take 1.4 MB, eighty files and 90 ms, and only `refresh`, `plan`,
 * `check` and `holidays` need them.
 */
import type HolidaysPackage from 'date-holidays';
import type { HolidaysTypes } from 'date-holidays';
import { matchLanguage } from '../../closures/messages/language.ts';
import type { Bound } from '../../closures/model.ts';
import { closest } from '../../reading/suggest.ts';
import { civilMinutes, DAY, formatDate, formatTime } from '../civil.ts';
import { CalendarError, type CalendarPath } from '../errors.ts';
import type { CivilWindow } from '../model.ts';
import type { Cited, Corrected } from './corrections/apply.ts';
import { isDecreed } from './corrections/decrees.ts';
import type { HolidayPlace } from './regions.ts';

/** `local` are the feasts of municipalities, which only our own tables have. */
export type HolidayType = HolidaysTypes.HolidayType | 'local';

export interface Holiday {
  /** Its first civil day. */
  date: string;
  /** Civil bounds, half-open: `YYYY-MM-DD` for whole days, `YYYY-MM-DDTHH:MM` where the data has a time of day. */
  start: Bound;
  end: Bound;
  /** By language tag; the key '' where the data has one name for all. Substitutes say that they are. */
  names: Record<string, string>;
  /** The same, of the feast itself. */
  feast: Record<string, string>;
  type: HolidayType;
  /** Where it comes from, for people: the data set with its version, or a correction with its source. */
  source: string;
  origin: 'library' | 'correction';
  /** A feast of the moon, which is proclaimed when the moon is seen: it may still move by a day. */
  estimated: boolean;
  /** False where a correction says it whose source nobody has read yet. */
  confirmed: boolean;
  /** False where a country decrees its feasts year by year and has not, as far as we know: likely, by earlier years. */
  decreed: boolean;
}

/** As `source` gives it. A test compares it with the package. @internal */
export const DATA_SOURCE = 'date-holidays 3.37.0';

interface List {
  holidays: HolidaysPackage;
  substituteWords: Record<string, string>;
  corrected: Corrected;
  years: Map<number, Holiday[]>;
}

// Pure memory: lists depend on nothing but the package's version.
const lists = new Map<string, Promise<List>>();

/**
 * The holidays of all types that begin in the civil year, in order.
 *
 * @throws CalendarError `country-unknown`: never an empty list for a country that the data does not have
 */
export async function holidaysOf(place: HolidayPlace, year: number, path: CalendarPath): Promise<Holiday[]> {
  const key = listKey(place);
  let list = lists.get(key);
  if (!list) {
    list = load(place, path);
    lists.set(key, list);
    // A failure is told to whoever asked, and asked again it fails again.
    list.catch(() => lists.delete(key));
  }
  const { years, ...data } = await list;
  let found = years.get(year);
  if (!found) {
    const decreed = isDecreed(place, year);
    found = yearOf(data, year).map((holiday) => ({ ...holiday, decreed }));
    years.set(year, found);
  }
  return found;
}

/** No feast of the data lasts longer: one that began so long before a window may reach into it. @internal */
export const LONGEST_DAYS = 31;

/** The holidays of all years in which one may begin that lies in the window, in order. @throws CalendarError, as `holidaysOf` */
export async function holidaysAround(
  place: HolidayPlace,
  { from, to }: CivilWindow,
  path: CalendarPath,
): Promise<Holiday[]> {
  // Working out the feasts of a year is most of what an expansion takes, so that none is asked for in vain.
  const first = yearOfDay(civilMinutes(from) - LONGEST_DAYS * DAY);
  const last = yearOfDay(civilMinutes(to) + DAY);
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return (await Promise.all(years.map((year) => holidaysOf(place, year, path)))).flat();
}

const yearOfDay = (minutes: number): number => Number(formatDate(minutes).slice(0, 4));

/** Places with the same key have the same holidays. */
export const listKey = ({ lists: names, city }: HolidayPlace): string => [...names, city ?? ''].join('-');

/** The first language in which the data names a country's holidays, such as `es`; `en` where it does not say. */
export async function languageOf(place: HolidayPlace): Promise<string> {
  const list = await lists.get(listKey(place));
  return tagOf(list?.holidays.getLanguages()[0] ?? 'en');
}

async function load(place: HolidayPlace, path: CalendarPath): Promise<List> {
  const [{ default: Holidays }, { data }, { correct, correctionsOf, localFeastsOf }] = await Promise.all([
    import('date-holidays'),
    import('date-holidays/data'),
    import('./corrections/apply.ts'),
  ]);
  const countries = new Holidays().getCountries('en');
  if (!(place.country in countries)) throw unknownCountry(place.country, countries, path);
  const [country, state, area] = place.lists;
  const holidays = area
    ? new Holidays(country!, state!, area)
    : state
      ? new Holidays(country!, state)
      : new Holidays(country!);
  // With UTC as its zone the package's instants are civil times, whatever zone the host is in.
  holidays.setTimezone('UTC');
  const corrected = correct(holidays, correctionsOf(place), localFeastsOf(place), data.names);
  return { holidays, substituteWords: data.names.substitutes!.name, corrected, years: new Map() };
}

function unknownCountry(country: string, known: Record<string, string>, path: CalendarPath): CalendarError {
  const usual: Record<string, string> = { UK: 'GB', EL: 'GR' };
  const byName = new Map(Object.entries(known).map(([code, name]) => [name.toUpperCase(), code]));
  const suggestions = usual[country]
    ? [usual[country]]
    : country.length > 2
      ? closest(country, byName.keys()).map((name) => byName.get(name)!)
      : [];
  const hint = suggestions.length > 0 ? `; did you mean ${suggestions.join(' or ')}?` : '';
  return new CalendarError(
    'country-unknown',
    `there is no holiday data for the country ${country}${hint} (countries are ISO 3166-1 codes of two letters, such as FR; use dates for countries without data)`,
    path,
    suggestions,
  );
}

/** What the year does not tell: whether it is decreed. */
type Found = Omit<Holiday, 'decreed'>;

function yearOf({ holidays, substituteWords, corrected }: Omit<List, 'years'>, year: number): Found[] {
  const found = holidays.getHolidays(year).map((item): Found => {
    const feast = namesOf(holidays, item);
    const names = item.substitute ? withWord(feast, substituteWords) : feast;
    const bounds = civilBounds(item);
    return {
      ...bounds,
      names,
      feast,
      type: typeOf(item, bounds, corrected),
      ...sourceOf(item, corrected.rules),
    };
  });
  // The same feast twice on a day (moved, and the day that it was moved to) is one.
  return found.filter(
    (holiday, index) =>
      !(holiday.type === 'public' && corrected.workingDays.has(holiday.date)) &&
      !found.slice(0, index).some((other) => sameBounds(other, holiday) && sharesName(other, holiday)),
  );
}

/** `public` is said of whole days; the evening of 24 December, which some places have as a feast, is `optional`. */
function typeOf(
  { type, rule }: HolidaysTypes.Holiday,
  { date, start, end }: Pick<Holiday, 'date' | 'start' | 'end'>,
  { rules, withoutSundays }: Corrected,
): HolidayType {
  if (rules.get(rule)?.isLocal) return 'local';
  if (withoutSundays && type === 'public' && new Date(date).getUTCDay() === 0) return 'observance';
  return type === 'public' && (start.includes('T') || end.includes('T')) ? 'optional' : type;
}

const BY_MOON = /Muharram|Safar|Rabi al-|Jumada al-|Rajab|Shaban|Ramadan|Shawwal|Dhu al-/;

function sourceOf(
  { rule }: HolidaysTypes.Holiday,
  rules: Corrected['rules'],
): Pick<Holiday, 'source' | 'origin' | 'estimated' | 'confirmed'> {
  const correction = rules.get(rule);
  const estimated = BY_MOON.test(rule);
  const source = correction ? cited(correction) : DATA_SOURCE;
  return {
    source: estimated ? `${source}, estimated until the moon is seen` : source,
    origin: correction ? 'correction' : 'library',
    estimated,
    confirmed: correction?.lookedUp !== null,
  };
}

const cited = ({ source, lookedUp }: Cited): string =>
  `correction: ${source} (${lookedUp === null ? 'not confirmed by its text' : `looked up ${lookedUp}`})`;

function namesOf(holidays: HolidaysPackage, item: HolidaysTypes.Holiday): Record<string, string> {
  // The rule holds the names in every language; the item only the one that was asked for. The type of getRule
  // leaves out the rule's properties.
  const rule: { name?: string | Record<string, string> } = Object(holidays.getRule(item.rule));
  if (typeof rule.name !== 'object') return { '': rule.name ?? item.name };
  const names = Object.fromEntries(
    Object.entries(rule.name).map(([language, name]) => [tagOf(language), name]),
  );
  // The data lists languages by the alphabet; a name in none that is asked for is given in the country's own.
  const own = matchLanguage(Object.keys(names), tagOf(holidays.getLanguages()[0] ?? 'en'));
  return own === null ? names : { [own]: names[own]!, ...names };
}

/** The data writes `en-us` for `en-US`, and three tags that are country codes. */
function tagOf(language: string): string {
  const tag = { cz: 'cs', jp: 'ja', ge: 'ka' }[language] ?? language;
  return tag.replace(/-([a-z]{2})$/, (_, region: string) => `-${region.toUpperCase()}`);
}

function withWord(names: Record<string, string>, words: Record<string, string>): Record<string, string> {
  const word = new Map(Object.entries(words).map(([language, text]) => [tagOf(language), text]));
  return Object.fromEntries(
    Object.entries(names).map(([language, name]) => {
      const text = word.get(language) ?? word.get(language.split('-')[0]!);
      return [language, text ? `${name} (${text})` : name];
    }),
  );
}

const HOUR = 60;

/**
 * The civil bounds of a holiday of the data. Two things are put right:
 * - islamic and jewish feasts are filed from 18:00 of the evening before (`-0600` in `date`); shops keep their civil
 *   days, of which only whole ones count (90 hours are three days and a half day's eve);
 * - the package reckons with the host's local time, and moves a midnight that a clock change of the host skips to
 *   01:00; a rule without a time of day means midnight.
 */
function civilBounds(item: HolidaysTypes.Holiday): Pick<Holiday, 'date' | 'start' | 'end'> {
  const date = item.date.slice(0, 10);
  const day = civilMinutes(date);
  const minutes = Math.round((item.end.getTime() - item.start.getTime()) / 60_000);
  const days = Math.max(1, Math.round(minutes / DAY));
  if (item.date.includes('-0600'))
    return { date, start: date, end: formatDate(day + Math.max(1, Math.floor(minutes / DAY)) * DAY) };
  const hasTime = /(?<![+-])\b\d\d:\d\d/.test(item.rule) && !item.date.includes(' 00:00');
  if (hasTime) {
    const start = civilMinutes(item.date.slice(0, 16).replace(' ', 'T'));
    return { date, start: formatTime(start), end: bound(start + minutes) };
  }
  const whole = Math.abs(minutes - days * DAY) <= HOUR;
  return { date, start: date, end: whole ? formatDate(day + days * DAY) : bound(day + minutes) };
}

const bound = (minutes: number): Bound => (minutes % DAY === 0 ? formatDate(minutes) : formatTime(minutes));

const sameBounds = (a: Found, b: Found): boolean => a.start === b.start && a.end === b.end;

const sharesName = (a: Found, b: Found): boolean =>
  a.type === b.type && Object.entries(a.feast).some(([language, name]) => b.feast[language] === name);
