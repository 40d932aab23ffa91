import type { BusinessRecord } from '../../closures/record.ts';
import type { HistoryEntry } from './history.ts';
import type { Lease } from './leases.ts';
import type { OutboxFact } from './outbox.ts';

/** Message templates that closures change: each is remembered like a business, under `template:` and its title. */
export interface TemplateStore {
  /** All of which anything is remembered, by name; null: what is remembered cannot be read. */
  listTemplates(organization: string): Promise<{ name: string; record: BusinessRecord | null }[]>;
  /** Under the guard of `saveBusinesses`; history and outbox go in the same transaction. */
  saveTemplates(
    lease: Lease,
    records: readonly BusinessRecord[],
    history?: readonly HistoryEntry[],
    outbox?: readonly OutboxFact[],
  ): Promise<void>;
}
