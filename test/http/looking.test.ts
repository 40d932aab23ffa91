/** What can be looked at over HTTP. Nothing of it asks Partoo. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appliedConfig, explain, pause, plan, resume, status } from '../../lib/operations/index.ts';
import { learnCrowding } from '../../lib/reconcile/pass/crowding.ts';
import { type HttpWorld, makeHttpWorld } from '../support/world/http.ts';

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
    ['q=%0A', 0],
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

describe('the plan', () => {
  const WINDOW = 'from=2026-12-19&to=2026-12-23';

  test('is that of the command, from what is remembered, page by page', async () => {
    const { config } = await appliedConfig(world.deps.store);
    const [from, to] = [Date.parse('2026-12-19T00:00+01:00'), Date.parse('2026-12-23T00:00+01:00')];
    const rows: unknown[] = [];
    for await (const part of plan(world.deps, config, { from, to, organization: null, summary: false }))
      if (part.kind === 'closure') rows.push(part.row);
    world.sandbox.requests.splice(0);
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await get(`/v1/plan?${WINDOW}&limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.closures);
      cursor = page.next;
    }
    expect(seen).toHaveLength(2);
    expect(seen).toEqual(expect.arrayContaining(JSON.parse(JSON.stringify(rows))));
  });

  test('changes with what is asked for', async () => {
    const before = (await get(`/v1/plan?${WINDOW}`)).closures.length;
    await world.close({
      id: 'strike',
      scope: { codes: ['ST-00005'] },
      from: '2026-12-22',
      until: '2026-12-23',
    });
    const after = await get(`/v1/plan?${WINDOW}`);
    expect(after.closures).toHaveLength(before + 1);
    expect(after.closures.at(-1)).toMatchObject({ rule: 'ad-hoc:strike', code: 'ST-00005', kind: 'close' });
  });

  test('has a summary', async () => {
    expect(await get(`/v1/plan/summary?${WINDOW}`)).toMatchObject({
      from: '2026-12-18T23:00:00+00:00',
      waves: expect.arrayContaining([expect.objectContaining({ organization: 'acme', writes: 2 })]),
      requests: { writes: expect.any(Number) },
    });
  });

  test('says at which pace waves are planned, as it is now', async () => {
    const said = async () =>
      (await get(`/v1/plan/summary?${WINDOW}`)).warnings.filter(({ code }) => code === 'crowded');
    expect(await said()).toEqual([]);
    const now = world.clock.now();
    const seen = { refused: 9, lostMilliseconds: 50_000, requests: 300, since: now - 100_000, now };
    const crowded = await learnCrowding(world.store, 'acme', null, seen);
    expect(await said()).toEqual([
      { code: 'crowded', message: expect.stringContaining('50 % of their pace') },
    ]);
    await learnCrowding(world.store, 'acme', crowded, { ...seen, refused: 0 });
    expect(await said()).toEqual([]);
  });

  test('says that writing is paused, until it is over', async () => {
    const codes = async () => (await get(`/v1/plan/summary?${WINDOW}`)).warnings.map(({ code }) => code);
    expect(await codes()).not.toContain('paused');
    await pause(world.deps, null);
    expect(await codes()).toContain('paused');
    await resume(world.deps, null);
    expect(await codes()).not.toContain('paused');
  });

  test.each([
    ['from=2026-12-25&to=2026-12-24', 422],
    ['from=2026-01-01&to=2029-01-01', 422],
    ['from=soon', 400],
    ['limit=0', 400],
  ])('%s is %i', async (query, status) => {
    expect((await world.ask('GET', `/v1/plan?${query}`, { token })).status).toBe(status);
  });
});

describe('hours', () => {
  test('have no gap, and say which closure is why', async () => {
    await world.close({
      id: 'half-day',
      scope: { codes: ['ST-00004'] },
      from: '2026-12-22T12:00',
      until: '2026-12-22T14:00',
      reason: 'Fête',
    });
    const { intervals } = (await get(
      '/v1/businesses/ST-00004/hours?from=2026-12-21&to=2026-12-24',
    )) as never as {
      intervals: { start: string; end: string; state: string; closures: unknown[] }[];
    };
    expect(intervals[0]!.start).toBe('2026-12-21T00:00:00+01:00');
    expect(intervals.at(-1)!.end).toBe('2026-12-24T00:00:00+01:00');
    for (const [index, { start }] of intervals.entries())
      if (index > 0) expect(start).toBe(intervals[index - 1]!.end);
    const closed = intervals.filter(({ closures }) => closures.length > 0);
    expect(closed).toEqual([
      {
        ...{ start: '2026-12-22T12:00:00+01:00', end: '2026-12-22T14:00:00+01:00', state: 'closed' },
        closures: [{ id: 'half-day', name: 'Fête' }],
      },
    ]);
  });

  test('of a rule name the rule', async () => {
    const { intervals } = (await get(
      '/v1/businesses/ST-00001/hours?from=2026-12-20&to=2026-12-21',
    )) as never as {
      intervals: unknown[];
    };
    expect(intervals).toEqual([
      {
        ...{ start: '2026-12-20T00:00:00+01:00', end: '2026-12-21T00:00:00+01:00', state: 'closed' },
        closures: [{ rule: 'stock-taking', name: 'Inventaire' }],
      },
    ]);
  });

  test.each([
    ['ST-00001/hours?from=2026-12-20&to=2028-12-21', 422],
    ['ST-00001/hours?from=2026-12-21&to=2026-12-20', 422],
    ['ST-00001/hours?from=x', 400],
    ['ST-99999/hours', 404],
  ])('%s is %i', async (path, status) => {
    expect((await world.ask('GET', `/v1/businesses/${path}`, { token })).status).toBe(status);
  });
});
