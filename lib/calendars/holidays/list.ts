import { plainName } from '../../closures/plain-name.ts';
import { closest } from '../../reading/suggest.ts';
import { CalendarError } from '../errors.ts';
import { COUNTRIES, citiesOf, knownCity } from './cities.ts';
import { type Holiday, type HolidayType, holidaysOf, languageOf } from './data.ts';
import { holidayPlace } from './regions.ts';

/** One line of the `holidays` command. */
export interface ListedHoliday
  extends Pick<
    Holiday,
    'date' | 'start' | 'end' | 'names' | 'source' | 'origin' | 'estimated' | 'confirmed' | 'decreed'
  > {
  /** In the language asked for, else the country's first. */
  name: string;
  type: HolidayType;
}

/**
 * All holidays of a country, or one of its regions (ISO 3166-2), that begin in a civil year, of every type.
 *
 * @param language BCP 47 tag of the names; default: the country's first language in the data
 * @param city whose own feasts are wanted too, under any of its names; default: none's
 * @throws CalendarError `country-unknown`, `region-unknown`, `region-foreign`, `city-unknown`
 */
export async function listHolidays(
  country: string,
  region: string | null,
  year: number,
  language?: string,
  city: string | null = null,
): Promise<ListedHoliday[]> {
  if (!Number.isInteger(year) || year < 1970 || year > 2099)
    throw new CalendarError('date-invalid', `${year} is no year between 1970 and 2099`, ['year']);
  const found = holidayPlace({ country, region }, ['holidays', region === null ? 'country' : 'region']);
  const where = { ...found, city: knownCity(found.country, city) };
  if (city !== null && where.city === null)
    throw new CalendarError('city-unknown', unknownCity(found.country, city), ['city']);
  const holidays = await holidaysOf(where, year, ['holidays', 'country']);
  const own = await languageOf(where);
  return holidays.map(({ date, start, end, names, type, source, origin, estimated, confirmed, decreed }) => {
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
      confirmed,
      decreed,
    };
  });
}

function unknownCity(country: string, city: string): string {
  const near = closest(plainName(city), citiesOf(country).keys()).map((name) => citiesOf(country).get(name));
  const hint = near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '';
  const known = citiesOf(country).size > 0 ? '' : ` (they are known of cities in ${COUNTRIES.join(', ')})`;
  return `the feasts of ${city} are not known${hint}${known}`;
}
