import type { Occurrence } from '../closures/model.ts';
import type { CalendarKind } from './kind.ts';
import type { CivilWindow, Place } from './model.ts';
import * as registry from './registry.ts';
import type { Calendar, Kind } from './stored.ts';

type Expanding<C> = Pick<CalendarKind<C>, 'expand'>;

const kinds: { [K in Kind]: Expanding<Calendar<K>> } = registry;

/**
 * All occurrences of a calendar that intersect the window, in order of start; those at its ends are given whole. Bounds
 * are civil (see `Bound`): the zone comes in later, for each business. The answer depends on nothing but the arguments.
 *
 * What a kind expands with (holiday data, the parser of cron) is loaded only for the calendars that need it.
 *
 * @param content of its feed, where it has one
 * @throws CalendarError where the calendar cannot be expanded for this place
 */
export async function expand(
  calendar: Calendar,
  place: Place,
  window: CivilWindow,
  content: string | null = null,
): Promise<Occurrence[]> {
  return (kinds[calendar.kind] as Expanding<Calendar>).expand(calendar, window, place, content);
}
