/** A token of one organization: others do not exist for it, on any route. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpWorld, makeHttpWorld, withOther } from '../support/world/http.ts';

let world: HttpWorld;
let other: string;
let everybody: string;
let theirs: string;
beforeAll(async () => {
  world = await makeHttpWorld({ businesses: 3 });
  await world.apply(withOther(world));
  other = await world.token(['operate', 'approve'], { organization: 'other' });
  everybody = await world.token(['operate', 'approve']);
  const body = { organization: 'acme', all: true, reason: 'secret' };
  theirs = (await world.ask('POST', '/v1/closures', { token: everybody, body })).body.id;
}, 60_000);
afterAll(() => world.end());

const ask = (method: string, path: string, body?: unknown) => world.ask(method, path, { token: other, body });

test.each([
  ['GET', '/v1/closures/ID', undefined],
  ['PATCH', '/v1/closures/ID', { until: null }],
  ['DELETE', '/v1/closures/ID', undefined],
  ['POST', '/v1/closures', { organization: 'acme', all: true }],
  ['GET', '/v1/closures?organization=acme', undefined],
  ['GET', '/v1/businesses?organization=acme', undefined],
  ['GET', '/v1/businesses/ST-00001?organization=acme', undefined],
  ['GET', '/v1/businesses/ST-00001/explain?organization=acme', undefined],
  ['GET', '/v1/history?organization=acme', undefined],
  ['GET', '/v1/plan?organization=acme', undefined],
  ['GET', '/v1/plan/summary?organization=acme', undefined],
  ['GET', '/v1/businesses/ST-00001/hours?organization=acme', undefined],
])('%s %s is 404, and the same as for what there is not', async (method, path, body) => {
  const hidden = await ask(method, path.replace('ID', theirs), body);
  const none = await ask(
    method,
    path.replace('ID', 'close-0').replace('acme', 'nobody'),
    body && 'organization' in body ? { ...body, organization: 'nobody' } : body,
  );
  expect(hidden.status).toBe(404);
  expect(JSON.stringify(hidden.body).replace(theirs, 'close-0')).toBe(JSON.stringify(none.body));
  expect((await world.store.readAdHoc('acme', theirs))?.endedAt).toBeNull();
});

test('what it lists is its own alone', async () => {
  for (const path of [
    '/v1/closures',
    '/v1/businesses',
    '/v1/history',
    '/v1/plan',
    '/v1/plan/summary',
    '/metrics',
  ]) {
    const { status, body } = await ask('GET', path);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toMatch(/acme|secret/);
  }
  expect((await ask('GET', '/v1/businesses')).body.businesses).toHaveLength(3);
});

test('what it asks for stands in its own, whatever the scope says', async () => {
  const { body } = await ask('POST', '/v1/closures', { scope: { codes: ['ST-00001'] } });
  expect(body).toMatchObject({ organization: 'other', organizations: ['other'] });
  expect((await ask('POST', '/v1/closures', { scope: { organizations: ['acme'] } })).status).toBe(422);
});

test('who is let into several sees both, and has to say which where it matters', async () => {
  const get = (path: string) => world.ask('GET', path, { token: everybody });
  const { body } = await world.ask('POST', '/v1/closures', {
    token: everybody,
    body: { scope: { codes: ['ST-00002'] } },
  });
  expect(body).toMatchObject({ organizations: ['acme', 'other'], businesses: 2 });
  expect((await get('/v1/businesses')).body.businesses).toHaveLength(6);
  expect((await get('/v1/businesses/ST-00001')).status).toBe(409);
  expect((await get('/v1/businesses/ST-00001/explain')).status).toBe(409);
  expect((await get('/v1/businesses/ST-00001?organization=other')).body).toMatchObject({
    organization: 'other',
  });
  expect((await world.ask('DELETE', `/v1/closures/${body.id}`, { token: other })).status).toBe(204);
  expect((await world.store.readAdHoc('acme', body.id))?.endedAt).toBeNull();
});

test('whoever names a closure that there is not is told of each that there is, once', async () => {
  const body = { scope: { codes: ['ST-00003'] } };
  const made = await world.ask('POST', '/v1/closures', { token: everybody, body });
  const patch = { token: everybody, body: { reason: 'x' } };
  const { detail } = (await world.ask('PATCH', '/v1/closures/zzz', patch)).body as unknown as {
    detail: string;
  };
  expect(detail.split(made.body.id)).toHaveLength(2);
});
