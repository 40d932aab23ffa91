export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH';

/**
 * May an attempt be repeated after it may have reached Partoo?
 * - `always`: once or twice comes to the same;
 * - `unless-arrived`: twice would do something twice, so it is repeated only where it surely was not carried out.
 */
export type Repeat = 'always' | 'unless-arrived';

export interface Operation {
  method: Method;
  /** Path below the base URL, with `{parameters}`. */
  path: string;
  repeat: Repeat;
  /** Why it may be repeated, or not. */
  why: string;
}

/** Reads may always be repeated. */
function read(path: string): Operation {
  return { method: 'GET', path, repeat: 'always', why: 'It only reads.' };
}

function repeatable(method: Method, path: string, why: string): Operation {
  return { method, path, repeat: 'always', why };
}

function once(method: Method, path: string, why: string): Operation {
  return { method, path, repeat: 'unless-arrived', why };
}

/** Every operation of the client, under the operation id that the contract gives it. */
export const OPERATIONS = {
  // Messaging settings
  listMessagingSettings: read('/messaging/settings'),
  updateMessagingSettings: repeatable(
    'POST',
    '/messaging/settings/{setting_id}',
    'The body holds the wanted values, not changes: twice leaves what once leaves.',
  ),
  // Message templates
  listMessageTemplates: read('/messaging/templates'),
  createMessageTemplates: once(
    'POST',
    '/messaging/templates',
    'Twice makes two templates, and none can be deleted through the API.',
  ),
  updateTemplate: repeatable(
    'PUT',
    '/messaging/templates/{template_id}',
    'The body holds the wanted values.',
  ),
  // Businesses
  searchBusinesses: read('/business/search'),
  getBusiness: read('/business/{business_id}'),
  updateBusiness: repeatable(
    'POST',
    '/business/{business_id}',
    'The members that are sent hold the wanted values; the others stay.',
  ),
  // Groups
  getGroupSections: read('/sections'),
  getGroupSection: read('/sections/{section_id}'),
  getSectionGroup: read('/sections/{section_id}/groups/{group_id}'),
  getLegacyGroups: read('/groups'),
  // Webhooks
  listWebhooks: read('/webhooks'),
  createWebhooks: once(
    'POST',
    '/webhooks',
    'An event type can be configured once: a repetition would be refused and hide that the first worked.',
  ),
  getWebhook: read('/webhooks/{webhook_id}'),
  updateWebhook: repeatable('PUT', '/webhooks/{webhook_id}', 'The body holds the wanted values.'),
  tryoutWebhooks: once('POST', '/webhooks/tryout', 'Each call sends an event to the subscriber.'),
  listWebhookEvents: read('/webhooks/events'),
  // Conversations and messages
  listConversations: read('/conversations'),
  getConversation: read('/conversations/{conversation_id}'),
  patchConversation: repeatable(
    'PATCH',
    '/conversations/{conversation_id}',
    'The body holds the wanted status or assignee.',
  ),
  updateConversationLegacy: repeatable(
    'POST',
    '/conversations/{conversation_id}',
    'The body holds the wanted value.',
  ),
  readConversation: repeatable('POST', '/conversations/{conversation_id}/read', 'Read twice is read.'),
  listMessages: read('/messages'),
  sendMessage: once(
    'POST',
    '/messages',
    'Nothing tells two messages apart from one sent twice: the consumer would get both.',
  ),
  retryMessage: once('POST', '/messages/{message_id}/retry', 'Each call may deliver the message.'),
  ingestMessage: repeatable(
    'POST',
    '/custom-channels/{channel_id}/messages',
    'Partoo ignores a message whose channel and external id it has already.',
  ),
  // User, keys, permissions
  getMyUser: read('/user/me'),
  getApiKeys: read('/api_keys'),
  createApiKey: once('POST', '/api_keys', 'Twice makes two keys.'),
  getApiKey: read('/api_keys/{api_key_id}'),
  updateApiKey: repeatable('PUT', '/api_keys/{api_key_id}', 'The body holds the wanted values.'),
  revokeApiKey: repeatable(
    'POST',
    '/api_keys/revoke/{api_key_id}',
    'A key that is revoked twice is revoked.',
  ),
  getPermissions: read('/permissions'),
} satisfies Record<string, Operation>;

export type OperationId = keyof typeof OPERATIONS;

/**
 * Fills `{parameters}` of a path in, encoded.
 * @throws TypeError for a value that is empty, or that a URL would resolve to another path (`.`, `..`).
 */
export function fillPath(path: string, parameters: Readonly<Record<string, string | number>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(parameters[name] ?? '');
    if (value === '' || value === '.' || value === '..') {
      throw new TypeError(`"${value}" cannot stand for {${name}} in the path ${path}.`);
    }
    return encodeURIComponent(value);
  });
}
