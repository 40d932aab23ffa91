import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StoreError } from '../../lib/store/errors.ts';
import { openStore } from '../../lib/store/index.ts';
import { openSqliteStore } from '../../lib/store/sqlite.ts';
import type { Store } from '../../lib/store/store.ts';
import { business, closure, directory, MINUTE, NOW, stored } from '../support/world/samples.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/world/temporary-folder.ts';
import { type OpenedStore, storeContract } from './contract.ts';

storeContract('SQLite in memory', async () => {
  const store = await openSqliteStore(':memory:');
  return { store, cleanup: () => store.close() };
});

storeContract('SQLite in a file', async (): Promise<OpenedStore> => {
  const folder = await temporaryFolder();
  const opened: Store[] = [];
  const reopen = async () => {
    const store = await openSqliteStore(join(folder.path, 'state.db'));
    opened.push(store);
    return store;
  };
  const cleanup = async () => {
    await Promise.all(opened.map((store) => store.close()));
    await folder[Symbol.asyncDispose]();
  };
  return { store: await reopen(), reopen, cleanup };
});

describe('the file of the embedded store', () => {
  let folder: TemporaryFolder;
  let path: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder.path, 'state.db');
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  const refusal = async (place = path): Promise<StoreError> => {
    const error = await openSqliteStore(place).catch((thrown: unknown) => thrown);
    if (!(error instanceof StoreError)) throw new Error('was not refused', { cause: error });
    return error;
  };

  test('is created with its folders, for its owner alone, and in WAL mode', async () => {
    path = join(folder.path, 'a', 'b', 'state.db');
    const store = await openStore(`sqlite:${path}`);
    await store.saveNote('acme', 'paused', 'yes');
    for (const file of [path, `${path}-wal`, `${path}-shm`])
      expect((await stat(file)).mode & 0o777).toBe(0o600);
    await store.close();
    const reopened = await openStore(`sqlite:${path}`);
    expect(await reopened.readNote('acme', 'paused')).toBe('yes');
    await reopened.close();
  });

  test('what another handle, and one of its own, have written is read at once', async () => {
    const [one, other] = [await openSqliteStore(path), await openSqliteStore(path)];
    const names = async (store: Store) => (await store.readDirectory('acme'))?.businesses.map(({ id }) => id);
    expect(await names(one)).toBeUndefined();
    for (const [writer, name] of [
      [one, 'a'],
      [other, 'b'],
      [one, 'c'],
      [one, 'd'],
      [other, 'e'],
    ] as const) {
      const reading = names(one);
      await writer.saveDirectory('acme', directory([business(name)]));
      await reading;
      expect([await names(one), await names(other)]).toEqual([[name], [name]]);
      expect(await one.readDirectory('acme')).toBe(await one.readDirectory('acme'));
    }
    await Promise.all([one.close(), other.close()]);
  });

  test('closing the store frees its leases, like the end of its process', async () => {
    const first = await openSqliteStore(path);
    const lease = await first.takeLease('acme', NOW, MINUTE);
    await first.close();
    const second = await openSqliteStore(path);
    expect((await second.takeLease('acme', NOW, MINUTE))?.token).toBe((lease?.token ?? 0) + 1);
    await second.close();
  });

  test('two stores in one process are two holders', async () => {
    const [first, second] = [await openSqliteStore(path), await openSqliteStore(path)];
    expect(await first.takeLease('acme', NOW, MINUTE)).not.toBeNull();
    expect(await second.takeLease('acme', NOW, MINUTE)).toBeNull();
    await Promise.all([first.close(), second.close()]);
  });

  test.each([
    { code: 'not-a-database', prepare: () => writeFile(path, 'version: 1\norganizations: {}\n'.repeat(50)) },
    { code: 'unwritable', prepare: () => mkdir(path) },
    {
      code: 'foreign-database',
      prepare: () => database('CREATE TABLE bookmarks (url TEXT)'),
    },
    { code: 'foreign-database', prepare: () => database('PRAGMA application_id = 7; CREATE TABLE t (x)') },
    { code: 'newer-version', prepare: () => version(1000) },
  ])('$code: is refused with a remedy, and left as it was', async ({ code, prepare }) => {
    await prepare();
    const before = await readFile(path).catch(() => null);
    const error = await refusal();
    expect(error).toMatchObject({ code, location: path });
    expect(error.message).toContain(path);
    expect(error.message).toContain(error.remedy);
    expect(await readFile(path).catch(() => null)).toEqual(before);
  });

  test('a path below a file is refused', async () => {
    await writeFile(path, '');
    expect(await refusal(join(path, 'state.db'))).toMatchObject({ code: 'unwritable' });
  });

  test('a damaged file is refused, not read as empty', async () => {
    const store = await openSqliteStore(path);
    const lease = (await store.takeLease('acme', NOW, MINUTE))!;
    await store.saveBusinesses(
      lease,
      Array.from({ length: 200 }, (_, index) => stored(`b${index}`, 'x'.repeat(2000))),
    );
    await store.close();
    const bytes = await readFile(path);
    await writeFile(path, bytes.fill(0xaa, 4096));
    const damaged = async () => {
      const opened = await openSqliteStore(path);
      try {
        await opened.listMarks('acme');
      } finally {
        await opened.close().catch(() => undefined);
      }
    };
    await expect(damaged()).rejects.toMatchObject({ name: 'StoreError', code: 'corrupt' });
  });

  test('a newer release that migrates it meanwhile stops this one from writing', async () => {
    const store = await openSqliteStore(path);
    database('PRAGMA user_version = 1000');
    await expect(store.saveNote('acme', 'paused', 'yes')).rejects.toMatchObject({ code: 'newer-version' });
    database('PRAGMA user_version = 1');
    await store.close();
  });

  test('a closed store says so', async () => {
    const store = await openSqliteStore(path);
    await store.close();
    await expect(store.readNote('acme', 'paused')).rejects.toMatchObject({ code: 'closed' });
  });

  function database(sql: string): void {
    const opened = new DatabaseSync(path);
    opened.exec(sql);
    opened.close();
  }

  async function version(number: number): Promise<void> {
    await (await openSqliteStore(path)).close();
    database(`PRAGMA user_version = ${number}`);
  }
});

test.each(['', 'sqlite', 'sqlite:', 'mysql:host', 'state.db', ':memory:'])(
  '"%s" names no store',
  async (url) => {
    await expect(openStore(url)).rejects.toMatchObject({ name: 'StoreError', code: 'unknown-store' });
  },
);

test('notes that do not count for ever are forgotten when their time has come, those of no organization too', async () => {
  const store = await openSqliteStore(':memory:');
  for (const organization of ['acme', 'other', '']) {
    await store.swapNote(organization, 'brief', null, 'b', NOW);
    await store.swapNote(organization, 'kept longer', null, 'k', NOW);
    await store.swapNote(organization, 'kept longer', 'k', 'l', NOW + 1);
    await store.swapNote(organization, 'kept for ever', null, 'f', NOW);
    await store.swapNote(organization, 'kept for ever', 'f', 'e');
  }
  await store.forgetPast('acme', NOW);
  const names = ['brief', 'kept longer', 'kept for ever'];
  const left = async (organization: string) =>
    [...(await store.readNotes(organization, names)).keys()].sort();
  expect(await left('acme')).toEqual(['kept for ever', 'kept longer']);
  expect(await left('')).toEqual(['kept for ever', 'kept longer']);
  expect(await left('other')).toHaveLength(3);
  await store.close();
});

test('what was put away is forgotten when its time has come, and nothing else', async () => {
  const store = await openSqliteStore(':memory:');
  const ended = closure('ended', { endedAt: NOW });
  for (const organization of ['acme', 'other']) {
    await store.putAdHoc(organization, ended, 'absent');
    await store.putAdHoc(organization, closure('flood'), 'absent');
    await store.putAway(organization, [ended], NOW + MINUTE);
  }
  await store.saveDirectory('acme', directory([business('b1')]));
  await store.forgetPast('acme', NOW + MINUTE - 1);
  expect(await store.listPutAway('acme')).toHaveLength(1);
  await store.forgetPast('acme', NOW + MINUTE);
  expect(await store.listPutAway('acme')).toEqual([]);
  expect(await store.listPutAway('other')).toHaveLength(1);
  expect(await store.listAdHoc('acme')).toHaveLength(1);
  expect(await store.readDirectory('acme')).not.toBeNull();
  await store.close();
});
