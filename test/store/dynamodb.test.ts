import { randomBytes, randomUUID } from 'node:crypto';
import {
  CreateTableCommand,
  DynamoDBClient,
  ScanCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openDynamodbStore, TABLE, TIME_TO_LIVE } from '../../lib/store/dynamodb.ts';
import { LeaseLostError, type Store } from '../../lib/store/store.ts';
import { describeWithDatabase } from '../support/deployment/database.ts';
import {
  business,
  closure,
  directory,
  entry,
  fact,
  MINUTE,
  NOW,
  record,
  stored,
  textOf,
} from '../support/world/samples.ts';
import { storeContract } from './contract.ts';
import { accessDenied, cancelled, type Fault, throttled, throttlingProxy } from './throttling-proxy.ts';

await describeWithDatabase('DynamoDB', withLocal);

function withLocal(endpoint: string): void {
  const settings = (url = endpoint) => ({
    endpoint: url,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const client = new DynamoDBClient(settings());
  afterAll(() => client.destroy());

  const closers: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  async function createTable(): Promise<string> {
    const TableName = `closures-${randomUUID()}`;
    // The constant is deeply read-only; the SDK's types want lists that they could change.
    await client.send(new CreateTableCommand({ TableName, ...structuredClone(TABLE) } as never));
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: TIME_TO_LIVE }));
    return TableName;
  }
  async function open(table: string, url?: string, config: object = {}): Promise<Store> {
    const store = await openDynamodbStore(table, { ...settings(url), ...config });
    closers.push(() => store.close());
    return store;
  }
  async function openBehind(fault: Fault, config: object = {}) {
    const proxy = await throttlingProxy(endpoint, fault);
    const table = await createTable();
    const store = await open(table, proxy.endpoint, config);
    closers.push(() => proxy.stop());
    return { store, table, counts: proxy.counts };
  }

  storeContract('DynamoDB', async () => {
    const table = await createTable();
    const opened: Store[] = [];
    const reopen = async () => {
      const store = await openDynamodbStore(table, settings());
      opened.push(store);
      return store;
    };
    return {
      store: await reopen(),
      reopen,
      cleanup: async () => void (await Promise.all(opened.map((store) => store.close()))),
    };
  });

  describe('large values', () => {
    /** What cannot be compressed: more than one item holds, and more than one page of a query. */
    const large = (seed: string) =>
      directory(
        Array.from({ length: 3_000 }, (_, index) =>
          business(`${index}`, { name: `${seed}-${index}`, address: randomBytes(500).toString('base64') }),
        ),
      );

    test('replace one another whole and leave nothing behind', async () => {
      const table = await createTable();
      const store = await open(table);
      const [first, second] = [large('first'), large('second')];
      await store.saveDirectory('acme', first);
      expect(await store.readDirectory('acme')).toStrictEqual(first);
      await store.saveDirectory('acme', second);
      expect(await store.readDirectory('acme')).toStrictEqual(second);
      await store.saveDirectory('acme', directory([]));
      expect(await store.readDirectory('acme')).toStrictEqual(directory([]));
      expect((await client.send(new ScanCommand({ TableName: table }))).Items).toHaveLength(1);
    });

    test('written by two at once end as one of them, whole', async () => {
      const table = await createTable();
      const [a, b] = [await open(table), await open(table)];
      const values = [large('a'), large('b')];
      await Promise.all([a.saveDirectory('acme', values[0]!), b.saveDirectory('acme', values[1]!)]);
      const read = await a.readDirectory('acme');
      expect(values.some((value) => value.businesses[0]?.name === read?.businesses[0]?.name)).toBe(true);
      expect(read?.businesses).toHaveLength(3_000);
    });

    test('that a crash left half-written are not seen, and removed by the next', async () => {
      let crashing = true;
      const { store, table } = await openBehind((operation, count) =>
        crashing && operation === 'PutItem' && count > 3 ? accessDenied : undefined,
      );
      await store.saveDirectory('acme', directory([business('before')]));
      await expect(store.saveDirectory('acme', large('lost'))).rejects.toMatchObject({ code: 'refused' });
      expect(await store.readDirectory('acme')).toStrictEqual(directory([business('before')]));
      crashing = false;
      const after = large('after');
      await store.saveDirectory('acme', after);
      await store.saveDirectory('acme', directory([]));
      expect((await client.send(new ScanCommand({ TableName: table }))).Items).toHaveLength(1);
    });
  });

  test('a save larger than a transaction stops at the business where the lease was lost', async () => {
    const { store } = await openBehind((operation, count) =>
      operation === 'TransactWriteItems' && count === 3
        ? cancelled('ConditionalCheckFailed', 'None')
        : undefined,
    );
    const lease = (await store.takeLease('acme', NOW, MINUTE))!;
    const ids = Array.from({ length: 200 }, (_, index) => `b${index}`);
    const saved = store.saveBusinesses(
      lease,
      ids.map((id) => stored(id)),
      ids.map((id) => entry({ business: id })),
    );
    await expect(saved).rejects.toThrow(LeaseLostError);
    const kept = (await store.listMarks('acme')).map((mark) => mark.business);
    // Two transactions of 46: two items a business, one for eight lines of history, and the guard.
    expect(kept).toHaveLength(92);
    // No business without its history, nor the other way round.
    const told = (await store.listHistory({ limit: 1000 })).map((told) => told.business);
    expect(told.sort()).toEqual(kept.sort());
    expect([...(await store.readBusinesses('acme', ids)).keys()].sort()).toEqual(kept.sort());
  });

  test('a mark is written again only where it changed, or may have been written by somebody else', async () => {
    const marks: number[] = [];
    const { store } = await openBehind((operation, _count, body) => {
      if (operation === 'TransactWriteItems') marks.push(JSON.stringify(body).split('"mark#').length - 1);
      return marks.length === 6 ? accessDenied : undefined;
    });
    const lease = (await store.takeLease('acme', NOW, MINUTE))!;
    await store.saveBusinesses(lease, [stored('b1', 'first'), stored('b2')]);
    await store.saveBusinesses(lease, [stored('b1', 'second'), stored('b2', 'second', 'other')]);
    await store.deleteBusinesses(lease, ['b1']);
    await store.saveBusinesses(lease, [stored('b1', 'third')]);
    await store.releaseLease(lease);
    const next = (await store.takeLease('acme', NOW, MINUTE))!;
    await store.saveBusinesses(next, [stored('b1', 'fourth')]);
    // This one fails, so that nobody knows what it wrote.
    await expect(store.saveBusinesses(next, [stored('b1', 'fifth')])).rejects.toThrow();
    await store.saveBusinesses(next, [stored('b1', 'sixth')]);
    expect(marks).toEqual([2, 1, 1, 1, 1, 0, 1]);
    const read = await store.readBusinesses('acme', ['b1', 'b2']);
    expect([...read.values()].map(textOf).sort()).toEqual(['second', 'sixth']);
    expect((await store.listMarks('acme')).map(({ overlayKey }) => overlayKey).sort()).toEqual([
      'k',
      'other',
    ]);
  });

  test('the facts of a save lie with its businesses, ten to an item', async () => {
    const table = await createTable();
    const store = await open(table);
    const lease = (await store.takeLease('acme', NOW, MINUTE))!;
    const ids = Array.from({ length: 60 }, (_, index) => `b${index}`);
    await store.saveBusinesses(
      lease,
      ids.map((id) => stored(id)),
      ids.map((id) => entry({ business: id })),
      ids.map((business, index) => fact(`f-${business}`, { business, at: NOW + index })),
    );
    const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
    expect(Items.filter(({ sk }) => sk?.S?.startsWith('outbox#'))).toHaveLength(7);
    expect((await store.takeOutbox('acme', 100)).map(({ business }) => business)).toEqual(ids);
  });

  test('a transaction stays below 4 MB', async () => {
    const { store, counts } = await openBehind(() => undefined);
    const lease = (await store.takeLease('acme', NOW, MINUTE))!;
    // What cannot be compressed.
    const text = randomBytes(260_000).toString('base64');
    const ids = Array.from({ length: 20 }, (_, index) => `b${index}`);
    await store.saveBusinesses(
      lease,
      ids.map((id) => stored(id, text)),
    );
    expect(counts.get('TransactWriteItems')).toBeGreaterThanOrEqual(2);
    const read = await store.readBusinesses('acme', ids);
    expect([...read.values()].every((business) => textOf(business) === text)).toBe(true);
    expect(read.size).toBe(20);
  });

  test('history beyond one page of 1 MB, for one business and for all', async () => {
    const store = await open(await createTable());
    // What cannot be compressed.
    const entries = Array.from({ length: 300 }, (_, index) =>
      entry({ at: NOW + index, after: { text: randomBytes(4_000).toString('base64') } }),
    );
    await record(store, entries);
    for (const query of [{ limit: 1000 }, { limit: 1000, business: 'b1' }])
      expect((await store.listHistory(query)).map(({ at }) => at)).toEqual(
        entries.map(({ at }) => at).reverse(),
      );
  });

  test('history of one business is found among that of thousands, over more than a year', async () => {
    const store = await open(await createTable());
    const DAY = 24 * 60 * MINUTE;
    const entries = Array.from({ length: 3_000 }, (_, index) =>
      entry({ at: NOW + index * (DAY / 6), business: `b${index % 100}`, reason: `${index}` }),
    );
    await record(store, entries);
    const own = entries.filter(({ business }) => business === 'b7').reverse();
    const query = { organization: 'acme', business: 'b7' };
    expect(await store.listHistory(query)).toStrictEqual(own);
    expect(await store.listHistory({ ...query, limit: 3 })).toStrictEqual(own.slice(0, 3));
    const since = own[10]!.at;
    expect(await store.listHistory({ ...query, since })).toStrictEqual(own.slice(0, 11));
    expect(await store.listHistory({ ...query, since: since + 1 })).toStrictEqual(own.slice(0, 10));
    expect(await store.listHistory({ ...query, since: NOW + 1000 * DAY })).toEqual([]);
    expect(await store.listHistory({ business: 'b700' })).toEqual([]);
  });

  test('history that was not written in its order is newest first all the same', async () => {
    const store = await open(await createTable());
    const entries = Array.from({ length: 100 }, (_, index) => entry({ at: NOW + ((index * 37) % 100) }));
    await record(store, entries.slice(0, 60));
    await record(store, entries.slice(60));
    const sorted = entries.toSorted((a, b) => b.at - a.at);
    expect(await store.listHistory({})).toStrictEqual(sorted);
    expect(await store.listHistory({ limit: 7 })).toStrictEqual(sorted.slice(0, 7));
    expect(await store.listHistory({ limit: 50, since: NOW + 40 })).toStrictEqual(sorted.slice(0, 50));
    expect(await store.listHistory({ since: NOW + 40 })).toStrictEqual(sorted.slice(0, 60));
  });

  test('of a wave at one instant the last written is the newest, whatever lies around it', async () => {
    const store = await open(await createTable());
    const wave = Array.from({ length: 3_000 }, (_, index) => entry({ at: NOW, reason: `${index}` }));
    await record(store, [entry({ at: NOW - 1 }), ...wave.slice(0, 1_500)]);
    await record(store, [...wave.slice(1_500), entry({ at: NOW + 1 })]);
    const newest = [entry({ at: NOW + 1 }), ...wave.toReversed(), entry({ at: NOW - 1 })];
    for (const limit of [1, 8, 9, 1_000, 3_001, 3_002, 5_000])
      expect(await store.listHistory({ limit })).toStrictEqual(newest.slice(0, limit));
  });

  test('history says when it may be deleted, and nothing else does', async () => {
    const table = await createTable();
    const store = await open(table);
    const lease = (await store.takeLease('acme', NOW, MINUTE))!;
    await store.saveBusinesses(lease, [stored('b1')], [entry({ at: NOW }), entry({ at: NOW, business: '' })]);
    const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
    const dated = Items.filter((item) => TIME_TO_LIVE.AttributeName in item);
    expect(dated.map((item) => item.pk?.S)).toEqual(['history#acme']);
    expect(Number(dated[0]?.[TIME_TO_LIVE.AttributeName]?.N)).toBe(NOW / 1000 + 400 * 86_400);
  });

  test('a note may be forgotten when whoever swapped it last says so', async () => {
    const table = await createTable();
    const store = await open(table);
    const deleteAfter = async () => {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
      return Items.map((item) => item[TIME_TO_LIVE.AttributeName]?.N);
    };
    expect(await store.swapNote('', 'ledger', null, 'a', NOW + 1)).toBe(true);
    expect(await deleteAfter()).toEqual([String(NOW / 1000 + 1)]);
    expect(await store.swapNote('', 'ledger', 'a', 'b', null)).toBe(true);
    expect(await deleteAfter()).toEqual([undefined]);
    expect(await store.readNote('', 'ledger')).toBe('b');
  });

  test('an idle tick asks once for each key of the index', async () => {
    const { store, counts } = await openBehind(() => undefined);
    await store.setDue('acme', NOW);
    counts.clear();
    expect(await store.listDue(NOW - 1)).toEqual([]);
    expect(counts).toEqual(new Map([['Query', 4]]));
  });

  test('a reservation by the only process costs one request, and the first one a look, not a write that is refused', async () => {
    const { store, counts } = await openBehind(() => undefined);
    for (let time = 0; time < 5; time++) await store.reserveSlots('acme', 8, 250, NOW);
    expect(counts).toEqual(
      new Map([
        ['GetItem', 1],
        ['PutItem', 5],
      ]),
    );
  });

  test('facts are put by themselves, and what is remembered of them after them', async () => {
    let isRefused = false;
    const refusal = { status: 400, body: { __type: 'com.amazon.coral.validate#ValidationException' } };
    const { store, counts } = await openBehind((operation) =>
      isRefused && operation === 'PutItem' ? refusal : undefined,
    );
    const remembered = { organization: 'acme', name: 'told', value: 'until noon' };
    await store.appendOutbox([fact('f1'), fact('f2')], remembered);
    expect(counts).toEqual(new Map([['PutItem', 2]]));
    isRefused = true;
    const later = { ...remembered, value: 'until one' };
    await expect(store.appendOutbox([fact('f3')], later)).rejects.toThrow();
    expect(await store.readNote('acme', 'told')).toBe('until noon');
  });

  describe('throttling and conflicts', () => {
    test('are waited out, whatever the method', async () => {
      const { store } = await openBehind((operation, count, body) => {
        if (count % 3 === 0) return undefined;
        if (operation === 'TransactWriteItems')
          return count % 3 === 1
            ? cancelled('None', 'TransactionConflict')
            : cancelled('ThrottlingError', 'None');
        if (operation === 'BatchGetItem')
          return { status: 200, body: { Responses: {}, UnprocessedKeys: unprocessed(body) } };
        return count === 1 ? throttled : undefined;
      });
      const lease = (await store.takeLease('acme', NOW, MINUTE))!;
      await store.saveBusinesses(lease, [stored('b1')], [entry()]);
      expect((await store.readBusinesses('acme', ['b1'])).get('b1')).toStrictEqual(stored('b1'));
      expect(await store.listMarks('acme')).toHaveLength(1);
      expect(await store.reserveSlots('acme', 1, 250, NOW)).toBe(NOW);
      expect(await store.listHistory({ business: 'b1' })).toHaveLength(1);
    });

    test('that last are told apart from a lost lease', async () => {
      const { store, counts } = await openBehind(
        (operation) => (operation === 'TransactWriteItems' ? cancelled('TransactionConflict') : undefined),
        { maxAttempts: 3 },
      );
      const lease = (await store.takeLease('acme', NOW, MINUTE))!;
      await expect(store.saveBusinesses(lease, [stored('b1')])).rejects.toMatchObject({ code: 'busy' });
      expect(counts.get('TransactWriteItems')).toBe(3);
    });
  });

  describe('an answer that was lost on the way', () => {
    const losingFirst = (lost: string) =>
      openBehind((operation, count) => (operation === lost && count === 1 ? 'lose-answer' : undefined));

    test('does not lose the lease that was taken', async () => {
      const { store, counts } = await losingFirst('UpdateItem');
      const lease = await store.takeLease('acme', NOW, MINUTE);
      expect(counts.get('UpdateItem')).toBe(2);
      expect(lease).toStrictEqual({ organization: 'acme', token: 1, expiresAt: NOW + MINUTE });
    });

    test('does not make an ad-hoc closure its own rival', async () => {
      const { store, counts } = await losingFirst('TransactWriteItems');
      expect(await store.putAdHoc('acme', closure('flood'), 'absent')).toBe(true);
      expect(counts.get('TransactWriteItems')).toBe(2);
    });

    test('does not hand out a slot twice', async () => {
      const { store } = await losingFirst('PutItem');
      expect(await store.reserveSlots('acme', 1, 250, NOW)).toBe(NOW + 250);
      expect(await store.reserveSlots('acme', 1, 250, NOW)).toBe(NOW + 500);
    });

    test('does not record history twice', async () => {
      const { store } = await losingFirst('TransactWriteItems');
      const lease = (await store.takeLease('acme', NOW, MINUTE))!;
      await store.saveBusinesses(lease, [stored('b1')], [entry()]);
      expect(await store.listHistory({})).toHaveLength(1);
    });
  });

  describe('says with a remedy', () => {
    test('that the table is missing', async () => {
      const store = await open('no-such-table');
      const error = { name: 'StoreError', code: 'missing-table', location: 'no-such-table' };
      await expect(store.readApplied()).rejects.toMatchObject(error);
    });

    test('that the rights are missing', async () => {
      const { store } = await openBehind(() => accessDenied);
      await expect(store.listMarks('acme')).rejects.toMatchObject({ name: 'StoreError', code: 'refused' });
    });

    test('that AWS cannot be reached', async () => {
      const proxy = await throttlingProxy(endpoint, () => undefined);
      await proxy.stop();
      const store = await open('closures', proxy.endpoint);
      await expect(store.readApplied()).rejects.toMatchObject({ name: 'StoreError', code: 'io' });
    });
  });
}

function unprocessed(body: unknown): unknown {
  return (body as { RequestItems: unknown }).RequestItems;
}
