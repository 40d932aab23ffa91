import type { Company, Pause, Release } from '../model.ts';
import { HOUR, MINUTE } from '../truth/zones.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

/** A pause that hinders a wave or two, and is over before the calm. */
export function drawPauses(seed: number, span: Span, companies: readonly Company[]): Pause[] {
  const draw = stream(seed, 'pauses');
  if (!draw.chance(0.15)) return [];
  const from = span.from + (2 + draw.upTo(span.hours - 8)) * HOUR - draw.of([1, 17, 40]) * MINUTE;
  return [{ organization: draw.of(companies).id, from, to: from + draw.of([20, 90, 240]) * MINUTE }];
}

/** After a quarter of an hour: not in the midst of a wave. */
export function drawReleases(seed: number, span: Span, companies: readonly Company[]): Release[] {
  const draw = stream(seed, 'releases');
  return Array.from({ length: draw.of([0, 0, 0, 0, 1, 2]) }, () => {
    const { id, shops } = draw.of(companies);
    const codes = shops.map(({ code }) => code).filter(() => draw.chance(0.5));
    const at = span.from + (2 + draw.upTo(span.hours - 5)) * HOUR + draw.of([9, 24, 39]) * MINUTE;
    return { organization: id, at, codes: codes.length > 0 ? codes : [shops[0]!.code] };
  });
}
