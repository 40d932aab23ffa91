import type { ClosureStore } from './nouns/ad-hoc.ts';
import type { AppliedStore } from './nouns/applied.ts';
import type { BusinessStore } from './nouns/businesses.ts';
import type { DirectoryStore } from './nouns/directory.ts';
import type { DueStore } from './nouns/due.ts';
import type { FeedStore } from './nouns/feeds.ts';
import type { HistoryStore } from './nouns/history.ts';
import type { LeaseStore } from './nouns/leases.ts';
import type { NoteStore } from './nouns/notes.ts';
import type { OutboxStore } from './nouns/outbox.ts';
import type { SlotStore } from './nouns/slots.ts';
import type { TemplateStore } from './nouns/templates.ts';

export type { ClosureStore } from './nouns/ad-hoc.ts';
export type { Applied, AppliedStore } from './nouns/applied.ts';
export type { BusinessStore } from './nouns/businesses.ts';
export type { Directory, DirectoryStore, IncompleteListing } from './nouns/directory.ts';
export type { DueStore } from './nouns/due.ts';
export type { FeedStore, SetAside, StoredFeed } from './nouns/feeds.ts';
export type { HistoryEntry, HistoryQuery, HistoryStore } from './nouns/history.ts';
export { type Lease, LeaseLostError, type LeaseStore } from './nouns/leases.ts';
export type { NoteStore, WrittenNote } from './nouns/notes.ts';
export type { OutboxFact, OutboxStore } from './nouns/outbox.ts';
export type { SlotStore } from './nouns/slots.ts';
export type { TemplateStore } from './nouns/templates.ts';

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
