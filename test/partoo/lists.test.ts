import { describe, expect, it } from 'vitest';
import type { InvalidItem } from '../../lib/partoo/index.ts';
import { answers, json, startServer } from '../support/world/server.ts';
import { collect, rejection, testClient } from './support/client.ts';

describe('a list that goes by cursor', () => {
  it('is read until there is no next one, each item once', async () => {
    const server = await startServer(({ query }, response) => {
      const cursor = query.get('cursor');
      const messages = cursor === null ? [{ id: 1 }, { id: 2 }] : [{ id: 2 }, { id: {} }, { id: 3 }];
      json(response, { messages, count: 3, next_cursor: cursor === null ? 'a b+/=' : null });
    });
    const told: InvalidItem[] = [];
    const { messages } = testClient(server.baseUrl);
    const list = messages.list({ conversationId: 7 }, { onInvalid: (item) => told.push(item) });
    expect(await collect(list)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    expect(told).toMatchObject([{ index: 1, id: null }]);
    expect(server.seen.map(({ query }) => Object.fromEntries(query))).toEqual([
      { conversation_id: '7', per_page: '100' },
      { conversation_id: '7', per_page: '100', cursor: 'a b+/=' },
    ]);
  });

  it('does not go round for ever', async () => {
    const server = await startServer(answers(200, { conversations: [], next_cursor: 'again' }));
    const error = await rejection(collect(testClient(server.baseUrl).conversations.list()));
    expect(error).toMatchObject({ code: 'incomplete', issue: '0 items, repeats' });
    expect(server.seen).toHaveLength(1);
  });

  it('narrowed to no business asks nothing', async () => {
    const { conversations } = testClient('http://127.0.0.1:9/v2');
    expect(await collect(conversations.list({ businessIds: [] }))).toEqual([]);
  });
});

it('a list that documents no page numbers is asked without one at first', async () => {
  const server = await startServer(({ query }, response) =>
    json(response, { api_keys: [{ id: Number(query.get('page') ?? 1) }], page: 1, max_page: 2, count: 2 }),
  );
  expect(await collect(testClient(server.baseUrl).apiKeys.list({ status: 'active' }))).toEqual([
    { id: 1 },
    { id: 2 },
  ]);
  expect(server.seen.map(({ query }) => query.toString())).toEqual(['status=active', 'status=active&page=2']);
});

it('a list that is missing is no empty list', async () => {
  const server = await startServer(answers(200, { page: 1, max_page: 1, count: 0 }));
  const client = testClient(server.baseUrl);
  for (const list of [client.groups.sections(), client.webhooks.list(), client.businesses.search()]) {
    expect(await rejection(collect<unknown>(list))).toMatchObject({ code: 'unexpected-shape' });
  }
});
