import { type CalendarIssue, issueOf, warning } from '../issues.ts';
import type { CivilWindow, Place } from '../model.ts';
import type { Sheet } from './rows.ts';
import type { SheetCalendar } from './stored.ts';

const SHOWN = 5;

/** Every row in error, by its line, where the content is at hand; and shops that there are not. */
export async function check(
  _calendar: SheetCalendar,
  _window: CivilWindow,
  places: Place[],
  content: string | null = null,
): Promise<CalendarIssue[]> {
  if (content === null) return [];
  try {
    const sheet = (await import('./rows.ts')).sheetOf(content);
    const faults = sheet.faults.map((message) => error(message));
    return [...faults, ...strangers(sheet, places)];
  } catch (thrown) {
    return [issueOf(thrown)];
  }
}

const error = (message: string): CalendarIssue => ({
  path: ['sheet'],
  severity: 'error',
  message,
  suggestion: null,
});

function strangers({ byCode, byBusiness }: Sheet, places: readonly Place[]): CalendarIssue[] {
  if (places.length === 0) return [];
  const [codes, ids] = [new Set(places.map(({ code }) => code)), new Set(places.map(({ id }) => id))];
  const unknown = [
    ...[...byCode.keys()].filter((code) => !codes.has(code)),
    ...[...byBusiness.keys()].filter((id) => !ids.has(id)),
  ];
  if (unknown.length === 0) return [];
  const more = unknown.length > SHOWN ? `, and ${unknown.length - SHOWN} more` : '';
  const which = unknown
    .slice(0, SHOWN)
    .map((one) => one.slice(0, 40))
    .join(', ');
  return [warning(['sheet'], `names shops that this rule does not have: ${which}${more}`)];
}
