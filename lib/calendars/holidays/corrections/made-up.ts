import type { Feast } from './correction.ts';

/** A feast on a weekend is made up for on the Monday after. */
export const madeUp = (...days: string[]): Record<string, Feast> =>
  Object.fromEntries(days.map((day) => [`substitutes ${day} if saturday,sunday then next monday`, day]));

/** One on a Sunday alone is. */
export const onMonday = (...days: string[]): Record<string, Feast> =>
  Object.fromEntries(days.map((day) => [`substitutes ${day} if sunday then next monday`, day]));
