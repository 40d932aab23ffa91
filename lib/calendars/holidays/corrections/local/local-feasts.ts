/** The feasts of municipalities of a country, all from one kind of source. */
export interface LocalFeasts {
  source: string;
  /** The day on which somebody read the source; null: cited from memory. */
  lookedUp: string | null;
  /** By the name of cities.ts, by rule of the data's grammar, the names of the feast. */
  cities: Record<string, Record<string, Record<string, string>>>;
}
