import type { Company, Rule, Trouble } from '../model.ts';
import { placeOf } from '../places.ts';
import { HOUR, MINUTE, zoneOf } from '../truth/zones.ts';
import { drawEntry } from './draw-rules.ts';
import { SINCE } from './since.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

/** Above all other rules: of those that go before it a hold alone lets the template be. */
const FIRST = 95;
/** Of a date without a time. */
const DATE = 'YYYY-MM-DD'.length;

/** A rule that has a message template say something else while it is in force anywhere. */
export function drawSwap(seed: number, span: Span): Rule[] {
  const draw = stream(seed, 'swap');
  if (seed < SINCE.templates || !draw.chance(0.25)) return [];
  const entries = Array.from({ length: 1 + draw.upTo(2) }, () => drawEntry(draw, span));
  return [
    {
      ...{ key: 'swap', codes: null, calendar: { kind: 'dates', entries }, priority: FIRST },
      effect: { offline: 'm-swap', swaps: 'Vacances' },
    },
  ];
}

/** The store takes only some of what is saved as a template is swapped and swapped back, or takes it and fails all the same. */
export function drawStumbling(
  seed: number,
  span: Span,
  companies: readonly Company[],
  swaps: readonly Rule[],
): Trouble[] {
  const draw = stream(seed, 'stumbling');
  if (seed < SINCE.stumbling) return [];
  const entries = swaps.flatMap(({ calendar }) => (calendar.kind === 'dates' ? calendar.entries : []));
  return entries.flatMap(({ from, to = '' }) => {
    const { id, shops } = draw.of(companies);
    const share = draw.of([0.1, 0.2, 0.3]);
    const local = to.length > DATE && draw.chance(0.3) ? to : from;
    const wall = Date.parse(local.length > DATE ? `${local}Z` : local);
    const zones = shops.flatMap(({ place }) => placeOf(place).zone ?? []);
    // It begins with the first of them.
    const first = Math.min(...zones.flatMap((zone) => zoneOf(zone, span.from).passesOf(wall)));
    // Everything is well at first, and on the last day.
    if (first < span.from + HOUR || first > span.from + (span.hours - 1) * HOUR) return [];
    return { from: first - MINUTE, to: first + 6 * MINUTE, what: 'store', organization: id, share } as const;
  });
}
