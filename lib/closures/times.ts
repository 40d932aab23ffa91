import type { Instant } from '../clock.ts';
import type { Settings } from './model.ts';
import type { Write } from './record.ts';

/** How long a value from before our write counts as Partoo being late (rule 14). */
export const LATE_MILLISECONDS = 10 * 60_000;

/** The two clocks of a decision: real time, and the instant that is decided for (`run --at`). */
export interface Times {
  now: Instant;
  at: Instant;
}

/** What a read of Partoo showed of one business. */
export interface Seen {
  settings: Settings;
  /** The whole settings object, as the JSON text that Partoo sent. */
  text: string;
}

export function ageOf(write: Pick<Write, 'at' | 'decidedAt'>, times: Times): number {
  return Math.max(times.now - write.at, times.at - write.decidedAt);
}
