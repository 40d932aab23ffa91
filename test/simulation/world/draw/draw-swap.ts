import type { Rule } from '../model.ts';
import { drawEntry } from './draw-rules.ts';
import { SINCE } from './since.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

/** Above all other rules: of those that go before it a hold alone lets the template be. */
const FIRST = 95;

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
