import type { Instant } from '../../clock.ts';

/** What was last read of a calendar whose content is elsewhere, for one rule. */
export interface StoredFeed {
  /** Where it came from, as closures.yml writes it. */
  source: string;
  /** The content that is in force; null: none was ever taken. */
  text: string | null;
  /** Entries in it, also those that close nothing. */
  events: number;
  /** What the server said of what was last read, to ask whether it changed. */
  etag: string | null;
  lastModified: string | null;
  lastSuccess: Instant | null;
  /** Why it could not be read the last time, in words; null: it could. */
  lastError: string | null;
  /** What was read last, and waits until somebody agrees, because so little of what lay ahead is left in it. */
  heldBack: HeldBackFeed | null;
  /** What of the content in force was set aside. Left out: nothing is known to be. */
  setAside?: SetAside;
}

/** Entries of a feed that could not be read or worked out. */
export interface SetAside {
  count: number;
  /** The first of them, with texts of bounded length. */
  entries: SetAsideEntry[];
}

interface SetAsideEntry {
  /** '' where it has none. */
  uid: string;
  which: string;
  why: string;
  /** Whether it is in force as it was when it was last good. */
  keepsLast: boolean;
}

interface HeldBackFeed {
  text: string;
  events: number;
  setAside?: SetAside;
  since: Instant;
  /** How many occurrences lie ahead in it, and in what is in force. */
  coming: number;
  comingBefore: number;
}

/** Calendars whose content is elsewhere, by organization and rule. */
export interface FeedStore {
  readFeed(organization: string, rule: string): Promise<StoredFeed | null>;
  saveFeed(organization: string, rule: string, feed: StoredFeed): Promise<void>;
}
