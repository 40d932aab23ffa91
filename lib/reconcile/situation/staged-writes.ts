/** The writes that staged closures ask for, as `plan` tells them beforehand. */
import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../clock.ts';
import { isoInZone } from '../../closures/civil-time.ts';
import type { WeekHours } from '../../closures/model.ts';
import { type BusinessHours, hoursOf } from '../../closures/opening/own-hours.ts';
import { overlayOfKey } from '../../closures/overlay.ts';
import { DAYS_AHEAD, DAYS_BEHIND } from '../../closures/staged/outlook.ts';
import { stagedAt } from '../../closures/staged/staged.ts';
import { hasStaged, stagedChains } from '../../closures/staged/staged-chains.ts';
import { hoursKey } from '../../closures/staged/staged-for.ts';
import { steadyUntil } from '../../closures/staged/steady.ts';
import type { Timeline } from '../../closures/timeline.ts';
import { remembering } from '../../remembering.ts';
import type { BusinessMark } from '../../store/records.ts';
import { requestsPerWrite } from './batch.ts';
import type { Cohort, Situation } from './situation.ts';
import { spacingOf } from './spacing.ts';

/** Weekly hours that are written within `[from, by)`. */
export interface PlannedStaging {
  organization: string;
  from: string;
  by: string;
  writes: number;
  /** It goes out in the days before, since the interval of what follows is short. */
  isIntermediate: boolean;
  /** Those of them that the quota leaves no room for. */
  late: number;
}

const [DAY, MINUTE] = [86_400_000, 60_000];
/** So long before a window all is known that may be in place at its start. */
const DAYS_BEFORE = DAYS_AHEAD + 2;
/** What shops have in place together are few; of texts that name each shop there are as many as shops. */
const MOST_GRIDS = 1000;

interface Batch {
  from: Instant;
  by: Instant;
  isIntermediate: boolean;
  writes: number;
}

/** Businesses that have all alike. */
interface Alike {
  cohort: Cohort;
  hours: BusinessHours;
  /** The grid in place; null: none of ours. */
  inPlace: WeekHours | null;
  businesses: number;
}

/** What is in place now: the grid of each business that has one of ours. */
export interface GridsNow {
  now: Instant;
  of: ReadonlyMap<string, WeekHours>;
}

/** The grids that marks tell of; equal ones are one object. */
export function gridsIn(marks: readonly BusinessMark[], now: Instant): GridsNow {
  const gridOf = remembering(MOST_GRIDS, (key: string): WeekHours | null => {
    const { chatHours } = overlayOfKey(key);
    return typeof chatHours === 'object' ? chatHours : null;
  });
  const of = new Map<string, WeekHours>();
  for (const { business, overlayKey } of marks) {
    const grid = gridOf(overlayKey);
    if (grid !== null) of.set(business, grid);
  }
  return { now, of };
}

/**
 * What is written of staged closures in a window, by when, in order. What is in place now is not written again; what is over
 * and what is to come count as if all had gone as it should until then.
 * @param most so many kinds of businesses are looked at, those of most, and stand for the others. Default: all
 */
export function stagedWrites(
  situation: Situation,
  { from, to }: { from: Instant; to: Instant },
  grids: GridsNow,
  most = Number.POSITIVE_INFINITY,
): PlannedStaging[] {
  const batches = new Map<string, Batch>();
  const { now, of } = grids;
  const window = { from, to, now, room: situation.stagedRoomMilliseconds };
  const all = situation.cohorts
    .filter(({ timeline }) => hasStaged(timeline))
    .flatMap((cohort) => alikeIn(cohort, of));
  const looked = all.length > most ? all.toSorted((a, b) => b.businesses - a.businesses).slice(0, most) : all;
  for (const { businesses, ...alike } of looked)
    for (const write of writesOnce(alike, window)) {
      const key = JSON.stringify(write);
      const batch = batches.get(key) ?? { ...write, writes: 0 };
      batch.writes += businesses;
      batches.set(key, batch);
    }
  const each = countOf(all) / Math.max(1, countOf(looked));
  return inTurn(
    situation,
    [...batches.values()].map((batch) => ({ ...batch, writes: Math.round(batch.writes * each) })),
  );
}

const countOf = (alike: readonly Alike[]): number =>
  alike.reduce((sum, { businesses }) => sum + businesses, 0);

/** Those that are never open are left out. */
function alikeIn(cohort: Cohort, grids: GridsNow['of']): Alike[] {
  const found = new Map<string, Alike>();
  for (const business of cohort.businesses) {
    const hours = hoursOf(business);
    if (hours.isEmptied) continue;
    const inPlace = grids.get(business.id) ?? null;
    const key = keyOf({ hours, inPlace });
    const alike = found.get(key) ?? { cohort, hours, inPlace, businesses: 0 };
    alike.businesses += 1;
    found.set(key, alike);
  }
  return [...found.values()];
}

const keyOf = ({ hours, inPlace }: Pick<Alike, 'hours' | 'inPlace'>): string =>
  `${hoursKey(hours)} ${inPlace === null ? '' : JSON.stringify(inPlace)}`;

type Write = Omit<Batch, 'writes'>;
type OfOne = Omit<Alike, 'businesses'>;

interface Window {
  from: Instant;
  to: Instant;
  now: Instant;
  /** See `Situation.stagedRoomMilliseconds`. */
  room: number;
}

// Ad-hoc closures come one after the other, and each leaves most timelines as they were.
const knownWrites = new WeakMap<Timeline, { window: Window; ofHours: Map<string, readonly Write[]> }>();

function writesOnce(alike: OfOne, window: Window): readonly Write[] {
  const { timeline } = alike.cohort;
  const before = knownWrites.get(timeline);
  const known = before && isDeepStrictEqual(before.window, window) ? before : { window, ofHours: new Map() };
  knownWrites.set(timeline, known);
  const key = keyOf(alike);
  const writes = known.ofHours.get(key) ?? [...writesIn(alike, window)];
  known.ofHours.set(key, writes);
  return writes;
}

function* writesIn(alike: OfOne, { now, ...window }: Window): Generator<Write> {
  const { from, to } = window;
  const isOver = from > now || from < now - MINUTE;
  const ideal = { ...window, from: from - DAYS_BEFORE * DAY, to: from > now ? to : Math.min(to, now) };
  // What was allowed earlier is in place by then: it is neither written in the window nor late in it.
  if (isOver)
    for (const write of writesOf({ ...alike, inPlace: null }, ideal)) if (write.from >= from) yield write;
  if (from <= now) yield* writesOf(alike, { ...window, from: now });
}

function* writesOf(
  { cohort: { timeline, zone }, hours, inPlace: before }: OfOne,
  { room: roomMilliseconds, from, to }: Omit<Window, 'now'>,
): Generator<Write> {
  let inPlace = before;
  // The text of a grid that is in place already is there as well.
  let speaks: string | null | undefined = before === null ? null : undefined;
  for (let at = from; at < to; ) {
    if (inPlace === null && speaks === null) at = Math.max(at, beforeNext(timeline, at) ?? to);
    if (at >= to) return;
    const staged = stagedAt({ timeline, zone, hours, inPlace, at, roomMilliseconds });
    const { due, grid, textBy } = staged;
    const said: string | null = staged.speaks && `${staged.speaks.source.key}@${staged.speaks.start}`;
    const isSaid = speaks === undefined || said === speaks;
    if (due || !isSaid) {
      const ends = [due?.by, isSaid ? null : textBy].filter((end) => end != null);
      const by = Math.min(...ends);
      yield { from: at, by: Number.isFinite(by) ? by : at, isIntermediate: due?.isIntermediate ?? false };
    }
    [inPlace, speaks] = [grid, said];
    const isQuiet = due === null && staged.ahead === null && said === null;
    at = isQuiet
      ? Math.max(staged.until, steadyUntil(timeline, zone, hours, at) - DAYS_BEFORE * DAY)
      : staged.until;
  }
}

/** When the next staged closure comes into sight, with a day to spare on either side; null: none is left. */
function beforeNext(timeline: Timeline, at: Instant): Instant | null {
  const next = stagedChains(timeline).find(({ end }) => end > at - (DAYS_BEHIND + 2) * DAY);
  return next ? next.start - (DAYS_AHEAD + 2) * DAY : null;
}

/** Earliest deadline first, one after the other. */
function inTurn({ organization }: Situation, batches: readonly Batch[]): PlannedStaging[] {
  const spacing = spacingOf(organization);
  const each = spacing * requestsPerWrite(spacing);
  const zone = organization.timezone ?? 'UTC';
  let free = Number.NEGATIVE_INFINITY;
  return batches
    .toSorted((a, b) => a.by - b.by || a.from - b.from)
    .map(({ from, by, writes, isIntermediate }) => {
      const begins = Math.max(free, from);
      free = begins + writes * each;
      const late = Math.min(writes, Math.max(0, Math.ceil((free - by) / each)));
      return {
        ...{ organization: organization.id, from: isoInZone(from, zone), by: isoInZone(by, zone) },
        ...{ writes, isIntermediate, late },
      };
    });
}
