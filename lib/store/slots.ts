import type { Instant } from '../clock.ts';

/** Slots that an organization has given out, as a store remembers them. */
export interface SlotState {
  /** No slot is handed out before this. */
  nextAt: Instant;
  /** The latest instant at which slots were reserved; null where none were. */
  reservedAt: Instant | null;
}

/** `now` may be this much (milliseconds) behind an earlier reservation: processes read their clock, then queue for the lock. */
const CLOCK_TOLERANCE = 60_000;

/** Nobody delays slots by more than this: Partoo is asked again after a few minutes, whatever it said. */
const LONGEST_DELAY = 5 * 60_000;
/** Reservations that may wait before one: far more than processes ever work on one organization. */
const LONGEST_QUEUE = 50;

/**
 * Reserves `count` slots, `spacing` milliseconds apart, none before `now`; where the first would lie further away than
 * `longestWait`, it reserves none, and still says where.
 *
 * If the clock was set back by more than a minute since the last reservation, everything handed out by the old clock
 * would lie that far in the future and nothing would be sent until then. The queue is therefore moved back by as much,
 * and keeps its length: what was reserved, or delayed by a `Retry-After`, is still waited for.
 * What reaches further ahead than any delay and any queue can is a mistake (version 0.1.0 remembered a `Retry-After` of
 * any length): it is let go of.
 */
export function reserve(
  state: SlotState | null,
  count: number,
  spacing: number,
  now: Instant,
  longestWait = Number.POSITIVE_INFINITY,
): { first: Instant; state: SlotState } {
  if (!(Number.isInteger(count) && count >= 0 && spacing >= 0))
    throw new RangeError(`Cannot reserve ${count} slots ${spacing} ms apart.`);
  const reservedAt = state?.reservedAt ?? now;
  const setBack = reservedAt - now > CLOCK_TOLERANCE;
  const remembered = (state?.nextAt ?? now) - (setBack ? reservedAt - now : 0);
  // Written so that what is no number at all is let go of as well.
  const nextAt = remembered - now <= LONGEST_DELAY + LONGEST_QUEUE * count * spacing ? remembered : now;
  const first = Math.max(now, nextAt);
  const reserved = first - now > longestWait ? 0 : count;
  return {
    first,
    state: { nextAt: first + reserved * spacing, reservedAt: setBack ? now : Math.max(reservedAt, now) },
  };
}
