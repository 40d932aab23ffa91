import type { Clock, Instant } from '../../../lib/clock.ts';

/** A clock that moves only when a test says so. */
export interface ManualClock extends Clock {
  /**
   * Moves time forward by `milliseconds`. Sleeps that fall due resolve in order of their instants (equal ones in the
   * order they were asked for), each at its own instant; what a woken sleeper does at once, a further sleep within
   * the same span included, happens before the next one wakes.
   */
  advance(milliseconds: number): Promise<void>;
  /** How many sleeps are waiting. */
  sleeping(): number;
}

interface Sleeper {
  due: Instant;
  wake(): void;
}

/** A clock standing at `start` (default: 2026-12-01T08:00:00Z). No real time passes in it. */
export function manualClock(start: Instant = Date.UTC(2026, 11, 1, 8)): ManualClock {
  let now = start;
  const sleepers = new Set<Sleeper>();

  return {
    now: () => now,
    sleeping: () => sleepers.size,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (milliseconds <= 0) return resolve();
        const sleeper: Sleeper = {
          due: now + milliseconds,
          wake() {
            signal?.removeEventListener('abort', stop);
            resolve();
          },
        };
        function stop(): void {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        }
        sleepers.add(sleeper);
        signal?.addEventListener('abort', stop, { once: true });
      }),
    async advance(milliseconds) {
      const target = now + milliseconds;
      for (;;) {
        const next = earliest(sleepers, target);
        if (!next) break;
        sleepers.delete(next);
        now = Math.max(now, next.due);
        next.wake();
        await settled();
      }
      now = target;
      await settled();
    },
  };
}

/** Sets keep the order of insertion and the comparison is strict, so that equal instants wake first come, first served. */
function earliest(sleepers: Set<Sleeper>, target: Instant): Sleeper | undefined {
  let first: Sleeper | undefined;
  for (const sleeper of sleepers) {
    if (sleeper.due <= target && (!first || sleeper.due < first.due)) first = sleeper;
  }
  return first;
}

/** One turn of the event loop: promises that the woken code awaits have then been carried through. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
