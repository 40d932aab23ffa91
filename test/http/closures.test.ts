/** Closures over HTTP: asked for, looked at, changed, ended. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HttpWorld, makeHttpWorld } from '../support/world/http.ts';

let world: HttpWorld;
let operate: string;
let read: string;
beforeAll(async () => {
  world = await makeHttpWorld({ rules: 'rules: { closed: { dates: [{ from: 2027-12-25 }] } }' });
  operate = await world.token(['operate']);
  read = await world.token(['read']);
}, 60_000);
afterAll(() => world.end());

const one = (code = 'ST-00001') => ({ scope: { codes: [code] } });
const post = (body: unknown, headers: Record<string, string> = {}, token = operate) =>
  world.ask('POST', '/v1/closures', { token, body, headers });
const created = async (body: unknown = one()) => (await post(body)).body.id;
const get = (id: string) => world.ask('GET', `/v1/closures/${id}`, { token: read });
const patch = (id: string, body: unknown, headers: Record<string, string> = {}) =>
  world.ask('PATCH', `/v1/closures/${id}`, { token: operate, body, headers });
const end = (id: string, headers: Record<string, string> = {}) =>
  world.ask('DELETE', `/v1/closures/${id}`, { token: operate, headers });

test('is asked for, brought about, changed and ended', async () => {
  const asked = await post({ ...one(), for: '3h', text: 'Inondation. {{reopens}}', reason: 'flood' });
  const { id, actor } = asked.body;
  expect(asked.status).toBe(201);
  expect(asked.headers.get('location')).toBe(`/v1/closures/${id}`);
  expect(asked.body).toMatchObject({
    ...{ organization: 'acme', organizations: ['acme'], kind: 'closure', scope: { codes: ['ST-00001'] } },
    ...{ text: 'Inondation. {{reopens}}', reason: 'flood', urgent: false, state: 'in-force', businesses: 1 },
    until: new Date(world.clock.now() + 3 * 3600_000).toISOString(),
    actor: expect.stringMatching(/^token:t\d+$/),
  });
  expect((await get(id)).body).toEqual(asked.body);
  expect(world.woken.at(-1)).toEqual(['acme']);

  await world.run();
  expect(world.settingsOf('ST-00001')).toMatchObject({ is_launched: false });
  const entries = await world.store.listHistory({ limit: 2 });
  expect(entries).toMatchObject([
    { action: 'close', actor },
    { action: 'close', business: '' },
  ]);

  const changed = await patch(id, { until: null, reason: 'strike' });
  expect(changed.body).toEqual({
    ...(asked.body as object),
    ...{ until: null, reason: 'strike', updatedAt: expect.any(String) },
  });
  expect((await end(id)).status).toBe(204);
  expect((await end(id)).status).toBe(204);
  expect((await get(id)).body).toMatchObject({ state: 'ended' });
  expect((await patch(id, { until: '2026-12-31' })).status).toBe(409);
  await world.run();
  expect(world.settingsOf('ST-00001')).toMatchObject({ is_launched: true });
});

test('a change that is sent again changes nothing, and leaves no trace', async () => {
  const id = await created({ ...one('ST-00002'), reason: 'twice' });
  const change = { text: 'Fermé {{reopens}}', language: 'fr', reason: 'twice' };
  const first = await patch(id, change);
  const entries = async () =>
    (await world.ask('GET', '/v1/history?limit=1000', { token: operate })).body.entries.length;
  const before = await entries();
  await world.until(new Date(world.clock.now() + 1000).toISOString());
  const second = await patch(id, change);
  expect([second.status, second.body, second.headers.get('etag')]).toEqual([
    200,
    first.body,
    first.headers.get('etag'),
  ]);
  expect(await entries()).toBe(before);
  await end(id);
});

test('a hold says so, and has no text to change', async () => {
  const id = await created({ ...one('ST-00002'), hold: true });
  expect((await get(id)).body).toMatchObject({ kind: 'hold' });
  expect((await patch(id, { text: 'x' })).status).toBe(422);
});

describe('what cannot be is refused, by status', () => {
  test.each<[string, unknown, number, string | null]>([
    ['no selector', { reason: 'x' }, 400, 'scope'],
    ['both a scope and all', { ...one(), all: true }, 400, 'scope'],
    ['an empty scope', { scope: {} }, 400, 'scope'],
    ['a scope that only excludes', { scope: { exclude: { codes: ['ST-00001'] } } }, 400, 'scope'],
    ['a hold with a text', { ...one(), hold: true, text: 'x' }, 400, 'hold'],
    ['a hold with a message', { ...one(), hold: true, message: 'closed' }, 400, 'hold'],
    ['an empty list', { scope: { codes: [] } }, 400, 'scope.codes'],
    ['a member that is not known', { ...one(), untill: '2026-12-24' }, 400, 'untill'],
    ['one in the scope', { scope: { code: ['ST-00001'] } }, 400, 'scope.code'],
    [
      'a prototype',
      JSON.parse('{"scope":{"codes":["ST-00001"],"__proto__":{"all":true}}}'),
      400,
      'scope.__proto__',
    ],
    ['two ends', { ...one(), until: '2026-12-24', for: '1h' }, 400, ''],
    ['two texts', { ...one(), text: 'a', message: 'closed' }, 400, ''],
    ['a language without a text', { ...one(), language: 'fr' }, 400, ''],
    ['an end that is none', { ...one(), until: 'tomorrow' }, 400, 'until'],
    ['a duration of years', { ...one(), for: '999d' }, 400, 'for'],
    ['a text that is too long', { ...one(), text: 'x'.repeat(2001) }, 400, 'text'],
    ['a text that turns around', { ...one(), text: 'a\u202eb' }, 400, 'text'],
    ['no object', [], 400, ''],
    ['nothing', null, 400, ''],
    ['a code that nobody has', one('ST-99999'), 422, null],
    ['a message that there is not', { ...one(), message: 'no-such' }, 422, null],
    ['an end before the start', { ...one(), from: '2026-12-25', until: '2026-12-24' }, 422, null],
    ['a start in ten years', { ...one(), from: '2036-12-25' }, 422, null],
    ['an organization that there is not', { ...one(), organization: 'other' }, 404, null],
  ])('%s', async (_what, body, status, path) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    if (path !== null) expect(answer.body.errors.map((error) => error.path)).toContain(path);
  });

  test.each<[string, unknown, Record<string, string>, number]>([
    ['no JSON', '{"scope":', {}, 400],
    ['nothing at all', '', {}, 400],
    ['no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), {}, 400],
    ['text', 'hello', { 'content-type': 'text/plain' }, 415],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['another charset', '{}', { 'content-type': 'application/json; charset=utf-16' }, 415],
    ['something packed', '{}', { 'content-encoding': 'gzip' }, 415],
    ['65 KB', JSON.stringify({ ...one(), reason: 'x'.repeat(66_000) }), {}, 413],
    ['lists in lists', `${'['.repeat(30_000)}${']'.repeat(30_000)}`, {}, 400],
    ['a key that is too long', JSON.stringify(one()), { 'idempotency-key': 'x'.repeat(256) }, 400],
  ])('%s', async (_what, body, headers, status) => {
    expect((await post(body, headers)).status).toBe(status);
  });

  test('an endless body, whose length nobody has said', async () => {
    const endless = new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(16_384).fill(0x20)) });
    const init = {
      method: 'POST',
      body: endless,
      duplex: 'half',
      headers: { authorization: `Bearer ${operate}`, 'content-type': 'application/json' },
    };
    const status = await fetch(`${world.url}/v1/closures`, init as RequestInit).then(
      (response) => response.status,
      // The connection is closed on whoever goes on sending.
      () => 413,
    );
    expect(status).toBe(413);
  });

  test.each([
    ['PATCH', {}, 400],
    ['PATCH', { urgent: true }, 400],
    ['PATCH', { until: '2020-01-01' }, 422],
  ])('%s with %j', async (method, body, status) => {
    const id = await created(one('ST-00003'));
    expect((await world.ask(method, `/v1/closures/${id}`, { token: operate, body })).status).toBe(status);
    await end(id);
  });

  test('what is not there', async () => {
    for (const method of ['GET', 'PATCH', 'DELETE'])
      expect(
        (
          await world.ask(method, '/v1/closures/..%2f..%2fhealth', {
            token: operate,
            ...(method === 'PATCH' ? { body: { reason: 'x' } } : {}),
          })
        ).status,
      ).toBe(404);
  });

  test('a token that may only read', async () => {
    const id = await created(one('ST-00003'));
    expect((await post(one(), {}, read)).status).toBe(403);
    for (const method of ['PATCH', 'DELETE'])
      expect((await world.ask(method, `/v1/closures/${id}`, { token: read })).status).toBe(403);
    expect((await world.ask('PUT', `/v1/closures/${id}`, { token: operate })).headers.get('allow')).toBe(
      'GET, HEAD, PATCH, DELETE',
    );
  });
});

test('If-None-Match: a closure that is still what it was is not sent again', async () => {
  const id = await created(one('ST-00003'));
  const ask = (tag: string) =>
    world.ask('GET', `/v1/closures/${id}`, { token: read, headers: { 'if-none-match': tag } });
  const etag = (await get(id)).headers.get('etag')!;
  for (const tag of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
    const { status, body, headers } = await ask(tag);
    expect([status, body, headers.get('etag')]).toEqual([304, '', etag]);
  }
  await patch(id, { reason: 'new' });
  expect((await ask(etag)).body).toMatchObject({ reason: 'new' });
  await end(id);
});

describe('If-Match', () => {
  test('lets only who has seen the last state change it', async () => {
    const id = await created(one('ST-00004'));
    const etag = (await get(id)).headers.get('etag')!;
    const first = await patch(id, { until: '2026-12-30' }, { 'if-match': etag });
    expect(first.status).toBe(200);
    expect((await patch(id, { until: '2026-12-29' }, { 'if-match': etag })).status).toBe(412);
    expect((await end(id, { 'if-match': etag })).status).toBe(412);
    expect((await get(id)).body).toMatchObject({ until: '2026-12-30', state: 'in-force' });
    const now = first.headers.get('etag')!;
    expect((await end(id, { 'if-match': `"x", ${now}` })).status).toBe(204);
  });

  test('of five that change at once lets one', async () => {
    const id = await created(one('ST-00005'));
    const etag = (await get(id)).headers.get('etag')!;
    const days = ['21', '22', '23', '24', '25'];
    const all = await Promise.all(
      days.map((day) => patch(id, { until: `2026-12-${day}` }, { 'if-match': etag })),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
    await end(id, { 'if-match': '*' });
  });
});

describe('Idempotency-Key', () => {
  const body = { ...one('ST-00006'), reason: 'once' };
  const count = async () =>
    (await world.store.listAdHoc('acme')).filter(({ reason }) => reason === 'once').length;

  test('gives the same answer for a day, whatever became of it, and something new after that', async () => {
    const first = await post(body, { 'idempotency-key': 'a' });
    await end(first.body.id);
    const second = await post({ reason: 'once', ...one('ST-00006') }, { 'idempotency-key': 'a' });
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect(await count()).toBe(1);
    expect((await post({ ...body, urgent: true }, { 'idempotency-key': 'a' })).status).toBe(422);
    const other = await world.token(['operate']);
    expect((await post(body, { 'idempotency-key': 'a' }, other)).body.id).not.toBe(first.body.id);
    await world.until(new Date(world.clock.now() + 24 * 3600_000).toISOString());
    const later = await post(body, { 'idempotency-key': 'a' });
    expect(later.status).toBe(201);
    expect(later.body.id).not.toBe(first.body.id);
  });

  test('is done once of five at the same time; the others wait or get the same', async () => {
    const before = await count();
    const all = await Promise.all(Array.from({ length: 5 }, () => post(body, { 'idempotency-key': 'b' })));
    for (const { status } of all) expect([201, 409]).toContain(status);
    expect(new Set(all.filter(({ status }) => status === 201).map(({ body: { id } }) => id)).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  test('was used for another request than one that cannot be read, and is told so', async () => {
    const key = { 'idempotency-key': 'd' };
    expect((await post({ ...body, untill: 'x' }, key)).status).toBe(400);
    expect((await post(body, key)).status).toBe(201);
    for (const other of [{ ...body, untill: 'x' }, 'no object', {}])
      expect((await post(other, key)).status).toBe(422);
    expect((await post({}, key, await world.token(['operate']))).status).toBe(400);
    await world.until(new Date(world.clock.now() + 24 * 3600_000).toISOString());
    expect((await post({}, key)).status).toBe(400);
  });

  test('is free again after a refusal', async () => {
    expect((await post(one('ST-99999'), { 'idempotency-key': 'c' })).status).toBe(422);
    expect((await post(body, { 'idempotency-key': 'c' })).status).toBe(201);
  });
});

test('pages survive what comes and goes between them', async () => {
  const ids: string[] = [];
  for (let day = 10; day < 17; day++) {
    ids.push(await created({ ...one('ST-00007'), from: `2027-03-${day}`, until: `2027-03-${day + 1}` }));
    await world.until(new Date(world.clock.now() + 1000).toISOString());
  }
  const page = async (cursor: string | null) =>
    (
      await world.ask('GET', `/v1/closures?state=scheduled&limit=2${cursor ? `&cursor=${cursor}` : ''}`, {
        token: read,
      })
    ).body;
  const first = await page(null);
  await created({ ...one('ST-00007'), from: '2027-04-01' });
  await end(first.closures[0]!.id);
  await end(ids[2]!);
  const second = await page(first.next);
  const third = await page(second.next);
  const seen = [first, second, third].flatMap(({ closures }) => closures.map(({ id }) => id));
  expect(seen).toEqual(ids.toReversed().filter((id) => id !== ids[2]));
  expect(third.next).toBeNull();
  const ended = await world.ask('GET', '/v1/closures?state=ended&limit=1000', { token: read });
  expect(ended.body.closures.map(({ id }) => id)).toContain(ids[2]);
});

test.each([
  'limit=0',
  'limit=1001',
  'limit=1e2',
  'limit=',
  'state=open',
  'state=',
  'cursor=!',
  'cursor=eyJ9',
  // [1], ["a","b"], [1,"a",2]: of other lists.
  'cursor=WzFd',
  'cursor=WyJhIiwiYiJd',
  'cursor=WzEsImEiLDJd',
  'page=2',
])('GET /v1/closures?%s is refused', async (query) => {
  expect((await world.ask('GET', `/v1/closures?${query}`, { token: read })).status).toBe(400);
});
