import { readCursorPages } from './cursor-pages.ts';
import { plainList } from './list-items.ts';
import { fitted } from './misfit.ts';
import type { OperationId } from './operations.ts';
import type { Call } from './options.ts';
import { itemsOf, type ListCall } from './pages.ts';
import { checkedPerPage, chunkedIds } from './query.ts';
import { type Acknowledgement, acknowledgement } from './schemas/acknowledgement.ts';
import { type Conversation, type ConversationUpdate, conversation } from './schemas/conversation.ts';
import type { Send } from './transport.ts';

export interface ConversationsQuery {
  /** Default: of every business. An empty list finds nothing and asks nothing. */
  businessIds?: readonly string[];
  /** 1 to 100, default 100. */
  perPage?: number;
}

/** Partoo asks not to poll conversations: the webhooks `message_created` and `message_updated` are meant for that. */
export interface ConversationsOperations {
  /** @throws PartooError */
  list(query?: ConversationsQuery, call?: ListCall): AsyncIterable<Conversation>;
  /** @throws PartooError */
  get(conversationId: number | string, call?: Call): Promise<Conversation>;
  /** Closes or opens, or assigns. @throws PartooError */
  update(conversationId: number | string, change: ConversationUpdate, call?: Call): Promise<Acknowledgement>;
  /** Marks as read for the user of the key. @throws PartooError */
  read(conversationId: number | string, call?: Call): Promise<Acknowledgement>;
  /** The old way, which can also mark as unread; deprecated by Partoo. @throws PartooError */
  setRead(conversationId: number | string, isRead: boolean, call?: Call): Promise<Acknowledgement>;
}

const CONVERSATION_LIST = plainList('listConversations', 'conversations', conversation);

export function createConversations(send: Send): ConversationsOperations {
  async function* pages({ businessIds, perPage }: ConversationsQuery, call: Call) {
    const size = checkedPerPage(perPage);
    for (const ids of chunkedIds(businessIds, 'businessIds')) {
      const query = { per_page: size, business__in: ids };
      yield* readCursorPages({ send, list: CONVERSATION_LIST, query, seen: new Set(), call });
    }
  }
  async function acknowledged(operation: OperationId, id: number | string, body: unknown, call?: Call) {
    return fitted(
      acknowledgement,
      await send({ operation, parameters: { conversation_id: id }, body }, call),
    );
  }
  return {
    list: (query = {}, call = {}) => itemsOf(pages(query, call), CONVERSATION_LIST.operation, call),
    async get(conversationId, call) {
      const parameters = { conversation_id: conversationId };
      return fitted(conversation, await send({ operation: 'getConversation', parameters }, call));
    },
    update: (id, change, call) => acknowledged('patchConversation', id, change, call),
    read: (id, call) => acknowledged('readConversation', id, undefined, call),
    setRead: (id, isRead, call) => acknowledged('updateConversationLegacy', id, { is_read: isRead }, call),
  };
}
