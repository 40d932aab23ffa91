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

/**
 * Reserves `count` slots, `spacing` milliseconds apart, none before `now`.
 *
 * If the clock was set back by more than a minute since the last reservation, everything handed out by the old clock
 * would lie that far in the future and nothing would be sent until then. The queue is therefore moved back by as much,
 * and keeps its length: what was reserved, or delayed by a `Retry-After`, is still waited for.
 * How far ahead the queue reaches says nothing by itself: a long one is legitimate.
 */
export function reserve(
  state: SlotState | null,
  count: number,
  spacing: number,
  now: Instant,
): { first: Instant; state: SlotState } {
  if (!(Number.isInteger(count) && count >= 0 && spacing >= 0))
    throw new RangeError(`Cannot reserve ${count} slots ${spacing} ms apart.`);
  const reservedAt = state?.reservedAt ?? now;
  const setBack = reservedAt - now > CLOCK_TOLERANCE;
  const nextAt = (state?.nextAt ?? now) - (setBack ? reservedAt - now : 0);
  const first = Math.max(now, nextAt);
  return {
    first,
    state: { nextAt: first + count * spacing, reservedAt: setBack ? now : Math.max(reservedAt, now) },
  };
}
