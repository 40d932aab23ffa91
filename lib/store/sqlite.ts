import { randomUUID } from 'node:crypto';
import { adHoc } from './sqlite/ad-hoc.ts';
import { businesses } from './sqlite/businesses.ts';
import { Database } from './sqlite/database.ts';
import { documents } from './sqlite/documents.ts';
import { due } from './sqlite/due.ts';
import { history } from './sqlite/history.ts';
import { leases, releaseAll } from './sqlite/leases.ts';
import { outbox } from './sqlite/outbox.ts';
import { slots } from './sqlite/slots.ts';
import { templates } from './sqlite/templates.ts';
import type { Store } from './store.ts';

/**
 * Opens the embedded store: one SQLite file, safe to share between processes of one host and against `kill -9`. What
 * was resolved has reached the disk. The file (mode 0600) and its folder are created where they are missing, and an
 * older schema is migrated; `:memory:` keeps everything in memory. Closing it releases its leases.
 *
 * Every method may throw StoreError: the file cannot be written, is damaged, is not ours, was written by a newer
 * release, or stayed locked for half a minute.
 */
export async function openSqliteStore(path: string): Promise<Store> {
  const database = await Database.open(path);
  const instance = randomUUID();
  return {
    ...documents(database),
    ...adHoc(database),
    ...businesses(database),
    ...templates(database),
    ...history(database),
    ...outbox(database),
    ...leases(database, instance),
    ...slots(database),
    ...due(database),
    close: async () => {
      if (!database.isOpen) return;
      await releaseAll(database, instance);
      // Asked again: two callers may close at once.
      if (database.isOpen) database.close();
    },
  };
}
