import * as z from 'zod';
import type { Conversation } from '../conversations.ts';
import { sliceOf } from '../cursors.ts';
import { badRequest, notFound, ok, type Reply } from '../replies.ts';
import { checkBody, checkQuery, commaList, pageParameters } from '../validation.ts';
import { type Call, numberParam, type Route } from './route.ts';
import { ME } from './user.ts';

export const cursorParameters = { cursor: z.string().optional(), per_page: pageParameters.per_page };
const listQuery = z.strictObject({ ...cursorParameters, business__in: commaList.optional() });
const patch = z
  .strictObject({
    status: z.enum(['open', 'closed'], 'must be open or closed'),
    assigned_user_id: z.string(),
  })
  .partial()
  .refine((body) => Object.keys(body).length === 1, {
    path: ['status'],
    message: 'exactly one action per call',
  });

export const conversationRoutes: Route[] = [
  { method: 'GET', path: '/conversations', operation: 'listConversations', handle: list },
  { method: 'GET', path: '/conversations/{conversation_id}', operation: 'getConversation', handle: getOne },
  {
    method: 'PATCH',
    path: '/conversations/{conversation_id}',
    operation: 'patchConversation',
    handle: patchOne,
  },
  {
    method: 'POST',
    path: '/conversations/{conversation_id}',
    operation: 'updateConversationLegacy',
    handle: markRead,
  },
  {
    method: 'POST',
    path: '/conversations/{conversation_id}/read',
    operation: 'readConversation',
    bodiless: true,
    handle: read,
  },
];

function list(call: Call): Reply {
  const { business__in, cursor, per_page } = checkQuery(listQuery, call.query);
  const found = call.conversations.all.filter(({ business }) => business__in?.includes(business.id) ?? true);
  const { rows, count, next_cursor } = sliceOf(found, cursor, per_page);
  return ok({ conversations: rows, count, next_cursor });
}

function getOne(call: Call): Reply {
  return ok(addressed(call));
}

/** Closing settles the conversation; whether messages can still be sent is the channel's affair and stays. */
function patchOne(call: Call): Reply {
  const conversation = addressed(call);
  const { status, assigned_user_id } = checkBody(patch, call.body);
  if (status) conversation.is_solved = status === 'closed';
  if (assigned_user_id !== undefined && assigned_user_id !== 'unassigned' && assigned_user_id !== ME.id) {
    throw badRequest({ assigned_user_id: 'no active user with access' });
  }
  if (assigned_user_id) {
    conversation.assigned_user_id = assigned_user_id === 'unassigned' ? null : assigned_user_id;
  }
  return success(conversation);
}

function markRead(call: Call): Reply {
  const conversation = addressed(call);
  const { is_read } = checkBody(z.strictObject({ is_read: z.boolean().optional() }), call.body);
  conversation.is_read = is_read ?? conversation.is_read;
  return success(conversation);
}

function read(call: Call): Reply {
  const conversation = addressed(call);
  conversation.is_read = true;
  return success(conversation);
}

function success({ business }: Conversation): Reply {
  return ok({ status: 'success' }, { businessId: business.id, wrote: true });
}

function addressed(call: Call): Conversation {
  const conversation = call.conversations.byId(numberParam(call, 'conversation_id'));
  if (!conversation) throw notFound();
  return conversation;
}
