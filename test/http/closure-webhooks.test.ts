/** Closures by Standard Webhooks, with the reference library as the sender. */

import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HttpWorld, makeHttpWorld, SECRETS } from '../support/world/http.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await makeHttpWorld({ businesses: 4 });
  await world.apply(`    webhooks: [{ name: till, secret: env:TILL_SECRET }, { name: lost, secret: env:NOT_SET }]
  other:
    apiKey: env:PARTOO_API_KEY
    baseUrl: ${world.sandbox.url}
    timezone: Europe/Paris
    webhooks: [{ name: flood, secret: env:FLOOD_SECRET }]
rules: { none: { dates: [{ from: 2027-12-25 }] } }`);
}, 60_000);
afterAll(() => world.end());

interface Sending {
  id?: string;
  secret?: string;
  /** Seconds by which the sender's clock is off. */
  late?: number;
  headers?: Record<string, string>;
  /** What arrives instead of what was signed. */
  tampered?: string;
}

let sent = 0;
async function send(body: unknown, sending: Sending = {}) {
  const { id = `msg_${++sent}`, secret = 'env:TILL_SECRET', late = 0, headers = {}, tampered } = sending;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const at = new Date(world.clock.now() - late * 1000);
  const signature = new Webhook(SECRETS[secret]!).sign(id, at, text);
  return world.ask('POST', '/webhooks/closures', {
    body: tampered ?? text,
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': signature,
      ...headers,
    },
  });
}

const requested = (data: object) => ({ type: 'closure.requested', data });
const flood = (id: string) => requested({ id, codes: ['ST-00001'], reason: 'flood' });
const stored = (id: string, organization = 'acme') => world.store.readAdHoc(organization, id);

test('a closure is asked for, changed and cancelled, in the organization of the secret alone', async () => {
  const answer = await send(flood('f1'));
  expect([answer.status, answer.body]).toEqual([204, '']);
  expect(await stored('f1')).toMatchObject({ actor: 'webhook:till', reason: 'flood', endedAt: null });
  expect(await stored('f1', 'other')).toBeNull();
  expect(world.woken.at(-1)).toEqual(['acme']);
  await world.run();
  expect(world.settingsOf('ST-00001')).toMatchObject({ is_launched: false });
  await send({ type: 'closure.changed', data: { id: 'f1', until: '2026-12-31', reason: 'water' } });
  expect(await stored('f1')).toMatchObject({ until: '2026-12-31', reason: 'water' });
  // Somebody else's secret: the same id is another closure there.
  await send({ type: 'closure.cancelled', data: { id: 'f1' } }, { secret: 'env:FLOOD_SECRET' });
  expect(await stored('f1')).toMatchObject({ endedAt: null });
  await send({ type: 'closure.cancelled', data: { id: 'f1' } });
  expect((await stored('f1'))?.endedAt).toBe(Math.floor(world.clock.now() / 1000) * 1000);
  const deeds = (await world.store.listHistory({})).filter(({ business }) => business === '');
  expect(deeds.filter(({ actor }) => actor === 'webhook:till')).toHaveLength(3);
});

test('a repeated id is answered alike and does nothing, whatever comes with it', async () => {
  await send(flood('r1'), { id: 'same' });
  const before = await world.store.listHistory({});
  expect((await send(flood('r1'), { id: 'same' })).status).toBe(204);
  expect((await send({ type: 'closure.cancelled', data: { id: 'r1' } }, { id: 'same' })).status).toBe(204);
  expect(await stored('r1')).toMatchObject({ endedAt: null });
  expect(await world.store.listHistory({})).toEqual(before);
  const five = await Promise.all(Array.from({ length: 5 }, () => send(flood('r2'), { id: 'five' })));
  expect(five.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204]);
  expect((await world.store.listAdHoc('acme')).filter(({ id }) => id === 'r2')).toHaveLength(1);
});

test('one of several signatures suffices', async () => {
  const id = 'several';
  const text = JSON.stringify(flood('s1'));
  const right = new Webhook(SECRETS['env:TILL_SECRET']!).sign(id, new Date(world.clock.now()), text);
  const wrong = `v1,${Buffer.alloc(32).toString('base64')}`;
  const { status } = await send(text, { id, headers: { 'webhook-signature': `v1a,xyz ${wrong} ${right}` } });
  expect(status).toBe(204);
});

describe('nothing is done', () => {
  const base64 = (bytes: number) => Buffer.alloc(bytes, 7).toString('base64');
  test.each<[string, unknown, Sending, number]>([
    ['forged', flood('x'), { headers: { 'webhook-signature': `v1,${base64(32)}` } }, 401],
    ['truncated', flood('x'), { headers: { 'webhook-signature': `v1,${base64(16)}` } }, 400],
    ['of another version', flood('x'), { headers: { 'webhook-signature': `v1a,${base64(64)}` } }, 400],
    ['without a signature', flood('x'), { headers: { 'webhook-signature': '' } }, 400],
    ['without an id', flood('x'), { headers: { 'webhook-id': '' } }, 400],
    ['with another id', flood('x'), { headers: { 'webhook-id': 'other' } }, 401],
    ['with another time', flood('x'), { headers: { 'webhook-timestamp': '1' } }, 401],
    ['with no time', flood('x'), { headers: { 'webhook-timestamp': '1e9' } }, 400],
    ['six minutes old', flood('x'), { late: 360 }, 401],
    ['six minutes ahead', flood('x'), { late: -360 }, 401],
    ['tampered with', flood('x'), { tampered: JSON.stringify(flood('y')) }, 401],
    ['written again', flood('x'), { tampered: JSON.stringify(flood('x'), null, 1) }, 401],
    ['no JSON', '{"type":', {}, 400],
    ['of no type', { data: {} }, {}, 400],
    ['of an unknown type', { type: 'closure.deleted', data: { id: 'x' } }, {}, 400],
    ['with an unknown member', requested({ id: 'x', codes: ['ST-00001'], untill: '2026-12-31' }), {}, 400],
    ['with an empty list', requested({ id: 'x', codes: [] }), {}, 400],
    ['about nobody', requested({ id: 'x', codes: ['ST-99999'] }), {}, 422],
    ['with no selector', requested({ id: 'x' }), {}, 422],
    ['about another organization', requested({ id: 'x', organizations: ['other'] }), {}, 422],
    ['larger than 1 MB', `${JSON.stringify(flood('x'))}${' '.repeat(1024 * 1024)}`, {}, 413],
  ])('%s', async (_what, body, sending, status) => {
    const answer = await send(body, sending);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await stored('x')).toBeNull();
    expect(await stored('y')).toBeNull();
  });

  test('four minutes either way are taken', async () => {
    expect((await send(flood('t1'), { late: 240 })).status).toBe(204);
    expect((await send(flood('t2'), { late: -240 })).status).toBe(204);
  });
});
