import type { Company, Rule, Trouble } from '../model.ts';
import { placeOf } from '../places.ts';
import { HOUR, MINUTE, zoneOf } from '../truth/zones.ts';
import { SINCE } from './since.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

/**
 * A text that is taken back for a minute, and as it comes again Partoo shows what was before it was: nothing looks closed by
 * then, so that only what is remembered tells whose it is.
 */
export function drawBrief(
  seed: number,
  span: Span,
  companies: readonly Company[],
): { rules: Rule[]; troubles: Trouble[] } {
  const draw = stream(seed, 'brief');
  const { id, shops } = draw.of(companies);
  const shop = shops.find(({ place, zoneInConfig }) => placeOf(place).zone && !zoneInConfig);
  if (seed < SINCE.openings || !shop || !draw.chance(0.15)) return { rules: [], troubles: [] };
  const zone = zoneOf(placeOf(shop.place).zone!, span.from);
  const ends = span.from + (6 + draw.upTo(span.hours - 12)) * HOUR;
  const local = (at: number) => new Date(zone.localAt(at)).toISOString().slice(0, 16);
  const again = ends + MINUTE;
  const entries = [
    { from: local(ends - 2 * HOUR), to: local(ends) },
    { from: local(again), to: local(again + 2 * HOUR) },
  ];
  const effect = { reachable: 'keep', offline: 'm-brief', chatHours: 'keep' } as const;
  return {
    rules: [{ key: 'brief', codes: [shop.code], calendar: { kind: 'dates', entries }, effect, priority: 65 }],
    troubles: [{ from: again - MINUTE / 3, to: again + 5 * MINUTE, what: 'stale', organization: id }],
  };
}
