import { createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { EVENT_TYPES, makeBusiness } from '../../lib/sandbox/index.ts';
import { type CallOptions, detailOf, sandboxOf } from './support.ts';

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A subscriber on this machine that answers with the statuses given, then with 200. */
async function subscriber(...statuses: number[]): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(statuses.shift() ?? 200).end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/partoo`, received };
}

const subscription = (url: string, event_type = 'business_updated', rest = {}): CallOptions => ({
  body: { items: [{ url, event_type, ...rest }] },
});

test('subscriptions are created, listed, read and changed', async () => {
  const { call, clock } = await sandboxOf();
  const created = await call('POST', '/webhooks', {
    body: {
      items: [
        { url: 'https://example.com/a', event_type: 'business_updated' },
        { url: 'https://example.com/a', event_type: 'message_created', headers: { 'X-Tenant': '7' } },
      ],
    },
  });
  const { items } = created.body as { items: { id: number }[] };
  expect((await call('GET', '/webhooks?per_page=1&page=2')).body).toEqual({
    page: 2,
    max_page: 2,
    count: 2,
    items: [items[1]],
  });
  await clock.advance(1_000);
  const path = `/webhooks/${items[0]!.id}`;
  const changed = await call('PUT', path, { body: { url: 'https://example.com/b' } });
  expect(changed.body).toMatchObject({
    url: 'https://example.com/b',
    updated_at: '2026-12-01T08:00:01.000000Z',
  });
  expect((await call('GET', path)).body).toEqual(changed.body);
  expect((await call('GET', '/webhooks/1')).status).toBe(404);
  expect((await call('GET', '/webhooks/events')).body).toEqual(EVENT_TYPES);
});

test.each<[string, unknown, string]>([
  ['plain HTTP to elsewhere', { url: 'http://example.com/' }, 'items.0.url'],
  ['no URL', { url: 'here' }, 'items.0.url'],
  ['an unknown event', { event_type: 'settings_updated' }, 'items.0.event_type'],
  ['a header of Partoo’s', { headers: { 'X-Partoo-Thing': '1' } }, 'items.0.headers.X-Partoo-Thing'],
  ['a header without X-', { headers: { Authorization: '1' } }, 'items.0.headers.Authorization'],
  ['a long header', { headers: { 'X-A': 'x'.repeat(513) } }, 'items.0.headers.X-A'],
  [
    'six headers',
    { headers: Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`X-${n}`, ''])) },
    'items.0.headers',
  ],
  ['a secret', { secret: 'x' }, 'items.0.secret'],
])('a subscription with %s is refused', async (_, rest, field) => {
  const { call } = await sandboxOf();
  const answered = await call(
    'POST',
    '/webhooks',
    subscription('https://example.com/', 'lead_received', rest as object),
  );
  expect(answered.status).toBe(400);
  expect(detailOf(answered)).toHaveProperty([field]);
});

test('one event type has one subscription; with a second nothing is created', async () => {
  const { call } = await sandboxOf();
  const item = { url: 'https://example.com/', event_type: 'lead_received' };
  expect((await call('POST', '/webhooks', { body: { items: [item, item] } })).status).toBe(400);
  expect((await call('GET', '/webhooks')).body).toMatchObject({ count: 0, items: [] });
});

test('a delivery is signed over its raw bytes and carries the whole business', async () => {
  const { call, sandbox } = await sandboxOf();
  const { url, received } = await subscriber();
  await call(
    'POST',
    '/webhooks',
    subscription(url, 'business_updated', { headers: { 'X-Tenant': 'seven' } }),
  );
  await call('POST', '/business/c-ST-00003', { body: { name: 'Corvel — Café “Zürich” ☕' } });
  await sandbox.deliveriesDone();
  const [{ headers, body }] = received as [Received];
  expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-tenant': 'seven' });
  expect(headers).not.toHaveProperty('x-partoo-webhook-tryout');
  expect(JSON.parse(body)).toEqual({
    type: 'business_updated',
    payload: { business: sandbox.businesses[2]!.business },
  });
  const pem = `-----BEGIN PUBLIC KEY-----\n${sandbox.webhookPublicKey}\n-----END PUBLIC KEY-----`;
  const signature = Buffer.from(String(headers['x-partoo-signature-v1']), 'base64');
  expect(verify(null, Buffer.from(body), createPublicKey(pem), signature)).toBe(true);
  expect(verify(null, Buffer.from(`${body} `), createPublicKey(pem), signature)).toBe(false);
});

test('businesses that come and go are told of; settings and templates never are', async () => {
  const { call, sandbox } = await sandboxOf();
  const { url, received } = await subscriber();
  const items = EVENT_TYPES.map((event_type) => ({ url, event_type }));
  await call('POST', '/webhooks', { body: { items } });
  const added = makeBusiness(20);
  sandbox.addBusiness(added);
  await sandbox.deliveriesDone();
  sandbox.person.edit('ST-00020', { is_launched: false });
  await call('POST', `/messaging/settings/${added.settingId}`, { body: {} });
  await call('PUT', `/messaging/templates/${sandbox.templates[0]!.id}`, { body: {} });
  sandbox.removeBusiness('ST-00020');
  await sandbox.deliveriesDone();
  expect(received.map(({ body }) => JSON.parse(body).type)).toEqual(['business_created', 'business_deleted']);
});

test.each([
  [
    '5xx is tried again, at most five times, ever later',
    [500, 503, 502, 500, 500, 500],
    [0, 1, 3, 7, 15, 31],
  ],
  ['until it is taken', [500, 503], [0, 1, 3]],
  ['4xx is not', [404], [0]],
  ['nor is a redirect', [302], [0]],
])('%s', async (_, statuses, seconds) => {
  const { call, sandbox, clock } = await sandboxOf();
  const { url } = await subscriber(...statuses);
  await call('POST', '/webhooks', subscription(url));
  const start = clock.now();
  await call('POST', '/business/c-ST-00003', { body: { name: 'New' } });
  while (sandbox.deliveries.length < seconds.length) {
    await new Promise((resolve) => setImmediate(resolve));
    if (clock.sleeping() > 0) await clock.advance(500);
  }
  await sandbox.deliveriesDone();
  expect(sandbox.deliveries.map(({ at }) => (at - start) / 1000)).toEqual(seconds);
});

test('nobody but this machine is ever called', async () => {
  const { call, sandbox } = await sandboxOf();
  await call('POST', '/webhooks', subscription('https://partoo.example/hook'));
  await call('POST', '/business/c-ST-00003', { body: { name: 'New' } });
  await call('POST', '/webhooks/tryout', subscription('https://127.0.0.1.example/hook'));
  await sandbox.deliveriesDone();
  expect(sandbox.deliveries).toEqual([]);
});

test.each(EVENT_TYPES)('a tryout of %s sends the first item alone, marked', async (event_type) => {
  const { call, sandbox } = await sandboxOf();
  const { url, received } = await subscriber();
  const items = [
    { url, event_type },
    { url, event_type: 'lead_received' },
  ];
  expect((await call('POST', '/webhooks/tryout', { body: { items } })).status).toBe(200);
  await sandbox.deliveriesDone();
  expect(received).toHaveLength(1);
  expect(received[0]!.headers).toHaveProperty('x-partoo-webhook-tryout');
  expect(JSON.parse(received[0]!.body)).toMatchObject({ type: event_type, payload: {} });
});
