import type { Method } from '../operations.ts';

/**
 * Why a call was not tried (again):
 * - `final`: trying again would not help, or could do the same write twice;
 * - `attempts`: all attempts are spent;
 * - `deadline`: the next attempt would begin after the caller's deadline;
 * - `total-time`: the next attempt would begin after the total time allowed for one call.
 */
export type GaveUp = 'final' | 'attempts' | 'deadline' | 'total-time';

/** What every error of the client can tell support. Never a key, a query or a message text. */
export interface Circumstances {
  method: Method;
  /** Path below the base URL, without its query. */
  path: string;
  /** Requests that were sent, the first included; 0 where none was. */
  attempts: number;
  /** True if any of those attempts, not only the last, may have carried the write out. Always false for reads. */
  mayHaveArrived: boolean;
  gaveUp: GaveUp;
}

/** Base of all errors that a call can end with, so that one `instanceof` finds `mayHaveArrived`. */
export abstract class PartooError extends Error {
  abstract readonly code: string;
  readonly method: Method;
  readonly path: string;
  readonly attempts: number;
  readonly mayHaveArrived: boolean;
  readonly gaveUp: GaveUp;

  constructor(message: string, circumstances: Circumstances, cause?: unknown) {
    super(`${message}${ending(circumstances)}`, cause === undefined ? undefined : { cause });
    this.method = circumstances.method;
    this.path = circumstances.path;
    this.attempts = circumstances.attempts;
    this.mayHaveArrived = circumstances.mayHaveArrived;
    this.gaveUp = circumstances.gaveUp;
  }
}

function ending({ attempts, gaveUp }: Circumstances): string {
  const tried = attempts > 1 ? ` Tried ${attempts} times.` : '';
  if (gaveUp === 'deadline') return `${tried} Not tried again: that would be after the deadline.`;
  if (gaveUp === 'total-time') return `${tried} Not tried again: the time allowed for this call is spent.`;
  return tried;
}
