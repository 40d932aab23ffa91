import {
  type Packed,
  pack,
  packCalendars,
  packDirectory,
  unpack,
  unpackCalendars,
  unpackDirectory,
} from '../packing.ts';
import type {
  AppliedStore,
  DirectoryStore,
  FeedStore,
  NoteStore,
  StoredFeed,
  WrittenNote,
} from '../store.ts';
import type { Database } from './database.ts';

/** What is read and written whole. */
export function documents(database: Database): AppliedStore & DirectoryStore & FeedStore & NoteStore {
  const known = unpackOnce();
  const read = async (organization: string, kind: string): Promise<Packed | undefined> => {
    const row = await database.read(() =>
      database.get<{ value: Packed }>(
        'SELECT value FROM document WHERE organization = ? AND kind = ?',
        organization,
        kind,
      ),
    );
    return row?.value;
  };
  const save = async (organization: string, kind: string, value: Packed): Promise<void> => {
    await database.write(() =>
      database.run(
        'REPLACE INTO document (organization, kind, value) VALUES (?, ?, ?)',
        organization,
        kind,
        value,
      ),
    );
  };

  return {
    readApplied: async () => {
      const row = await database.read(() =>
        database.get<{ config: string; hash: string; applied_at: number }>(
          'SELECT config, hash, applied_at FROM applied',
        ),
      );
      return row === undefined ? null : { config: row.config, hash: row.hash, appliedAt: row.applied_at };
    },
    saveApplied: async ({ config, hash, appliedAt }) => {
      await database.write(() =>
        database.run(
          'REPLACE INTO applied (id, config, hash, applied_at) VALUES (1, ?, ?, ?)',
          config,
          hash,
          appliedAt,
        ),
      );
    },

    readDirectory: async (organization) => {
      const packed = await read(organization, 'directory');
      return packed === undefined ? null : known(organization, 'directory', packed, unpackDirectory);
    },
    saveDirectory: async (organization, directory) =>
      save(organization, 'directory', packDirectory(directory)),
    readCalendars: async (organization) => {
      const packed = await read(organization, 'calendars');
      return packed === undefined ? null : known(organization, 'calendars', packed, unpackCalendars);
    },
    saveCalendars: async (organization, calendars) =>
      save(organization, 'calendars', packCalendars(calendars)),

    readFeed: async (organization, rule) => {
      const packed = await read(organization, `feed#${rule}`);
      return packed === undefined ? null : unpack<StoredFeed>(packed);
    },
    saveFeed: async (organization, rule, feed) => save(organization, `feed#${rule}`, pack(feed)),

    readNote: async (organization, name) => {
      const row = await database.read(() =>
        database.get<{ value: string }>(
          'SELECT value FROM fact WHERE organization = ? AND name = ?',
          organization,
          name,
        ),
      );
      return row?.value ?? null;
    },
    saveNote: async (organization, name, value) => {
      await database.write(() =>
        value === null
          ? database.run('DELETE FROM fact WHERE organization = ? AND name = ?', organization, name)
          : putFact(database, { organization, name, value }),
      );
    },
    swapNote: (organization, name, before, value) =>
      database.write(() => {
        const [sql, ...expected] =
          before === null
            ? ['INSERT INTO fact (value, organization, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING']
            : ['UPDATE fact SET value = ? WHERE organization = ? AND name = ? AND value = ?', before];
        return database.run(sql as string, value, organization, name, ...expected) === 1;
      }),
  };
}

/** To be called within the transaction that writes. How many rows were changed. */
export function putFact(database: Database, { organization, name, value }: WrittenNote): number {
  return database.run(
    'REPLACE INTO fact (organization, name, value) VALUES (?, ?, ?)',
    organization,
    name,
    value,
  );
}

/**
 * Unpacks a document only where it changed since it was last read: passes ask for the same ones every minute, and give
 * the same object, which nobody changes, they can tell that nothing is new.
 */
function unpackOnce() {
  const last = new Map<string, { packed: Packed; value: unknown }>();
  return <T>(organization: string, kind: string, packed: Packed, read: (packed: Packed) => T): T => {
    const key = `${kind} ${organization}`;
    const found = last.get(key);
    if (found && isSame(found.packed, packed)) return found.value as T;
    const value = read(packed);
    last.set(key, { packed, value });
    return value;
  };
}

function isSame(a: Packed, b: Packed): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return Buffer.compare(a, b) === 0;
}
