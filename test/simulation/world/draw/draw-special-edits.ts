import type { Instant } from '../../../../lib/clock.ts';
import type { Draw } from '../../odd/kinds.ts';
import type { Company, Rule, SpecialEdit, SpecificHours } from '../model.ts';
import { DAY, HOUR, MINUTE } from '../truth/zones.ts';
import { SINCE } from './since.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

/** Somebody adds, moves or removes special hours: of the same day, too, where Partoo tells it or the night is to come. */
export function drawSpecialEdits(
  seed: number,
  span: Span,
  companies: readonly Company[],
): { rules: Rule[]; edits: SpecialEdit[] } {
  const draw = stream(seed, 'special edits');
  if (seed < SINCE.specialEdits || !draw.chance(0.5)) return { rules: [], edits: [] };
  const shops = companies.flatMap((company) => company.shops);
  const edits = Array.from({ length: draw.of([1, 2, 4]) }, () => {
    const at = span.from + (2 + draw.upTo(span.hours - 5)) * HOUR + draw.of([8, 23, 38]) * MINUTE;
    const hours = draw.chance(0.2) ? null : drawHours(at, draw);
    return { at, code: draw.of(shops).code, hours, isTold: draw.chance(0.6) };
  }).sort((a, b) => a.at - b.at);
  const calendar = draw.chance(0.7)
    ? ({ kind: 'special', openings: true } as const)
    : { kind: 'special' as const };
  const announced = draw.chance(0.4) ? { announceHours: draw.of([5, 48]) } : {};
  return {
    rules: [{ key: 'listing', codes: null, calendar, effect: { offline: 'm-listing' }, ...announced }],
    edits,
  };
}

function drawHours(at: Instant, draw: Draw): SpecificHours {
  const day = (days: number) => new Date(at + days * DAY).toISOString().slice(0, 10);
  const first = draw.upTo(4);
  const closed = { starts_at: day(first), ends_at: day(first + draw.of([0, 0, 1, 2])) };
  const opened = day(draw.upTo(4));
  const close = draw.chance(0.8) ? [closed] : [];
  // Of a day that is both, nobody says what counts, unless the closing is longer.
  const isBoth = closed.starts_at === opened && closed.ends_at === opened && close.length > 0;
  return {
    close,
    open:
      isBoth || draw.chance(0.6) ? [] : [{ starts_at: opened, ends_at: opened, open_hours: ['12:00-16:00'] }],
  };
}
