import type { CalendarPath } from '../errors.ts';
import type { DatesCalendar, DatesEntry } from './stored.ts';

export function unnamed({ entries }: DatesCalendar): CalendarPath[] {
  return unnamedEntries(entries, ['dates']);
}

/** The same for any list of entries, such as `also` of holidays; `path` is where the list stands. */
export function unnamedEntries(entries: readonly DatesEntry[], path: CalendarPath): CalendarPath[] {
  return entries.flatMap(({ name }, index) => (name === null ? [[...path, index]] : []));
}
