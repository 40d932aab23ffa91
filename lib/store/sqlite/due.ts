import type { DueStore } from '../store.ts';
import type { Database } from './database.ts';

export function due(database: Database): DueStore {
  return {
    readDue: async (organization) => {
      const row = await database.read(() =>
        database.get<{ due_at: number }>('SELECT due_at FROM due WHERE organization = ?', organization),
      );
      return row?.due_at ?? null;
    },
    setDue: async (organization, at) => {
      await database.write(() =>
        database.run('REPLACE INTO due (organization, due_at) VALUES (?, ?)', organization, at),
      );
    },
    listDue: async (until) => {
      const rows = await database.read(() =>
        database.all<{ organization: string; due_at: number }>(
          'SELECT organization, due_at FROM due WHERE due_at <= ? ORDER BY due_at, organization',
          until,
        ),
      );
      return rows.map(({ organization, due_at }) => ({ organization, dueAt: due_at }));
    },
  };
}
