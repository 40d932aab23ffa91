import type { Ask, Company, Trouble } from '../model.ts';
import { HOUR, MINUTE } from '../truth/zones.ts';
import { SINCE } from './since.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

/**
 * A closure of one shop that moves as soon as it has begun, since another one is asked for that follows it; while nothing
 * that is written to the shop is answered by Partoo itself, nor carried out.
 */
export function drawUnanswered(
  seed: number,
  span: Span,
  companies: readonly Company[],
): { asks: Ask[]; troubles: Trouble[] } {
  const draw = stream(seed, 'unanswered');
  if (seed < SINCE.unanswered || !draw.chance(0.2)) return { asks: [], troubles: [] };
  const { id: organization, shops } = draw.of(companies);
  const { code } = draw.of(shops);
  const at = span.from + (2 + draw.upTo(span.hours - 12)) * HOUR + draw.upTo(60) * MINUTE;
  const until = at + (1 + draw.upTo(3)) * HOUR;
  const rest = { organization, codes: [code], urgent: draw.chance(0.4), hold: false };
  const ask = { ...rest, door: 'command' as const };
  return {
    asks: [
      { ...ask, id: 'first', at, until },
      {
        ...{ ...ask, id: 'second', from: until, until: until + (1 + draw.upTo(4)) * HOUR },
        at: at + draw.of([2, 4, 7, 12]) * MINUTE,
      },
    ],
    troubles: [
      {
        ...{ from: at - draw.of([1, 3, 40]) * MINUTE, to: at + draw.of([9, 20, 50]) * MINUTE },
        ...{ what: 'unanswered', organization, code },
      },
    ],
  };
}
