/** What the closures of a window cost in either way: switched when their time comes, or staged ahead of it. */
import type { Instant } from '../../clock.ts';
import type { Source } from '../../closures/chains.ts';
import type { Timeline } from '../../closures/timeline.ts';
import { type Cohort, type Situation, stagedRoom } from '../../reconcile/situation/situation.ts';
import { type GridsNow, type PlannedStaging, stagedWrites } from '../../reconcile/situation/staged-writes.ts';
import { switchedApart } from '../../reconcile/situation/switched-apart.ts';
import { Wanting } from '../../reconcile/situation/wanted.ts';
import { type PlannedWave, waves } from '../../reconcile/situation/waves.ts';
import { withSources } from '../../reconcile/situation/with-sources.ts';

export interface BothWays {
  organization: string;
  switched: Cost;
  staged: Cost;
}

interface Cost {
  /** Writes. */
  requests: number;
  /** The longest that all writes of one instant take, or have: of a wave, of an interval. */
  seconds: number;
  /** Writes that are done after their time. */
  late: number;
}

interface Window {
  from: Instant;
  to: Instant;
}

/** An eighth of a second's work. Where shops have hundreds of different hours, the most frequent tell which way is better. */
const MOST_DAYS = 1500;
const FEWEST_KINDS = 10;

/** So many kinds of businesses are looked at in a window. */
export function mostLookedAt({ from, to }: Window): number {
  return Math.max(FEWEST_KINDS, Math.floor((MOST_DAYS * 86_400_000) / (to - from)));
}

/** null where nothing can be staged, or neither way is better: nothing is staged, and nothing late. */
export function bothWays(
  situation: Situation,
  window: Window,
  planned: readonly PlannedWave[],
  grids: GridsNow,
): BothWays | null {
  const isStaged = situation.sources.some(({ source }) => source.staged);
  if (!isStaged && planned.every(({ late }) => late === 0)) return null;
  const staged = allStaged(situation);
  if (!staged.sources.some(({ source }) => source.staged)) return null;
  const switched = switchedApart(situation, new Map(), true);
  const ofWaves = waveCost([...waves(switched, new Wanting(switched), window)]);
  const rest = waveCost([...waves(staged, new Wanting(staged), window)]);
  const ahead = stagedCost(stagedWrites(staged, window, grids, mostLookedAt(window)));
  return {
    organization: situation.organization.id,
    switched: ofWaves,
    staged: {
      requests: rest.requests + ahead.requests,
      seconds: Math.max(rest.seconds, ahead.seconds),
      late: rest.late + ahead.late,
    },
  };
}

function waveCost(planned: readonly PlannedWave[]): Cost {
  const seconds = planned.map(({ startsAt, endsAt }) => (Date.parse(endsAt) - Date.parse(startsAt)) / 1000);
  return costOf(planned, seconds);
}

function stagedCost(planned: readonly PlannedStaging[]): Cost {
  return costOf(
    planned,
    planned.map(({ from, by }) => (Date.parse(by) - Date.parse(from)) / 1000),
  );
}

function costOf(planned: readonly { writes: number; late: number }[], seconds: readonly number[]): Cost {
  return {
    requests: planned.reduce((sum, { writes }) => sum + writes, 0),
    seconds: Math.round(seconds.reduce((most, one) => Math.max(most, one), 0)),
    late: planned.reduce((sum, { late }) => sum + late, 0),
  };
}

// Most are the same in the next plan, and what is known of them is known still.
const knownStaged = new WeakMap<Timeline, Timeline>();

function stagedTimeline(cohort: Cohort): Timeline {
  const timeline = knownStaged.get(cohort.timeline) ?? withSources(cohort, staged).timeline;
  knownStaged.set(cohort.timeline, timeline);
  return timeline;
}

/** Every rule staged that closes by chat hours. */
function allStaged(situation: Situation): Situation {
  const cohorts = situation.cohorts.map((cohort) => ({ ...cohort, timeline: stagedTimeline(cohort) }));
  return {
    ...situation,
    cohorts,
    sources: situation.sources.map((one) => ({ ...one, source: staged(one.source) })),
    stagedRoomMilliseconds: stagedRoom(situation.organization, cohorts),
  };
}

function staged(source: Source): Source {
  const { effect, level } = source;
  if (source.staged || level !== 'rule' || effect.kind === 'leave') return source;
  if (effect.open || effect.chatHours !== 'closed') return source;
  const offlineMessage = source.recurs ? ('keep' as const) : (effect.offlineMessage ?? 'keep');
  return { ...source, staged: true, effect: { ...effect, reachable: 'keep', offlineMessage } };
}
