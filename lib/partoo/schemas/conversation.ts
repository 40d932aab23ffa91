import * as z from 'zod';
import { optionalFlag, optionalId, optionalText } from './common.ts';

/**
 * Enums (partner, sender, content, issues) are texts: Partoo says that they grow without notice.
 * @see https://developers.partoo.co/api-reference/messages/list-messages
 */
export const message = z.looseObject({
  id: optionalId,
  conversation_id: optionalId,
  /** `2023-01-31 16:22:17.327878+00:00`: with a space, in webhooks with a `T`. */
  date: optionalText,
  content_type: optionalText,
  /** `User`, `Consumer`, `Metadata`. */
  sender_type: optionalText,
  /** `Sending`, `Success`, `Failed`. */
  status: optionalText,
  is_deleted: optionalFlag,
  content: optionalText,
});
export type Message = z.infer<typeof message>;

const place = z.looseObject({
  /** A text, but for one example where it is a number. */
  id: optionalId,
  name: optionalText,
});

/** @see https://developers.partoo.co/api-reference/messages/conversation-information */
export const conversation = z.looseObject({
  id: optionalId,
  consumer_name: optionalText,
  last_message: message.nullish(),
  is_read: optionalFlag,
  /** `Open` or `Closed`; closed is expired, and nothing can be sent. */
  status: optionalText,
  is_solved: optionalFlag,
  business: place.nullish(),
  /** `Google`, `Facebook`, `Instagram`, `SMS`, `Whatsapp`, a custom channel's. */
  messaging_partner: optionalText,
  /** What forbids sending; empty if nothing does. */
  issues: z.array(z.string()).nullish(),
  assigned_user_id: optionalId,
});
export type Conversation = z.infer<typeof conversation>;

/** Partoo tells the id of what it has taken, not yet delivered. */
export const sentMessage = z.looseObject({ status: optionalText, message_id: optionalId });
export type SentMessage = z.infer<typeof sentMessage>;

export interface MessageSend {
  conversation_id: number;
  /** `Text`; other kinds exist, but the member that carries their file is not documented. */
  content_type: string;
  content?: string;
}

/** One of the two a call. Assigning works for enterprise organizations only; `unassigned` takes back. */
export type ConversationUpdate =
  | { status: 'open' | 'closed'; assigned_user_id?: undefined }
  | { assigned_user_id: string; status?: undefined };

/** @see https://developers.partoo.co/api-reference/custom-channels/ingest-message */
export interface MessageIngest {
  business_id: string;
  /** Groups messages into conversations; made if it is missing. */
  external_conversation_id: string;
  /** The same id twice is the same message: the second is ignored. */
  external_message_id: string;
  content: string;
  sender_type: 'User' | 'Consumer';
  consumer_name?: string | null;
  consumer_image?: string | null;
}
