import type { Ask, Company, Crash, Trouble, TroubleKind } from '../model.ts';
import { DAY, HOUR, MINUTE } from '../truth/zones.ts';
import { SINCE } from './since.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

const KINDS: readonly TroubleKind[] = [
  'serverErrors',
  'resets',
  'lostAnswers',
  'cutBodies',
  'lateErrors',
  'html',
  'slow',
  'stale',
  'throttled',
  'down',
  'others',
  'store',
  'doubled',
  'silenced',
  'forgotten',
  'bus',
  'paused',
];

export function drawTroubles(seed: number, span: Span, companies: readonly Company[]): Trouble[] {
  const count = stream(seed, 'troubles').of([0, 0, 2, 4, 8]);
  return Array.from({ length: count }, (_, index) => {
    const draw = stream(seed, `trouble ${index}`);
    // Most begin where something is due: around full hours.
    const begins = span.from + (2 + draw.upTo(span.hours - 5)) * HOUR - draw.of([1, 3, 10]) * MINUTE;
    const to = begins + draw.of([4, 12, 30, 70]) * MINUTE;
    const what = draw.of(KINDS);
    // Shops are listed in the night.
    const night = span.from + draw.upTo(Math.ceil(span.hours / 24)) * DAY + 2 * HOUR;
    const when = what === 'forgotten' ? { from: night, to: night + HOUR } : { from: begins, to };
    const share = seed >= SINCE.bars && what === 'bus' ? { share: 0.85 } : {};
    return { ...when, what, organization: draw.of(companies).id, ...share };
  }).sort((a, b) => a.from - b.from);
}

/** Partoo shows what was before: as one closure ends, and another begins. */
export function drawStaleEnds(seed: number, asks: readonly Ask[]): Trouble[] {
  const draw = stream(seed, 'stale ends');
  return asks.flatMap(({ endedAt, organization }) =>
    endedAt === undefined || draw.chance(0.5)
      ? []
      : [{ from: endedAt - MINUTE, to: endedAt + 7 * MINUTE, what: 'stale', organization } as const],
  );
}

/** The first shop of its company, so that others come after it, through a wave or two. */
export function drawRefused(seed: number, span: Span, companies: readonly Company[]): Trouble[] {
  const draw = stream(seed, 'refused');
  if (seed < SINCE.bars || !draw.chance(0.2)) return [];
  const { id, shops } = draw.of(companies);
  const from = span.from + (2 + draw.upTo(span.hours - 14)) * HOUR - 40 * MINUTE;
  const to = from + draw.of([2, 6, 10]) * HOUR;
  return [{ from, to, what: 'refused', organization: id, code: shops[0]!.code }];
}

/** A night in which everything is asked for thrice. */
export function drawDoubledNight(seed: number, span: Span, companies: readonly Company[]): Trouble[] {
  const draw = stream(seed, 'doubled night');
  if (seed < SINCE.bars || !draw.chance(0.25)) return [];
  const from = span.from + draw.upTo(Math.ceil(span.hours / 24)) * DAY + 2 * HOUR;
  return [{ from, to: from + HOUR, what: 'doubled', organization: draw.of(companies).id }];
}

/** The same only as the next one begins: what is open by then has been seen to be. */
export function drawStaleStarts(seed: number, asks: readonly Ask[]): Trouble[] {
  if (seed < SINCE.openings) return [];
  const ends = asks.flatMap(({ endedAt }) => endedAt ?? []);
  return asks.flatMap(({ at, organization }) =>
    ends.includes(at - MINUTE)
      ? [{ from: at - MINUTE / 3, to: at + 5 * MINUTE, what: 'stale', organization } as const]
      : [],
  );
}

export function drawCrashes(seed: number, span: Span, companies: readonly Company[]): Crash[] {
  const count = stream(seed, 'crashes').of([0, 0, 0, 3, 8]);
  return Array.from({ length: count }, (_, index) => {
    const draw = stream(seed, `crash ${index}`);
    return {
      at: span.from + (2 + draw.upTo(span.hours - 5)) * HOUR - draw.of([1, 5]) * MINUTE,
      organization: draw.of(companies).id,
      afterCalls: 1 + draw.upTo(draw.of([12, 60])),
      isBeforeCall: draw.chance(0.5),
    };
  }).sort((a, b) => a.at - b.at);
}
