/**
 * Which places share their holidays. Apart from the calendar itself, because occurrences are looked up on the minute
 * path, which has no use for what expands them.
 */
import { CalendarError, type CalendarPath } from '../errors.ts';
import type { Place } from '../model.ts';
import { type HolidayPlace, holidayPlace, listsOf } from './regions.ts';

/** Where a calendar takes its holidays from; null: from where each business is. */
interface Origin {
  country: string | null;
  region: string | null;
}

/**
 * Under which key the holidays of a place are kept. It is '' where the calendar does not depend on the place, else
 * `COUNTRY|REGION` with the region brought to its one form and left out where it makes no difference: `FR|FR-67`,
 * `FR|FR-974` for RE, `ES|ES-CT` for ES-B, `FR|` for FR-75. A place that nobody knows keeps its codes, and `expand` says
 * what is wrong with it.
 */
export function placeKeyOf(calendar: Origin, place: Place): string {
  if (calendar.region !== null) return '';
  let keys = knownKeys.get(calendar);
  if (!keys) {
    keys = new Map();
    knownKeys.set(calendar, keys);
  }
  const codes = `${place.country} ${place.region}`;
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
    return fixed ? '' : `${where.country}|${where.region ?? ''}`;
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    return `${place.country ?? ''}|${place.region ?? ''}`;
  }
}

/** Where a calendar's holidays are looked up for a business' place, and which part of the calendar says so. */
export function whereOf(
  calendar: Origin,
  place: Place,
): { where: HolidayPlace; path: CalendarPath; fixed: boolean } {
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
