import type { Occurrence } from '../../closures/model.ts';
import { contentOf } from '../feed-content.ts';
import type { CivilWindow, Place } from '../model.ts';
import type { SheetCalendar } from './stored.ts';

/** @throws CalendarError where there is no content, or none that can be read */
export async function expand(
  _calendar: SheetCalendar,
  window: CivilWindow,
  place: Place,
  content: string | null = null,
): Promise<Occurrence[]> {
  return (await import('./expand-all.ts')).rowsOf(contentOf(content, 'sheet'), place, window);
}
