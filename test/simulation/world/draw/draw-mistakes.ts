import type { Company, Mistake, Trouble } from '../model.ts';
import { HOUR, MINUTE } from '../truth/zones.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

/** Earlier seeds play what they did when they found something. */
export const SINCE = 1_000_000;
/** More than may be closed at once. */
const MANY = 10;
const MOST_HOURS = 3;

export function drawMistakes(seed: number, span: Span, companies: readonly Company[]): Mistake[] {
  if (seed < SINCE) return [];
  const draw = stream(seed, 'mistakes');
  const endedAt = span.from + span.hours * HOUR - HOUR;
  return Array.from({ length: draw.upTo(4) }, () => {
    const { id, shops } = draw.of(companies);
    const whats = [
      'noSelectors',
      'keyInFile',
      'tooLong',
      shops.length > MANY ? 'allAtOnce' : 'tooLong',
    ] as const;
    const at = span.from + (1 + draw.upTo(span.hours - 4)) * HOUR + draw.upTo(60) * MINUTE;
    return { at, organization: id, what: draw.of(whats), endedAt };
  });
}

/** A newer release is tried, and taken back. */
export function drawNewer(seed: number, span: Span, companies: readonly Company[]): Trouble[] {
  const draw = stream(seed, 'newer');
  if (seed < SINCE || !draw.chance(0.12)) return [];
  const from = span.from + (2 + draw.upTo(span.hours - 4 - MOST_HOURS)) * HOUR - 20 * MINUTE;
  const to = from + draw.of([30, 80]) * MINUTE;
  return [{ from, to, what: 'newer', organization: companies[0]!.id }];
}
