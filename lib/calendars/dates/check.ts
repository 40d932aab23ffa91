import type { CalendarPath } from '../errors.ts';
import { type CalendarIssue, issueOf, warning } from '../issues.ts';
import type { CivilWindow } from '../model.ts';
import { expandEntry } from './expand.ts';
import type { DatesCalendar, DatesEntry } from './stored.ts';

/** Long enough for every entry to come, 29 February included. */
const EVER: CivilWindow = { from: '1971-01-01', to: '2200-01-01' };

export function check({ entries }: DatesCalendar): CalendarIssue[] {
  return checkEntries(entries, ['dates']);
}

/** The same for any list of entries, such as `also` of holidays; `path` is where the list stands. */
export function checkEntries(entries: DatesEntry[], path: CalendarPath): CalendarIssue[] {
  return entries.flatMap((entry, index): CalendarIssue[] => {
    const at = [...path, index];
    try {
      if (expandEntry(entry, EVER, at).length > 0) return [];
      return [
        warning(at, 'this entry does not end after it starts, so it never closes; exchange from and to'),
      ];
    } catch (error) {
      return [issueOf(error)];
    }
  });
}
