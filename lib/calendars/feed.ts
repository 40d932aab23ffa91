/** Calendars whose content is elsewhere. Read by refresh alone: on the minute path there are occurrences. */
import type { CalendarFeed, CalendarKind } from './kind.ts';
import * as registry from './registry.ts';
import type { Calendar, Kind } from './stored.ts';

type Fed<C> = Pick<CalendarKind<C>, 'feed'>;

const kinds: { [K in Kind]: Fed<Calendar<K>> } = registry;

/** How the content of a calendar is read; null where it stands in closures.yml. */
export function feedOf(calendar: Calendar): CalendarFeed<Calendar> | null {
  return (kinds[calendar.kind] as Fed<Calendar>).feed;
}
