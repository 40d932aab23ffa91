import type { Instant } from '../../../../lib/clock.ts';

/** The time in which things happen. */
export interface Span {
  from: Instant;
  hours: number;
  /** One of DAYS that lies in it. */
  day: string;
}
