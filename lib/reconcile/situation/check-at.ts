import type { Instant } from '../../clock.ts';
import type { BusinessMark } from '../../store/records.ts';

/** How old the last look at a business in a closure may be: a drift check is due after that. */
export const DRIFT_MILLISECONDS = 3600_000;
/** Checks that are due so soon are made along with one that is due now: a request shows 100 businesses. */
const TOGETHER_MILLISECONDS = 20 * 60_000;
/** A check looks again at all that were last seen this long ago. */
export const AGAIN_MILLISECONDS = DRIFT_MILLISECONDS - TOGETHER_MILLISECONDS;
/** The same where only weekly hours are in place: once a day, and in the hour before they change. */
const STAGED_MILLISECONDS = 24 * 3600_000;
/** Where nights begin and end each day there is a pass at the same times, which looks as well: no other one is needed. */
export const STAGED_AGAIN_MILLISECONDS = STAGED_MILLISECONDS - 4 * 3600_000;

type Checked = Pick<BusinessMark, 'hasBaseline' | 'seenAt' | 'isStaged' | 'stagedBy'>;

/** When a business has to be checked; Infinity: never. */
export function checkBy(mark: Checked): Instant {
  return checkAfter(mark, DRIFT_MILLISECONDS, STAGED_MILLISECONDS);
}

/** From when on it is checked along with others. */
export function checkFrom(mark: Checked): Instant {
  return checkAfter(mark, AGAIN_MILLISECONDS, STAGED_AGAIN_MILLISECONDS);
}

function checkAfter(
  { hasBaseline, seenAt, isStaged, stagedBy }: Checked,
  switched: number,
  staged: number,
): Instant {
  if (!hasBaseline || seenAt === null) return Number.POSITIVE_INFINITY;
  if (!isStaged) return seenAt + switched;
  const hourBefore = (stagedBy ?? Number.POSITIVE_INFINITY) - DRIFT_MILLISECONDS;
  return hourBefore > seenAt ? Math.min(hourBefore, seenAt + staged) : seenAt + staged;
}
