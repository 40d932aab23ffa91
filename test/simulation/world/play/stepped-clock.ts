import type { Clock, Instant } from '../../../../lib/clock.ts';
import type { ClockStep, World } from '../model.ts';

/** By how much the clocks that are wrong then are ahead, ms; negative: behind. */
function wrongBy(steps: readonly ClockStep[], at: Instant): number {
  return steps.find(({ from, to }) => from <= at && at < to)?.milliseconds ?? 0;
}

/** The clock of a process, with the steps that it makes. What it sleeps is as long as ever: timers know of no steps. */
export function steppedClock(clock: Clock, steps: readonly ClockStep[]): Clock {
  if (steps.length === 0) return clock;
  return {
    now: () => clock.now() + wrongBy(steps, clock.now()),
    sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
  };
}

/** The steps of a world, of which a process makes some. */
export function stepsOf({ clockSteps = [] }: World, isMade: (share: number) => boolean): ClockStep[] {
  return clockSteps.filter(({ share }) => isMade(share));
}

/** The next instant after `at` at which clocks jump, and by how much they may be ahead until then. */
export function nextJump({ clockSteps = [] }: World, at: Instant): { jump: Instant; ahead: number } {
  const jumps = clockSteps.flatMap(({ from, to }) => [from, to]).filter((one) => one > at);
  return { jump: Math.min(...jumps), ahead: Math.max(0, wrongBy(clockSteps, at)) };
}
