import type { Instant } from '../../clock.ts';
import type { Chain } from '../chains.ts';
import type { Timeline } from '../timeline.ts';

/** Businesses that share a zone and their chains. */
export interface ZonedChains {
  readonly zone: string;
  readonly timeline: Timeline;
  /** Rules whose calendar is not known there. */
  readonly unknownRules: readonly string[];
}

/** What lasts from a start to an end. */
interface Span {
  start: Instant;
  end: Instant;
}

/**
 * A rule's closure as the organization sees it: in force while one of its businesses' chains is. `links` are those of all
 * of them.
 */
export interface WideChain extends Chain {
  /** The same by zone: a civil day begins and ends with each. */
  spans: ReadonlyMap<string, Span>;
}

const known = new WeakMap<readonly ZonedChains[], ReadonlyMap<string, readonly WideChain[]>>();

/** The chains of every rule that swaps templates, by its key, in order; made once for the same cohorts. */
export function wideChains(cohorts: readonly ZonedChains[]): ReadonlyMap<string, readonly WideChain[]> {
  let chains = known.get(cohorts);
  if (!chains) {
    const all = cohorts.flatMap(({ zone, timeline }) =>
      timeline.chains.filter(swapsTemplates).map((chain) => ({ chain, zone })),
    );
    const byKey = Map.groupBy(all, ({ chain }) => chain.source.key);
    chains = new Map([...byKey].map(([key, some]) => [key, joined(some)]));
    known.set(cohorts, chains);
  }
  return chains;
}

export function swapsTemplates({ source: { effect } }: Pick<Chain, 'source'>): boolean {
  return effect.kind === 'set' && effect.templates !== undefined;
}

interface InZone {
  chain: Chain;
  zone: string;
}

function joined(chains: readonly InZone[]): WideChain[] {
  const parts: InZone[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const one of chains.toSorted((a, b) => a.chain.start - b.chain.start)) {
    if (one.chain.start <= end) parts.at(-1)?.push(one);
    else parts.push([one]);
    end = Math.max(end, one.chain.end);
  }
  return parts.map(wide);
}

function wide(parts: readonly InZone[]): WideChain {
  const byZone = Map.groupBy(parts, ({ zone }) => zone);
  const links = new Set(parts.flatMap(({ chain }) => chain.links));
  return {
    source: (parts[0] as InZone).chain.source,
    ...spanOf(parts),
    links: [...links].toSorted((a, b) => a.start - b.start),
    spans: new Map([...byZone].map(([zone, some]) => [zone, spanOf(some)])),
  };
}

function spanOf(parts: readonly InZone[]): Span {
  return parts.reduce<Span>(
    ({ start, end }, { chain }) => ({ start: Math.min(start, chain.start), end: Math.max(end, chain.end) }),
    { start: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY },
  );
}
