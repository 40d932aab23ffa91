/** Closures over HTTP that are beyond the guard: what waits, and who decides. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpWorld, makeHttpWorld } from '../support/world/http.ts';

let world: HttpWorld;
let till: string;
let ops: string;
beforeAll(async () => {
  world = await makeHttpWorld({
    businesses: 4,
    organization: '    adHoc: { maxShare: 0.5, maxBusinesses: 1, maxFor: 2d }\n',
    rules: 'rules: { closed: { dates: [{ from: 2027-12-25 }] } }',
  });
  till = await world.token(['operate']);
  ops = await world.token(['read', 'approve']);
}, 60_000);
afterAll(() => world.end());

const post = (body: unknown, token = till) => world.ask('POST', '/v1/closures', { token, body });
const get = (path: string) => world.ask('GET', `/v1/closures${path}`, { token: ops });
const decide = (id: string, verb: string, token = ops, headers: Record<string, string> = {}) =>
  world.ask('POST', `/v1/closures/${id}/${verb}`, { token, headers });

test('202 and waiting; approved by another token, it is in force', async () => {
  const asked = await post({ all: true, reason: 'flood' });
  const { id } = asked.body;
  expect([asked.status, asked.headers.get('location')]).toEqual([202, `/v1/closures/${id}`]);
  expect(asked.body).toMatchObject({
    ...{ state: 'waiting', endedAt: null, decided: null, businesses: 4 },
    waiting: { kind: 'closure', beyond: 'businesses', by: ['token:t1'] },
  });
  await world.run();
  expect(world.settingsOf('ST-00001').is_launched).toBe(true);
  expect((await get('?state=waiting')).body.closures).toMatchObject([{ id }]);
  expect((await get('?state=in-force')).body.closures).toEqual([]);

  expect((await decide(id, 'approve', till)).status).toBe(403);
  const own = await world.token(['operate', 'approve']);
  const mine = await post({ all: true }, own);
  expect(mine.status).toBe(202);
  expect(await decide(mine.body.id, 'approve', own)).toMatchObject({ status: 403 });
  expect(await decide(mine.body.id, 'decline')).toMatchObject({ status: 200, body: { state: 'declined' } });

  expect((await decide(id, 'approve', ops, { 'if-match': '"other"' })).status).toBe(412);
  const approved = await decide(id, 'approve', ops, { 'if-match': asked.headers.get('etag')! });
  expect(approved.status).toBe(200);
  expect(approved.body).toMatchObject({ state: 'in-force', waiting: null, decided: { by: 'token:t2' } });
  expect(world.woken.at(-1)).toEqual(['acme']);
  expect((await decide(id, 'approve')).status).toBe(409);
  expect((await decide('nothing', 'approve')).status).toBe(404);
  await world.run();
  expect(world.settingsOf('ST-00001').is_launched).toBe(false);

  // The end of many waits as well, and so does a change.
  const end = await world.ask('DELETE', `/v1/closures/${id}`, { token: till });
  expect([end.status, end.body]).toMatchObject([202, { state: 'in-force', waiting: { kind: 'end' } }]);
  const again = await world.ask('DELETE', `/v1/closures/${id}`, { token: till });
  expect([again.status, again.body]).toEqual([202, end.body]);
  await decide(id, 'decline');
  const change = await world.ask('PATCH', `/v1/closures/${id}`, {
    token: till,
    body: { until: '2026-12-31' },
  });
  expect([change.status, change.body]).toMatchObject([
    202,
    { state: 'in-force', until: null, waiting: { kind: 'change', until: '2026-12-31' } },
  ]);
  const { status, body, headers } = await world.ask('PATCH', `/v1/closures/${id}`, {
    token: till,
    body: { until: '2026-12-31' },
  });
  expect([status, body, headers.get('etag')]).toEqual([202, change.body, change.headers.get('etag')]);
  expect((await get('?state=waiting')).body.closures).toMatchObject([{ id, state: 'in-force' }]);
  await decide(id, 'approve');
  expect((await get(`/${id}`)).body).toMatchObject({ until: '2026-12-31', waiting: null });
});

test('a token bound to another organization decides on nothing here', async () => {
  await world.apply(`  other: { apiKey: env:PARTOO_API_KEY, baseUrl: ${world.sandbox.url}, timezone: Europe/Paris }
rules: { closed: { dates: [{ from: 2027-12-25 }] } }`);
  const { id } = (await post({ organization: 'acme', scope: { codes: ['ST-00001'] }, for: '3d' })).body;
  const foreign = await world.token(['approve'], { organization: 'other' });
  expect((await decide(id, 'approve', foreign)).status).toBe(404);
  expect((await get(`/${id}`)).body).toMatchObject({ state: 'waiting' });
});

test('where nothing may wait, it is refused', async () => {
  const strict = await makeHttpWorld({
    businesses: 4,
    organization: '    adHoc: { maxShare: 0.5, maxBusinesses: 1, approval: false }\n',
    rules: 'rules: { closed: { dates: [{ from: 2027-12-25 }] } }',
  });
  const token = await strict.token(['operate']);
  const refused = await strict.ask('POST', '/v1/closures', { token, body: { all: true } });
  expect([refused.status, refused.body]).toMatchObject([
    422,
    { type: expect.stringContaining('beyond-guard') },
  ]);
  expect(await strict.store.listAdHoc('acme')).toEqual([]);
  await strict.end();
});
