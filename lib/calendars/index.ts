import type { Occurrence } from '../closures/model.ts';
import type { Calendar } from '../config/model.ts';
import { expandDates } from './dates/expand.ts';
import { CalendarError } from './errors.ts';
import { expandHolidays } from './holidays/expand.ts';
import { holidayPlace } from './holidays/regions.ts';
import type { CivilWindow, Place } from './model.ts';
import { expandWeekly } from './weekly/expand.ts';

export { checkCalendar } from './check.ts';
export { CalendarError, type CalendarErrorCode, type CalendarPath } from './errors.ts';
export { type ListedHoliday, listHolidays } from './holidays/expand.ts';
export { placeKeyOf } from './holidays/place-key.ts';
export { isExcepted, publicHolidaysOf } from './holidays/public-holidays.ts';
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
      return (await import('./cron/expand.ts')).expandCron(calendar, window);
    case 'holidays':
      return expandHolidays(calendar, place, window);
  }
}

/** What is wrong with an ISO 3166-2 code, and what would be right; null where it is a region that is known. */
export function regionFault(region: string): string | null {
  try {
    holidayPlace({ country: region.split('-')[0] ?? null, region }, []);
    return null;
  } catch (error) {
    if (error instanceof CalendarError) return error.message;
    throw error;
  }
}
