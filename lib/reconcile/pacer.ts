import type { Clock, Instant } from '../clock.ts';
import type { Organization } from '../config/model.ts';
import type { Store } from '../store/store.ts';

/** Hands out request slots of one organization; fits the client's `limiter`. */
export interface Pacer {
  acquire(signal?: AbortSignal): Promise<void>;
  pauseUntil(instant: Instant): Promise<void>;
}

/** A hair more than the quota asks for: requests that arrive a little sooner than they were sent apart still fit. */
const MARGIN = 1.004;
/** Slots reserved at once: enough to spare the store, few enough that losing them with a process costs a second. */
const BLOCK = 4;
/** A slot that was missed by more than this is given up rather than used in a burst. */
const LATE_MILLISECONDS = 50;

/** Milliseconds between two requests of an organization: evenly spaced, no bursts (design rule 16). */
export function spacingOf({ requestsPerMinute, budgetShare }: Organization): number {
  return (60_000 / (requestsPerMinute * budgetShare)) * MARGIN;
}

/** Slots come from the store, so that all functions and processes on it keep one organization's quota together. */
export function createPacer(store: Store, organization: Organization, clock: Clock): Pacer {
  const spacing = spacingOf(organization);
  const tolerance = Math.max(LATE_MILLISECONDS, spacing / 2);
  let slots: Instant[] = [];
  let pausedUntil = 0;
  let turn: Promise<unknown> = Promise.resolve();

  async function nextSlot(): Promise<Instant> {
    const now = clock.now();
    slots = slots.filter((slot) => slot >= now - tolerance && slot >= pausedUntil);
    if (slots.length === 0) {
      const first = await store.reserveSlots(organization.id, BLOCK, spacing, now);
      slots = Array.from({ length: BLOCK }, (_, index) => first + index * spacing);
    }
    return slots.shift() as Instant;
  }

  async function takeTurn(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    for (;;) {
      const slot = await nextSlot();
      const wait = slot - clock.now();
      if (wait > 0) await clock.sleep(wait, signal);
      // Somebody may have been told to wait while this slot was waited for.
      if (slot >= pausedUntil) return;
    }
  }

  return {
    acquire(signal) {
      const mine = turn.then(() => takeTurn(signal));
      turn = mine.catch(() => {});
      return mine;
    },
    async pauseUntil(instant) {
      pausedUntil = Math.max(pausedUntil, instant);
      await store.delaySlots(organization.id, instant);
    },
  };
}
