import type { Instant } from '../clock.ts';
import type { Chain } from './chains.ts';

/** All chains that concern one business (or a cohort of businesses that share them). */
export interface Timeline {
  chains: readonly Chain[];
  /** See `withAnnouncements`; left out: there are none. */
  announcements?: readonly Chain[];
  /** Every instant at which something starts or ends, ascending, without repeats. */
  boundaries: readonly Instant[];
}

export function timelineOf(chains: readonly Chain[]): Timeline {
  const boundaries = new Set<Instant>();
  // Only what recurs begins and ends within the day of an opening.
  const recurs = chains.some(({ source }) => source.recurs);
  for (const { start, end, links } of chains) {
    boundaries.add(start);
    if (Number.isFinite(end)) boundaries.add(end);
    for (const time of recurs ? links.flatMap(({ times = [] }) => times) : [])
      boundaries.add(time.start).add(time.end);
  }
  return {
    chains: [...chains].sort((a, b) => a.start - b.start),
    boundaries: [...boundaries].sort((a, b) => a - b),
  };
}

/** The chains in force at `at`: `start ≤ at < end`. */
export function inForceAt(timeline: Timeline, at: Instant): Chain[] {
  const found: Chain[] = [];
  for (const chain of timeline.chains) {
    if (chain.start > at) break;
    if (at < chain.end) found.push(chain);
  }
  return found;
}

/** The first boundary after `at`, or null. */
export function nextBoundary(timeline: Timeline, at: Instant): Instant | null {
  let low = 0;
  let high = timeline.boundaries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timeline.boundaries[middle] as Instant) > at) high = middle;
    else low = middle + 1;
  }
  return timeline.boundaries[low] ?? null;
}
