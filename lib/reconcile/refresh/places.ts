import type { Place } from '../../calendars/model.ts';
import type { Business } from '../../closures/model.ts';
import { businessesNamed } from '../situation/words.ts';

/** A place without country with the names of the businesses that lie there: whoever reads of it has to find them. */
export function withNames(place: Place, nowhere: readonly Business[]): Place {
  if (place.country !== null) return place;
  const there = nowhere.filter(({ region }) => region === place.region);
  return { ...place, whose: businessesNamed(there) };
}
