/**
 * What clocks that jump are forgiven. By its own clock whoever has one is on time: it is early where that is ahead, late where
 * it is behind, by as much, and tells times by it. Nothing else: when it is right again, so is everything, and no budget is
 * exceeded.
 */
import type { Instant } from '../../../../lib/clock.ts';
import type { World } from '../model.ts';
import { MINUTE } from '../truth/zones.ts';

/** What is told, or held, has been decided on some time before. */
const DECIDED = MINUTE;
/** A pass that goes on for as long by the wrong clock, and a tick that begins the next. */
const FOLLOWED = 3 * MINUTE;
/** Clocks of machines that are well differ by less. */
const TOLERATED = MINUTE;

interface Span {
  from: Instant;
  to: Instant;
}

/** Times in which nobody can say of a moment when it is carried out. */
export function wrongTimes({ clockSteps = [] }: World): Span[] {
  return clockSteps.map(({ from, to, milliseconds }) => ({
    from: from - DECIDED,
    to: to + Math.abs(milliseconds) + FOLLOWED,
  }));
}

/**
 * By how much an instant at which something begins or ends may be missed, ms: whose clock is behind is late, and a tick later it
 * is his turn. Slots that were given out by a clock that is ahead are waited for by others for a minute at most.
 */
export function lateBy(world: World, at: Instant): number {
  return Math.max(
    0,
    ...stepsAt(world, at).map((milliseconds) =>
      milliseconds < 0 ? FOLLOWED - milliseconds : Math.min(milliseconds, TOLERATED),
    ),
  );
}

/** By how much it may be anticipated, ms: whose clock is ahead is early, and what he has done is taken back, or not. */
export function earlyBy(world: World, at: Instant): number {
  return Math.max(0, ...stepsAt(world, at).map((milliseconds) => Math.abs(milliseconds)));
}

/** What clocks may show at an instant: the instant itself, in any world. */
export function readingsAt(world: World, at: Instant): Instant[] {
  return [at, ...stepsAt(world, at).map((milliseconds) => at + milliseconds)];
}

function stepsAt({ clockSteps = [] }: World, at: Instant): number[] {
  return clockSteps
    .filter(({ from, to }) => from - DECIDED <= at && at < to + DECIDED)
    .map(({ milliseconds }) => milliseconds);
}
