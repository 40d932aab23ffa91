import type { CalendarPath } from '../errors.ts';
import type { SpecificHoursCalendar } from './stored.ts';

/** Partoo has no names for special hours. */
export function unnamed({ closings }: SpecificHoursCalendar): CalendarPath[] {
  return closings ? [['specificHours']] : [];
}
