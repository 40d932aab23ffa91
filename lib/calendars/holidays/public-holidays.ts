import { CalendarError } from '../errors.ts';
import type { CivilWindow, Place } from '../model.ts';
import { type Holiday, holidaysAround } from './data.ts';
import { daysOf, matches } from './expand.ts';
import { holidayPlace } from './regions.ts';
import type { HolidaysCalendar } from './stored.ts';

/** The public holidays of a place that begin in the window; none where nobody knows the place's holidays. */
export async function publicHolidaysOf(place: Place, window: CivilWindow): Promise<Holiday[]> {
  try {
    const where = holidayPlace(place, []);
    const holidays = await holidaysAround(where, window, []);
    return holidays.filter(({ type, date }) => type === 'public' && date >= window.from && date < window.to);
  } catch (error) {
    if (error instanceof CalendarError) return [];
    throw error;
  }
}

/** Whether a rule leaves out a day of this holiday on purpose. */
export function isExcepted({ except }: HolidaysCalendar, holiday: Holiday): boolean {
  return daysOf(holiday).some((day) => except.some((matcher) => matches(matcher, holiday, day)));
}
