/** The HTTP interface and notifications as they would be deployed, behind what an HTTP API does. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken } from '../../lib/operations/tokens.ts';
import { type LocalHttp, serveLocally } from '../../scripts/local-http.ts';
import { type ReceivingServer, receivingServer } from '../operations/notify/receivers.ts';
import { describeWithDatabase } from '../support/deployment/database.ts';
import { type Deployment, deploy } from '../support/deployment/deployment.ts';
import { made } from '../support/deployment/made.ts';

const CONFIGURATION = `    webhooks: [{ name: till, secret: ssm:/partoo-closures/dev/till }]
rules:
  christmas: { dates: [{ from: 2026-12-25, name: Noël }] }
notify:
  - webhook: { url: ssm:/partoo-closures/dev/hook, secret: ssm:/partoo-closures/dev/till }
  - heartbeat: ssm:/partoo-closures/dev/ping`;
const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

await describeWithDatabase('the packaged doors', story);

function story(endpoint: string): void {
  let running: Deployment;
  let http: LocalHttp;
  let hook: ReceivingServer;
  let ping: ReceivingServer;
  let token: string;

  beforeAll(async () => {
    running = await deploy(
      await made('doors'),
      { endpoint },
      { start: '2026-12-20T12:00:00+01:00', rules: CONFIGURATION },
    );
    const { stack } = running;
    hook = await receivingServer();
    ping = await receivingServer();
    for (const [name, value] of [
      ['till', SECRET],
      ['hook', hook.url],
      ['ping', ping.url],
    ] as const)
      stack.secrets.set(`/partoo-closures/dev/${name}`, value);
    const deps = {
      store: stack.store,
      clock: { now: () => stack.now(), sleep: async () => {} },
      actor: 'command:anna',
    };
    ({ token } = await createToken(deps, {
      name: 'desk',
      scopes: ['operate'],
      organization: null,
      expiresAt: null,
    }));
    http = await serveLocally(stack.function('http'));
  }, 180_000);
  afterAll(async () => {
    await http.close();
    await running.end();
    await hook[Symbol.asyncDispose]();
    await ping[Symbol.asyncDispose]();
  });

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${http.url}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });

  test('what is asked for over HTTP is carried out at once, and ended', async () => {
    const { stack, sandbox } = running;
    const body = JSON.stringify({ scope: { codes: ['ST-00002'] }, reason: 'flood' });
    const asked = await ask('/v1/closures', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(asked.status).toBe(201);
    await stack.settled();
    expect(sandbox.settingsRow('ST-00002').is_launched).toBe(false);
    const ended = await ask(asked.headers.get('location')!, { method: 'DELETE' });
    expect(ended.status).toBe(204);
    await stack.settled();
    const { entries } = (await (await ask('/v1/history?limit=5')).json()) as { entries: { actor: string }[] };
    expect(entries.map(({ actor }) => actor)).toContain('token:desk');
  });

  test.each([
    ['/health', 200, 'application/json'],
    ['/v1/openapi.json', 200, 'application/json'],
    ['/v1/businesses?limit=2', 200, 'application/json'],
    ['/v1/plan/summary', 200, 'application/json'],
    ['/nothing', 404, 'application/problem+json'],
  ])('%s answers %i', async (path, status, type) => {
    const answer = await ask(path);
    expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([status, type]);
  });

  test('nobody is let in without a token, and the page for people is there', async () => {
    expect((await fetch(`${http.url}/v1/businesses`)).status).toBe(401);
    const page = await fetch(http.url, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
  });

  test('a tick tells what happened, signed, and that it ticked', async () => {
    const { stack } = running;
    const detail = {
      version: 1,
      eventId: 'e1',
      organization: 'acme',
      at: new Date(stack.now()).toISOString(),
      by: 'command:anna',
    };
    stack.send('Writing Paused', detail, 'partoo-closures');
    await stack.settled();
    expect(hook.received).toEqual([]);
    await stack.tick();
    await stack.settled();
    expect(JSON.parse(hook.received[0]!.body)).toMatchObject({
      id: 'e1',
      'detail-type': 'Writing Paused',
      detail,
    });
    expect(ping.received).toHaveLength(1);
    await stack.tick();
    await stack.settled();
    expect([hook.received.length, ping.received.length]).toEqual([1, 2]);
  });

  test('nothing was denied by a role, and nothing failed', () => {
    expect([running.stack.denied, running.stack.failures]).toEqual([[], []]);
  });
}
