import {
  type ApiKeysOperations,
  createApiKeys,
  createPermissions,
  type PermissionsOperations,
} from './api-keys.ts';
import { type BusinessesOperations, createBusinesses } from './businesses.ts';
import { type ConversationsOperations, createConversations } from './conversations.ts';
import { createGroups, type GroupsOperations } from './groups.ts';
import { createMessages, type MessagesOperations } from './messages.ts';
import { complete, type PartooClientOptions } from './options.ts';
import { createSettings, type SettingsOperations } from './settings.ts';
import { createTemplates, type TemplatesOperations } from './templates.ts';
import { createSend, type RequestCounts } from './transport.ts';
import { createUsers, type UsersOperations } from './users.ts';
import { createWebhooks, type WebhooksOperations } from './webhooks.ts';

export interface PartooClient {
  /** What was sent since the client was made; it goes on counting. */
  readonly requests: Readonly<RequestCounts>;
  readonly settings: SettingsOperations;
  readonly templates: TemplatesOperations;
  readonly businesses: BusinessesOperations;
  readonly groups: GroupsOperations;
  readonly webhooks: WebhooksOperations;
  readonly conversations: ConversationsOperations;
  readonly messages: MessagesOperations;
  readonly apiKeys: ApiKeysOperations;
  readonly permissions: PermissionsOperations;
  readonly users: UsersOperations;
}

/**
 * A client for one Partoo API key.
 *
 * Every call may throw a `PartooError`: `PartooApiError` (Partoo refused), `PartooTransportError` (Partoo was not
 * reached or not heard) or `PartooAnswerError` (what Partoo answered is of no use); each tells by `mayHaveArrived`
 * whether a write could have been carried out.
 *
 * @example
 * const partoo = createPartooClient({ baseUrl: 'https://api.partoo.co/v2', apiKey, clock: realClock });
 * for await (const { value, text } of partoo.settings.list()) console.log(value.business_id, text);
 *
 * @throws TypeError for options that are unknown or wrong
 */
export function createPartooClient(options: PartooClientOptions): PartooClient {
  const requests: RequestCounts = { reads: 0, writes: 0, retries: 0 };
  const send = createSend(complete(options), requests);
  return {
    requests,
    settings: createSettings(send),
    templates: createTemplates(send),
    businesses: createBusinesses(send),
    groups: createGroups(send),
    webhooks: createWebhooks(send),
    conversations: createConversations(send),
    messages: createMessages(send),
    apiKeys: createApiKeys(send),
    permissions: createPermissions(send),
    users: createUsers(send),
  };
}
