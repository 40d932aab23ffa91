import type { Ask, Company, Mistake, Trouble } from '../model.ts';
import { HOUR, MINUTE } from '../truth/zones.ts';
import { SINCE } from './since.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

/** More than may be closed at once. */
const MANY = 10;
const MOST_HOURS = 3;
/** Of fewer shops not all together are many. */
const FEW = 3;

export function drawMistakes(seed: number, span: Span, companies: readonly Company[]): Mistake[] {
  if (seed < SINCE.mistakes) return [];
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
  if (seed < SINCE.mistakes || !draw.chance(0.12)) return [];
  const from = span.from + (2 + draw.upTo(span.hours - 4 - MOST_HOURS)) * HOUR - 20 * MINUTE;
  const to = from + draw.of([30, 80]) * MINUTE;
  return [{ from, to, what: 'newer', organization: companies[0]!.id }];
}

/**
 * Somebody outside asks for all shops of a company, of which so many would need agreement. Only where nobody else asks for
 * some of them: what everybody asks for within a day counts together.
 */
export function drawTooMany(
  seed: number,
  span: Span,
  companies: readonly Company[],
  asks: readonly Ask[],
): Mistake[] {
  const draw = stream(seed, 'too many');
  if (seed < SINCE.bars || !draw.chance(0.3)) return [];
  const at = span.from + (3 + draw.upTo(span.hours - 8)) * HOUR + draw.upTo(60) * MINUTE;
  return companies
    .filter(({ id, shops }) => shops.length >= FEW && !asks.some(({ organization }) => organization === id))
    .slice(0, 1)
    .map(({ id }) => ({ at, organization: id, what: 'tooMany', endedAt: at + 3 * HOUR }));
}
