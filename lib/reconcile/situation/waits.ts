/** How long a business at which something fails, or an organization, is left alone. */
import type { Instant } from '../../clock.ts';
import { lastBoundary, type Timeline } from '../../closures/timeline.ts';
import type { BusinessMark } from '../../store/records.ts';

const FIRST_WAIT_MILLISECONDS = 60_000;
const LONGEST_WAIT_MILLISECONDS = 3600_000;
const LONGEST_ORGANIZATION_WAIT_MILLISECONDS = 30 * 60_000;

/**
 * After a business has failed for so long, ms: as long again, however often it was tried meanwhile; a minute at least, an
 * hour at most; ms.
 */
export function businessWait(failed: number): number {
  return Math.min(LONGEST_WAIT_MILLISECONDS, Math.max(FIRST_WAIT_MILLISECONDS, failed));
}

/** The same of an organization that cannot be served at all: half an hour at most; ms. */
export function organizationWait(failed: number): number {
  return Math.min(LONGEST_ORGANIZATION_WAIT_MILLISECONDS, businessWait(failed));
}

/** When a business that fails was tried last, which {@link businessWait} was counted from. @internal */
export function triedAt(since: Instant, nextTryAt: Instant): Instant {
  return nextTryAt - businessWait((nextTryAt - since) / 2);
}

/** Whether its wait is over; where it has none, it is. */
export function isOver({ lookAgainAt }: BusinessMark, now: Instant): boolean {
  return lookAgainAt === null || lookAgainAt <= now;
}

/** What failed waits; what else is wanted since the last try, as a closure has begun or ended, does not. */
export function mayBeTried(
  mark: BusinessMark | undefined,
  timeline: Timeline,
  at: Instant,
  now: Instant,
): boolean {
  if (!mark?.failing || mark.notCarriedOut || isOver(mark, now)) return true;
  const { failingSince, lookAgainAt } = mark;
  const changedAt = lastBoundary(timeline, Math.min(at, now));
  if (failingSince === null || lookAgainAt === null || changedAt === null) return false;
  return changedAt > triedAt(failingSince, lookAgainAt);
}
