import type { HolidayPlace } from '../regions.ts';

/**
 * Up to which year the feasts of a place are decreed, as far as somebody looked, where they are decreed year by year.
 * Later years follow the rule of the earlier ones: likely, and not law yet.
 */
const DECREED_UNTIL: Record<string, number> = {
  ES: 2026,
  'ES-IB': 2027,
  'ES-VC': 2027,
  IN: 2026,
  LK: 2026,
};

/** Whether the feasts of a year are law already. */
export function isDecreed({ country, region }: HolidayPlace, year: number): boolean {
  const until = DECREED_UNTIL[region ?? country] ?? DECREED_UNTIL[country];
  return until === undefined || year <= until;
}
