/** A closure of two organizations, of which one gets what the other has not got yet. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpWorld, makeHttpWorld, withOther } from '../support/world/http.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await makeHttpWorld({ businesses: 3 });
  await world.apply(withOther(world, '    adHoc: { maxShare: 0.1, maxBusinesses: 1 }\n'));
}, 60_000);
afterAll(() => world.end());

test('what was agreed to in one organization and waits in another ends in both', async () => {
  const asker = await world.token(['operate']);
  const approver = await world.token(['operate', 'approve'], { organization: 'acme' });
  const asked = await world.ask('POST', '/v1/closures', { token: asker, body: { all: true } });
  expect(asked.status).toBe(202);
  const { id } = asked.body;
  expect((await world.ask('POST', `/v1/closures/${id}/approve`, { token: approver })).status).toBe(200);
  expect((await world.store.readAdHoc('other', id))?.waiting).toBeDefined();
  const everybody = await world.token(['operate', 'approve']);
  const ended = await world.ask('DELETE', `/v1/closures/${id}`, { token: everybody });
  expect(ended.status).toBe(204);
  expect((await world.store.readAdHoc('acme', id))?.endedAt).not.toBeNull();
});

test('a request that died between two organizations is carried out in both when it is sent again', async () => {
  const token = await world.token(['operate']);
  const asked = { token, headers: { 'idempotency-key': 'k1' }, body: { scope: { codes: ['ST-00002'] } } };
  const { putAdHoc } = world.store;
  let puts = 0;
  world.store.putAdHoc = (...args) => {
    puts += 1;
    if (puts === 2) throw new Error('the store is away');
    return putAdHoc.apply(world.store, args);
  };
  expect((await world.ask('POST', '/v1/closures', asked)).status).toBe(500);
  world.store.putAdHoc = putAdHoc;
  await world.clock.sleepUntil(world.clock.now() + 61_000);
  const again = await world.ask('POST', '/v1/closures', asked);
  expect(again.status).toBe(201);
  expect(await world.store.readAdHoc('acme', again.body.id)).not.toBeNull();
  expect(await world.store.readAdHoc('other', again.body.id)).not.toBeNull();
});
