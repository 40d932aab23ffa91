/** What can be looked at over HTTP. Nothing of it asks Partoo. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explain, status } from '../../lib/operations/index.ts';
import { type HttpWorld, makeHttpWorld } from './support.ts';

let world: HttpWorld;
let token: string;
const get = async (path: string) => (await world.ask('GET', path, { token })).body;

beforeAll(async () => {
  world = await makeHttpWorld({
    rules: `rules:
  stock-taking: { scope: { codes: [ST-00001, ST-00002] }, dates: [{ from: 2026-12-20, name: Inventaire }] }`,
  });
  await world.run();
  token = await world.token(['read']);
  world.sandbox.requests.splice(0);
}, 60_000);
afterAll(async () => {
  expect(world.sandbox.requests).toEqual([]);
  expect(world.errors).toEqual([]);
  await world.end();
});

describe('businesses', () => {
  test('are those of `status --json`, page by page', async () => {
    const { businesses } = await status(world.deps, null);
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await get(`/v1/businesses?limit=4${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.businesses);
      cursor = page.next;
    }
    expect(seen).toEqual(businesses.toSorted((a, b) => (a.business < b.business ? -1 : 1)));
  });

  test.each([
    ['state=closed', 2],
    ['state=open', 8],
    ['rule=stock-taking', 2],
    ['rule=other', 0],
    ['q=st-0000', 9],
    ['q=ST-00010', 1],
    ['state=closed&q=00001', 1],
    ['country=zz', 0],
  ])('with %s: %i', async (query, count) => {
    expect((await get(`/v1/businesses?${query}`)).businesses).toHaveLength(count);
  });

  test('are found by id and by code', async () => {
    const one = await get('/v1/businesses/ST-00001');
    expect(one).toMatchObject({ code: 'ST-00001', state: 'closed', business: world.idOf('ST-00001') });
    expect(await get(`/v1/businesses/${world.idOf('ST-00001')}`)).toEqual(one);
  });

  test.each(['', '/explain'])('that there are not are 404 (%s)', async (rest) => {
    for (const name of ['ST-99999', '__proto__', '%00', '%E2%80%AE', '..%2Fadmin'])
      expect((await world.ask('GET', `/v1/businesses/${name}${rest}`, { token })).status).toBe(404);
  });

  test.each(['state=shut', 'q=', 'q=%00', 'limit=0', `q=${'x'.repeat(201)}`])(
    '%s is refused',
    async (query) => {
      expect((await world.ask('GET', `/v1/businesses?${query}`, { token })).status).toBe(400);
    },
  );
});

test('explain is that of the command, now and at another instant', async () => {
  const options = { organization: 'acme' };
  expect(await get('/v1/businesses/ST-00001/explain')).toEqual(
    JSON.parse(JSON.stringify(await explain(world.deps, 'ST-00001', { ...options, at: null }))),
  );
  const at = '2026-12-25T12:00:00+01:00';
  const answer = await get(`/v1/businesses/ST-00001/explain?at=${encodeURIComponent(at)}`);
  expect(answer).toEqual(
    JSON.parse(JSON.stringify(await explain(world.deps, 'ST-00001', { ...options, at: Date.parse(at) }))),
  );
  expect((await world.ask('GET', '/v1/businesses/ST-00001/explain?at=soon', { token })).status).toBe(400);
});

describe('history', () => {
  test('is newest first, of all or of one business, and paged through what is added meanwhile', async () => {
    const deed = (milliseconds: number) => ({
      ...{
        at: world.clock.now() + milliseconds,
        organization: 'acme',
        business: '',
        code: null,
        actor: 'command:x',
      },
      ...{ action: 'close' as const, reason: `after ${milliseconds} ms`, before: null, after: null },
    });
    await world.store.appendHistory([deed(1), deed(2), deed(2), deed(2.5)]);
    const all = (await get('/v1/history?limit=1000')).entries;
    expect(all.length).toBeGreaterThan(2);
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await get(`/v1/history?limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.entries);
      cursor = page.next;
      if (seen.length === 1) {
        await world.store.appendHistory([deed(3)]);
      }
    }
    expect(seen).toEqual(all);
    const one = await get('/v1/history?business=ST-00001');
    expect(one.entries.map(({ code }) => code)).toEqual(['ST-00001']);
    expect(one.entries[0]).toMatchObject({
      action: 'close',
      actor: 'calendar',
      after: { is_launched: false },
    });
  });

  test.each([
    ['since=2030-01-01T00:00:00Z', 0],
    ['business=nobody', 0],
  ])('with %s: %i', async (query, count) => {
    expect((await get(`/v1/history?${query}`)).entries).toHaveLength(count);
  });

  test.each(['since=yesterday', 'since=2026-12-01', 'cursor=WzFd', 'cursor=WzEsLTFd', 'limit=-1'])(
    '%s is refused',
    async (query) => expect((await world.ask('GET', `/v1/history?${query}`, { token })).status).toBe(400),
  );
});
