/**
 * Calendars of every kind. What only some need of them has a door of its own, for the sake of small bundles: stored.ts,
 * place-key.ts, expand.ts.
 */
import { type CalendarIssue, issueOf } from './issues.ts';
import type { CalendarKind, CalendarLanguage } from './kind.ts';
import { kinds } from './kinds.ts';
import type { CivilWindow, Place } from './model.ts';
import type { Calendar } from './stored.ts';

export { gapNote } from './holidays/gaps.ts';
export { type ListedHoliday, listHolidays } from './holidays/list.ts';
export { isExcepted, publicHolidaysOf } from './holidays/public-holidays.ts';
export { nationalNoteOf, regionNote } from './holidays/region-note.ts';
export { listsOf, regionFault } from './holidays/regions.ts';
export { KINDS, kinds } from './kinds.ts';

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
  content: string | null = null,
): Promise<CalendarIssue[]> {
  // The kind of a calendar takes calendars of its shape: that the two belong together is not in the type of a union.
  return (kinds[calendar.kind] as CalendarKind<Calendar>).check(calendar, window, places, content);
}

/** What the rows of a sheet name: messages, with the first line of each, and store codes. Nothing of one that cannot be read. */
export async function namedBySheet(
  text: string,
): Promise<{ messages: ReadonlyMap<string, number>; codes: string[] }> {
  const { sheetOf } = await import('./sheet/rows.ts');
  try {
    const { messages, byCode } = sheetOf(text);
    return { messages, codes: [...byCode.keys()] };
  } catch (error) {
    issueOf(error);
    return { messages: new Map(), codes: [] };
  }
}

/** What a calendar means, in words; null where it is plain as it stands. @param language default English */
export async function calendarInWords(
  calendar: Calendar,
  language: CalendarLanguage = 'en',
): Promise<string | null> {
  return (await (kinds[calendar.kind] as CalendarKind<Calendar>).inWords?.(calendar, language)) ?? null;
}
