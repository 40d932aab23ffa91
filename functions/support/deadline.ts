import type { Context } from 'aws-lambda';
import type { Clock, Instant } from '../../lib/clock.ts';

/** What is left to do after the last request has ended: record, tell, hand on. */
const RESERVE_MILLISECONDS = 10_000;

/** The instant after which nothing may be begun, on the clock that decides. */
export function deadlineOf(context: Context, clock: Clock): Instant {
  return clock.now() + Math.max(0, context.getRemainingTimeInMillis() - RESERVE_MILLISECONDS);
}
