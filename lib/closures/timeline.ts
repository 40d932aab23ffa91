import type { Instant } from '../clock.ts';
import type { Chain } from './chains.ts';

/** All chains that concern one business (or a cohort of businesses that share them). */
export interface Timeline {
  readonly chains: readonly Chain[];
  /** See `withAnnouncements`; left out: there are none. */
  readonly announcements?: readonly Chain[];
  /** Every instant at which something starts or ends, ascending, without repeats. */
  readonly boundaries: readonly Instant[];
  /** Of what it consists; left out: it is of one piece. */
  readonly layers?: Layers;
}

/** A timeline that many share, and over it what few have: see {@link layered}. */
export interface Layers {
  readonly under: Timeline;
  readonly over: Timeline;
}

/** @param recurs whether something in it goes by the clock, day by day. Default: as the chains say */
export function timelineOf(chains: readonly Chain[], recurs = recursIn(chains)): Timeline {
  const boundaries = new Set<Instant>();
  for (const { start, end, links } of chains) {
    boundaries.add(start);
    if (Number.isFinite(end)) boundaries.add(end);
    // Only what recurs begins and ends within the day of an opening.
    for (const time of recurs ? links.flatMap(({ times }) => times?.() ?? []) : [])
      boundaries.add(time.start).add(time.end);
  }
  return { chains: [...chains].sort((a, b) => a.start - b.start), boundaries: inOrder([...boundaries]) };
}

export const recursIn = (chains: readonly Chain[]): boolean => chains.some(({ source }) => source.recurs);

const inOrder = (boundaries: Instant[]): Instant[] => boundaries.sort((a, b) => a - b);

/**
 * A timeline with more chains over it, which few share: thousands of businesses have days of their own beside rules that
 * are for all. What is asked for one instant is answered out of the layers; the whole is put together where it is wanted.
 */
export function layered(under: Timeline, over: Timeline): Timeline {
  return new Layered(under, over);
}

class Layered implements Timeline {
  readonly layers: Layers;

  constructor(under: Timeline, over: Timeline) {
    this.layers = { under, over };
  }

  get chains(): Chain[] {
    const { under, over } = this.layers;
    return [...under.chains, ...over.chains].sort((a, b) => a.start - b.start);
  }

  get boundaries(): Instant[] {
    const { under, over } = this.layers;
    return inOrder([...new Set([...under.boundaries, ...over.boundaries])]);
  }
}

/** Of what a timeline consists; null where it is of one piece. */
export function layersOf({ layers }: Timeline): Layers | null {
  return layers ?? null;
}

/** The same timeline with announcements, which begin at boundaries of their own. */
export function announcing(timeline: Timeline, announcements: readonly Chain[]): Timeline {
  const layers = layersOf(timeline);
  const starts = announcements.map(({ start }) => start);
  const withStarts = ({ chains, boundaries }: Timeline): Timeline => ({
    chains,
    boundaries: inOrder([...new Set([...boundaries, ...starts])]),
  });
  if (layers === null) return { ...withStarts(timeline), announcements };
  return Object.assign(layered(layers.under, withStarts(layers.over)), { announcements });
}

// Thousands of timelines lie over one, and are asked for the same instants.
const knownInForce = new WeakMap<Timeline, Map<Instant, readonly Chain[]>>();
const MOST_INSTANTS = 500;

/** The chains in force at `at`: `start ≤ at < end`. */
export function inForceAt(timeline: Timeline, at: Instant): readonly Chain[] {
  const layers = layersOf(timeline);
  if (layers === null) return findInForce(timeline, at);
  const under = underInForce(layers.under, at);
  const over = findInForce(layers.over, at);
  return over.length === 0 ? under : [...under, ...over];
}

function underInForce(timeline: Timeline, at: Instant): readonly Chain[] {
  let known = knownInForce.get(timeline);
  if (known === undefined) {
    known = new Map();
    knownInForce.set(timeline, known);
  }
  let found = known.get(at);
  if (found === undefined) {
    found = findInForce(timeline, at);
    if (known.size >= MOST_INSTANTS) known.clear();
    known.set(at, found);
  }
  return found;
}

function findInForce({ chains }: Timeline, at: Instant): Chain[] {
  const found: Chain[] = [];
  for (const chain of chains) {
    if (chain.start > at) break;
    if (at < chain.end) found.push(chain);
  }
  return found;
}

/** The chains that begin by `at`, also those that are over: in order, those of one layer after those of the other. */
export function begunBy(timeline: Timeline, at: Instant): readonly Chain[] {
  const layers = layersOf(timeline);
  if (layers !== null) return [...begunBy(layers.under, at), ...begunBy(layers.over, at)];
  const later = timeline.chains.findIndex(({ start }) => start > at);
  return later < 0 ? timeline.chains : timeline.chains.slice(0, later);
}

/** The first boundary after `at`, or null. */
export function nextBoundary(timeline: Timeline, at: Instant): Instant | null {
  const layers = layersOf(timeline);
  if (layers === null) return timeline.boundaries[countUntil(timeline, at)] ?? null;
  const [under, over] = [nextBoundary(layers.under, at), nextBoundary(layers.over, at)];
  return under === null || over === null ? (under ?? over) : Math.min(under, over);
}

/** The last boundary at or before `at`, or null. */
export function lastBoundary(timeline: Timeline, at: Instant): Instant | null {
  const layers = layersOf(timeline);
  if (layers === null) return timeline.boundaries[countUntil(timeline, at) - 1] ?? null;
  const [under, over] = [lastBoundary(layers.under, at), lastBoundary(layers.over, at)];
  return under === null || over === null ? (under ?? over) : Math.max(under, over);
}

/** How many boundaries lie at or before `at`. */
export function countUntil({ boundaries }: Timeline, at: Instant): number {
  let low = 0;
  let high = boundaries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((boundaries[middle] as Instant) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
