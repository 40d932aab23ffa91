import { describe, expect, it } from 'vitest';
import { OPERATIONS, type Operation, type PartooClient } from '../../lib/partoo/index.ts';
import { answers, inTurn, resets, startServer } from '../support/world/server.ts';
import { rejection, testClient } from './support/client.ts';

const operations: [string, Operation][] = Object.entries(OPERATIONS);

it('what may not be done twice is a short list, and never a read', () => {
  const once = operations.filter(([, { repeat }]) => repeat === 'unless-arrived').map(([id]) => id);
  expect(once).toEqual([
    'createMessageTemplates',
    'createWebhooks',
    'tryoutWebhooks',
    'sendMessage',
    'retryMessage',
    'createApiKey',
  ]);
});

const TEXT = { conversation_id: 1, content_type: 'Text', content: 'x' };
const INGESTED = {
  business_id: 'b',
  external_conversation_id: 'c',
  external_message_id: 'm',
  content: 'x',
  sender_type: 'Consumer' as const,
};

describe('after a connection that was cut, or an error of the server', () => {
  it.each<[string, number, (client: PartooClient) => Promise<unknown>]>([
    ['a message is sent once', 1, ({ messages }) => messages.send(TEXT)],
    ['a failed message is sent again once', 1, ({ messages }) => messages.retry(1)],
    ['a key is made once', 1, ({ apiKeys }) => apiKeys.create({ label: 'l' })],
    [
      'a message of a channel of ours is handed over again',
      3,
      ({ messages }) => messages.ingest('ch', INGESTED),
    ],
    [
      'a conversation is closed again',
      3,
      ({ conversations }) => conversations.update(1, { status: 'closed' }),
    ],
    ['a business is written again', 3, ({ businesses }) => businesses.update('b', { status: 'open' })],
  ])('%s', async (_, attempts, call) => {
    for (const broken of [resets, answers(502)]) {
      const server = await startServer(broken);
      const error = await rejection(call(testClient(server.baseUrl, { maxAttempts: 3 })));
      expect(error).toMatchObject({ attempts, mayHaveArrived: true });
      expect(server.seen).toHaveLength(attempts);
      expect(server.seen.every(({ headers }) => headers['content-type'] === 'application/json')).toBe(true);
    }
  });

  it('a message over the quota is sent when Partoo allows it: it was not taken', async () => {
    const taken = { status: 'success', message_id: 5 };
    const server = await startServer(inTurn(answers(429, {}, { 'retry-after': '60' }), answers(200, taken)));
    await expect(testClient(server.baseUrl).messages.send(TEXT)).resolves.toEqual(taken);
  });
});
