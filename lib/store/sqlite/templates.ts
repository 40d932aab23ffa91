import { bodyOf, recordIn } from '../records.ts';
import type { TemplateStore } from '../store.ts';
import type { Database } from './database.ts';
import { insertHistory } from './history.ts';
import { assertHeld } from './leases.ts';
import { insertFacts } from './outbox.ts';

/** A document each: there are few, and every pass reads all of them. */
const KIND = 'template#';

export function templates(database: Database): TemplateStore {
  return {
    listTemplates: async (organization) => {
      const rows = await database.read(() =>
        database.all<{ kind: string; value: string }>(
          'SELECT kind, value FROM document WHERE organization = ? AND substr(kind, 1, ?) = ? ORDER BY kind',
          organization,
          KIND.length,
          KIND,
        ),
      );
      return rows.map(({ kind, value }) => {
        const name = kind.slice(KIND.length);
        return { name, record: recordIn(name, value) };
      });
    },

    saveTemplates: (lease, records, history = [], outbox = []) =>
      database.write(() => {
        assertHeld(database, lease);
        for (const record of records)
          database.run(
            'REPLACE INTO document (organization, kind, value) VALUES (?, ?, ?)',
            lease.organization,
            `${KIND}${record.business}`,
            bodyOf(record),
          );
        insertHistory(database, history);
        insertFacts(database, outbox);
      }),
  };
}
