import { type CalendarIssue, issueOf, warning } from '../issues.ts';
import type { CivilWindow } from '../model.ts';
import { assertCronFires, firstClash } from './firings.ts';
import type { CronCalendar } from './stored.ts';
import { restrictsBothDays } from './syntax.ts';

/** What is wrong or doubtful with either line, and with the two together. */
export function check(calendar: CronCalendar, window: CivilWindow): CalendarIssue[] {
  const issues = (['close', 'open'] as const).flatMap((field) => checkLine(calendar[field], field));
  if (issues.some(({ severity }) => severity === 'error')) return issues;
  const clash = firstClash(calendar, window);
  const message = `close and open fire in the same minute (first ${clash}): open wins, and nothing is closed then`;
  return clash === null ? issues : [...issues, warning(['cron', 'close'], message)];
}

function checkLine(line: string, field: 'close' | 'open'): CalendarIssue[] {
  try {
    assertCronFires(line, field);
    if (!restrictsBothDays(line)) return [];
    const message =
      'both the day of the month and the weekday are given: cron fires on either; for one weekday of the month write for example MON#1';
    return [warning(['cron', field], message)];
  } catch (error) {
    return [issueOf(error)];
  }
}
