import { WEEKDAYS, type WeekHours } from '../../closures/model.ts';

type Hours = WeekHours | null;

/** What a Partoo may make of chat hours on their way in, by name. */
export const HOURS_REWRITINGS = {
  /** Days without a window are left out. */
  emptyDaysLeftOut: (hours) => daily(hours, (windows) => (windows.length > 0 ? windows : null)),
  /** Windows that touch are one: `09:00-12:00`, `12:00-18:00` become `09:00-18:00`. */
  windowsMerged: (hours) => daily(hours, merged),
  /** Another order of members: Sunday first. */
  sundayFirst: (hours) => hours && Object.fromEntries(Object.entries({ sunday: [], ...hours })),
  /** A week without any window is none. */
  emptyWeekIsNull: (hours) =>
    hours && Object.values(hours).every((windows) => windows.length === 0) ? null : hours,
} satisfies Record<string, (hours: Hours) => Hours>;

export type HoursRewriting = keyof typeof HOURS_REWRITINGS;

export function rewriteHours(hours: Hours, rewritings: readonly HoursRewriting[] = []): Hours {
  return rewritings.reduce((rewritten, how) => HOURS_REWRITINGS[how](rewritten), hours);
}

function daily(hours: Hours, change: (windows: string[]) => string[] | null): Hours {
  if (hours === null) return null;
  const days = WEEKDAYS.flatMap((day) => {
    const windows = hours[day] && change(hours[day]);
    return windows ? [[day, windows]] : [];
  });
  return Object.fromEntries(days) as WeekHours;
}

function merged(windows: string[]): string[] {
  const all: string[] = [];
  for (const window of windows.toSorted()) {
    const last = all.at(-1);
    if (last?.slice(6) === window.slice(0, 5)) all[all.length - 1] = `${last.slice(0, 6)}${window.slice(6)}`;
    else all.push(window);
  }
  return all;
}
