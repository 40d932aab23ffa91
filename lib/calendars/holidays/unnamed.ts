import { unnamedEntries } from '../dates/unnamed.ts';
import type { CalendarPath } from '../errors.ts';
import type { HolidaysCalendar } from './stored.ts';

/** Holidays have names; what stands under `also` may have none. */
export function unnamed({ also }: HolidaysCalendar): CalendarPath[] {
  return unnamedEntries(also, ['holidays', 'also']);
}
