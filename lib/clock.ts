/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** ISO 8601 in UTC, to the millisecond: `2026-12-25T07:00:00.000Z`. */
export function isoOf(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** The same to the second, as documents for programs have it: `2026-12-25T07:00:00Z`. */
export function isoSecondOf(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** Where the time comes from. Production hands out {@link realClock}; simulation hands out a virtual one. */
export interface Clock {
  now(): Instant;
  /** Resolves after `milliseconds`, or rejects with the signal's reason as soon as it is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** What a timer takes at most; a longer one would overflow its 32 bits, and go off at once. */
const LONGEST_TIMER_MILLISECONDS = 2 ** 31 - 1;

/** The only place of the product that reads the real clock. */
export const realClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    let left = milliseconds;
    for (; left > LONGEST_TIMER_MILLISECONDS; left -= LONGEST_TIMER_MILLISECONDS)
      await timer(LONGEST_TIMER_MILLISECONDS, signal);
    await timer(left, signal);
  },
};

function timer(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const running = setTimeout(done, Math.max(0, milliseconds));
    function done(): void {
      signal?.removeEventListener('abort', stop);
      resolve();
    }
    function stop(): void {
      clearTimeout(running);
      reject(signal?.reason);
    }
    signal?.addEventListener('abort', stop, { once: true });
  });
}
