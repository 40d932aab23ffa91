import type { Clock, Instant } from '../clock.ts';
import { ORGANIZATION_ID, type PartooBusiness } from './model.ts';
import type { Webhooks } from './webhooks/webhooks.ts';

interface CustomChannel {
  id: string;
  name: string;
}

export interface Message {
  id: number;
  conversation_id: number;
  /** With a space instead of `T`, as Partoo prints it here. */
  date: string;
  content_type: string;
  sender_type: 'User' | 'Consumer';
  sender_label: string | null;
  status: 'Sending' | 'Success' | 'Failed';
  is_deleted: boolean;
  content: string | null;
  user_id: string | null;
  custom_channel: CustomChannel | null;
}

export interface Conversation {
  id: number;
  consumer_img: string | null;
  consumer_name: string | null;
  consumer_phone_number: string | null;
  last_message: Message | null;
  is_read: boolean;
  status: 'Open' | 'Closed';
  created_at: string;
  has_one_user_message: boolean;
  business: {
    id: string;
    name: string;
    city: string | null;
    zipcode: string | null;
    country: string | null;
    formatted_address: string | null;
  };
  messaging_partner: string;
  issues: string[];
  first_message_date: string | null;
  is_expired: boolean;
  is_solved: boolean;
  assigned_user_id: string | null;
  custom_channel: CustomChannel | null;
}

/** Who writes in a conversation, and what. */
export interface Draft {
  sender_type: Message['sender_type'];
  content: string;
  status: Message['status'];
  user_id?: string;
}

/** How a conversation comes into being. */
export interface Opening {
  business: PartooBusiness;
  consumer_name: string | null;
  consumer_img?: string | null;
  messaging_partner: string;
  custom_channel?: CustomChannel;
}

/** What consumers and shops wrote to each other. Messages that are sent reach their channel a while later. */
export class Conversations {
  /** In the order of creation, which is that of their ids. */
  readonly all: Conversation[] = [];
  readonly #messages: Message[] = [];
  readonly #clock: Clock;
  readonly #webhooks: Webhooks;
  readonly #sendDelayMilliseconds: number;
  readonly #closing: AbortSignal;

  constructor(clock: Clock, webhooks: Webhooks, sendDelayMilliseconds: number, closing: AbortSignal) {
    this.#clock = clock;
    this.#webhooks = webhooks;
    this.#sendDelayMilliseconds = sendDelayMilliseconds;
    this.#closing = closing;
  }

  open({
    business,
    consumer_name,
    consumer_img = null,
    messaging_partner,
    custom_channel,
  }: Opening): Conversation {
    const conversation: Conversation = {
      id: 40_001 + this.all.length,
      consumer_img,
      consumer_name,
      consumer_phone_number: null,
      last_message: null,
      is_read: false,
      status: 'Open',
      created_at: spacedTimestamp(this.#clock.now()),
      has_one_user_message: false,
      business: {
        id: business.id,
        name: business.name,
        city: business.city,
        zipcode: business.zipcode,
        country: business.country,
        formatted_address: business.address_full,
      },
      messaging_partner,
      issues: [],
      first_message_date: null,
      is_expired: false,
      is_solved: false,
      assigned_user_id: null,
      custom_channel: custom_channel ?? null,
    };
    this.all.push(conversation);
    return conversation;
  }

  byId(id: number): Conversation | undefined {
    return this.all[id - 40_001];
  }
  message(id: number): Message | undefined {
    return this.#messages[id - 900_001];
  }
  messagesOf(conversation: Conversation): Message[] {
    return this.#messages.filter((message) => message.conversation_id === conversation.id);
  }
  latestMessage(): Message | undefined {
    return this.#messages.at(-1);
  }

  /** Adds a message and tells the subscribers. */
  add(conversation: Conversation, draft: Draft): Message {
    const message: Message = {
      id: 900_001 + this.#messages.length,
      conversation_id: conversation.id,
      date: spacedTimestamp(this.#clock.now()),
      content_type: 'Text',
      sender_type: draft.sender_type,
      sender_label: draft.sender_type === 'Consumer' ? conversation.consumer_name : null,
      status: draft.status,
      is_deleted: false,
      content: draft.content,
      user_id: draft.user_id ?? null,
      custom_channel: conversation.custom_channel,
    };
    this.#messages.push(message);
    conversation.last_message = message;
    conversation.first_message_date ??= message.date;
    if (draft.sender_type === 'User') conversation.has_one_user_message = true;
    else conversation.is_read = false;
    this.#webhooks.emit('message_created', this.payload(message));
    return message;
  }

  /** `Sending` becomes `Success` after the delay; nobody waits for it. */
  send(message: Message): void {
    message.status = 'Sending';
    this.later(() => {
      message.status = 'Success';
      this.#webhooks.emit('message_updated', this.payload(message));
    });
  }

  /** Carries out as late as Partoo does what it only accepted. */
  later(work: () => void): void {
    this.#clock.sleep(this.#sendDelayMilliseconds, this.#closing).then(work, () => undefined);
  }

  /** What the message events carry. */
  payload(message: Message): unknown {
    const conversation = this.byId(message.conversation_id)!;
    return {
      message,
      conversation: {
        id: conversation.id,
        consumer_img: conversation.consumer_img,
        consumer_name: conversation.consumer_name,
        business: { id: conversation.business.id },
        messaging_partner: conversation.messaging_partner,
        custom_channel: conversation.custom_channel,
      },
      org_id: ORGANIZATION_ID,
    };
  }
}

/** `2023-01-31 16:22:17.327000+00:00` */
function spacedTimestamp(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, -1).replace('T', ' ')}000+00:00`;
}
