import type { Instant } from '../clock.ts';
import type { Cause } from './cause.ts';
import type { Overlay } from './overlay.ts';
import type { Member } from './precedence.ts';
import type { ClosureInForce } from './record.ts';

/** What the closures in force want of one business at one instant. */
export interface Desired {
  overlay: Overlay;
  overlayKey: string;
  closures: ClosureInForce[];
  /** Why; null: nothing is in force. */
  cause: Cause | null;
  /** The same in words; `''` where nothing is in force. */
  reason: string;
  actor: string;
  /** Members whose winning rule takes its value back from whoever changed it. */
  enforce: Member[];
  /** A hold is in force. */
  held: boolean;
  /** When the first announcement that may show began; null: there is none. */
  announcedSince: Instant | null;
  /** The opening that the texts promise; null: none, or until further notice. */
  promises: Instant | null;
}

/** What the businesses' closures want, given that a person overrode those begun at or before `override`. */
export type DesiredFor = (override: number | null) => Desired;
