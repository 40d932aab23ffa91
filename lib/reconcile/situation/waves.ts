import type { Instant } from '../../clock.ts';
import { isoInZone } from '../../closures/civil-time.ts';
import type { Business } from '../../closures/model.ts';
import { isClosing, overlayKeyOf } from '../../closures/overlay.ts';
import { nextBoundary } from '../../closures/timeline.ts';
import type { Organization } from '../../config/model.ts';
import { requestsPerWrite } from './batch.ts';
import { mayLead } from './lead.ts';
import type { Cohort, Situation } from './situation.ts';
import { spacingOf } from './spacing.ts';
import { cohortWanted, type Wanting } from './wanted.ts';

/** The writes that one instant demands. */
export interface PlannedWave {
  organization: string;
  at: string;
  closing: number;
  /** Of the closings those that may not begin ahead of the instant, since something else lasts until then. */
  unled: number;
  reopening: number;
  changing: number;
  writes: number;
  startsAt: string;
  endsAt: string;
  /** Closings that end after the instant, and whatever else ends more than a minute after it. */
  late: number;
}

interface Count {
  /** Closings that may begin ahead of the instant. */
  led: number;
  /** Closings that may not, since a hold, an `open` or another closure lasts until then. */
  unled: number;
  reopening: number;
  changing: number;
  maxLead: number;
}

/** What is done within this time of its instant is on time, where it may not begin earlier. */
export const PROMPT_MILLISECONDS = 60_000;

/** How long closings take that may begin ahead, `spacing` milliseconds apart. */
export function closingMilliseconds(closings: number, spacing: number): number {
  return closings === 0 ? 0 : Math.ceil(closings * requestsPerWrite(spacing) + 1) * spacing;
}

/** How long all other writes take. */
export function otherMilliseconds(writes: number, spacing: number): number {
  return writes * spacing * requestsPerWrite(spacing);
}

/**
 * Every instant of a window at which businesses change, with what that costs and how long it takes.
 * @param slowness how many times as long as the quota says; default: just as long
 */
export function* waves(
  situation: Situation,
  wanting: Wanting,
  { from, to }: { from: Instant; to: Instant },
  slowness = 1,
): Generator<PlannedWave> {
  const counts = new Map<Instant, Count>();
  for (const cohort of situation.cohorts) countCohort(cohort, wanting, from, to, counts);
  const spacing = spacingOf(situation.organization) * slowness;
  let busyUntil = Number.NEGATIVE_INFINITY;
  for (const [at, count] of [...counts].sort(([a], [b]) => a - b)) {
    const { wave, endsAt } = waveOf(situation.organization, at, count, spacing, busyUntil);
    busyUntil = endsAt;
    yield wave;
  }
}

function countCohort(
  cohort: Cohort,
  wanting: Wanting,
  from: Instant,
  to: Instant,
  counts: Map<Instant, Count>,
): void {
  const [first] = cohort.businesses;
  if (!first) return;
  let before = stateAt(cohort, wanting, first, from - 1);
  const { timeline } = cohort;
  for (let at = nextBoundary(timeline, from - 1); at !== null && at < to; at = nextBoundary(timeline, at)) {
    const after = stateAt(cohort, wanting, first, at);
    if (after.key !== before.key) {
      const count = counts.get(at) ?? { led: 0, unled: 0, reopening: 0, changing: 0, maxLead: 0 };
      count[kindOf(cohort, at, before, after)] += cohort.businesses.length;
      count.maxLead = Math.max(count.maxLead, after.maxLead);
      counts.set(at, count);
    }
    before = after;
  }
}

type State = ReturnType<typeof stateAt>;

function kindOf(cohort: Cohort, at: Instant, before: State, after: State): Exclude<keyof Count, 'maxLead'> {
  if (after.closing && !before.closing) return mayLead(cohort, at) ? 'led' : 'unled';
  return !after.closing && (before.closing || after.key === '') ? 'reopening' : 'changing';
}

function stateAt(cohort: Cohort, wanting: Wanting, business: Business, at: Instant) {
  const wanted = cohortWanted(cohort, at);
  // What is staged is no part of any wave.
  const overlay = wanting.overlay(business, wanted, {});
  const leads = wanted.chains.map(({ source }) => source.maxLeadMilliseconds);
  return { key: overlayKeyOf(overlay), closing: isClosing(overlay), maxLead: Math.max(0, ...leads) };
}

function waveOf(
  { id, timezone }: Organization,
  at: Instant,
  { led, unled, reopening, changing, maxLead }: Count,
  spacing: number,
  busyUntil: Instant,
): { wave: PlannedWave; endsAt: Instant } {
  const closingTime = closingMilliseconds(led, spacing);
  const begins = Math.max(at - Math.min(maxLead, closingTime), busyUntil);
  const closedAt = begins + closingTime;
  const others = unled + reopening + changing;
  const endsAt = Math.max(at, closedAt) + otherMilliseconds(others, spacing);
  const each = otherMilliseconds(1, spacing);
  const lateLed = countLate(led, closedAt - at, each);
  const lateOthers = countLate(others, endsAt - at - PROMPT_MILLISECONDS, each);
  const zone = timezone ?? 'UTC';
  const wave = {
    organization: id,
    at: isoInZone(at, zone),
    closing: led + unled,
    unled,
    reopening,
    changing,
    writes: led + others,
    startsAt: isoInZone(begins, zone),
    endsAt: isoInZone(Math.ceil(endsAt / 1000) * 1000, zone),
    late: lateLed + lateOthers,
  };
  return { wave, endsAt };
}

/** How many of `count` writes, `each` of which takes so long, end after their time when the last is `overdue` ms behind it. */
function countLate(count: number, overdue: number, each: number): number {
  return Math.min(count, Math.max(0, Math.ceil(overdue / each)));
}
