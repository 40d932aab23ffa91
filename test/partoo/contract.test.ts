import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type InvalidItem,
  OPERATIONS,
  type Operation,
  type OperationId,
  type PartooClient,
} from '../../lib/partoo/index.ts';
import { idText } from '../../lib/partoo/schemas/common.ts';
import { collect, KEY, testClient } from './support/client.ts';
import { declaredOperations, validator, valuesOf } from './support/contract.ts';

const declared = declaredOperations();
const ids = Object.keys(OPERATIONS) as OperationId[];

it('covers every operation of the contract', () => {
  expect(ids.toSorted()).toEqual([...declared.keys()].toSorted());
});

const HOOK = { url: 'https://example.com/hook', event_type: 'business_updated', headers: { 'X-A': 'b' } };

/** What the contract allows has to fit. */
const refusing = {
  onInvalid: ({ issue }: InvalidItem) => {
    throw new Error(issue);
  },
};

/** Each operation called with everything that it takes, so that all it can send is seen. */
const CALLS: Record<OperationId, (client: PartooClient) => Promise<unknown>> = {
  listMessagingSettings: async ({ settings }) => {
    const pages = await collect(settings.pages({ businessIds: ['a', 'b'], perPage: 10 }));
    expect(pages.flatMap(({ invalid }) => invalid)).toEqual([]);
  },
  updateMessagingSettings: ({ settings }) =>
    settings.update(1, {
      welcome_message: null,
      offline_message: 'x',
      uses_business_hours: false,
      custom_chat_hours: { monday: ['08:00-12:00'], sunday: [] },
      is_launched: false,
    }),
  listMessageTemplates: ({ templates }) => templates.list(refusing),
  createMessageTemplates: ({ templates }) => templates.create({ title: 't', text: 'x', icon: 'i' }),
  updateTemplate: ({ templates }) => templates.update('642b', { title: 't', text: 'x', icon: 'i' }),
  searchBusinesses: async ({ businesses }) => {
    const filters = {
      query: 'q',
      businessIds: ['a'],
      codes: ['c'],
      organizationId: 1,
      groups: [1, 2],
      country: 'FR',
      name: 'n',
      status: ['open'],
      zipcode: 'z',
      city: 'c',
      code: 'c',
      modifiedSince: 1,
      features: ['messages'],
      withoutFeatures: ['posts'],
      orderBy: 'name',
      connectedToGoogle: true,
      connectedToFacebook: false,
      perPage: 10,
    };
    const pages = await collect(businesses.pages(filters));
    expect(pages.flatMap(({ invalid }) => invalid)).toEqual([]);
  },
  getBusiness: ({ businesses }) => businesses.get({ code: 'ST-1' }),
  updateBusiness: ({ businesses }) =>
    businesses.update({ code: 'ST-1' }, { status: 'open', specific_hours: { open: [], close: [] } }),
  getGroupSections: ({ groups }) => collect(groups.sections({ organizationId: 1, groupName: 'g' }, refusing)),
  getGroupSection: ({ groups }) => groups.section(1),
  getSectionGroup: ({ groups }) => groups.group('1', 2),
  getLegacyGroups: ({ groups }) => collect(groups.legacy({ nameContains: 'g' }, refusing)),
  listWebhooks: ({ webhooks }) => collect(webhooks.list({ perPage: 10 }, { organizationId: 1, ...refusing })),
  createWebhooks: ({ webhooks }) => webhooks.create([HOOK], { organizationId: 1 }),
  getWebhook: ({ webhooks }) => webhooks.get(1, { organizationId: 1 }),
  updateWebhook: ({ webhooks }) => webhooks.update(1, { url: HOOK.url, headers: {} }, { organizationId: 1 }),
  tryoutWebhooks: ({ webhooks }) => webhooks.tryout(HOOK, { organizationId: 1 }),
  listWebhookEvents: ({ webhooks }) => webhooks.events({ organizationId: 1 }),
  listConversations: ({ conversations }) =>
    collect(conversations.list({ businessIds: ['a'], perPage: 10 }, refusing)),
  getConversation: ({ conversations }) => conversations.get(1),
  patchConversation: ({ conversations }) => conversations.update(1, { assigned_user_id: 'unassigned' }),
  updateConversationLegacy: ({ conversations }) => conversations.setRead(1, false),
  readConversation: ({ conversations }) => conversations.read(1),
  listMessages: ({ messages }) => collect(messages.list({ conversationId: 1, perPage: 10 }, refusing)),
  sendMessage: ({ messages }) => messages.send({ conversation_id: 1, content_type: 'Text', content: 'x' }),
  retryMessage: ({ messages }) => messages.retry(1),
  ingestMessage: ({ messages }) =>
    messages.ingest('channel', {
      business_id: 'b',
      external_conversation_id: 'c',
      external_message_id: 'm',
      content: 'x',
      sender_type: 'Consumer',
      consumer_name: null,
    }),
  getApiKeys: ({ apiKeys }) => collect(apiKeys.list({ status: 'active' }, refusing)),
  createApiKey: ({ apiKeys }) =>
    apiKeys.create({
      label: 'l',
      expiration_date: null,
      has_restricted_permissions: true,
      permissions: ['p'],
    }),
  getApiKey: ({ apiKeys }) => apiKeys.get(1),
  updateApiKey: ({ apiKeys }) => apiKeys.update(1, { description: 'd', ip_whitelist: [] }),
  revokeApiKey: ({ apiKeys }) => apiKeys.revoke(1),
  getPermissions: ({ permissions }) => permissions.list({ organizationId: 1 }),
  getMyUser: ({ users }) => users.me({ displayBusinessIds: false, organizationId: 1 }),
};

/**
 * Members that hold the items of paged lists. The contract does not demand all of them, but we do: a list that is missing
 * is no empty list.
 */
const LISTS: Partial<Record<OperationId, string>> = {
  listMessagingSettings: 'settings',
  searchBusinesses: 'businesses',
  getGroupSections: 'sections',
  getLegacyGroups: 'groups',
  listWebhooks: 'items',
  getApiKeys: 'api_keys',
  listConversations: 'conversations',
  listMessages: 'messages',
};

function canBeAskedFor(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return true;
  const { id } = body as { id?: unknown };
  if (typeof id === 'string' && !idText.safeParse(id).success) return false;
  return Object.values(body).every(canBeAskedFor);
}

describe.each(ids)('%s', (id) => {
  const operation: Operation = OPERATIONS[id];
  const contract = declared.get(id);

  it('is in the contract, with this method and path', () => {
    expect(contract).toMatchObject({ method: operation.method, path: operation.path });
  });

  it('sends nothing that the contract does not know, and takes whatever it allows', async () => {
    if (contract === undefined) throw new Error(`${id} is not in the contract.`);
    const { path, query, request, response } = contract;
    const pattern = new RegExp(`^/v2${path.replace(/\{\w+\}/g, '[^/]+')}$`);
    const asked = request === null ? null : validator(request);
    const answered = validator(response ?? {});
    await fc.assert(
      fc.asyncProperty(valuesOf(response ?? {}), async (body) => {
        const list = LISTS[id];
        // How lists end is tested elsewhere; here each has one page.
        if (list !== undefined)
          Object.assign(body as object, {
            [list]: [],
            ...(body as object),
            max_page: 1,
            count: 0,
            next_cursor: null,
          });
        expect(answered(body), JSON.stringify(answered.errors)).toBe(true);
        // The contract has any text for an id; one that cannot stand in an address is refused on purpose.
        fc.pre(canBeAskedFor(body));
        let requests = 0;
        const fetch = async (input: string | URL | Request) => {
          requests += 1;
          if (!(input instanceof Request)) throw new Error('A request was expected.');
          const url = new URL(input.url);
          expect(input.method).toBe(operation.method);
          expect(url.pathname).toMatch(pattern);
          for (const name of url.searchParams.keys()) expect(query).toContain(name);
          expect(input.headers.get('x-apikey')).toBe(KEY);
          const sent = await input.text();
          expect(sent === '').toBe(asked === null);
          if (input.method !== 'GET') expect(input.headers.get('content-type')).toBe('application/json');
          if (asked !== null) expect(asked(JSON.parse(sent)), JSON.stringify(asked.errors)).toBe(true);
          return Response.json(body);
        };
        await CALLS[id](testClient('http://partoo.test/v2', { fetch, maxAttempts: 1 }));
        expect(requests).toBe(1);
      }),
      { numRuns: 40 },
    );
  });
});

it('says for every operation why it may be repeated, or not', () => {
  for (const id of ids) expect(OPERATIONS[id].why).toMatch(/^[A-Z].+\.$/);
});
