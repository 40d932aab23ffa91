import type { Instant } from '../clock.ts';
import { announcedAt, withAnnounced } from './announcements.ts';
import type { Chain } from './chains.ts';
import { Openings } from './opening/openings.ts';
import { leftMembers } from './overlay.ts';
import { byPrecedence, MEMBERS, type Resolution, resolve } from './precedence.ts';
import { withoutStaged } from './staged/in-a-resolution.ts';
import { hasStaged } from './staged/staged-chains.ts';
import { inForceAt, type Timeline, timelineOf } from './timeline.ts';

/** What the closures in force say of a cohort at an instant; the same for all its businesses but for the texts. */
export interface CohortWanted {
  at: Instant;
  chains: Chain[];
  /** Announcements that show where no closure says otherwise. */
  announced: Chain[];
  resolution: Resolution;
  /** Every member is to be left alone: nothing is done to the cohort's businesses. */
  leave: boolean;
  /** Some are: the overlay then depends on what is in place. */
  leavesSome: boolean;
  /** When the cohort's businesses answer again. */
  openings: Openings;
  /** What counts of the cohort's timeline, where some of it is staged; null: nothing is. */
  staged: Timeline | null;
}

/**
 * When the first of what is in force, or announced, began that a relaunch or a release overrides; null: nothing of the kind
 * is. A hold is never overridden, and so keeps no override alive.
 */
export function overridableSince({ chains, announced }: CohortWanted): Instant | null {
  const overridable = [...chains.filter(({ source }) => source.level !== 'hold'), ...announced];
  return overridable.length === 0 ? null : Math.min(...overridable.map(({ start }) => start));
}

/**
 * Whether a chain counts for a business: see {@link cohortWanted}. A relaunch ends what had begun by then, and so does a
 * release; a hold stays a hold.
 */
export function countsFor(override: Instant | null, letGo: Instant | null): (chain: Chain) => boolean {
  return ({ source, start }) =>
    source.level === 'hold' ||
    ((override === null || start > override) && (letGo === null || start > letGo || !source.staged));
}

/**
 * @param override a person relaunched then: what had begun by that instant counts no more
 * @param letGo the same of staged closures that begin by then
 */
export function cohortWanted(
  cohort: { readonly timeline: Timeline },
  at: Instant,
  override: Instant | null = null,
  letGo: Instant | null = null,
): CohortWanted {
  const counts = countsFor(override, letGo);
  const chains = inForceAt(cohort.timeline, at).filter(counts);
  const timeline = () =>
    override === null && letGo === null ? cohort.timeline : timelineOf(cohort.timeline.chains.filter(counts));
  chains.sort(byPrecedence);
  const announced = announcedAt(cohort.timeline, at).filter(counts);
  const resolution = withAnnounced(withoutStaged(resolve(chains, at)), announced);
  const left = leftMembers(resolution);
  return {
    ...{
      at,
      chains,
      announced,
      resolution,
      leave: left.length === MEMBERS.length,
      leavesSome: left.length > 0,
    },
    openings: new Openings(timeline, at),
    staged: hasStaged(cohort.timeline) ? timeline() : null,
  };
}
