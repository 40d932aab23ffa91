import { regionOfCity, regionOfText } from './by-name.ts';
import { regionsOfPostcode } from './by-postcode.ts';

export type ToldBy = 'postcode' | 'text' | 'city';

export interface ToldRegion {
  /** ISO 3166-2, or null where it cannot be told. */
  region: string | null;
  toldBy: ToldBy | null;
  /** The regions between which the postcode leaves the choice, where nothing else settles it. */
  between: string[];
}

/** What Partoo holds of where a business is. `region` is free text that people typed. */
export interface Described {
  zipcode: string | null;
  region: string | null;
  city: string | null;
}

/**
 * The region of a business: by its postcode where that is sure, else by what Partoo calls the region, else by its city
 * where that is unambiguous. A postcode that straddles a border leaves the choice between its regions to the other two.
 */
export function tellRegion(country: string, { zipcode, region, city }: Described): ToldRegion {
  const possible = zipcode === null ? [] : regionsOfPostcode(country, zipcode);
  if (possible.length === 1) return told(possible[0] as string, 'postcode');
  const fits = (found: string | null): found is string =>
    found !== null && (possible.length === 0 || possible.includes(found));
  const byText = region === null ? null : regionOfText(country, region);
  if (fits(byText)) return told(byText, 'text');
  const byCity = city === null ? null : regionOfCity(country, city);
  if (fits(byCity)) return told(byCity, 'city');
  return { region: null, toldBy: null, between: possible };
}

const told = (region: string, toldBy: ToldBy): ToldRegion => ({ region, toldBy, between: [] });
