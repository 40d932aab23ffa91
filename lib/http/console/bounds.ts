import { isoOf } from '../../clock.ts';
import { isoInZone } from '../../closures/civil-time.ts';
import type { Bound } from '../../closures/model.ts';
import type { Html } from './html.ts';
import type { Visit } from './visit.ts';

const HAS_OFFSET = /T.*(Z|[+-]\d\d:?\d\d)$/;

/** An instant in the zone of all shops; a local time is each shop's own; null is until further notice. */
export function boundInWords(
  { words, times }: Visit,
  bound: Bound | null,
  zone: string | null,
): Html | string {
  if (bound === null) return words.furtherNotice;
  if (HAS_OFFSET.test(bound)) return times.moment(isoOf(Date.parse(bound)), zone ?? times.home);
  return `${times.local(bound.length > 10 ? bound : `${bound}T00:00`)} (${words.localTime})`;
}

/** The same for a field in which a local time is typed, to the minute. */
export function boundInField({ times }: Visit, bound: Bound | null, zone: string | null): string {
  if (bound === null) return '';
  if (HAS_OFFSET.test(bound)) return isoInZone(Date.parse(bound), zone ?? times.home).slice(0, 16);
  return bound.length > 10 ? bound.slice(0, 16) : `${bound}T00:00`;
}
