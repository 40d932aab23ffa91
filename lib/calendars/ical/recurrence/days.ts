/** Days of the Gregorian calendar as numbers, counted from 1970-01-01. */

/** Seconds in a civil day. */
export const DAY = 86_400;

export interface CivilDay {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

// Eras of 400 years, and years that begin in March, so that leap days come last: no Date, of which millions would be made.
const ERA = 146_097;
const FIRST = 719_468;

/** The number of a day; months beyond 1 to 12 are of the years around. */
export function dayNumber(year: number, month: number, day: number): number {
  const march = month - 3;
  const years = year + Math.floor(march / 12);
  const era = Math.floor(years / 400);
  const ofEra = years - era * 400;
  const ofYear = Math.floor((153 * (march - Math.floor(march / 12) * 12) + 2) / 5) + day - 1;
  return era * ERA + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - FIRST;
}

export function civilDay(number: number): CivilDay {
  const era = Math.floor((number + FIRST) / ERA);
  const ofEra = number + FIRST - era * ERA;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const march = Math.floor((5 * ofYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  const day = ofYear - Math.floor((153 * march + 2) / 5) + 1;
  return { year: year + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Monday is 0; 1970-01-01 was a Thursday. */
export const weekdayOf = (number: number): number => (((number + 3) % 7) + 7) % 7;

export const daysInMonth = (year: number, month: number): number =>
  dayNumber(year, month + 1, 1) - dayNumber(year, month, 1);

export const daysInYear = (year: number): number => dayNumber(year + 1, 1, 1) - dayNumber(year, 1, 1);

/** The first day of week 1 of a year: the week, begun on `weekStart`, that has at least four of its days. */
export function firstWeek(year: number, weekStart: number): number {
  const first = dayNumber(year, 1, 1);
  const into = (weekdayOf(first) - weekStart + 7) % 7;
  return into <= 3 ? first - into : first - into + 7;
}
