import { CalendarError, type CalendarPath } from './errors.ts';

/** What `check` has to say of a calendar. */
export interface CalendarIssue {
  /** Into the rule, as its calendar stands in closures.yml: `['holidays', 'except', 0]`. */
  path: CalendarPath;
  severity: 'error' | 'warning';
  /** What is wrong, and what would be right. */
  message: string;
  /** What was probably meant, likeliest first, or null. */
  suggestion: string | null;
  /** Where it is the place of businesses that is at fault, and not what the calendar says. */
  about?: 'place';
}

/** Something doubtful that works all the same. */
export const warning = (
  path: CalendarPath,
  message: string,
  suggestion: string | null = null,
): CalendarIssue => ({
  path,
  severity: 'warning',
  message,
  suggestion,
});

/** An error that was thrown as an issue; anything that is no {@link CalendarError} is thrown on. */
export function issueOf(error: unknown): CalendarIssue {
  if (!(error instanceof CalendarError)) throw error;
  const { path, message, suggestions } = error;
  return { path, severity: 'error', message, suggestion: suggestions[0] ?? null };
}
