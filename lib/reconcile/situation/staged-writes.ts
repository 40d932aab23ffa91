/** The writes that staged closures ask for, as `plan` tells them beforehand. */
import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../clock.ts';
import { isoInZone } from '../../closures/civil-time.ts';
import type { WeekHours } from '../../closures/model.ts';
import { type BusinessHours, hoursOf } from '../../closures/opening/own-hours.ts';
import { DAYS_AHEAD, DAYS_BEHIND } from '../../closures/staged/outlook.ts';
import { stagedAt } from '../../closures/staged/staged.ts';
import { hasStaged, stagedChains } from '../../closures/staged/staged-chains.ts';
import { hoursKey } from '../../closures/staged/staged-for.ts';
import type { Timeline } from '../../closures/timeline.ts';
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

const DAY = 86_400_000;

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
  businesses: number;
}

/**
 * What is written of staged closures in a window, where the own hours are in place at its start; by when, in order.
 * @param most so many kinds of businesses are looked at, those of most, and stand for the others. Default: all
 */
export function stagedWrites(
  situation: Situation,
  { from, to }: { from: Instant; to: Instant },
  most = Number.POSITIVE_INFINITY,
): PlannedStaging[] {
  const batches = new Map<string, Batch>();
  const window = { from, to, room: situation.stagedRoomMilliseconds };
  const all = situation.cohorts.filter(({ timeline }) => hasStaged(timeline)).flatMap(alikeIn);
  const looked = all.length > most ? all.toSorted((a, b) => b.businesses - a.businesses).slice(0, most) : all;
  for (const { cohort, hours, businesses } of looked)
    for (const write of writesOnce(cohort, hours, window)) {
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
function alikeIn(cohort: Cohort): Alike[] {
  const found = new Map<string, Alike>();
  for (const business of cohort.businesses) {
    const hours = hoursOf(business);
    if (hours.isEmptied) continue;
    const key = hoursKey(hours);
    const alike = found.get(key) ?? { cohort, hours, businesses: 0 };
    alike.businesses += 1;
    found.set(key, alike);
  }
  return [...found.values()];
}

type Write = Omit<Batch, 'writes'>;

interface Window {
  from: Instant;
  to: Instant;
  /** See `Situation.stagedRoomMilliseconds`. */
  room: number;
}

// Ad-hoc closures come one after the other, and each leaves most timelines as they were.
const knownWrites = new WeakMap<Timeline, { window: Window; ofHours: Map<string, readonly Write[]> }>();

function writesOnce(cohort: Cohort, hours: BusinessHours, window: Window): readonly Write[] {
  const { timeline } = cohort;
  const before = knownWrites.get(timeline);
  const known = before && isDeepStrictEqual(before.window, window) ? before : { window, ofHours: new Map() };
  knownWrites.set(timeline, known);
  const key = hoursKey(hours);
  const writes = known.ofHours.get(key) ?? [...writesOf(cohort, hours, window)];
  known.ofHours.set(key, writes);
  return writes;
}

function* writesOf(
  { timeline, zone }: Cohort,
  hours: BusinessHours,
  { room: roomMilliseconds, from, to }: Window,
): Generator<Write> {
  let inPlace: WeekHours | null = null;
  let speaks: string | null = null;
  for (let at = from; at < to; ) {
    if (inPlace === null && speaks === null) at = Math.max(at, beforeNext(timeline, at) ?? to);
    if (at >= to) return;
    const staged = stagedAt({ timeline, zone, hours, inPlace, at, roomMilliseconds });
    const { due, grid, textBy } = staged;
    const said: string | null = staged.speaks && `${staged.speaks.source.key}@${staged.speaks.start}`;
    if (due || said !== speaks) {
      const ends = [due?.by, said === speaks ? null : textBy].filter((end) => end != null);
      const by = Math.min(...ends);
      yield { from: at, by: Number.isFinite(by) ? by : at, isIntermediate: due?.isIntermediate ?? false };
    }
    [inPlace, speaks] = [grid, said];
    at = staged.until;
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
