/** Closures by the clock on the wall, as a calendar shows them: a day is a day, in whatever zone its businesses are. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Chain, Link } from '../closures/chains.ts';
import { isoInZone, wallTime } from '../closures/civil-time.ts';
import { type ClosureKind, kindOf } from '../closures/closure-kind.ts';
import type { Business, Level } from '../closures/model.ts';
import { isClosedAsStaged } from '../closures/staged/in-a-resolution.ts';
import type { KeepingDeps } from '../reconcile/pass/deps.ts';
import type { Cohort, Situation } from '../reconcile/situation/situation.ts';
import { cohortWanted, Wanting } from '../reconcile/situation/wanted.ts';
import { type Foreseen, type ForeseenText, foresee, textsByLanguage } from './foreseen-texts.ts';
import { storedSituations } from './stored-situations.ts';

/** Milliseconds of a wall clock, as if it were that of UTC. */
type Wall = number;

/** A closure at a local time, of however many businesses. */
export interface ScheduleBlock {
  organization: string;
  /** The rule, or `ad-hoc:ID`. */
  key: string;
  level: Level;
  priority: number;
  kind: ClosureKind;
  /** What it is called, by how many businesses call it that. */
  names: Map<string, number>;
  start: Wall;
  /** Infinity: until further notice. */
  end: Wall;
  businesses: number;
}

export interface Schedule {
  /** By their start. */
  blocks: ScheduleBlock[];
  /** From each instant on so many are closed, all closures taken together; the first is the window's start. */
  closed: { at: Wall; businesses: number }[];
  /** How many were looked at. */
  businesses: number;
  /** ISO 3166-1 codes of all that could be looked at, in order. */
  countries: string[];
}

/** After so many cohorts others get their turn. */
const AT_ONCE = 50;
const DAY_MILLISECONDS = 86_400_000;

/** @param fits which businesses it is about */
export async function schedule(
  deps: KeepingDeps,
  organizationId: string | null,
  { from, to }: { from: Wall; to: Wall },
  fits: (business: Business, organization: string) => boolean,
): Promise<Schedule> {
  const blocks = new Map<string, ScheduleBlock>();
  const changes = new Map<Wall, number>([[from, 0]]);
  const countries = new Set<string>();
  let businesses = 0;
  let seen = 0;
  for (const situation of await storedSituations(deps, organizationId, from - 2 * DAY_MILLISECONDS)) {
    const wanting = new Wanting(situation);
    for (const cohort of situation.cohorts) {
      seen += 1;
      if (seen % AT_ONCE === 0) await breathe();
      for (const { country } of cohort.businesses) if (country !== null) countries.add(country);
      const some = cohort.businesses.filter((one) => fits(one, situation.organization.id));
      businesses += some.length;
      const [first] = some;
      if (!first) continue;
      const told = { situation, wanting, cohort, first, count: some.length };
      for (const { chain, link } of linksWithin(cohort, from, to)) addBlock(blocks, told, chain, link);
      countClosed(changes, told, from, to);
    }
  }
  return {
    blocks: [...blocks.values()].sort((a, b) => a.start - b.start || b.businesses - a.businesses),
    closed: summed(changes),
    businesses,
    countries: [...countries].sort(),
  };
}

function* linksWithin({ timeline, zone }: Cohort, from: Wall, to: Wall) {
  for (const chain of timeline.chains)
    for (const link of chain.links)
      if (wallOf(link.start, zone) < to && wallOf(link.end, zone) > from) yield { chain, link };
}

interface Told {
  situation: Situation;
  wanting: Wanting;
  cohort: Cohort;
  /** One of those that count, by which the closure is named. */
  first: Business;
  count: number;
}

function addBlock(
  blocks: Map<string, ScheduleBlock>,
  { situation, wanting, cohort, first, count }: Told,
  chain: Chain,
  link: Link,
): void {
  const { key, level, priority } = chain.source;
  const organization = situation.organization.id;
  const [start, end] = [wallOf(link.start, cohort.zone), wallOf(link.end, cohort.zone)];
  const id = JSON.stringify([organization, key, start, end]);
  const known = blocks.get(id) ?? {
    ...{ organization, key, level, priority, start, end },
    ...{ kind: kindOf(chain), names: new Map(), businesses: 0 },
  };
  blocks.set(id, known);
  const name = wanting.nameOf(first, chain, link);
  known.names.set(name, (known.names.get(name) ?? 0) + count);
  known.businesses += count;
}

/** Adds to what changes when how many of a cohort are closed. */
function countClosed(changes: Map<Wall, number>, { cohort, count }: Told, from: Wall, to: Wall): void {
  const { timeline, zone } = cohort;
  let was = false;
  const look = (at: number, wall: Wall) => {
    const { reachable, chatHours } = cohortWanted(cohort, at).resolution;
    const isSwitchedOff = reachable.value === false || chatHours.value === 'closed';
    const is = isSwitchedOff || isClosedAsStaged(timeline, at);
    if (is !== was) changes.set(wall, (changes.get(wall) ?? 0) + (is ? count : -count));
    was = is;
  };
  const before = timeline.boundaries.findLast((at) => wallOf(at, zone) <= from);
  if (before !== undefined) look(before, from);
  for (const at of timeline.boundaries) {
    const wall = wallOf(at, zone);
    if (wall > from && wall < to) look(at, wall);
  }
}

function summed(changes: ReadonlyMap<Wall, number>): Schedule['closed'] {
  let sum = 0;
  return [...changes]
    .sort(([a], [b]) => a - b)
    .map(([at, by]) => {
      sum += by;
      return { at, businesses: sum };
    });
}

function wallOf(at: number, zone: string): Wall {
  return Number.isFinite(at) ? wallTime(at, zone) : at;
}

/** A closure of one organization at a local time, with every business that it is about. */
export interface Occurring {
  kind: ClosureKind;
  /** What it is called, by how many businesses call it that. */
  names: Map<string, number>;
  businesses: { business: Business; start: string; end: string | null }[];
  texts: ForeseenText[];
}

/** What a block stands for; null where there is none any more. */
export async function occurring(
  deps: KeepingDeps,
  organization: string,
  { key, start }: { key: string; start: Wall },
): Promise<Occurring | null> {
  const [situation] = await storedSituations(deps, organization, start - 2 * DAY_MILLISECONDS);
  if (!situation) return null;
  const wanting = new Wanting(situation);
  const foreseen: Foreseen[] = [];
  let found: Omit<Occurring, 'texts'> | null = null;
  for (const cohort of situation.cohorts) {
    const at = linkAtWall(cohort, key, start);
    if (at === null) continue;
    const { chain, link } = at;
    found ??= { kind: kindOf(chain), names: new Map(), businesses: [] };
    for (const business of cohort.businesses) {
      const name = wanting.nameOf(business, chain, link);
      found.names.set(name, (found.names.get(name) ?? 0) + 1);
      const end = Number.isFinite(link.end) ? isoInZone(link.end, cohort.zone) : null;
      found.businesses.push({ business, start: isoInZone(link.start, cohort.zone), end });
      foreseen.push(foresee(wanting, cohort, chain, business, link.start));
    }
    await breathe();
  }
  return found && { ...found, texts: textsByLanguage(foreseen) };
}

function linkAtWall(
  { timeline, zone }: Cohort,
  key: string,
  start: Wall,
): { chain: Chain; link: Link } | null {
  for (const chain of timeline.chains) {
    if (chain.source.key !== key) continue;
    const link = chain.links.find((one) => wallOf(one.start, zone) === start);
    if (link) return { chain, link };
  }
  return null;
}
