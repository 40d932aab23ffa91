import * as z from 'zod';
import { sliceOf } from '../cursors.ts';
import type { ChannelState } from '../model.ts';
import { badRequest, notFound, ok, type Reply } from '../replies.ts';
import { checkBody, checkQuery, integerText } from '../validation.ts';
import { cursorParameters } from './conversations.ts';
import { type Call, numberParam, param, type Route } from './route.ts';
import { ME } from './user.ts';

const listQuery = z.strictObject({ ...cursorParameters, conversation_id: integerText });
const send = z.strictObject({
  conversation_id: z.int(),
  content_type: z.literal('Text', 'only Text is served by the sandbox'),
  content: z.string().min(1, 'must not be empty'),
});
const ingest = z.strictObject({
  business_id: z.string(),
  external_conversation_id: z.string(),
  external_message_id: z.string(),
  content: z.string(),
  sender_type: z.enum(['User', 'Consumer'], 'must be User or Consumer'),
  consumer_name: z.string().nullable().optional(),
  consumer_image: z.string().nullable().optional(),
});
type Ingest = z.infer<typeof ingest>;

export const messageRoutes: Route[] = [
  { method: 'GET', path: '/messages', operation: 'listMessages', handle: list },
  { method: 'POST', path: '/messages', operation: 'sendMessage', handle: sendOne },
  {
    method: 'POST',
    path: '/messages/{message_id}/retry',
    operation: 'retryMessage',
    bodiless: true,
    handle: retry,
  },
  {
    method: 'POST',
    path: '/custom-channels/{channel_id}/messages',
    operation: 'ingestMessage',
    handle: ingestOne,
  },
];

function list(call: Call): Reply {
  const { conversation_id, cursor, per_page } = checkQuery(listQuery, call.query);
  const conversation = call.conversations.byId(conversation_id);
  if (!conversation) throw notFound();
  const messages = call.conversations.messagesOf(conversation);
  const { rows, count, next_cursor } = sliceOf(messages, cursor, per_page);
  return ok({ messages: rows, count, next_cursor });
}

/** Not idempotent: the same request twice is two messages. */
function sendOne(call: Call): Reply {
  const body = checkBody(send, call.body);
  const conversation = call.conversations.byId(body.conversation_id);
  if (!conversation) throw notFound();
  if (conversation.status === 'Closed' || conversation.issues.length > 0) {
    throw badRequest({ conversation_id: 'nothing can be sent in this conversation' });
  }
  const message = call.conversations.add(conversation, {
    sender_type: 'User',
    content: body.content,
    status: 'Sending',
    user_id: ME.id,
  });
  call.conversations.send(message);
  const about = { businessId: conversation.business.id, wrote: true };
  return ok({ status: 'success', message_id: message.id }, about);
}

function retry(call: Call): Reply {
  const message = call.conversations.message(numberParam(call, 'message_id'));
  if (message?.status !== 'Failed') throw notFound();
  call.conversations.send(message);
  return ok({ status: 'success' }, { wrote: true });
}

/** Accepted at once, carried out later; what was accepted under the same external id before is ignored. */
function ingestOne(call: Call): Reply {
  const channel = call.customChannels.get(param(call, 'channel_id'));
  if (!channel) throw badRequest({ channel_id: 'unknown channel' });
  const body = checkBody(ingest, call.body);
  const entry = call.organization.byId(body.business_id);
  if (!entry) throw badRequest({ business_id: 'unknown business' });
  const isNew = !channel.messages.has(body.external_message_id);
  channel.messages.add(body.external_message_id);
  if (isNew) call.conversations.later(() => arrive(call, channel, body));
  return ok({ status: 'success' }, { businessId: body.business_id, wrote: isNew });
}

function arrive({ conversations, organization }: Call, channel: ChannelState, body: Ingest): void {
  const business = organization.byId(body.business_id)?.business;
  if (!business) return;
  const known = channel.conversations.get(body.external_conversation_id);
  const conversation =
    (known === undefined ? undefined : conversations.byId(known)) ??
    conversations.open({
      business,
      consumer_name: body.consumer_name ?? null,
      consumer_img: body.consumer_image ?? null,
      messaging_partner: channel.name,
      custom_channel: { id: channel.id, name: channel.name },
    });
  channel.conversations.set(body.external_conversation_id, conversation.id);
  conversations.add(conversation, {
    sender_type: body.sender_type,
    content: body.content,
    status: 'Success',
  });
}
