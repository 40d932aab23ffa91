import type { Clock, Instant } from '../../lib/clock.ts';

/** For one who does one thing after the other: sleeping is all that takes time. */
export function steppedClock(start: Instant): Clock & { set(at: Instant): void } {
  let now = start;
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      now += Math.max(0, milliseconds);
    },
    set: (at) => {
      now = Math.max(now, at);
    },
  };
}
