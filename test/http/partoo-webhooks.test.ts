/** What Partoo tells by webhook, with the local Partoo as the sender. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signWebhook } from '../../lib/partoo/index.ts';
import { type HttpWorld, makeHttpWorld, SECRETS } from '../support/world/http.ts';

const RULES = 'rules: { listing: { specificHours: true }, none: { dates: [{ from: 2027-12-25 }] } }';
const [ours, former, others] = [1, 2, 3].map(() => generateKeyPairSync('ed25519'));
const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();
SECRETS['env:HOOK_KEYS'] = `${pem(former!.publicKey)}${pem(ours!.publicKey)}`;

let world: HttpWorld;
beforeAll(async () => {
  world = await makeHttpWorld({ businesses: 4 });
  await world.apply(`    webhookPublicKey: ${world.sandbox.webhookPublicKey}
  other:
    apiKey: env:PARTOO_API_KEY
    baseUrl: ${world.sandbox.url}
    timezone: Europe/Paris
    webhookPublicKey: env:HOOK_KEYS
${RULES}`);
}, 60_000);
afterAll(() => world.end());

const bodyOf = (type: string, payload: unknown = {}) => Buffer.from(JSON.stringify({ type, payload }));
const send = (body: Uint8Array, { key = ours!.privateKey, signature = signWebhook(body, key) } = {}) =>
  world.ask('POST', '/webhooks/partoo', { body, headers: { 'x-partoo-signature-v1': signature } });
const remembered = async (code: string, organization = 'acme') =>
  (await world.store.readDirectory(organization))!.businesses.find((one) => one.code === code)!;
const changed = (organization: string) => world.store.readNote(organization, 'changed-businesses');
/** What an edit in Partoo is: a request of somebody else's. */
async function edit(code: string, changes: object): Promise<void> {
  const response = await fetch(`${world.sandbox.url}/business/${world.idOf(code)}`, {
    method: 'POST',
    headers: { 'x-APIKey': 'sandbox-key', 'content-type': 'application/json' },
    body: JSON.stringify(changes),
  });
  expect(response.status).toBe(200);
}

test('a business that was edited in Partoo is read anew, it alone, and its closures follow', async () => {
  await fetch(`${world.sandbox.url}/webhooks`, {
    method: 'POST',
    headers: { 'x-APIKey': 'sandbox-key', 'content-type': 'application/json' },
    body: JSON.stringify({
      items: [{ url: `${world.url}/webhooks/partoo`, event_type: 'business_updated' }],
    }),
  });
  const today = '2026-12-20';
  await edit('ST-00002', {
    ...{ city: 'Lille', zipcode: '59000' },
    specific_hours: { open: [], close: [{ starts_at: today, ends_at: today }] },
  });
  await world.sandbox.deliveriesDone();
  expect(world.sandbox.deliveries).toMatchObject([{ type: 'business_updated', status: 200, attempt: 1 }]);
  expect(world.woken.at(-1)).toEqual(['acme']);
  world.sandbox.requests.splice(0);
  await world.run();
  expect(await remembered('ST-00002')).toMatchObject({ city: 'Lille', zipcode: '59000' });
  expect(world.settingsOf('ST-00002').is_launched).toBe(false);
  const reads = world.sandbox.requests.filter(
    ({ method, path }) => method === 'GET' && /business/.test(path),
  );
  expect(reads).toHaveLength(1);
});

test('an address with a secret in its query, which Partoo proposes, is as good as one without', async () => {
  const body = bodyOf('message_created');
  const headers = { 'x-partoo-signature-v1': signWebhook(body, ours!.privateKey) };
  const { status } = await world.ask('POST', '/webhooks/partoo?secret=a', { body, headers });
  expect(status).toBe(200);
});

describe('keys', () => {
  test('one of several fits, and tells the organization', async () => {
    const event = bodyOf('business_updated', { business: { id: world.idOf('ST-00001') } });
    expect((await send(event)).status).toBe(200);
    expect(await changed('other')).toContain(world.idOf('ST-00001'));
    expect(await changed('acme')).not.toContain(world.idOf('ST-00001'));
    const again = bodyOf('business_deleted', { business: { id: world.idOf('ST-00003') } });
    expect((await send(again, { key: former!.privateKey })).status).toBe(200);
    expect(await changed('other')).toContain(world.idOf('ST-00003'));
  });

  test('none is known for another Partoo than its own: it says what to do', async () => {
    const plain = await makeHttpWorld({ businesses: 1, rules: RULES });
    const answer = await plain.ask('POST', '/webhooks/partoo', {
      body: bodyOf('x'),
      headers: { 'x-partoo-signature-v1': signWebhook(bodyOf('x'), ours!.privateKey) },
    });
    expect([answer.status, answer.body]).toMatchObject([
      401,
      { detail: expect.stringContaining('webhookPublicKey') },
    ]);
    await plain.end();
  });
});

test('what comes again does nothing, until a day later', async () => {
  const event = bodyOf('business_updated', { business: { id: world.idOf('ST-00004'), name: 'again' } });
  await send(event);
  const first = await changed('other');
  await world.store.saveNote('other', 'changed-businesses', null);
  const five = await Promise.all(Array.from({ length: 5 }, () => send(event)));
  expect(five.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(await changed('other')).toBeNull();
  await world.until('2026-12-22T00:00:00+01:00');
  await send(event);
  expect(await changed('other')).toEqual(expect.stringContaining(world.idOf('ST-00004')));
  expect(first).toContain(world.idOf('ST-00004'));
});

test.each(['message_created', 'lead_received', 'something_new', 'business_deleted'])(
  '%s without a business is acknowledged, and nothing is done',
  async (type) => {
    await world.store.saveNote('other', 'changed-businesses', null);
    expect((await send(bodyOf(type))).status).toBe(200);
    expect(await changed('other')).toBeNull();
  },
);

test('what is not signed, not an event or too large is refused, counted, and nothing is done', async () => {
  await world.store.saveNote('other', 'changed-businesses', null);
  const event = bodyOf('business_updated', { business: { id: world.idOf('ST-00001'), name: 'x' } });
  const signature = signWebhook(event, ours!.privateKey);
  const raw = (text: string) => Buffer.from(text);
  const answers = [
    await world.ask('POST', '/webhooks/partoo', { body: event }),
    await send(event, { key: others!.privateKey }),
    await send(event, { signature: signature.slice(0, 40) }),
    await send(event, { signature: 'A'.repeat(5000) }),
    await send(Buffer.concat([event, raw(' ')]), { signature }),
    await send(raw('{"type":')),
    await send(raw('[]')),
    await send(bodyOf('business_updated', { business: { id: true } })),
    await send(Buffer.from([0xff, 0xfe])),
    await send(Buffer.alloc(1024 * 1024 + 1, 32)),
  ];
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 400, 400, 400, 400, 413]);
  // Nobody is answered in the words of a parser.
  expect(answers.slice(6, 8).map(({ body }) => body)).toEqual([
    expect.objectContaining({ errors: [{ path: '', message: 'is a list; write an object' }] }),
    expect.objectContaining({ detail: 'Its payload is none that Partoo documents for its type.' }),
  ]);
  expect(await changed('other')).toBeNull();
  const token = await world.token(['read']);
  const { body } = await world.ask('GET', '/metrics', { token });
  expect(body).toContain(
    'partoo_closures_http_requests_total{method="POST",path="/webhooks/partoo",status="401"} 5',
  );
});
