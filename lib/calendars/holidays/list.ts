import { CalendarError } from '../errors.ts';
import { type Holiday, type HolidayType, holidaysOf, languageOf } from './data.ts';
import { holidayPlace } from './regions.ts';

/** One line of the `holidays` command. */
export interface ListedHoliday
  extends Pick<Holiday, 'date' | 'start' | 'end' | 'names' | 'source' | 'origin' | 'estimated'> {
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
  return holidays.map(({ date, start, end, names, type, source, origin, estimated }) => {
    const name = [language, language?.split('-')[0], own, '', 'en']
      .map((tag) => names[tag ?? own])
      .find(Boolean);
    return {
      date,
      start,
      end,
      name: name ?? Object.values(names)[0] ?? date,
      names,
      type,
      source,
      origin,
      estimated,
    };
  });
}
