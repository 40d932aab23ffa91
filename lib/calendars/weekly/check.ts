import { type CalendarIssue, issueOf, warning } from '../issues.ts';
import type { CivilWindow } from '../model.ts';
import { expand } from './expand.ts';
import type { WeeklyCalendar } from './stored.ts';

/** A week without any opening, or with no minute closed. */
export function check(calendar: WeeklyCalendar, window: CivilWindow): CalendarIssue[] {
  try {
    if (expand(calendar, window).length > 0) return [];
    return [warning(['weekly'], 'every minute of the week is open, so this rule never closes anything')];
  } catch (error) {
    return [issueOf(error)];
  }
}
