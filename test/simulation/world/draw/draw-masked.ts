import type { Company, Rule, Trouble } from '../model.ts';
import { placeOf } from '../places.ts';
import { HOUR, MINUTE, zoneOf } from '../truth/zones.ts';
import { SINCE } from './since.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

/**
 * A staged closure over which another rule has its own windows twice, a moment apart, while nothing can be written as either
 * time ends: what the windows leave open is the staged closure's for that moment, and not again before the second end.
 */
export function drawMasked(
  seed: number,
  span: Span,
  companies: readonly Company[],
): { rules: Rule[]; troubles: Trouble[] } {
  const draw = stream(seed, 'masked');
  const { id, shops } = draw.of(companies);
  const shop = shops.find(({ place, zoneInConfig }) => placeOf(place).zone && !zoneInConfig);
  if (seed < SINCE.masked || !shop || !draw.chance(0.15)) return { rules: [], troubles: [] };
  const zone = zoneOf(placeOf(shop.place).zone!, span.from);
  const local = (at: number) => new Date(zone.localAt(at)).toISOString().slice(0, 16);
  const begins = span.from + (4 + draw.upTo(span.hours - 14)) * HOUR;
  const [first, second] = [begins + draw.of([1, 2, 4]) * HOUR, begins + 6 * HOUR];
  const again = first + draw.of([1, 1, 2, 20]) * MINUTE;
  const masks = [
    { from: local(begins), to: local(first) },
    { from: local(again), to: local(second) },
  ];
  const long = [{ from: local(begins - 2 * HOUR), to: local(second + 2 * HOUR) }];
  // Where clocks change in between, one may end before it begins.
  if ([...masks, ...long].some(({ from, to }) => from >= to)) return { rules: [], troubles: [] };
  const effect = { reachable: 'keep', offline: 'keep', chatHours: ['00:00-23:59'] } as const;
  const scope = { codes: [shop.code] };
  return {
    rules: [
      {
        ...{ ...scope, key: 'long', calendar: { kind: 'dates', entries: long } },
        ...{ effect: { offline: 'm-long' }, priority: 64, staged: true },
      },
      {
        ...{ ...scope, key: 'mask', calendar: { kind: 'dates', entries: masks } },
        ...{ effect: { ...effect, chatHours: [...effect.chatHours] }, priority: 66 },
      },
    ],
    troubles: [first, second].map((end) => ({
      ...{ from: end - 40_000, to: end + draw.of([50, 130, 130, 1500]) * 1000 },
      ...{ what: 'down', organization: id },
    })),
  };
}
