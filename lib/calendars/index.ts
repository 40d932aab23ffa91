import type { Occurrence } from '../closures/model.ts';
import type { Calendar } from '../config/model.ts';
import { expandDates } from './dates.ts';
import { CalendarError } from './errors.ts';
import { expandHolidays, whereOf } from './holidays.ts';
import type { CivilWindow, Place } from './model.ts';
import { expandWeekly } from './weekly.ts';

export { checkCalendar } from './check.ts';
export { CalendarError, type CalendarErrorCode, type CalendarPath } from './errors.ts';
export { type ListedHoliday, listHolidays } from './holidays.ts';
export type { CalendarIssue } from './issues.ts';
export type { CivilWindow, ExpandedCalendars, Place } from './model.ts';

/**
 * All occurrences of a calendar that intersect the window, in order of start; those at its ends are given whole. Bounds
 * are civil (see `Bound`): the zone comes in later, for each business. The answer depends on nothing but the arguments.
 *
 * The holiday data and the cron parser are loaded only for the calendars that need them.
 *
 * @throws CalendarError where the calendar cannot be expanded for this place
 */
export async function expand(calendar: Calendar, place: Place, window: CivilWindow): Promise<Occurrence[]> {
  switch (calendar.kind) {
    case 'dates':
      return expandDates(calendar, window);
    case 'weekly':
      return expandWeekly(calendar, window);
    case 'cron':
      return (await import('./cron.ts')).expandCron(calendar, window);
    case 'holidays':
      return expandHolidays(calendar, place, window);
  }
}

/**
 * Under which key the occurrences for a place are kept: places with the same key have the same occurrences. It is ''
 * where the calendar does not depend on the place, else `COUNTRY|REGION` with the region brought to its one form and
 * left out where it makes no difference: `FR|FR-67`, `FR|FR-974` for RE, `ES|ES-CT` for ES-B, `FR|` for FR-75. A place
 * that nobody knows keeps its codes, and `expand` says what is wrong with it.
 */
export function placeKeyOf(calendar: Calendar, place: Place): string {
  if (calendar.kind !== 'holidays' || calendar.region !== null) return '';
  try {
    const { where, fixed } = whereOf(calendar, place);
    return fixed ? '' : `${where.country}|${where.region ?? ''}`;
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    return `${place.country ?? ''}|${place.region ?? ''}`;
  }
}
