import { isoOf } from '../../clock.ts';
import type { Bound } from '../../closures/model.ts';
import type { Html } from './html.ts';
import type { Visit } from './visit.ts';

/** An instant in the zone of all shops; a local time is each shop's own; null is until further notice. */
export function boundInWords(
  { words, times }: Visit,
  bound: Bound | null,
  zone: string | null,
): Html | string {
  if (bound === null) return words.furtherNotice;
  if (/T.*(Z|[+-]\d\d:?\d\d)$/.test(bound)) return times.moment(isoOf(Date.parse(bound)), zone ?? times.home);
  return `${times.local(bound.length > 10 ? bound : `${bound}T00:00`)} (${words.localTime})`;
}
