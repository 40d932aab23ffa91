import type { Clock, Instant } from '../../../lib/clock.ts';

export const START: Instant = Date.parse('2026-12-24T12:00:00Z');

/** Sleeps at least as long as this are time-outs in these tests, and do not end by themselves. */
export const LONG = 1_000_000_000;

/**
 * A clock on which waiting takes no time: every sleep shorter than {@link LONG} ends at once, moves the time forward and
 * is noted; longer ones last until they are aborted.
 */
export function skippingClock(): Clock & {
  slept: number[];
  sleeping: () => number;
  pass: (milliseconds: number) => void;
} {
  let now = START;
  let sleeping = 0;
  const slept: number[] = [];
  return {
    slept,
    sleeping: () => sleeping,
    pass: (milliseconds) => {
      now += milliseconds;
    },
    now: () => now,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      if (milliseconds < LONG) {
        now += milliseconds;
        slept.push(milliseconds);
        return;
      }
      sleeping += 1;
      await new Promise<void>((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      }).finally(() => {
        sleeping -= 1;
      });
    },
  };
}
