import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DynamoDBClient, ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { checkStore } from '../../lib/operations/doctor/checks.ts';
import { changeClosure, endClosure, pause, release, status } from '../../lib/operations/index.ts';
import { reconcileDue } from '../../lib/operations/reconcile-due.ts';
import { run } from '../../lib/operations/run.ts';
import { tick } from '../../lib/operations/tick.ts';
import { documents } from '../../lib/store/dynamodb/documents.ts';
import { Table } from '../../lib/store/dynamodb/table.ts';
import { FIRST_FORMAT, STORE_FORMAT } from '../../lib/store/format.ts';
import { MIGRATIONS } from '../../lib/store/sqlite/schema.ts';
import { openSqliteStore } from '../../lib/store/sqlite.ts';
import { describeWithDatabase } from '../support/deployment/database.ts';
import { runCommand } from '../support/desk/desk.ts';
import { BY_HAND } from '../support/world/asked.ts';
import { temporaryFolder } from '../support/world/temporary-folder.ts';
import { momentOf, placeDynamodb, placeSqlite } from './support/fixtures.ts';
import { type Upgraded, upgrade } from './support/upgraded.ts';

const RELEASE = '0.1.0';
const REFUSAL = { name: 'StoreError', code: 'newer-version' };

test('the format is the version of the SQLite schema', () => {
  expect(MIGRATIONS).toHaveLength(STORE_FORMAT);
});

test('a file of a newer format is refused with exit code 2, says how to go back, and keeps every byte', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'state.db');
  await placeSqlite(RELEASE, path);
  const file = new DatabaseSync(path);
  file.exec(`PRAGMA user_version = ${STORE_FORMAT + 1}`);
  file.close();
  const before = await readFile(path);
  for (const command of [['status'], ['run'], ['release', '--all'], ['pause']]) {
    const { code, stderr } = await runCommand(folder.path, [...command, '--store', `sqlite:${path}`]);
    expect(code, command.join(' ')).toBe(2);
    expect(stderr).toContain('docs/going-back.md');
  }
  expect(await readFile(path)).toEqual(before);
});

test('a file that this version has opened has the format that it had', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'state.db');
  await placeSqlite(RELEASE, path);
  await (await openSqliteStore(path)).close();
  const file = new DatabaseSync(path);
  expect(file.prepare('PRAGMA user_version').get()).toEqual({ user_version: STORE_FORMAT });
  file.close();
});

await describeWithDatabase('a table in DynamoDB', (endpoint) => {
  const config = {
    endpoint,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const client = new DynamoDBClient(config);
  let world: Upgraded | undefined;
  afterEach(async () => {
    await world?.end();
    world = undefined;
  });
  afterAll(() => client.destroy());
  const placed = async () => {
    const name = `closures-${randomUUID()}`;
    return { name, open: await placeDynamodb(RELEASE, endpoint, name) };
  };
  const applied = { pk: { S: 'applied' }, sk: { S: 'applied' } };
  const formatOf = async (TableName: string) => {
    const { Items = [] } = await client.send(new ScanCommand({ TableName }));
    return Items.find(({ pk }) => pk?.S === applied.pk.S)?.format?.N;
  };

  describe('of a newer format', () => {
    test('is refused by whatever would write, is left as it was, and nothing is asked of Partoo', async () => {
      const { name, open } = await placed();
      await client.send(
        new UpdateItemCommand({
          TableName: name,
          Key: applied,
          UpdateExpression: 'SET #format = :format',
          ExpressionAttributeNames: { '#format': 'format' },
          ExpressionAttributeValues: { ':format': { N: String(STORE_FORMAT + 1) } },
        }),
      );
      const before = await client.send(new ScanCommand({ TableName: name }));
      world = await upgrade(momentOf(RELEASE, 'dynamodb'), open);
      const { deps } = world;
      const all = { scope: {}, all: true, organization: null };
      for (const attempt of [
        () => status(deps, null),
        () => run(deps, BY_HAND),
        () => pause(deps, null),
        () => release(deps, all),
        () => endClosure(deps, 'flood'),
        () => changeClosure(deps, 'flood', { until: '2026-12-27' } as never),
        () => reconcileDue(deps, { put: async () => [] }, 'bolt', deps.clock.now() + 60_000),
      ])
        await expect(attempt(), String(attempt)).rejects.toMatchObject(REFUSAL);
      expect(await checkStore(deps.store, name, 'acme')).toMatchObject({ result: 'failed' });
      await tick({ store: deps.store, clock: deps.clock, bus: { put: async () => [] } });
      const after = await client.send(new ScanCommand({ TableName: name }));
      expect(after.Items).toEqual(before.Items);
      expect([...world.sandboxes.values()].flatMap(({ requests }) => requests)).toEqual([]);
    });
  });

  test('of the same format is not marked: 0.1.0 goes on with it', async () => {
    const { name, open } = await placed();
    const store = await open();
    await store.saveApplied((await store.readApplied())!);
    await store.close();
    expect(STORE_FORMAT).toBe(FIRST_FORMAT);
    expect(await formatOf(name)).toBeUndefined();
  });

  test('is marked by the first version that raises the format, before it writes, and for good', async () => {
    const { name } = await placed();
    const table = new Table(name, config);
    const [today, tomorrow] = [documents(table), documents(table, STORE_FORMAT + 1)];
    const known = (await today.readApplied())!;
    expect(await tomorrow.readApplied()).toEqual(known);
    expect(await formatOf(name)).toBe(String(STORE_FORMAT + 1));
    await expect(today.readApplied()).rejects.toMatchObject(REFUSAL);
    // One that was at work meanwhile: what it applies does not take the mark away.
    await today.saveApplied(known);
    expect(await formatOf(name)).toBe(String(STORE_FORMAT + 1));
    expect(await tomorrow.readApplied()).toEqual(known);
    table.close();
  });
});
