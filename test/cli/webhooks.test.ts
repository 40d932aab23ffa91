import { expect, test } from 'vitest';
import { appliedConfig } from '../../lib/operations/index.ts';
import { listWebhooks, registerWebhooks } from '../../lib/operations/partoo-webhooks.ts';
import { desk } from '../support/desk/desk.ts';
import { bendAnswers } from '../support/world/bend-answers.ts';
import { makeWorld } from '../support/world/world.ts';

const OURS = 'https://closures.example.com/webhooks/partoo';
const THEIRS = 'https://crm.example.com/hook?token=secret';
const EVENTS = ['business_created', 'business_deleted', 'business_updated'];

test('our events are registered where they are free, and never in place of somebody else', {
  timeout: 60_000,
}, async () => {
  await using user = await desk('  none: { dates: [{ from: 2027-12-25 }] }\n');
  const partoo = (method: string, path: string, body: unknown) =>
    fetch(`${user.sandbox.url}${path}`, {
      method,
      headers: { 'x-APIKey': 'sandbox-key', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const listed = async () => (await user.run(['webhooks', '--json'])).json().webhooks;
  const free = EVENTS.map((event) => ({ organization: 'acme', event, url: null }));
  expect(await listed()).toEqual(free);

  await partoo('POST', '/webhooks', {
    items: [
      { url: THEIRS, event_type: 'business_updated', headers: { 'X-Key': 'theirs' } },
      { url: THEIRS, event_type: 'message_created' },
    ],
  });
  const first = await user.run(['webhooks', 'register', OURS]);
  expect(first.code).toBe(0);
  expect(first.stdout).toContain('held by somebody else');
  expect(first.stdout).toContain('https://crm.example.com/hook?…');
  expect(first.stdout).not.toContain('secret');
  const held = await listed();
  expect(held).toEqual([
    { organization: 'acme', event: 'business_created', url: OURS },
    { organization: 'acme', event: 'business_deleted', url: OURS },
    { organization: 'acme', event: 'business_updated', url: THEIRS },
    { organization: 'acme', event: 'message_created', url: THEIRS },
  ]);

  const again = (await user.run(['webhooks', 'register', OURS, '--json'])).json().webhooks;
  expect(again.map(({ outcome }) => outcome)).toEqual(['unchanged', 'held', 'unchanged']);
  expect(await listed()).toEqual(held);

  const replaced = (await user.run(['webhooks', 'register', OURS, '--replace', '--json'])).json().webhooks;
  expect(replaced[1]).toEqual({
    ...{ organization: 'acme', event: 'business_updated', url: OURS, outcome: 'replaced', before: THEIRS },
  });
  const { items } = (await (
    await fetch(`${user.sandbox.url}/webhooks`, { headers: { 'x-APIKey': 'sandbox-key' } })
  ).json()) as {
    items: { event_type: string; url: string; headers: object }[];
  };
  expect(items.find(({ event_type }) => event_type === 'business_updated')).toMatchObject({
    url: OURS,
    headers: {},
  });
  expect(items.find(({ event_type }) => event_type === 'message_created')).toMatchObject({ url: THEIRS });

  for (const url of [
    'http://closures.example.com/x',
    'closures.example.com',
    'https://a:b@c.example/x',
    'ftp://x/y',
    'https://10.0.0.7/x',
    'https://169.254.169.254/x',
    'https://[fd00::1]/x',
    'https://0xC0A80001/x',
  ]) {
    const refused = await user.run(['webhooks', 'register', url]);
    expect([url, refused.code]).toEqual([url, 2]);
  }
});

test('an address of this machine is none for a Partoo that is elsewhere', async () => {
  const world = await makeWorld({
    businesses: 1,
    rules: 'rules: { none: { dates: [{ from: 2027-12-25 }] } }',
  });
  const elsewhere = { apiKey: 'k', baseUrl: 'https://api.partoo.co/v2' };
  const deps = { ...world.deps, findAccount: async () => elsewhere };
  const organization = (await appliedConfig(world.store)).config.organizations[0]!;
  for (const host of ['localhost', '127.0.0.1', '[::1]', '127.1', 'localhost.'])
    await expect(
      registerWebhooks(deps, organization, { url: `https://${host}/x`, replace: false }),
    ).rejects.toMatchObject({ code: 'url', remedy: expect.stringContaining('from outside') });
  expect(world.sandbox.requests.filter(({ path }) => path.startsWith('/webhooks'))).toEqual([]);
  await world.end();
});

test('a refused key says so', { timeout: 60_000 }, async () => {
  await using user = await desk('  none: { dates: [{ from: 2027-12-25 }] }\n');
  const { code } = await user.run(['webhooks'], { PARTOO_API_KEY: 'wrong' });
  expect(code).toBe(3);
});

test('who holds an event is never taken for nobody because of what Partoo says of it', async () => {
  const world = await makeWorld({ businesses: 1, rules: 'rules: {}' });
  const { organizations } = (await appliedConfig(world.store)).config;
  const holder = {
    id: 1,
    url: THEIRS,
    event_type: 'business_updated',
    headers: [{ name: 'X-Key', value: 'x' }],
  };
  const shown = { items: [holder] as object[] };
  await bendAnswers(world, ({ path, body }) =>
    path === '/webhooks' ? { body: { ...body, ...shown, count: 1, max_page: 1 } } : null,
  );
  const listed = () => listWebhooks(world.deps, organizations[0]!);
  expect((await listed()).find(({ event }) => event === 'business_updated')?.url).toBe(THEIRS);
  shown.items = [{ ...holder, url: null }];
  await expect(listed()).rejects.toThrow('cannot be read (url: is null');
  await expect(
    registerWebhooks(world.deps, organizations[0]!, { url: OURS, replace: false }),
  ).rejects.toThrow('cannot be read');
  expect(world.sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  await world.end();
});
