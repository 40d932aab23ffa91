import { CalendarError } from '../errors.ts';
import type { Place } from '../model.ts';
import { citiesOf } from './cities.ts';
import { gapNote } from './gaps.ts';
import { whereOf } from './place-key.ts';
import { type HolidayPlace, holidayPlace, listsOf } from './regions.ts';
import type { HolidaysCalendar } from './stored.ts';

type Origin = Pick<HolidaysCalendar, 'country' | 'region' | 'types' | 'also'>;

/**
 * What a business' holidays may lack because of where it is said to be: a region that is not known, or that has no days of
 * its own in the data, so that the national list stands in; a municipality whose feasts are meant and not known; feasts
 * of a country that the data does not have, up to a year. Null where nothing has to be said. Errors are for `expand` and
 * `check` to tell.
 */
export function regionNote(calendar: Origin, place: Place, until: number): string | null {
  try {
    const { where } = whereOf(calendar, place);
    // Who added days of their own has seen that some are missing.
    const isTold = calendar.also.length > 0 || !calendar.types.includes('public');
    const notes = [placeNote(calendar, place, where), isTold ? null : gapNote(where.country, until)];
    return notes.filter((note) => note !== null).join('; ') || null;
  } catch (error) {
    if (error instanceof CalendarError) return null;
    throw error;
  }
}

function placeNote(calendar: Origin, place: Place, where: HolidayPlace): string | null {
  if (where.national !== null && !keepsNationalDays(where.national)) return nationalNote(where.national);
  const { country } = where;
  if (
    calendar.region === null &&
    where.region === null &&
    where.national === null &&
    isDivided(country) &&
    !place.region
  )
    return `no region is known, so only the national holidays of ${country} count; set it, for example ${country}-${[...listsOf(country).keys()][0]}`;
  if (calendar.types.includes('local') && where.city === null) return LOCAL_NOTE;
  return null;
}

const isDivided = (country: string): boolean => listsOf(country).size > 0;

const LOCAL_NOTE =
  'the feasts of their municipalities are not known, and none count; add them with `also`, or as dates';

/** Of a region that has no days of its own in the data. */
function nationalNote(region: string): string {
  const country = region.slice(0, 2);
  const local = citiesOf(country).size > 0 ? '; feasts of a city are of type local' : '';
  return `${region} has no holidays of its own in the data, so the national ones of ${country} count${local}`;
}

/** The same of a region that is asked for, where it is so. */
export function nationalNoteOf(region: string): string | null {
  const { national } = holidayPlace({ country: region.slice(0, 2), region }, []);
  return national === null ? null : nationalNote(national);
}

/** Regions that are known to keep the national days and no others: French departments, regions of Italy and Finland. */
const keepsNationalDays = (region: string): boolean => /^(FR-|FI-|IT-\d)/.test(region);
