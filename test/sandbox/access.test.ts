import { expect, test } from 'vitest';
import { realClock } from '../../lib/clock.ts';
import { startSandbox } from '../../lib/sandbox/index.ts';
import { OPERATIONS } from './contract.ts';
import { type Call, caller, sandboxOf } from './support.ts';

const SERVED = OPERATIONS.filter(({ operation }) => operation !== 'updateConversationLegacy');
const body = (method: string) => (method === 'GET' ? {} : { body: {} });
/** A path on which nothing is found, where it has a parameter. */
const filled = (path: string) => path.replace(/\{[^}]+\}/, '0');

test.each(SERVED)('$method $path refuses a wrong key', async ({ method, path }) => {
  const { sandbox } = await sandboxOf();
  const answered = await caller(sandbox, 'other')(method, filled(path), body(method));
  expect(answered.status).toBe(401);
  expect(answered.text).toContain('{"authentication":"User not authenticated"}');
});

test('without a key nothing is served, and it costs no quota', async () => {
  const { sandbox, call } = await sandboxOf({ requestsPerMinute: 1, apiKey: 'sandbox-key' });
  expect((await fetch(`${sandbox.url}/user/me`)).status).toBe(401);
  expect((await call('GET', '/user/me')).status).toBe(200);
});

test.each([1, 2])('operations use either error envelope, with seed %d as with any', async (seed) => {
  const { sandbox } = await sandboxOf({ seed });
  const call = caller(sandbox, 'other');
  const answers = await Promise.all(
    SERVED.map(({ method, path }) => call(method, filled(path), body(method))),
  );
  const envelopes = new Set(answers.flatMap((answered) => Object.keys(answered.body as object)));
  expect([...envelopes].sort()).toEqual(['error', 'errors']);
  const again = await call('GET', '/messaging/settings');
  expect(again.body).toHaveProperty(seed === 1 ? 'error' : 'errors');
});

test('the user is an organization’s administrator', async () => {
  const { call } = await sandboxOf();
  expect((await call('GET', '/user/me')).body).toMatchObject({ role: 'ORG_ADMIN', org_id: 1207, lang: 'fr' });
  expect((await call('GET', '/user/me?display_business_ids=False')).status).toBe(200);
  expect((await call('GET', '/user/me?display_business_ids=no', { undocumented: true })).status).toBe(400);
});

test('what the contract does not have is not there', async () => {
  const { call, sandbox } = await sandboxOf();
  const status = async (...args: Parameters<Call>) =>
    (await call(args[0], args[1], { ...args[2], undocumented: true })).status;
  const id = sandbox.businesses[0]!.settingId;
  expect(await status('GET', `/messaging/settings/${id}`)).toBe(405);
  expect(await status('DELETE', `/messaging/templates/${sandbox.templates[0]!.id}`)).toBe(405);
  expect(await status('GET', '/nothing')).toBe(404);
  expect(await status('GET', '/business/%E0%A4%A')).toBe(404);
  expect(await status('POST', `/messaging/settings/${id}`, { body: `"${'x'.repeat(1_100_000)}"` })).toBe(413);
  expect(await status('GET', `/messaging/settings?business__in=${'x,'.repeat(4_200)}`)).toBe(414);
  expect((await fetch(sandbox.url.replace('/v2', '/v1/user/me'))).status).toBe(404);
});

test('over the quota: 429, whole seconds to wait, no body; the window slides', async () => {
  const { call, clock } = await sandboxOf({ requestsPerMinute: 3 });
  expect((await call('GET', '/user/me')).status).toBe(200);
  await clock.advance(20_500);
  expect((await call('GET', '/user/me')).status).toBe(200);
  expect((await call('GET', '/user/me')).status).toBe(200);
  const refused = await call('GET', '/user/me');
  expect([refused.status, refused.headers.get('retry-after'), refused.text]).toEqual([429, '40', '']);
  await clock.advance(39_000);
  expect((await call('GET', '/user/me')).headers.get('retry-after')).toBe('1');
  await clock.advance(500);
  expect((await call('GET', '/user/me')).status).toBe(200);
  expect((await call('GET', '/user/me')).headers.get('retry-after')).toBe('21');
});

test('every request is logged, with both clocks', async () => {
  const { call, sandbox, clock } = await sandboxOf({ requestsPerMinute: 2 });
  const before = realClock.now();
  await call('GET', '/business/c-ST-00002');
  await caller(sandbox, 'other')('GET', '/user/me?display_business_ids=True');
  await call('GET', '/user/me');
  await call('GET', '/user/me');
  const { businesses } = sandbox;
  expect(sandbox.requests).toMatchObject([
    { at: clock.now(), path: '/business/c-ST-00002', status: 200, businessId: businesses[1]!.business.id },
    { path: '/user/me', query: 'display_business_ids=True', status: 401, businessId: null },
    { status: 200, wrote: false },
    { status: 429 },
  ]);
  expect(sandbox.requests[0]!.realAt).toBeGreaterThanOrEqual(before);
});

test('a port that is taken is an error, and closing frees it', async () => {
  const { sandbox } = await sandboxOf();
  const again = () => startSandbox({ port: sandbox.port, clock: realClock, businesses: 0 });
  await expect(again()).rejects.toThrow('EADDRINUSE');
  await sandbox.close();
  await (await again()).close();
});
