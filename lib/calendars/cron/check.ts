import type { Occurrence } from '../../closures/model.ts';
import { type CalendarIssue, issueOf, warning } from '../issues.ts';
import type { CivilWindow } from '../model.ts';
import { assertCronFires, firstClash, firstLongClosure } from './firings.ts';
import type { CronCalendar } from './stored.ts';
import { restrictsBothDays } from './syntax.ts';

/** What is wrong or doubtful with either line, and with the two together. */
export function check(calendar: CronCalendar, window: CivilWindow): CalendarIssue[] {
  const issues = (['close', 'open'] as const).flatMap((field) => checkLine(calendar[field], field));
  if (issues.some(({ severity }) => severity === 'error')) return issues;
  const long = firstLongClosure(calendar, window);
  if (long !== null) issues.push(neverWithinAWeek(long));
  const clash = firstClash(calendar, window);
  const message = `close and open fire in the same minute (first ${clash}): open wins, and nothing is closed then`;
  return clash === null ? issues : [...issues, warning(['cron', 'close'], message)];
}

/** Nights and weekends are what cron is for; whoever is closed for longer probably mistyped a day. */
function neverWithinAWeek({ start, end }: Occurrence): CalendarIssue {
  const [from, to] = [start, end as string].map((bound) => bound.slice(5, 10)) as [string, string];
  const message = `does not come within a week of close: it closes at ${start} and opens at ${end}; for a season write dates: [{ every: ${from}, to: ${to} }]`;
  return { path: ['cron', 'open'], severity: 'error', message, suggestion: null };
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
