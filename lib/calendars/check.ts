import type { Calendar, CronCalendar, DatesEntry, WeeklyCalendar } from '../config/model.ts';
import { restrictsBothDays } from './cron/syntax.ts';
import { expandEntry } from './dates/expand.ts';
import type { CalendarPath } from './errors.ts';
import { checkHolidays } from './holidays/check.ts';
import { type CalendarIssue, issueOf, warning } from './issues.ts';
import type { CivilWindow, Place } from './model.ts';
import { expandWeekly } from './weekly/expand.ts';

/**
 * Everything that is wrong or doubtful with a calendar, all at once. Never rejects for what stands in the calendar.
 *
 * @param window the coming 400 days: an `except` has to fit a holiday within them
 * @param places those of the rule's businesses. Without any, a `holidays` calendar of each business' own country is
 *   judged only as far as that goes.
 */
export async function checkCalendar(
  calendar: Calendar,
  window: CivilWindow,
  places: Place[] = [],
): Promise<CalendarIssue[]> {
  switch (calendar.kind) {
    case 'dates':
      return checkEntries(calendar.entries, ['dates']);
    case 'weekly':
      return checkWeekly(calendar, window);
    case 'cron':
      return checkCron(calendar, window);
    case 'holidays':
      return [
        ...(await checkHolidays(calendar, window, places)),
        ...checkEntries(calendar.also, ['holidays', 'also']),
      ];
  }
}

/** Long enough for every entry to come, 29 February included. */
const EVER: CivilWindow = { from: '1971-01-01', to: '2200-01-01' };

function checkEntries(entries: DatesEntry[], path: CalendarPath): CalendarIssue[] {
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

function checkWeekly(calendar: WeeklyCalendar, window: CivilWindow): CalendarIssue[] {
  try {
    if (expandWeekly(calendar, window).length > 0) return [];
    return [warning(['weekly'], 'every minute of the week is open, so this rule never closes anything')];
  } catch (error) {
    return [issueOf(error)];
  }
}

async function checkCron(calendar: CronCalendar, window: CivilWindow): Promise<CalendarIssue[]> {
  const { assertCronFires, firstClash } = await import('./cron/expand.ts');
  const issues = (['close', 'open'] as const).flatMap((field): CalendarIssue[] => {
    try {
      assertCronFires(calendar[field], field);
      if (!restrictsBothDays(calendar[field])) return [];
      const message =
        'both the day of the month and the weekday are given: cron fires on either; for one weekday of the month write for example MON#1';
      return [warning(['cron', field], message)];
    } catch (error) {
      return [issueOf(error)];
    }
  });
  if (issues.some(({ severity }) => severity === 'error')) return issues;
  const clash = firstClash(calendar, window);
  const message = `close and open fire in the same minute (first ${clash}): open wins, and nothing is closed then`;
  return clash === null ? issues : [...issues, warning(['cron', 'close'], message)];
}
