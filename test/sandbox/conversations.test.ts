import { expect, test } from 'vitest';
import { type Call, detailOf, sandboxOf } from './support.ts';

interface Conversations {
  conversations: {
    id: number;
    business: { id: string };
    last_message: { id: number; status: string } | null;
  }[];
  count: number;
  next_cursor: string | null;
}
const listed = async (call: Call, query = '') =>
  (await call('GET', `/conversations${query}`)).body as Conversations;

async function messages(
  call: Call,
  conversation: number,
): Promise<{ id: number; status: string; content: string }[]> {
  const { body } = await call('GET', `/messages?conversation_id=${conversation}`);
  return (body as { messages: { id: number; status: string; content: string }[] }).messages;
}

test('lists go on by cursor, lose and repeat nothing while more is added', async () => {
  const { call, sandbox } = await sandboxOf();
  const seen: number[] = [];
  let query = '?per_page=3';
  for (let rounds = 0; rounds < 9; rounds += 1) {
    const slice = await listed(call, query);
    seen.push(...slice.conversations.map(({ id }) => id));
    sandbox.consumerWrites('ST-00001', 'Bonsoir');
    if (slice.next_cursor === null) break;
    query = `?per_page=3&cursor=${slice.next_cursor}`;
  }
  expect(seen).toHaveLength(8);
  expect(new Set(seen).size).toBe(8);
  const { status } = await call('GET', '/conversations?cursor=nonsense', { undocumented: true });
  expect(status).toBe(400);
});

test('conversations can be asked for by business', async () => {
  const { call, sandbox } = await sandboxOf();
  const { id } = sandbox.businesses[2]!.business;
  const { conversations, count } = await listed(call, `?business__in=${id}`);
  expect(count).toBe(1);
  expect(conversations[0]).toMatchObject({ business: { id }, status: 'Open' });
  expect((await call('GET', `/conversations/${conversations[0]!.id}`)).body).toEqual(conversations[0]);
  expect((await call('GET', '/conversations/7')).status).toBe(404);
});

test('a message is Sending at first and Success later', async () => {
  const { call, sandbox, clock } = await sandboxOf();
  const { conversation_id } = sandbox.consumerWrites('ST-00001', 'Ouvert ?', 'Instagram');
  const sent = await call('POST', '/messages', {
    body: { conversation_id, content_type: 'Text', content: 'Oui !' },
  });
  const { message_id } = sent.body as { message_id: number };
  const newest = async () => (await messages(call, conversation_id))[0]!;
  expect(await newest()).toMatchObject({ id: message_id, status: 'Sending', content: 'Oui !' });
  await clock.advance(1_000);
  expect(await newest()).toMatchObject({ id: message_id, status: 'Success' });
  expect((await call('GET', `/conversations/${conversation_id}`)).body).toMatchObject({
    has_one_user_message: true,
    messaging_partner: 'Instagram',
    last_message: { id: message_id },
  });
});

test('sending twice sends twice', async () => {
  const { call, sandbox } = await sandboxOf();
  const { conversation_id } = sandbox.consumerWrites('ST-00001', 'Ouvert ?');
  const body = { conversation_id, content_type: 'Text', content: 'Oui !' };
  await Promise.all([call('POST', '/messages', { body }), call('POST', '/messages', { body })]);
  expect(await messages(call, conversation_id)).toHaveLength(3);
});

test('only what failed can be retried, and without any body', async () => {
  const { call, clock } = await sandboxOf();
  const failed = (await listed(call)).conversations.find((one) => one.last_message?.status === 'Failed')!;
  const path = `/messages/${failed.last_message!.id}/retry`;
  expect((await call('POST', path)).status).toBe(200);
  expect((await messages(call, failed.id))[0]).toMatchObject({ status: 'Sending' });
  await clock.advance(1_000);
  expect((await messages(call, failed.id))[0]).toMatchObject({ status: 'Success' });
  expect((await call('POST', path)).status).toBe(404);
});

test.each([
  ['expired', 4],
  ['whose channel is not set up', 5],
])('nothing can be sent in a conversation that is %s', async (_, index) => {
  const { call, sandbox } = await sandboxOf();
  const { id } = sandbox.businesses[index]!.business;
  const [conversation] = (await listed(call, `?business__in=${id}`)).conversations;
  const body = { conversation_id: conversation!.id, content_type: 'Text', content: 'Oui !' };
  expect((await call('POST', '/messages', { body })).status).toBe(400);
});

test.each<[unknown, string]>([
  [{ content_type: 'Text', content: 'x' }, 'conversation_id'],
  [{ conversation_id: 40_001, content_type: 'Text' }, 'content'],
  [{ conversation_id: 40_001, content_type: 'Video', content: 'x' }, 'content_type'],
  [{ conversation_id: 40_001, content_type: 'Text', content: 'x', template: 1 }, 'template'],
])('sending %j is refused', async (body, field) => {
  const { call } = await sandboxOf();
  const answered = await call('POST', '/messages', { body });
  expect(answered.status).toBe(400);
  expect(detailOf(answered)).toHaveProperty([field]);
});

test('conversations are read, settled and assigned, one thing at a time', async () => {
  const { call, sandbox } = await sandboxOf();
  const { conversation_id } = sandbox.consumerWrites('ST-00001', 'Ouvert ?');
  const path = `/conversations/${conversation_id}`;
  const me = ((await call('GET', '/user/me')).body as { id: string }).id;
  const after = async (body: unknown, method = 'PATCH', at = path) => {
    expect((await call(method, at, body === undefined ? {} : { body })).status).toBe(200);
    return (await call('GET', path)).body;
  };
  expect(await after(undefined, 'POST', `${path}/read`)).toMatchObject({ is_read: true });
  expect(await after({ is_read: false }, 'POST')).toMatchObject({ is_read: false });
  expect(await after({ status: 'closed' })).toMatchObject({ is_solved: true, status: 'Open' });
  expect(await after({ status: 'open' })).toMatchObject({ is_solved: false });
  expect(await after({ assigned_user_id: me })).toMatchObject({ assigned_user_id: me });
  expect(await after({ assigned_user_id: 'unassigned' })).toMatchObject({ assigned_user_id: null });
  for (const body of [
    {},
    { status: 'closed', assigned_user_id: me },
    { status: 'Closed' },
    { assigned_user_id: 'x' },
  ]) {
    expect((await call('PATCH', path, { body })).status).toBe(400);
  }
});

test('what is pushed in twice arrives once, a while later, and keeps to its conversation', async () => {
  const { call, sandbox, clock } = await sandboxOf();
  const { id } = sandbox.businesses[7]!.business;
  const body = {
    business_id: id,
    external_conversation_id: 'c1',
    external_message_id: 'm1',
    content: 'Bonjour',
    sender_type: 'Consumer',
    consumer_name: 'Zofia',
  };
  const before = (await listed(call)).count;
  const push = (rest = {}) =>
    call('POST', '/custom-channels/channel-1/messages', { body: { ...body, ...rest } });
  await push();
  await push();
  expect((await listed(call)).count).toBe(before);
  await clock.advance(1_000);
  await push();
  await push({ external_message_id: 'm2', content: 'Encore' });
  await clock.advance(1_000);
  const { conversations, count } = await listed(call);
  expect(count).toBe(before + 1);
  expect(conversations[0]).toMatchObject({ consumer_name: 'Zofia', custom_channel: { id: 'channel-1' } });
  expect((await messages(call, conversations[0]!.id)).map(({ content }) => content)).toEqual([
    'Encore',
    'Bonjour',
  ]);
  expect((await push({ business_id: 'x' })).status).toBe(400);
  expect((await call('POST', '/custom-channels/other/messages', { body })).status).toBe(400);
});
