import type { HistoryEntry, HistoryStore } from '../store.ts';
import type { Database } from './database.ts';

const DEFAULT_LIMIT = 100;

export function history(database: Database): HistoryStore {
  return {
    appendHistory: (entries) => database.write(() => insertHistory(database, entries)),

    listHistory: async ({ organization, business, since, until, limit = DEFAULT_LIMIT }) => {
      const filters: [string, string | number | undefined][] = [
        // The plus keeps SQLite from the organization's index where that of the business leads straight there.
        [business === undefined ? 'organization = ?' : '+organization = ?', organization],
        ['business = ?', business],
        ['at >= ?', since],
        ['at <= ?', until],
      ];
      const given = filters.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
      const where = given.length === 0 ? '' : `WHERE ${given.map(({ sql }) => sql).join(' AND ')}`;
      const rows = await database.read(() =>
        database.all<{ entry: string }>(
          `SELECT entry FROM history ${where} ORDER BY at DESC, number DESC LIMIT ?`,
          ...given.map(({ value }) => value),
          Number.isFinite(limit) ? limit : -1,
        ),
      );
      return rows.map((row) => JSON.parse(row.entry) as HistoryEntry);
    },
  };
}

/** To be called within the transaction that writes. */
export function insertHistory(database: Database, entries: readonly HistoryEntry[]): void {
  for (const entry of entries) {
    database.run(
      'INSERT INTO history (at, organization, business, entry) VALUES (?, ?, ?, ?)',
      entry.at,
      entry.organization,
      entry.business,
      JSON.stringify(entry),
    );
  }
}
