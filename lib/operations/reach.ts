/** How far something reaches that somebody asks for: said before it is done, and asked about where it is far (design rule 22). */
import type { Business } from '../closures/model.ts';

/** A place with how many of the businesses lie there; null: it is not known. */
interface Place {
  name: string | null;
  businesses: number;
}

export interface Reach {
  businesses: number;
  /** How many there are in all. */
  of: number;
  /** By country, or by city where all lie in one country; the place with most of them first. */
  places: Place[];
  /** In which all of them lie; null: in several, or in none that is known. */
  timezone: string | null;
}

/** May throw to stop what was asked for; nothing is changed then. */
export type Confirm = (reach: Reach) => Promise<void>;

export function reachOf(concerned: readonly Business[], of: number): Reach {
  const countries = counted(concerned, ({ country }) => country);
  const places =
    countries.length > 1 ? countries : counted(concerned, ({ city, country }) => city ?? country);
  const zones = [...new Set(concerned.flatMap(({ zone }) => zone ?? []))];
  return { businesses: concerned.length, of, places, timezone: zones.length === 1 ? zones[0]! : null };
}

function counted(businesses: readonly Business[], of: (business: Business) => string | null): Place[] {
  const places = [...Map.groupBy(businesses, of)].map(([name, some]) => ({ name, businesses: some.length }));
  return places.sort((a, b) => b.businesses - a.businesses || ((a.name ?? '') < (b.name ?? '') ? -1 : 1));
}
