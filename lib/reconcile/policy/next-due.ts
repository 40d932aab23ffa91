/** When an organization's next pass is due. */
import type { Instant } from '../../clock.ts';
import type { BusinessMark } from '../../store/records.ts';
import { checkBy } from '../situation/check-at.ts';
import { organizationWait } from '../situation/waits.ts';

/** What a pass cannot do in its time is not taken up within this one's minute. */
const LATER_MILLISECONDS = 60_000;
const DEFERRED_MILLISECONDS = 30_000;
const SOONEST_MILLISECONDS = 1000;

export interface AfterPass {
  /** What came of the businesses. */
  results: readonly { outcome: string; error?: { code: string } }[];
  /** Of those that are not left alone. */
  marks: Iterable<Looked>;
  /** When the directory, the calendars or the words of texts in place have to be seen to again. */
  refreshAt: Instant;
  /** The next instant at which a closure begins or ends, or its wave; null where none is known. */
  boundary: Instant | null;
  /** How long before that whoever calls is woken, ms. */
  wokenAhead: number;
}

/**
 * The next closure, a failed business' next try, a drift check, or the daily refresh. Who is woken ahead is there in time
 * for a closure; a look has no instant, and would be woken for too early, in vain.
 */
export function nextDue(
  now: Instant,
  { results, marks, refreshAt, boundary, wokenAhead }: AfterPass,
): Instant {
  const later = now + LATER_MILLISECONDS;
  let due = Math.min(boundary ?? Number.POSITIVE_INFINITY, Math.max(refreshAt, later) + wokenAhead);
  for (const mark of marks) {
    const look = lookAt(mark);
    // What this pass did not come to, the next one will hardly look at a second later.
    due = Math.min(due, (look > now ? look : later) + wokenAhead);
  }
  if (results.some(({ outcome, error }) => outcome === 'deferred' && error?.code !== 'paused'))
    due = Math.min(due, now + DEFERRED_MILLISECONDS);
  if (results.some(({ outcome }) => outcome === 'failed')) due = Math.min(due, later);
  return Math.max(due, now + SOONEST_MILLISECONDS);
}

type Looked = Pick<
  BusinessMark,
  'state' | 'hasBaseline' | 'seenAt' | 'lookAgainAt' | 'isStaged' | 'stagedBy'
>;

function lookAt(mark: Looked): Instant {
  if (mark.state === 'gone') return Number.POSITIVE_INFINITY;
  return Math.min(mark.lookAgainAt ?? Number.POSITIVE_INFINITY, checkBy(mark));
}

/** Of an organization that cannot be served since then. */
export function dueAfterFailure(now: Instant, since: Instant): Instant {
  return now + organizationWait(now - since);
}

/**
 * Of an organization that Partoo asked to leave alone until `until`: nobody was at fault, and it is asked again as soon as
 * it allows that. Who is woken ahead waits for it in process, as far as anybody does.
 */
export function dueAfterSilence(until: Instant, wokenAhead: number, patience: number): Instant {
  return until + Math.max(0, wokenAhead - patience);
}
