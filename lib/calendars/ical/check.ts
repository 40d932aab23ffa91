import { type CalendarIssue, issueOf, warning } from '../issues.ts';
import type { CivilWindow, Place } from '../model.ts';
import { feed } from './feed.ts';
import type { IcalCalendar } from './stored.ts';

const MOST_TOLD = 20;

/** What is wrong with the content, where that is at hand: nothing is fetched to check it. */
export async function check(
  calendar: IcalCalendar,
  window: CivilWindow,
  _places: Place[],
  content: string | null = null,
): Promise<CalendarIssue[]> {
  if (content === null) return [];
  try {
    const { occurrences, events, faults } = await feed.read(content, calendar, window);
    const issues = faults
      .slice(0, MOST_TOLD)
      .map(({ which, why }) => warning(['ical'], `${which} is set aside: ${why}`));
    if ((occurrences['']?.length ?? 0) > 0) return issues;
    const message = `closes nothing in the coming 400 days; it has ${events} events, of which none counts`;
    return [...issues, warning(['ical'], message)];
  } catch (error) {
    return [{ ...issueOf(error), path: ['ical'] }];
  }
}
