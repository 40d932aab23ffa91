/** Stretches in which each week is as the one before: of nights that never change nothing is to be written, however long. */
import type { Instant } from '../../clock.ts';
import type { Chain } from '../chains.ts';
import type { BusinessHours } from '../opening/own-hours.ts';
import type { Timeline } from '../timeline.ts';
import { localMinute, MINUTE, WEEK_MINUTES } from './local-minutes.ts';

const DAY = 86_400_000;
const WEEK = 7 * DAY;

// Timelines are never changed. A zone belongs to each.
const known = new WeakMap<Timeline, readonly Instant[]>();

/**
 * The first instant after `at` from which a week's closures, or hours, can be others than a week before; `at` itself where
 * that is so already. Infinity: never.
 */
export function steadyUntil(timeline: Timeline, zone: string, hours: BusinessHours, at: Instant): Instant {
  let breaks = known.get(timeline);
  if (breaks === undefined) {
    breaks = breaksOf(timeline, zone);
    known.set(timeline, breaks);
  }
  const next = breaks.find((instant) => instant > at) ?? Number.POSITIVE_INFINITY;
  return Math.min(next, hasSpecialDays(hours, at) ? at : next);
}

/** Where a closure begins and ends that was not there a week before, or is not there a week later. */
function breaksOf({ chains, announcements = [] }: Timeline, zone: string): Instant[] {
  const keyOf = (chain: Chain, weeks: number) => {
    const [start, end] = [chain.start, chain.end].map((at) =>
      Number.isFinite(at) ? localMinute(at, zone) + weeks * WEEK_MINUTES : at,
    );
    return `${start} ${end} ${chain.source.key}`;
  };
  const all = new Set(chains.map((chain) => keyOf(chain, 0)));
  const recurs = (chain: Chain) =>
    !isOneOfAKind(chain) &&
    all.has(keyOf(chain, -1)) &&
    all.has(keyOf(chain, 1)) &&
    chain.start % MINUTE === 0;
  return [...chains, ...announcements]
    .filter((chain) => !recurs(chain))
    .flatMap(({ start, end }) => [start, end, start + WEEK, end + WEEK])
    .sort((a, b) => a - b);
}

/** A text names dates, and an exceptional opening is known by its times alone. */
function isOneOfAKind({ source: { effect }, links }: Chain): boolean {
  const hasText = effect.kind === 'set' && typeof effect.offlineMessage === 'object';
  return hasText || links.some(({ times }) => times !== undefined);
}

/** Some weeks of whoever has them are others; those that are over do not count. */
function hasSpecialDays({ own, business }: BusinessHours, at: Instant): boolean {
  return [own, business].some((hours) =>
    hours?.special?.some(([, last]) => Date.parse(last) + 2 * WEEK > at),
  );
}
