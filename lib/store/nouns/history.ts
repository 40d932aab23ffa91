import type { Instant } from '../../clock.ts';
import type { Cause } from '../../closures/cause.ts';
import type { DeedCause } from '../../closures/deed-cause.ts';

export interface HistoryEntry {
  at: Instant;
  organization: string;
  business: string;
  code: string | null;
  action: string;
  /** Why; left out by version 0.1.0, where nothing is told of it, and of what somebody asked for by versions before this one. */
  cause?: Cause | DeedCause;
  /** The same in words. */
  reason: string;
  actor: string;
  before: unknown;
  after: unknown;
}

export interface HistoryQuery {
  organization?: string;
  business?: string;
  /** Entries at or after this instant. */
  since?: Instant;
  /** Entries at or before this instant. */
  until?: Instant;
  /** Newest first; default 100. */
  limit?: number;
}

/** What was done. What a pass did is written with the businesses that it is about. */
export interface HistoryStore {
  /** What no save of a business goes with: somebody asked for something. */
  appendHistory(entries: readonly HistoryEntry[]): Promise<void>;
  /** Newest first. */
  listHistory(query: HistoryQuery): Promise<HistoryEntry[]>;
}
