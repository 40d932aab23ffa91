import type { Instant } from '../clock.ts';
import type { GaveUp } from './errors/partoo-error.ts';
import type { Failure } from './failure.ts';
import type { Repeat } from './operations.ts';

/** First wait, doubled after each failure up to the longest; each is shortened by chance to not less than half. */
const FIRST_BACKOFF_MILLISECONDS = 500;
const LONGEST_BACKOFF_MILLISECONDS = 16_000;
/**
 * However long Partoo asks to be left alone, it is asked again after this: a header that is wrong, or was sent by
 * something in between, must not silence an organization for a day.
 */
export const LONGEST_RETRY_AFTER_SECONDS = 300;

/** Whether a failed attempt may be followed by another one: pure, so that the whole rule can be read and tested here. */
export function shouldRetry(failure: Failure, repeat: Repeat): boolean {
  // What may have been carried out, and must not be carried out twice, is for the caller to look into.
  if (failure.mayHaveArrived && repeat === 'unless-arrived') return false;
  switch (failure.kind) {
    case 'status':
      // A key that is refused here and accepted by `/user/me` is not refused: somebody else's moment of trouble.
      if (failure.isDoubtful) return true;
      // Over the quota, and refused before anything was done: wait and come again.
      if (failure.status === 429) return true;
      // The server waited too long for our request; the same request may be repeated (RFC 9110, 15.5.9).
      if (failure.status === 408) return true;
      // Not implemented, HTTP version not supported: these do not pass by themselves.
      if (failure.status === 501 || failure.status === 505) return false;
      // Other trouble on Partoo's side; its guide asks for a retry. Other 4xx and redirects stay as they are.
      return failure.status >= 500;
    case 'answer':
      // Partoo said that it is done, if not what came of it: reading tells, and writing again might undo somebody's change.
      if (failure.mayHaveArrived) return false;
      // A cut body or the page of a proxy passes; an answer that is too large comes back as large.
      return failure.code !== 'too-large';
    case 'transport':
      // A certificate that is wrong stays wrong, and hammering a host that is not the right one helps nobody.
      if (failure.code === 'tls') return false;
      // The caller wants no more, or cannot give a key or a slot.
      if (CALLERS_OWN.has(failure.code)) return false;
      // Time-outs, resets, names that do not resolve for a moment.
      return true;
  }
}

const CALLERS_OWN: ReadonlySet<string> = new Set(['aborted', 'deadline', 'limiter', 'no-key']);

/**
 * Milliseconds to wait after the given number of failures (1, 2, …): exponential, with jitter so that callers who
 * failed together do not come back together. `random` gives 0 ≤ x < 1.
 * @internal
 */
export function backoffMilliseconds(failures: number, random: () => number): number {
  const full = Math.min(LONGEST_BACKOFF_MILLISECONDS, FIRST_BACKOFF_MILLISECONDS * 2 ** (failures - 1));
  return Math.round(full / 2 + (random() * full) / 2);
}

/** Where a call stands after a failed attempt. */
export interface Standing {
  repeat: Repeat;
  attempts: number;
  maxAttempts: number;
  now: Instant;
  deadline: Instant | undefined;
  /** See `Call`. */
  comesBack: boolean;
  /** Longest wait that Partoo may ask for, ms. */
  longestWait: number;
  /** Milliseconds left of the call's total time. */
  remaining: number;
}

/** What follows: another attempt after a wait, of which `counted` milliseconds belong to the total time, or the end. */
export type Step = { wait: number; counted: number } | { gaveUp: GaveUp };

/** Decides what follows a failed attempt. A wait is never shortened to fit: rather nothing than too early. */
export function planRetry(failure: Failure, standing: Standing, random: () => number): Step {
  if (!shouldRetry(failure, standing.repeat)) return { gaveUp: 'final' };
  if (standing.attempts >= standing.maxAttempts) return { gaveUp: 'attempts' };
  if (standing.comesBack && failure.kind === 'status' && failure.status >= 500) return { gaveUp: 'attempts' };
  const backoff = backoffMilliseconds(standing.attempts, random);
  const requested = failure.kind === 'status' ? failure.retryAfterSeconds : null;
  // Partoo's own hint beats the local rule, but never makes the wait shorter than it.
  const wait = Math.max(backoff, (requested ?? 0) * 1000);
  const counted = requested === null ? wait : 0;
  if (standing.now + wait >= (standing.deadline ?? Number.POSITIVE_INFINITY)) return { gaveUp: 'deadline' };
  if (wait > Math.max(backoff, standing.longestWait)) return { gaveUp: 'total-time' };
  if (counted >= standing.remaining) return { gaveUp: 'total-time' };
  return { wait, counted };
}

/**
 * Seconds that a `Retry-After` header asks to wait: delay seconds or an HTTP date (RFC 9110, 10.2.3); never more than
 * {@link LONGEST_RETRY_AFTER_SECONDS}. A moment that has passed is 0; null where the header is missing or says neither.
 */
export function readRetryAfter(header: string | null, now: Instant): number | null {
  const value = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Math.min(Number(value), LONGEST_RETRY_AFTER_SECONDS);
  if (!/^[A-Za-z]{3,9}, .+ GMT$/.test(value)) return null;
  const date = Date.parse(value);
  if (Number.isNaN(date)) return null;
  return Math.min(Math.max(0, Math.ceil((date - now) / 1000)), LONGEST_RETRY_AFTER_SECONDS);
}
