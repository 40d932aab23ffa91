import type { ExpandedCalendars } from '../calendars/model.ts';
import type { Instant } from '../clock.ts';
import type { Cause } from '../closures/cause.ts';
import type { AdHocClosure, Business } from '../closures/model.ts';
import type { BusinessRecord } from '../closures/record.ts';
import type { BusinessMark, ReadBusiness, StoredBusiness } from './records.ts';

/** The configuration that is in force, as `apply` stored it. */
export interface Applied {
  /** The parsed configuration as JSON text (a `Config`). */
  config: string;
  /** SHA-256 of the file's bytes, hex. */
  hash: string;
  appliedAt: Instant;
}

/** What was last learned of an organization's businesses. */
export interface Directory {
  readAt: Instant;
  businesses: Business[];
  /** Business id → how many complete listings in a row it was missing from. */
  missing: Record<string, number>;
  /** Ids that were not there before, kept as long as one is missing; left out: none. */
  arrived?: string[];
  /** When the chat hours of all businesses were last read; left out: never. */
  chatHoursReadAt?: Instant;
  /** Texts of the Partoo message templates that the configuration refers to, by title. */
  templates: Record<string, string>;
  /** Left out where the listing was complete and every business in it could be read. */
  incomplete?: IncompleteListing;
}

/** What the last listing of businesses lacks. What was known before of the others stays in the directory. */
export interface IncompleteListing {
  /** How many different businesses Partoo listed, and how many it says that there are; null: it does not say. */
  found: number;
  count: number | null;
  /** False where all came that Partoo counts, and some of them could not be read. */
  isShort: boolean;
  /** Businesses that could not be read, and why, in words: the first 20 of them, and how many there are. */
  unreadable: string[];
  unreadableCount: number;
  /** How many listings in a row lacked something. */
  attempts: number;
  /** When the businesses are to be listed again. */
  againAt: Instant;
}

export interface HistoryEntry {
  at: Instant;
  organization: string;
  business: string;
  code: string | null;
  action: string;
  /** Why; left out by version 0.1.0, and where nothing is told of it. */
  cause?: Cause;
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

/** Something that happened and that others are to be told of. It stays in the outbox until that is done. */
export interface OutboxFact {
  /** The same for the same fact, however often it is told. */
  id: string;
  at: Instant;
  organization: string;
  business: string | null;
  /** The detail-type of the event that tells it. */
  type: string;
  detail: Record<string, unknown>;
}

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

/** A note in its stored form: see `notes.ts`. */
export interface WrittenNote {
  organization: string;
  name: string;
  value: string;
}

/** A lease on one organization. While it is held no other pass writes to that organization's businesses. */
export interface Lease {
  organization: string;
  /** Grows by one each time that the lease changes hands. */
  token: number;
  expiresAt: Instant;
}

export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
  readonly code = 'lease-lost';
  readonly organization: string;
  constructor(organization: string) {
    super(
      `The lease on organization "${organization}" has passed to another process; nothing more is written here.`,
    );
    this.organization = organization;
  }
}

/** The configuration that is in force. */
export interface AppliedStore {
  readApplied(): Promise<Applied | null>;
  saveApplied(applied: Applied): Promise<void>;
}

/** The businesses of organizations, and what their calendars say. */
export interface DirectoryStore {
  readDirectory(organization: string): Promise<Directory | null>;
  saveDirectory(organization: string, directory: Directory): Promise<void>;
  readCalendars(organization: string): Promise<ExpandedCalendars | null>;
  saveCalendars(organization: string, calendars: ExpandedCalendars): Promise<void>;
}

/** Calendars whose content is elsewhere, by organization and rule. */
export interface FeedStore {
  readFeed(organization: string, rule: string): Promise<StoredFeed | null>;
  saveFeed(organization: string, rule: string, feed: StoredFeed): Promise<void>;
}

/** Closures that somebody asked for: ad-hoc closures and holds. */
export interface ClosureStore {
  /** Ad-hoc closures and holds of an organization that were not put away, oldest first. */
  listAdHoc(organization: string): Promise<AdHocClosure[]>;
  /** Those that were, and are not forgotten yet, oldest first. */
  listPutAway(organization: string): Promise<AdHocClosure[]>;
  /** One by its id, put away or not; null where there is none. */
  readAdHoc(organization: string, id: string): Promise<AdHocClosure | null>;
  /** Lists closures no more that are still as they were read. Some time after `forgetAt` they are forgotten. */
  putAway(organization: string, closures: readonly AdHocClosure[], forgetAt: Instant): Promise<void>;
  /** Forgets what was put away and is to be forgotten by now, where that does not happen by itself. */
  forgetPast(organization: string, now: Instant): Promise<void>;
  /**
   * Lists again what was put away. Resolves to false, changing nothing, where `expect` is `'absent'` and the id is taken, or `'present'` and it is not,
   * or a closure that was read and something else is there now.
   */
  putAdHoc(
    organization: string,
    closure: AdHocClosure,
    expect: 'absent' | 'present' | AdHocClosure,
  ): Promise<boolean>;
}

/** What is remembered of businesses. */
export interface BusinessStore {
  /** Marks of every business of which anything is remembered. */
  listMarks(organization: string): Promise<BusinessMark[]>;
  readBusinesses(organization: string, ids: readonly string[]): Promise<Map<string, ReadBusiness>>;
  /** Throws LeaseLostError, changing nothing, where `lease` is no longer the current one (by token). History and outbox go in the same transaction. */
  saveBusinesses(
    lease: Lease,
    businesses: readonly StoredBusiness[],
    history?: readonly HistoryEntry[],
    outbox?: readonly OutboxFact[],
  ): Promise<void>;
  /** Forgets a business. Same guard. */
  deleteBusinesses(lease: Lease, ids: readonly string[]): Promise<void>;
}

/** Message templates that closures change: each is remembered like a business, under `template:` and its title. */
export interface TemplateStore {
  /** All of which anything is remembered, by name; null: what is remembered cannot be read. */
  listTemplates(organization: string): Promise<{ name: string; record: BusinessRecord | null }[]>;
  /** Under the guard of {@link BusinessStore.saveBusinesses}; history and outbox go in the same transaction. */
  saveTemplates(
    lease: Lease,
    records: readonly BusinessRecord[],
    history?: readonly HistoryEntry[],
    outbox?: readonly OutboxFact[],
  ): Promise<void>;
}

/** What was done. What a pass did is written with the businesses that it is about. */
export interface HistoryStore {
  /** What no save of a business goes with: somebody asked for something. */
  appendHistory(entries: readonly HistoryEntry[]): Promise<void>;
  /** Newest first. */
  listHistory(query: HistoryQuery): Promise<HistoryEntry[]>;
}

/** What others are still to be told. */
export interface OutboxStore {
  /**
   * A fact that is there already (by id) is not there twice. What is to be remembered of it is saved in the same
   * transaction or, where that takes several, in the last.
   */
  appendOutbox(facts: readonly OutboxFact[], remembered?: WrittenNote): Promise<void>;
  /** Oldest first; they stay until {@link ackOutbox}. */
  takeOutbox(organization: string, limit: number): Promise<OutboxFact[]>;
  /** Forgets facts that have been told. */
  ackOutbox(facts: readonly OutboxFact[]): Promise<void>;
}

/** Who works on an organization. */
export interface LeaseStore {
  /** null where another live holder has it at `now`. */
  takeLease(organization: string, now: Instant, milliseconds: number): Promise<Lease | null>;
  /** The lease that somebody holds at `now`; null where it is free. */
  readLease(organization: string, now: Instant): Promise<Lease | null>;
  /** null where it was lost. */
  renewLease(lease: Lease, now: Instant, milliseconds: number): Promise<Lease | null>;
  releaseLease(lease: Lease): Promise<void>;
}

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

/** When organizations want a pass. */
export interface DueStore {
  /** When the organization's next pass is due; null: not known, which counts as due at once. */
  readDue(organization: string): Promise<Instant | null>;
  setDue(organization: string, at: Instant): Promise<void>;
  /** Organizations due at or before `until`, earliest first. */
  listDue(until: Instant): Promise<{ organization: string; dueAt: Instant }[]>;
}

/** Notes in their stored form; everybody but a store goes by `notes.ts`. */
export interface NoteStore {
  /** null where there is none of this name. */
  readNote(organization: string, name: string): Promise<string | null>;
  saveNote(organization: string, name: string, value: string | null): Promise<void>;
  /**
   * Replaces `before` (null: there is none) by `value`; false, changing nothing, where something else is there. Some time
   * after `forgetAt` the note may be gone by itself: DynamoDB deletes it, a file keeps it. Default null: never.
   */
  swapNote(
    organization: string,
    name: string,
    before: string | null,
    value: string,
    forgetAt?: Instant | null,
  ): Promise<boolean>;
}

/** All that is remembered. Every method is atomic and, once resolved, durable. Throws what the implementation throws on I/O. */
export interface Store
  extends AppliedStore,
    DirectoryStore,
    FeedStore,
    ClosureStore,
    BusinessStore,
    TemplateStore,
    HistoryStore,
    OutboxStore,
    LeaseStore,
    SlotStore,
    DueStore,
    NoteStore {
  close(): Promise<void>;
}
