import type { OutboxFact, OutboxStore } from '../store.ts';
import type { Database } from './database.ts';
import { putFact } from './documents.ts';

export function outbox(database: Database): OutboxStore {
  return {
    appendOutbox: (facts, remembered) =>
      database.write(() => {
        insertFacts(database, facts);
        if (remembered) putFact(database, remembered);
      }),

    takeOutbox: async (organization, limit) => {
      const rows = await database.read(() =>
        database.all<{ fact: string }>(
          'SELECT fact FROM outbox WHERE organization = ? ORDER BY at, number LIMIT ?',
          organization,
          limit,
        ),
      );
      return rows.map((row) => JSON.parse(row.fact) as OutboxFact);
    },

    ackOutbox: (facts) =>
      database.write(() => {
        for (const { organization, id } of facts)
          database.run('DELETE FROM outbox WHERE organization = ? AND id = ?', organization, id);
      }),
  };
}

/** To be called within the transaction that writes. */
export function insertFacts(database: Database, facts: readonly OutboxFact[]): void {
  for (const fact of facts) {
    database.run(
      'INSERT INTO outbox (organization, id, at, fact) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
      fact.organization,
      fact.id,
      fact.at,
      JSON.stringify(fact),
    );
  }
}
