import type { Place } from '../model.ts';
import { citiesOf } from './cities.ts';
import { listsOf } from './regions.ts';

/**
 * Everywhere in a country where holidays may be others than in the rest of it: regions, areas within them, and cities where
 * their feasts are meant.
 */
export function everywhereIn(country: string, types: readonly string[]): Place[] {
  const regions = [...listsOf(country)].flatMap(([state, areas]) => {
    const region = `${country}-${state}`;
    return [region, ...areas.map((area) => `${region}-${area}`)];
  });
  const cities = types.includes('local') ? new Set(citiesOf(country).values()) : [];
  return [
    ...regions.map((region) => ({ country, region })),
    ...[...cities].map((city) => ({ country, region: null, city })),
  ];
}
