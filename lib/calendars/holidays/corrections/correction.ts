/**
 * What we know better than the holiday data, as rules of the data's own grammar, which has easter, weekdays,
 * substitutes, moon calendars, `since` and `prior to`: `12-26 and if sunday then next monday since 2026`.
 */
export interface Correction {
  /**
   * Where it counts: countries and regions in the form that `holidayPlace` gives, with spaces between. A country's
   * regions and a region's parts are meant with it. What is said of a region goes over what is said of its country.
   */
  where: string;
  /**
   * By rule. `'*': false` takes away every public day that the data has there; corrections of the place stay.
   * `'* on sunday': false`: no feast makes a Sunday a public day, and one that falls on it is an observance.
   */
  days: Record<string, Feast>;
  /** A law, a gazette, a page of a government. */
  source: string;
  /** The day on which somebody read the source; null: it is cited from memory, and nobody has held it against the text. */
  lookedUp: string | null;
}

/**
 * What a rule is there: a public day, by its names in languages, under the name that the data has for another rule
 * (`easter 1`), or (`true`) for this very one; or `false`: no public day, whatever the data says.
 */
export type Feast = boolean | string | Record<string, string>;

/** A correction in one line, for countries of which many parts have days of their own. */
export const inPart = (
  where: string,
  days: Record<string, Feast>,
  source: string,
  lookedUp: string | null = null,
): Correction => ({ where, days, source, lookedUp });
