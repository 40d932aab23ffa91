/** Under which key occurrences are kept. They are looked up on the minute path, which expands none. */
import { everywhere } from './everywhere.ts';
import type { CalendarKind } from './kind.ts';
import type { Place } from './model.ts';
import * as registry from './registry.ts';
import type { Calendar, Kind } from './stored.ts';

export { formerKeyOf } from './holidays/place-key.ts';

/** Whether it has the same occurrences everywhere. */
export function isEverywhere({ kind }: Calendar): boolean {
  return kinds[kind].placeKeyOf === everywhere;
}

type Keyed<C> = Pick<CalendarKind<C>, 'placeKeyOf'>;

const kinds: { [K in Kind]: Keyed<Calendar<K>> } = registry;

/** Whether a calendar has days of single businesses, rather than of places. */
export function isOfBusinesses({ kind }: Calendar): boolean {
  return kind === 'sheet' || kind === 'specificHours';
}

/**
 * The same among the keys that occurrences are known under. Of sheets only shops with rows have a key of their own, lest
 * each shop becomes a cohort for itself; the others share the empty one.
 */
export function placeKeyAmong(
  calendar: Calendar,
  place: Place,
  known: Readonly<Record<string, unknown>> | undefined,
): string {
  const key = placeKeyOf(calendar, place);
  return calendar.kind === 'sheet' && known?.[key] === undefined ? '' : key;
}

/** Places with the same key have the same occurrences of the calendar. */
export function placeKeyOf(calendar: Calendar, place: Place): string {
  return (kinds[calendar.kind] as Keyed<Calendar>).placeKeyOf(calendar, place);
}
