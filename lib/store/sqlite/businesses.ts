import { type BusinessMark, bodyOf, markReader, recordIn } from '../records.ts';
import type { BusinessStore } from '../store.ts';
import type { Database } from './database.ts';
import { insertHistory } from './history.ts';
import { assertHeld } from './leases.ts';
import { insertFacts } from './outbox.ts';

export function businesses(database: Database): BusinessStore {
  return {
    // Of 100,000 businesses the text of a mark is not kept beside what it says.
    listMarks: (organization) => {
      const markOf = markReader();
      return database.read(() =>
        database.map(
          'SELECT mark FROM mark WHERE organization = ? ORDER BY business',
          [organization],
          ({ mark }: { mark: string }) => markOf(mark),
        ),
      );
    },

    readBusinesses: async (organization, ids) => {
      // The ids go in as one JSON list: one statement, and so one view, however many there are.
      const rows = await database.read(() =>
        database.all<{ business: string; mark: string; body: string }>(
          `SELECT business, mark, body FROM json_each(?) AS asked
             CROSS JOIN mark ON mark.organization = ? AND mark.business = asked.value
             JOIN body USING (organization, business)`,
          JSON.stringify(ids),
          organization,
        ),
      );
      return new Map(
        rows.map(({ business, mark, body }) => [
          business,
          { mark: JSON.parse(mark) as BusinessMark, record: recordIn(business, body) },
        ]),
      );
    },

    saveBusinesses: (lease, businesses, history = [], outbox = []) =>
      database.write(() => {
        assertHeld(database, lease);
        for (const { mark, record } of businesses) {
          const key = [lease.organization, mark.business] as const;
          database.run(
            'REPLACE INTO mark (organization, business, mark) VALUES (?, ?, ?)',
            ...key,
            JSON.stringify(mark),
          );
          database.run(
            'REPLACE INTO body (organization, business, body) VALUES (?, ?, ?)',
            ...key,
            bodyOf(record),
          );
        }
        insertHistory(database, history);
        insertFacts(database, outbox);
      }),

    deleteBusinesses: (lease, ids) =>
      database.write(() => {
        assertHeld(database, lease);
        for (const id of ids) {
          database.run('DELETE FROM mark WHERE organization = ? AND business = ?', lease.organization, id);
          database.run('DELETE FROM body WHERE organization = ? AND business = ?', lease.organization, id);
        }
      }),
  };
}
