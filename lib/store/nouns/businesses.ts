import type { BusinessMark, ReadBusiness, StoredBusiness } from '../records.ts';
import type { HistoryEntry } from './history.ts';
import type { Lease } from './leases.ts';
import type { OutboxFact } from './outbox.ts';

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
