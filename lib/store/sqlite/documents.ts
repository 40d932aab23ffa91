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
import { forgettable } from './forgettable.ts';

/** What is read and written whole. */
export function documents(database: Database): AppliedStore & DirectoryStore & FeedStore & NoteStore {
  const unpacked = unpackOnce();
  /** Half a megabyte each, which is not read again for as long as nobody has written. */
  const fresh = new Map<string, { as: string; value: unknown }>();
  let saves = 0;
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
  const readLarge = async <T>(
    organization: string,
    kind: 'directory' | 'calendars',
    unpackValue: (packed: Packed) => T,
  ): Promise<T | undefined> => {
    const key = `${kind} ${organization}`;
    // Before it is read: what is written meanwhile makes the next look read again.
    const as = `${await database.read(() => database.foreignChanges())} ${saves}`;
    const known = fresh.get(key);
    if (known?.as === as) return known.value as T;
    const packed = await read(organization, kind);
    const value = packed === undefined ? undefined : unpacked(key, packed, unpackValue);
    fresh.set(key, { as, value });
    return value;
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
    saves += 1;
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

    readDirectory: async (organization) =>
      (await readLarge(organization, 'directory', unpackDirectory)) ?? null,
    saveDirectory: async (organization, directory) =>
      save(organization, 'directory', packDirectory(directory)),
    readCalendars: async (organization) =>
      (await readLarge(organization, 'calendars', unpackCalendars)) ?? null,
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
    readNotes: async (organization, names) => {
      const rows = await database.read(() =>
        database.all<{ name: string; value: string }>(
          'SELECT name, value FROM fact WHERE organization = ? AND name IN (SELECT value FROM json_each(?))',
          organization,
          JSON.stringify(names),
        ),
      );
      return new Map(rows.map(({ name, value }) => [name, value]));
    },
    saveNote: async (organization, name, value) => {
      await database.write(() =>
        value === null
          ? database.run('DELETE FROM fact WHERE organization = ? AND name = ?', organization, name)
          : putFact(database, { organization, name, value }),
      );
    },
    swapNote: (organization, name, before, value, forgetAt = null) =>
      database.write(() => {
        const [sql, ...expected] =
          before === null
            ? ['INSERT INTO fact (value, organization, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING']
            : ['UPDATE fact SET value = ? WHERE organization = ? AND name = ? AND value = ?', before];
        if (database.run(sql as string, value, organization, name, ...expected) !== 1) return false;
        forgettable(database).keepUntil(organization, name, forgetAt);
        return true;
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
  return <T>(key: string, packed: Packed, read: (packed: Packed) => T): T => {
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
