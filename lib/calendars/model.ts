import type { Instant } from '../clock.ts';
import type { Hours, Occurrence } from '../closures/model.ts';

/** Civil dates, `YYYY-MM-DD`; `from` included, `to` excluded. */
export interface CivilWindow {
  from: string;
  to: string;
}

/** Where a calendar is asked for: some calendars (holidays) depend on it. */
export interface Place {
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  /** ISO 3166-2. */
  region: string | null;
  /** As Partoo has it; only feasts of municipalities depend on it. Default: not known. */
  city?: string | null;
  /** Whose place it is, in Partoo: only sheets depend on it. Default: not known. */
  id?: string;
  code?: string | null;
  /** Its opening hours in Partoo, special ones over them; only special hours depend on them. Default: not known. */
  openHours?: Hours | null | undefined;
  /** Whose place it is, for what is said of it. Default `this business`. */
  whose?: string;
  /** Somewhere in there, as far as a scope tells: no business is known yet. Only `check` asks. Default false. */
  isGuess?: boolean;
}

/** The occurrences of every rule over a window, by rule and place, as `refresh` stores them. */
export interface ExpandedCalendars {
  window: CivilWindow;
  /** Rule key → place key → occurrences in order of their start. */
  occurrences: Record<string, Record<string, Occurrence[]>>;
  /** SHA-256 of the configuration that they were expanded from. */
  configHash: string;
  /** When the businesses had been listed for whose places they were expanded. Left out: not known. */
  directoryReadAt?: Instant;
}
