import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { MIGRATIONS, migrate, versionOf } from '../../lib/store/sqlite/schema.ts';
import { openSqliteStore } from '../../lib/store/sqlite.ts';
import { business, closure, directory, entry, MINUTE, NOW, stored } from '../support/world/samples.ts';
import { temporaryFolder } from '../support/world/temporary-folder.ts';
import { DUMPED, dumpOfNewest } from './dump.ts';

/** One dump for each version that was ever released, with the same content in each: what people have on their disks. */
const fixtures = join(import.meta.dirname, 'fixtures');
const dumps = (await readdir(fixtures)).filter((file) => file.endsWith('.sql'));

// A new version writes its dump here by `vitest run -u`. An older one changes never: if this fails for a version that
// was released, a step was edited that databases out there have already run.
test('the newest schema is the one that was dumped', async () => {
  await expect(await dumpOfNewest()).toMatchFileSnapshot(join(fixtures, `v${MIGRATIONS.length}.sql`));
  expect(dumps.sort()).toEqual(MIGRATIONS.map((_, index) => `v${index + 1}.sql`));
});

test.each(dumps)('what %s holds is there after migration', async (dump) => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'state.db');
  const old = new DatabaseSync(path);
  old.exec(await readFile(join(fixtures, dump), 'utf8'));
  old.close();

  const store = await openSqliteStore(path);
  expect(await store.readApplied()).toEqual({ config: '{"version":1}', hash: 'abc', appliedAt: NOW });
  expect(await store.readDirectory('acme')).toEqual(directory([business('b1')]));
  expect(await store.listAdHoc('acme')).toEqual([closure('flood')]);
  expect((await store.readBusinesses('acme', ['b1'])).get('b1')).toEqual({
    mark: DUMPED.mark,
    record: stored('b1').record,
  });
  expect(await store.listHistory({})).toEqual([entry()]);
  expect(await store.readNote('acme', 'paused')).toBe('yes');
  expect(await store.listDue(NOW)).toEqual([{ organization: 'acme', dueAt: NOW }]);
  expect((await store.takeLease('acme', NOW, MINUTE))?.token).toBe(2);
  expect(await store.reserveSlots('acme', 1, 250, NOW)).toBe(NOW + 250);
  await store.close();
});

const STEPS = ['CREATE TABLE one (x)', 'CREATE TABLE two (x)', 'INSERT INTO one SELECT count(*) FROM two'];

test.each([0, 1, 2, 3])('a database of version %i gets the steps it lacks, once', (version) => {
  const database = new DatabaseSync(':memory:');
  migrate(database, 'state.db', STEPS.slice(0, version));
  migrate(database, 'state.db', STEPS);
  migrate(database, 'state.db', STEPS);
  expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 3 });
  expect(database.prepare('SELECT count(*) AS rows FROM one').get()).toEqual({ rows: 1 });
});

test('a step that fails takes the others back with it', () => {
  const database = new DatabaseSync(':memory:');
  migrate(database, 'state.db', STEPS.slice(0, 1));
  expect(() => migrate(database, 'state.db', [...STEPS, 'INSERT INTO three VALUES (1)'])).toThrow('three');
  expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
  expect(() => database.prepare('SELECT * FROM two')).toThrow('two');
  migrate(database, 'state.db', STEPS);
});

test('a file that another process creates while it is looked at is not taken for another program’s', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'state.db');
  const [ours, theirs] = [new DatabaseSync(path), new DatabaseSync(path)];
  const prepare = ours.prepare.bind(ours);
  ours.prepare = (sql) => {
    const statement = prepare(sql);
    const get = statement.get.bind(statement);
    statement.get = () => {
      const row = get();
      migrate(theirs, path);
      return row;
    };
    return statement;
  };
  expect(versionOf(ours, path)).toBe(0);
  expect(versionOf(ours, path)).toBe(MIGRATIONS.length);
  ours.close();
  theirs.close();
});
