import type { Instant } from '../clock.ts';
import { instantOf, wallTime } from './civil-time.ts';
import type { Announce, Effect, Level, Name, Occurrence, OnManualChange } from './model.ts';
import { isPastMidnight, openingTimes, type Span } from './opening-times.ts';

/** A rule or an ad-hoc closure, as the core sees it: where closures come from. */
export interface Source {
  /** The rule's name, or `ad-hoc:ID`. */
  key: string;
  /** How people call it; null: by its key. */
  name: Name | null;
  level: Level;
  priority: number;
  /** Of its exceptional openings. Left out: the same. */
  openingPriority?: number;
  effect: Effect;
  onManualChange: OnManualChange;
  maxLeadMilliseconds: number;
  /** What is shown before each of its chains; left out: nothing. */
  announce?: Announce;
  /** It opens days that would be closed: see `ExceptionalOpening`. Left out: false. */
  opens?: boolean;
  /** It goes by the clock, day by day: outside of their hours, exceptional openings leave it be. Left out: false. */
  recurs?: boolean;
  /** Its closures stand in the weekly chat hours ahead of time (docs/staged.md). Left out: they are switched. */
  staged?: true;
  /** Of an ad-hoc closure; 0 for a rule. */
  createdAt: Instant;
  actor: string;
}

/** One occurrence, as instants. `end` is Infinity where it is until further notice. */
export interface Link {
  start: Instant;
  end: Instant;
  names: Record<string, string>;
  /** How long it lasts by the clock on the wall: a day is a day, also where clocks change. */
  wallMilliseconds: number;
  /** Of an exceptional opening: when it opens, `[start, end)` each. Left out: it is none. */
  times?: () => readonly Span[];
}

/** Occurrences of one source that touch or overlap: closed once, reopened once, one text. */
export interface Chain {
  source: Source;
  start: Instant;
  end: Instant;
  links: Link[];
  /** Of an announcement, which ends where that one closes: the chain that its texts speak of. Left out: it is none. */
  announces?: Chain;
}

// Cohorts that share a rule, a place and a zone share its links; lists of occurrences are never changed.
const knownLinks = new WeakMap<readonly Occurrence[], Map<string, readonly Link[]>>();

/** The occurrences as instants in `zone`, in order of their start; those of no or negative length are left out. */
export function linksOf(occurrences: readonly Occurrence[], zone: string): readonly Link[] {
  let byZone = knownLinks.get(occurrences);
  if (!byZone) {
    byZone = new Map();
    knownLinks.set(occurrences, byZone);
  }
  let links = byZone.get(zone);
  if (!links) {
    links = newLinksOf(occurrences, zone);
    byZone.set(zone, links);
  }
  return links;
}

/** The same of a list that nobody asks for again. */
export function newLinksOf(occurrences: readonly Occurrence[], zone: string): Link[] {
  return occurrences
    .map((occurrence) => {
      const { start: from, end: to, names, opening } = occurrence;
      const start = instantOf(from, zone, 'start');
      const day = to === null ? Number.POSITIVE_INFINITY : instantOf(to, zone, 'end');
      const times = opening && onceAsked(() => openingTimes(occurrence, zone) ?? []);
      // The evening of an opening may last past midnight.
      const end = opening?.windows.some(isPastMidnight)
        ? Math.max(day, ...(times?.() ?? []).map((time) => time.end))
        : day;
      const wallMilliseconds = wallTime(end, zone) - wallTime(start, zone);
      return { start, end, names, wallMilliseconds, ...(times === undefined ? {} : { times }) };
    })
    .filter((link) => link.end > link.start)
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Joins links that touch or overlap. `links` are in order of their start. */
export function chainsOf(source: Source, links: readonly Link[]): Chain[] {
  const chains: Chain[] = [];
  for (const link of links) {
    const last = chains.at(-1);
    if (last && link.start <= last.end) {
      last.links.push(link);
      last.end = Math.max(last.end, link.end);
    } else {
      chains.push({ source, start: link.start, end: link.end, links: [link] });
    }
  }
  return chains;
}

/** Few times are asked for, of thousands of openings. */
function onceAsked<T>(find: () => T): () => T {
  let found: T | undefined;
  return () => {
    found ??= find();
    return found;
  };
}
