/** What really happened, as the outside saw it: all that the checkers go by. */
import type { Instant } from '../../../../lib/clock.ts';
import type { Settings } from '../../../../lib/closures/model.ts';
import type { HistoryEntry } from '../../../../lib/store/store.ts';
import type { Mistake } from '../model.ts';

export interface SeenRequest {
  /** When it arrived at Partoo. */
  at: Instant;
  organization: string;
  method: string;
  path: string;
  /** 0: torn down, or never answered. */
  status: number;
  /** How long it was asked to wait. */
  retryAfterSeconds?: number;
}

/** What a message template said from an instant on, as JSON. */
export interface TemplateVersion {
  at: Instant;
  organization: string;
  title: string;
  said: string;
}

/** Shops that a list named, by store code. */
export interface SeenList {
  at: Instant;
  organization: string;
  codes: string[];
}

/** What Partoo held of a shop from an instant on. */
export interface Version {
  at: Instant;
  settings: Settings;
  by: 'product' | 'person';
  /** What the product sent. */
  body?: Settings;
}

export interface Told {
  at: Instant;
  type: string;
  detail: Record<string, unknown>;
}

/** Something that was asked for again until it was taken. */
interface Taken {
  what: string;
  from: Instant;
  /** Infinity: never. */
  to: Instant;
}

/** What the store held of a shop from an instant on. */
export interface Remembered {
  at: Instant;
  code: string;
  /** As text; null: nothing of ours is in place. */
  baseline: string | null;
  /** Whether something is about to be written. */
  intends: boolean;
}

/** Somebody began, went on or ended to work on an organization. */
export interface LeaseSeen {
  at: Instant;
  kind: 'take' | 'renew' | 'release';
  organization: string;
  token: number;
  expiresAt: Instant;
}

/** What the store still held of an organization when all was over. */
export interface Left {
  organization: string;
  /** Asked for, and read by each pass. */
  closures: string[];
  /** Businesses in which something of ours is said to be in place. */
  baselines: string[];
  untold: number;
  /** How often it is due. */
  due: number;
}

export interface Story {
  /** By store code; the first is what was there before all. */
  versions: Map<string, Version[]>;
  requests: SeenRequest[];
  history: HistoryEntry[];
  events: Told[];
  taken: Taken[];
  /** Feeds that were answered: with which of the world's feeds. */
  reads: { feed: string; at: Instant; version: number }[];
  /** Looks at whether something of a feed is held back, which was taken if it was. */
  accepts: { feed: string; at: Instant; wasHeld: boolean }[];
  lists: SeenList[];
  /** In order of time; the first of each template is what was there before all. */
  templates: TemplateVersion[];
  /** When what lists say was saved. */
  directories: { organization: string; at: Instant }[];
  /** When what calendars and feeds say was saved. */
  saved: { organization: string; at: Instant }[];
  /** From when on no writing was allowed, until when, and by when it certainly was again. */
  pauses: { organization: string; from: Instant; to: Instant; resumedBy: Instant }[];
  /** Shops that were let go of; where it is not sure, it may have been partly, or later. */
  releases: { organization: string; codes: string[]; at: Instant; until: Instant; isSure: boolean }[];
  /** What was done that has to be refused. */
  mistakes: (Mistake & { isRefused: boolean })[];
  /** What the product calls an asking, where it gave it a name of its own. */
  ids: Map<string, string>;
  remembered: Remembered[];
  leases: LeaseSeen[];
  left: Left[];
  /** Rows of Partoo's listing as text, by store code: at the beginning and at the end. */
  before: Map<string, string>;
  after: Map<string, string>;
  /** Whether the last pass found nothing left to do; else what it said. */
  lastPass: string | null;
  /** Errors that nobody should have seen. */
  errors: string[];
  /** Functions that were killed: their time was up, or they crashed. */
  killed: { at: Instant; organization: string; what: 'reconcile' | 'refresh' }[];
}
