import { expect, it, onTestFinished } from 'vitest';
import { PartooAnswerError, receiveWebhook, SIGNATURE_HEADER } from '../../lib/partoo/index.ts';
import { startSandbox } from '../../lib/sandbox/index.ts';
import { answers, startServer } from '../support/world/server.ts';
import { collect, testClient } from './support/client.ts';
import { skippingClock } from './support/clocks.ts';

/** A sandbox of 250 shops that runs on the client's clock, and a client for it. */
async function local(faults = {}) {
  const clock = skippingClock();
  const sandbox = await startSandbox({ clock, businesses: 250, requestsPerMinute: 0, faults, apiKey: 'key' });
  onTestFinished(() => sandbox.close());
  const client = testClient(sandbox.url, { clock, apiKey: 'key', maxAttempts: 20 });
  return { sandbox, client, clock };
}

it('everything arrives and is read through a line that breaks half of the time', async () => {
  const { sandbox, client, clock } = await local({
    serverError: 0.1,
    reset: 0.1,
    html200: 0.1,
    lostAnswer: 0.1,
    cutBody: 0.05,
    lateServerError: 0.05,
    shufflePages: true,
  });
  const incomplete: unknown[] = [];
  const items = await collect(client.settings.list({}, { onIncomplete: (one) => incomplete.push(one) }));
  // A row was pushed in that no page showed.
  expect(incomplete).toMatchObject([{ found: 250, count: 251 }]);
  const rows = new Map<string | number, unknown>(sandbox.settings().map((row) => [row.id, row]));
  expect(items).toHaveLength(250);
  for (const { value, text } of items) {
    expect(value).toEqual(rows.get(value.id));
    expect(JSON.parse(text)).toEqual(value);
  }
  for (const { value } of items.slice(0, 40)) {
    const { welcome_message, uses_business_hours, custom_chat_hours } = value;
    const kept = { welcome_message, uses_business_hours, custom_chat_hours };
    const wanted = { ...kept, offline_message: 'Closed', is_launched: false };
    const written = await untilHeard(() => client.settings.update(value.id, wanted));
    expect(written.value.offline_message).toBe('Closed');
    expect(sandbox.writesOf(value.business_id).length).toBeGreaterThan(0);
  }
  expect(await collect(client.businesses.search({}, { onIncomplete: () => {} }))).toHaveLength(250);
  expect(client.requests.retries).toBeGreaterThan(20);
  expect(client.requests.reads + client.requests.writes).toBe(sandbox.requests.length);
  expect(clock.sleeping()).toBe(0);
});

/** A write is sent once where an answer came that cannot be read; whoever wants it heard sends it again. */
async function untilHeard<T>(write: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof PartooAnswerError)) throw error;
    }
  }
}

it('templates, groups, users, keys, conversations and messages are understood', async () => {
  const { sandbox, client } = await local();
  const invalid: unknown[] = [];
  const call = { onInvalid: (item: unknown) => invalid.push(item) };
  const templates = await client.templates.list(call);
  expect(templates.length).toBeGreaterThan(0);
  expect(templates.every(({ text }) => text !== null)).toBe(true);
  const [first] = await collect(client.businesses.search({ perPage: 100 }, call));
  if (first?.code === undefined || first.code === null)
    throw new Error('A business with a code was expected.');
  expect(await client.businesses.get({ code: first.code })).toEqual(first);
  expect((await client.users.me()).role).toBe('ORG_ADMIN');
  const sections = await collect(client.groups.sections({}, call));
  const [section] = sections;
  const [group] = section?.groups ?? [];
  if (!section?.id || !group?.id) throw new Error('A section with a group was expected.');
  expect((await client.groups.group(section.id, group.id)).business_ids).toBeInstanceOf(Array);
  sandbox.consumerWrites(first.id, 'Are you open?');
  const [conversation] = await collect(client.conversations.list({ businessIds: [first.id] }, call));
  if (!conversation?.id) throw new Error('A conversation was expected.');
  expect(await collect(client.messages.list({ conversationId: conversation.id }, call))).not.toEqual([]);
  expect((await client.permissions.list()).sections).toBeInstanceOf(Array);
  await collect(client.apiKeys.list({}, call));
  expect(await client.webhooks.events()).toContain('business_updated');
  expect(invalid).toEqual([]);
});

it('a delivery of the sandbox is checked with its key', async () => {
  const { sandbox, client } = await local();
  const subscriber = await startServer(answers(200));
  await client.webhooks.tryout({ url: subscriber.baseUrl, event_type: 'business_updated' });
  await subscriber.saw(1);
  const [delivery] = subscriber.seen;
  const signature = String(delivery?.headers[SIGNATURE_HEADER]);
  const received = receiveWebhook(Buffer.from(delivery?.body ?? ''), signature, [sandbox.webhookPublicKey]);
  expect(received.event).toMatchObject({ kind: 'business', type: 'business_updated' });
});
