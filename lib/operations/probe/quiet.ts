import type { Instant } from '../../clock.ts';
import type { Timeline } from '../../closures/timeline.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';

/** How far a probe keeps away from closures: Partoo may show their writes that much later. */
const DISTANCE_MILLISECONDS = 15 * 60_000;

/**
 * Until when nothing is going to be written to a business by its closures, their leads and the distance included.
 * @throws UsageError where a closure is in force or too near
 */
export function quietUntil({ chains }: Timeline, now: Instant, label: string): Instant {
  let until = Number.POSITIVE_INFINITY;
  for (const { source, start, end } of chains) {
    if (end + DISTANCE_MILLISECONDS <= now) continue;
    const begins = start - source.maxLeadMilliseconds - DISTANCE_MILLISECONDS;
    if (begins <= now)
      throw new UsageError(
        'closure-near',
        `${label} is in a closure, or within 15 minutes of one (${source.key}).`,
        'Probe a shop that is far from any, or later. Nothing was written.',
      );
    until = Math.min(until, begins);
  }
  return until;
}
