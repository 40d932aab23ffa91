import type { Occurrence } from '../../closures/model.ts';
import { contentOf } from '../feed-content.ts';
import type { CivilWindow, Place } from '../model.ts';
import { feed } from './feed.ts';
import type { IcalCalendar } from './stored.ts';

/** @throws CalendarError where there is no content, or none that can be read */
export async function expand(
  calendar: IcalCalendar,
  window: CivilWindow,
  _place: Place,
  content: string | null = null,
): Promise<Occurrence[]> {
  return (await feed.read(contentOf(content, 'ical'), calendar, window)).occurrences[''] ?? [];
}
