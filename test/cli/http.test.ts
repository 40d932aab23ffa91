/** The HTTP interface as it is started: real processes, with a sandbox in place of Partoo. */
import { generateKeyPairSync } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { parseAddress } from '../../lib/cli/http.ts';
import { signWebhook } from '../../lib/partoo/index.ts';
import { closedNow, desk, type Started } from '../support/desk/desk.ts';

test('tokens are made, and revoked by command, and open `watch --http` until then', async () => {
  await using one = await desk(closedNow('flood', 'scope: { codes: [ST-00001] }, '));
  expect((await one.run(['apply', '--yes', '--allow-now', '5'])).code).toBe(0);
  const created = await one.run([
    'token',
    'create',
    'till',
    '--scopes',
    'read,operate',
    '--expires',
    '30d',
    '--json',
  ]);
  const { token, ...rest } = created.json() as unknown as { token: string };
  expect(rest).toEqual({
    name: 'till',
    scopes: ['read', 'operate'],
    organization: null,
    expires: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  });

  const watching = one.start(['watch', '--http', '0']);
  await watching.says('Serving HTTP at http://127.0.0.1:');
  await watching.says('Watching acme');
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(watching.printed())![0];
  const metrics = () => fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  expect((await metrics()).status).toBe(200);
  expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ ok: true });
  // Worked out in a thread of its own, which sees what this process has done.
  const authorization = `Bearer ${token}`;
  const rowsOf = async () => {
    const answer = await fetch(`${url}/v1/plan?limit=1000`, { headers: { authorization } });
    expect(answer.headers.get('ratelimit')).toMatch(/^"token";r=\d+/);
    return ((await answer.json()) as { closures: { rule: string }[] }).closures.map(({ rule }) => rule);
  };
  expect(await rowsOf()).toEqual(['flood']);
  const body = JSON.stringify({ scope: { codes: ['ST-00002'] }, for: '2h' });
  const headers = { authorization, 'content-type': 'application/json' };
  const asked = await fetch(`${url}/v1/closures`, { method: 'POST', headers, body });
  const { id } = (await asked.json()) as { id: string };
  expect(await rowsOf()).toEqual(['flood', `ad-hoc:${id}`]);
  expect((await fetch(`${url}/v1/plan?from=x`, { headers: { authorization } })).status).toBe(400);
  expect((await one.run(['token', 'revoke', 'till'])).code).toBe(0);
  expect((await metrics()).status).toBe(401);
  watching.kill('SIGTERM');
  expect(await watching.finished).toMatchObject({ code: 0, stderr: expect.not.stringContaining(token) });
}, 60_000);

test('what was answered is done, though the process is killed right after it', async () => {
  // Partoo changes its key: both are given until that is over.
  const [before, partoo] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
  const pem = [before, partoo].map((pair) => pair.publicKey.export({ type: 'spki', format: 'pem' }));
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const env = { TILL_SECRET: secret, WEBHOOK_KEYS: pem.join('') };
  await using one = await desk('');
  await one.configure(`version: 1
organizations:
  acme:
    apiKey: env:PARTOO_API_KEY
    baseUrl: env:PARTOO_BASE_URL
    timezone: Europe/Paris
    webhookPublicKey: env:WEBHOOK_KEYS
    webhooks: [{ name: till, secret: env:TILL_SECRET }]
rules: { none: { dates: [{ from: 2030-12-25 }] } }
`);
  expect((await one.run(['apply', '--yes'], env)).code).toBe(0);
  const shop = one.sandbox.businesses[3]!.business;
  await fetch(`${one.sandbox.url}/business/${shop.id}`, {
    method: 'POST',
    headers: { 'x-APIKey': 'sandbox-key', 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Renamed' }),
  });

  const watching = one.start(['watch', '--http', '0'], env);
  await watching.says('Serving HTTP at http://127.0.0.1:');
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(watching.printed())![0];
  const edited = Buffer.from(
    JSON.stringify({ type: 'business_updated', payload: { business: { id: shop.id } } }),
  );
  const asked = JSON.stringify({ type: 'closure.requested', data: { id: 'flood', codes: ['ST-00002'] } });
  const now = new Date();
  const answers = await Promise.all([
    fetch(`${url}/webhooks/partoo`, {
      method: 'POST',
      headers: { 'x-partoo-signature-v1': signWebhook(edited, partoo.privateKey) },
      body: edited,
    }),
    fetch(`${url}/webhooks/closures`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': 'm1',
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign('m1', now, asked),
      },
      body: asked,
    }),
  ]);
  watching.kill('SIGKILL');
  expect(answers.map(({ status }) => status)).toEqual([200, 204]);
  expect((await watching.finished).code).toBeNull();

  expect((await one.run(['run'], env)).code).toBe(0);
  expect(one.sandbox.settingsRow('ST-00002').is_launched).toBe(false);
  const { businesses } = (await one.run(['status', '--json'], env)).json();
  expect(businesses.find(({ business }) => business === shop.id)).toMatchObject({ name: 'Renamed' });
}, 60_000);

test('what was answered while it was told to stop is kept, and it stops in order', async () => {
  await using one = await desk('  none: { dates: [{ from: 2030-12-25 }] }\n');
  expect((await one.run(['apply', '--yes'])).code).toBe(0);
  const created = await one.run(['token', 'create', 'till', '--scopes', 'operate', '--json']);
  const { token } = created.json() as unknown as { token: string };
  const watching = one.start(['watch', '--http', '0']);
  await watching.says('Serving HTTP at http://127.0.0.1:');
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(watching.printed())![0];
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  let answered = 0;
  const asking = Array.from({ length: 120 }, async (_, index) => {
    const body = JSON.stringify({ scope: { codes: ['ST-00002'] }, from: '2027-03-01', reason: `r${index}` });
    const answer = await fetch(`${url}/v1/closures`, { method: 'POST', headers, body }).catch(() => null);
    // In the midst of the load.
    if (++answered === 20) watching.kill('SIGTERM');
    const text = await answer?.text().catch(() => null);
    if (answer?.status !== 201 || typeof text !== 'string') return [answer?.status ?? 'refused'];
    return [201, (JSON.parse(text) as { id: string }).id];
  });
  const answers = await Promise.all(asking);
  expect((await watching.finished).code).toBe(0);
  const kept = (await one.run(['closures', '--json'])).json().closures.map(({ id }) => id);
  const promised = answers.flatMap(([status, id]) => (status === 201 ? [id] : []));
  expect(promised.length).toBeGreaterThanOrEqual(19);
  expect(kept).toEqual(expect.arrayContaining(promised));
  expect(answers.filter(([status]) => status !== 201 && status !== 'refused')).toEqual([]);
}, 60_000);

test('what was started ends with its case, also where that fails', async () => {
  let serving: Started | undefined;
  const failing = async () => {
    await using one = await desk('  none: { dates: [{ from: 2030-12-25 }] }\n');
    serving = one.start(['sandbox', '--port', '0']);
    await serving.says('http://127.0.0.1:');
    throw new Error('what was expected is not so');
  };
  await expect(failing).rejects.toThrow('not so');
  expect(await serving?.finished).toMatchObject({ code: null });
}, 60_000);

test.each([
  ['8080', { host: '127.0.0.1', port: 8080 }],
  ['0', { host: '127.0.0.1', port: 0 }],
  ['0.0.0.0:80', { host: '0.0.0.0', port: 80 }],
  ['[::1]:65535', { host: '::1', port: 65_535 }],
  ['localhost:0', { host: 'localhost', port: 0 }],
])('--http %s', (text, address) => expect(parseAddress(text)).toEqual(address));

test.each(['', 'x', '65536', ':80', 'a:b', '::1:80', '-1', '80.5', '1e3', 'a b:80'])(
  '--http %j is no address',
  (text) => expect(() => parseAddress(text)).toThrow('Write PORT'),
);
