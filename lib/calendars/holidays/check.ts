import { civilMinutes, DAY, intersecting, yearsAround } from '../civil.ts';
import { checkEntries } from '../dates/check.ts';
import { CalendarError, type CalendarPath } from '../errors.ts';
import { type CalendarIssue, issueOf, warning } from '../issues.ts';
import type { CivilWindow, Place } from '../model.ts';
import { type Holiday, holidaysOf, listKey } from './data.ts';
import { everywhereIn } from './everywhere-in.ts';
import { closestNames, daysOf, matches, takes } from './expand.ts';
import { whereOf } from './place-key.ts';
import { nationalNoteOf } from './region-note.ts';
import { regionFault } from './regions.ts';
import type { DayMatcher, HolidaysCalendar } from './stored.ts';

const NOWHERE: Place = { country: null, region: null };

/** What is wrong or doubtful with the country, region, types, `except` and `also` of a `holidays` calendar. */
export async function check(
  calendar: HolidaysCalendar,
  window: CivilWindow,
  places: Place[],
): Promise<CalendarIssue[]> {
  return [
    ...(await checkData(calendar, window, places)),
    ...checkEntries(calendar.also, ['holidays', 'also']),
  ];
}

/** As far as the holiday data tells. */
async function checkData(
  calendar: HolidaysCalendar,
  window: CivilWindow,
  places: Place[],
): Promise<CalendarIssue[]> {
  // A date of `except` is looked up in its own year: once it is over it did its job, and is no mistake.
  const dates = calendar.except.flatMap((matcher) => ('date' in matcher ? [matcher.date.slice(0, 4)] : []));
  const years = [...new Set([...yearsAround(window), ...dates.map(Number).filter(inReach)])];
  const isFixed = calendar.country !== null || calendar.region !== null;
  const asked = isFixed && places.length === 0 ? [NOWHERE] : places;
  const listed = await listsOfAll(calendar, asked, years);
  const found = [...listed.issues, ...checkRegion(calendar)];
  if (listed.holidays === null) return found;
  if (!places.some(({ isGuess }) => isGuess)) found.push(...checkTypes(calendar, listed.holidays));
  const excepts = checkExcept(calendar, listed.holidays, window);
  const further = excepts.length === 0 ? [] : furtherPlaces(calendar, places);
  if (further.length === 0) return [...found, ...excepts];
  const elsewhere = await listsOfAll(calendar, further, years);
  return [...found, ...checkExcept(calendar, [...listed.holidays, ...(elsewhere.holidays ?? [])], window)];
}

/** The holidays of all types, of each list once; null where no place has one. */
async function listsOfAll(
  calendar: HolidaysCalendar,
  places: readonly Place[],
  years: readonly number[],
): Promise<{ holidays: Holiday[] | null; issues: CalendarIssue[] }> {
  const issues = new Map<string, CalendarIssue>();
  const holidays: Holiday[] = [];
  const seen = new Set<string>();
  for (const place of places) {
    try {
      const { where, path } = whereOf(calendar, place);
      const key = listKey(where);
      if (seen.has(key)) continue;
      holidays.push(...(await Promise.all(years.map((year) => holidaysOf(where, year, path)))).flat());
      seen.add(key);
    } catch (error) {
      const issue = issueOf(error);
      // A country without data is told where there is a business in it.
      if (!place.isGuess) issues.set(issue.message, toldOf(place, issue, isAboutPlace(calendar, error)));
    }
  }
  return { holidays: seen.size === 0 ? null : holidays, issues: [...issues.values()] };
}

/** Whether it is the country of a business, and not one that the calendar names, that is missing or without data. */
const isAboutPlace = ({ country, region }: HolidaysCalendar, error: unknown): boolean =>
  country === null &&
  region === null &&
  error instanceof CalendarError &&
  ['country-missing', 'country-unknown'].includes(error.code);

/**
 * With the names of the businesses whose place is meant. What is not known of some of them keeps no rule from the others:
 * they have no holidays, and everybody is told.
 */
function toldOf({ whose }: Place, issue: CalendarIssue, isPlace: boolean): CalendarIssue {
  if (whose === undefined) return issue;
  const message = issue.message.includes(whose) ? issue.message : `${whose}: ${issue.message}`;
  return { ...issue, message, ...(isPlace ? { severity: 'warning', about: 'place' } : {}) };
}

/** While no business is known: wherever in the countries of a rule its days may be others than the national ones. */
function furtherPlaces({ country, region, types }: HolidaysCalendar, places: readonly Place[]): Place[] {
  if (!places.every(({ isGuess }) => isGuess)) return [];
  const fixed = country ?? region?.split('-')[0];
  const whole = places.filter((place) => place.region === null).flatMap((place) => place.country ?? []);
  return (fixed ? [fixed] : whole).flatMap((one) => everywhereIn(one.toUpperCase(), types));
}

const inReach = (year: number): boolean => year >= 1970 && year <= 2099;

/** A region of the calendar itself that has no days of its own; that of a business is told with the business. */
function checkRegion({ region }: HolidaysCalendar): CalendarIssue[] {
  const note = region === null || regionFault(region) !== null ? null : nationalNoteOf(region);
  return note === null ? [] : [warning(['holidays', 'region'], note)];
}

function checkTypes(calendar: HolidaysCalendar, holidays: Holiday[]): CalendarIssue[] {
  const present = [...new Set(holidays.map(({ type }) => type))].sort();
  return calendar.types.flatMap((type, index) => {
    // Whose municipality has feasts is told with the business.
    if (type === 'local' || present.includes(type)) return [];
    const message = `the data has no holidays of type ${type} here; it has ${present.join(', ')}`;
    return [warning(['holidays', 'types', index], message, present[0] ?? null)];
  });
}

function checkExcept(calendar: HolidaysCalendar, holidays: Holiday[], window: CivilWindow): CalendarIssue[] {
  const intersects = intersecting(window);
  const coming = holidays.filter(({ start, end }) => intersects(civilMinutes(start), civilMinutes(end)));
  const taken = (list: Holiday[]): Holiday[] => list.filter((holiday) => takes(calendar, holiday));
  return calendar.except.flatMap((matcher, index): CalendarIssue[] => {
    const candidates = 'date' in matcher ? holidays : coming;
    if (fits(matcher, taken(candidates))) return [];
    const path: CalendarPath = ['holidays', 'except', index];
    const other = candidates.find((holiday) => fits(matcher, [holiday]));
    const issue = (message: string, suggestion: string | null): CalendarIssue[] => [
      { path, severity: 'error', message: `${textOf(matcher)} ${message}`, suggestion },
    ];
    if (other)
      return issue(
        `is a holiday of type ${other.type}, which this rule does not take anyway; leave it out`,
        null,
      );
    const near =
      'name' in matcher ? closestNames(matcher.name, taken(coming)) : nearDays(matcher, taken(candidates));
    const hint = near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '';
    const what = 'date' in matcher ? 'is no holiday of these shops' : 'is no holiday in the coming 400 days';
    return issue(`${what}${hint}`, near[0] ?? null);
  });
}

const fits = (matcher: DayMatcher, holidays: Holiday[]): boolean =>
  holidays.some((holiday) => daysOf(holiday).some((day) => matches(matcher, holiday, day)));

const textOf = (matcher: DayMatcher): string =>
  'date' in matcher ? matcher.date : 'every' in matcher ? `every ${matcher.every}` : `"${matcher.name}"`;

/** The holidays within ten days of the day meant, nearest first, as `2027-07-14 (Fête nationale)`. */
function nearDays(matcher: Exclude<DayMatcher, { name: string }>, holidays: Holiday[]): string[] {
  const distance = ({ date }: Holiday): number => {
    const meant = 'date' in matcher ? matcher.date : `${date.slice(0, 4)}-${matcher.every}`;
    return Math.abs(Date.parse(date) - Date.parse(meant)) / 60_000 / DAY;
  };
  return [...new Map(holidays.map((holiday) => [holiday.date, holiday])).values()]
    .filter((holiday) => distance(holiday) <= 10)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 3)
    .map((holiday) => `${holiday.date} (${Object.values(holiday.names)[0]})`);
}
