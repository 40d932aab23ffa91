/** The staged closures of a timeline. */
import type { Instant } from '../../clock.ts';
import type { Chain } from '../chains.ts';
import { layersOf, type Timeline } from '../timeline.ts';

const known = new WeakMap<Timeline, readonly Chain[]>();

/** The staged closures of a timeline, in the order of their start. */
export function stagedChains(timeline: Timeline): readonly Chain[] {
  let found = known.get(timeline);
  if (found === undefined) {
    found = findStaged(timeline);
    known.set(timeline, found);
  }
  return found;
}

function findStaged(timeline: Timeline): readonly Chain[] {
  const layers = layersOf(timeline);
  if (layers === null) return timeline.chains.filter(isStaged);
  // What lies over it are few chains, in thousands of timelines.
  const [under, over] = [stagedChains(layers.under), layers.over.chains.filter(isStaged)];
  return over.length === 0 ? under : [...under, ...over].sort((a, b) => a.start - b.start);
}

/** Those that lie at least partly within `[from, until)`. */
export function stagedWithin(timeline: Timeline, from: Instant, until: Instant): readonly Chain[] {
  return stagedChains(timeline).filter(({ start, end }) => start < until && end > from);
}

export function hasStaged(timeline: Timeline): boolean {
  const layers = layersOf(timeline);
  if (layers === null) return stagedChains(timeline).length > 0;
  return hasStaged(layers.under) || layers.over.chains.some(isStaged);
}

export function isStaged(chain: Chain | null): boolean {
  return chain?.source.staged === true;
}
