/** Dates of a calendar, all as days of UTC: what is shown is the clock on the wall, whatever the zone. */
const DAY = 86_400_000;

/** A month, such as `2026-12`. */
export type Month = string;

export const monthStart = (month: Month): number => Date.parse(`${month}-01T00:00Z`);

export function monthAfter(month: Month, months = 1): Month {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + months)).toISOString().slice(0, 7);
}

export const dateOf = (wall: number): string => new Date(wall).toISOString().slice(0, 10);

/** The weeks of a month, Monday first; days of other months are null. */
export function weeksOf(month: Month): (number | null)[][] {
  const [start, end] = [monthStart(month), monthStart(monthAfter(month))];
  const lead = (new Date(start).getUTCDay() + 6) % 7;
  const days = (end - start) / DAY;
  return Array.from({ length: Math.ceil((lead + days) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => {
      const day = week * 7 + weekday - lead;
      return day < 0 || day >= days ? null : start + day * DAY;
    }),
  );
}

/** Of each weekday one date, Monday first, to be named by. */
export const A_WEEK = Array.from({ length: 7 }, (_, day) => Date.parse('2026-01-05T00:00Z') + day * DAY);
export const DAY_MILLISECONDS = DAY;
