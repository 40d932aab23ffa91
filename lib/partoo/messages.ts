import { readCursorPages } from './cursor-pages.ts';
import { plainList } from './list-items.ts';
import { fitted } from './misfit.ts';
import type { Call } from './options.ts';
import { itemsOf, type ListCall } from './pages.ts';
import { checkedPerPage } from './query.ts';
import { type Acknowledgement, acknowledgement } from './schemas/acknowledgement.ts';
import {
  type Message,
  type MessageIngest,
  type MessageSend,
  message,
  type SentMessage,
  sentMessage,
} from './schemas/conversation.ts';
import type { Send } from './transport.ts';

export interface MessagesQuery {
  conversationId: number | string;
  /** 1 to 100, default 100. */
  perPage?: number;
}

export interface MessagesOperations {
  /** The messages of one conversation. @throws PartooError */
  list(query: MessagesQuery, call?: ListCall): AsyncIterable<Message>;
  /**
   * Sends into an existing conversation. That Partoo has taken it does not mean that it is delivered: `message_updated`
   * tells. Never repeated once it may have arrived, for the consumer would read it twice. @throws PartooError
   */
  send(message: MessageSend, call?: Call): Promise<SentMessage>;
  /** Has Partoo send a `Failed` message again. Never repeated either. @throws PartooError */
  retry(messageId: number | string, call?: Call): Promise<Acknowledgement>;
  /** Hands Partoo a message of a channel of one's own; the same one twice is ignored by Partoo. @throws PartooError */
  ingest(channelId: string, message: MessageIngest, call?: Call): Promise<Acknowledgement>;
}

const MESSAGE_LIST = plainList('listMessages', 'messages', message);

export function createMessages(send: Send): MessagesOperations {
  return {
    list({ conversationId, perPage }, call = {}) {
      const query = { conversation_id: conversationId, per_page: checkedPerPage(perPage) };
      const pages = readCursorPages({ send, list: MESSAGE_LIST, query, seen: new Set(), call });
      return itemsOf(pages, MESSAGE_LIST.operation, call);
    },
    async send(body, call) {
      return fitted(sentMessage, await send({ operation: 'sendMessage', body }, call));
    },
    async retry(messageId, call) {
      const parameters = { message_id: messageId };
      return fitted(acknowledgement, await send({ operation: 'retryMessage', parameters }, call));
    },
    async ingest(channelId, body, call) {
      const parameters = { channel_id: channelId };
      return fitted(acknowledgement, await send({ operation: 'ingestMessage', parameters, body }, call));
    },
  };
}
