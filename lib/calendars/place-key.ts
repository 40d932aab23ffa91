/** Under which key occurrences are kept. They are looked up on the minute path, which expands none. */
import type { CalendarKind } from './kind.ts';
import type { Place } from './model.ts';
import * as registry from './registry.ts';
import type { Calendar, Kind } from './stored.ts';

export { formerKeyOf } from './holidays/place-key.ts';

type Keyed<C> = Pick<CalendarKind<C>, 'placeKeyOf'>;

const kinds: { [K in Kind]: Keyed<Calendar<K>> } = registry;

/** Places with the same key have the same occurrences of the calendar. */
export function placeKeyOf(calendar: Calendar, place: Place): string {
  return (kinds[calendar.kind] as Keyed<Calendar>).placeKeyOf(calendar, place);
}
