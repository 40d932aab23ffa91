import type { Instant } from '../clock.ts';
import type { Cause } from './cause.ts';
import type { WeekHours } from './model.ts';
import type { Overlay } from './overlay.ts';
import type { Member } from './precedence.ts';
import type { BusinessRecord, ClosureInForce } from './record.ts';

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
  /** When the first of what a relaunch or a release overrides began; null: nothing of the kind is in force. */
  overridableSince: Instant | null;
  /** The opening that the texts promise; null: none, or until further notice. */
  promises: Instant | null;
  /** Which closures its texts announce, each by its rule and its start; left out: none. */
  announces?: string;
  /** What `overlayKey` would be if the texts promised what those in place do; left out: that is not known. */
  asPromised?: string;
  /** What staged closures make of it; null: none concerns the business. */
  staged?: StagedPart | null;
}

/** What a decision has to know of staged closures. */
export interface StagedPart {
  /** By when what is wanted has to be in place, where nothing but staged hours and texts is another; null: it is not known. */
  by: Instant | null;
  /** By when it has to be changed again; null: it is not known. */
  nextBy: Instant | null;
  /** When it is to be asked again; until then, once it is in place, nothing else is wanted. */
  until: Instant;
  /** The own hours of the business that it was worked out from. */
  own: WeekHours | null;
}

/**
 * What the businesses' closures want, given that a person overrode those begun at or before `override`.
 * @param record what is known of the business by then. Default: as it was before it was looked at
 */
export type DesiredFor = (override: number | null, record?: BusinessRecord) => Desired;
