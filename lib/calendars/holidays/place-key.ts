/**
 * Which places share their holidays. Apart from the calendar itself, because occurrences are looked up on the minute
 * path, which has no use for what expands them.
 */
import { CalendarError, type CalendarPath } from '../errors.ts';
import type { Place } from '../model.ts';
import { knownCity } from './cities.ts';
import { CORRECTED, type HolidayPlace, holidayPlace, listsOf } from './regions.ts';

/** Where a calendar takes its holidays from; null: from where each business is. */
interface Origin {
  country: string | null;
  region: string | null;
  types: readonly string[];
}

/**
 * Under which key the holidays of a place are kept. It is '' where the calendar does not depend on the place, else
 * `COUNTRY|REGION` with the region brought to its one form and left out where it makes no difference: `FR|FR-67`,
 * `FR|FR-974` for RE, `ES|ES-CT` for ES-B, `FR|` for FR-75. Where feasts of municipalities are meant, a city that has
 * known ones follows: `IT||Milano`. A place that nobody knows keeps its codes, and `expand` says
 * what is wrong with it.
 */
export function placeKeyOf(calendar: Origin, place: Place): string {
  if (calendar.region !== null && !calendar.types.includes('local')) return '';
  let keys = knownKeys.get(calendar);
  if (!keys) {
    keys = new Map();
    knownKeys.set(calendar, keys);
  }
  const codes = `${place.country} ${place.region} ${calendar.types.includes('local') ? place.city : ''}`;
  let key = keys.get(codes);
  if (key === undefined) {
    key = findKey(calendar, place);
    keys.set(codes, key);
  }
  return key;
}

// Every pass asks for every business, and there are few places.
const knownKeys = new WeakMap<Origin, Map<string, string>>();

function findKey(calendar: Origin, place: Place): string {
  try {
    const { where, fixed } = whereOf(calendar, place);
    const key = fixed ? '' : `${where.country}|${where.region ?? ''}`;
    return where.city === null ? key : `${key}|${where.city}`;
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    return `${place.country ?? ''}|${place.region ?? ''}`;
  }
}

/**
 * Under which key an earlier version kept the holidays of a place that only later was told from its country: what it
 * stored counts until the next refresh. Null for every other key.
 */
export function formerKeyOf(key: string): string | null {
  const [country = '', region = ''] = key.split('|');
  const known = CORRECTED[country]?.split(' ').includes(region.slice(country.length + 1));
  return known ? `${country}|` : null;
}

/** Where a calendar's holidays are looked up for a business' place, and which part of the calendar says so. */
export function whereOf(
  calendar: Origin,
  place: Place,
): { where: HolidayPlace; path: CalendarPath; fixed: boolean } {
  const found = listOf(calendar, place);
  const { country } = found.where;
  const isThere = calendar.types.includes('local') && knownCity(country, place.city) !== null;
  if (!isThere || holidayPlace({ ...place, region: null }, []).country !== country) return found;
  return { ...found, where: { ...found.where, city: knownCity(country, place.city) } };
}

function listOf(calendar: Origin, place: Place): { where: HolidayPlace; path: CalendarPath; fixed: boolean } {
  const { country, region } = calendar;
  if (region !== null) {
    const path = ['holidays', 'region'];
    return { where: holidayPlace({ country, region }, path), path, fixed: true };
  }
  if (country === null) return { where: holidayPlace(place, ['holidays']), path: ['holidays'], fixed: false };
  const path = ['holidays', 'country'];
  const where = holidayPlace({ country, region: null }, path);
  if (listsOf(where.country).size === 0) return { where, path, fixed: true };
  // The region still is each business' own, as far as it lies in that country.
  const inside =
    place.country !== null && holidayPlace({ ...place, region: null }, path).country === where.country;
  return { where: inside ? holidayPlace(place, ['holidays']) : where, path, fixed: false };
}
