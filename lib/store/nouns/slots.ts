import type { Instant } from '../../clock.ts';

/** The request slots of an organization's quota. */
export interface SlotStore {
  /**
   * Reserves `count` request slots, `spacing` ms apart, none before `now` nor before those already reserved.
   * Resolves to the instant of the first (milliseconds, may be fractional). Where that is more than `longestWait` ms away
   * (default: no bound), nothing is reserved.
   */
  reserveSlots(
    organization: string,
    count: number,
    spacing: number,
    now: Instant,
    longestWait?: number,
  ): Promise<Instant>;
  /** No slot is handed out before `until` any more (Partoo said `Retry-After`). Never moves backwards. */
  delaySlots(organization: string, until: Instant): Promise<void>;
  /** Takes delays back: slots are handed out from `at` on again. Never moves forwards. */
  hastenSlots(organization: string, at: Instant): Promise<void>;
}
