import { plainList } from './list-items.ts';
import { fitted } from './misfit.ts';
import type { Call } from './options.ts';
import { itemsOf, type ListCall, readPages } from './pages.ts';
import { checkedPerPage } from './query.ts';
import {
  createdWebhooks,
  eventTypes,
  type Webhook,
  type WebhookCreate,
  type WebhookUpdate,
  webhook,
} from './schemas/webhook.ts';
import type { Send } from './transport.ts';

/** A call on webhooks; only keys of providers need to say whose. */
export interface WebhookCall extends Call {
  organizationId?: number;
}

export interface WebhooksOperations {
  /** @throws PartooError */
  list(query?: { perPage?: number }, call?: ListCall & WebhookCall): AsyncIterable<Webhook>;
  /** @throws PartooError */
  get(webhookId: number | string, call?: WebhookCall): Promise<Webhook>;
  /** Not repeated once it may have arrived: each event type can be configured once only. @throws PartooError */
  create(items: readonly WebhookCreate[], call?: WebhookCall): Promise<Webhook[]>;
  /** The method (PUT) is a guess: Partoo's page was not readable. @throws PartooError */
  update(webhookId: number | string, changes: WebhookUpdate, call?: WebhookCall): Promise<Webhook>;
  /** Event types that can be subscribed to; the path is a guess. @throws PartooError */
  events(call?: WebhookCall): Promise<string[]>;
  /** Has Partoo send a made-up event. What it answers is not documented. @throws PartooError */
  tryout(item: WebhookCreate, call?: WebhookCall): Promise<unknown>;
}

const WEBHOOK_LIST = plainList('listWebhooks', 'items', webhook);

export function createWebhooks(send: Send): WebhooksOperations {
  const ofOrganization = (call?: WebhookCall) => ({ org_id: call?.organizationId });
  return {
    list({ perPage } = {}, call = {}) {
      const query = { ...ofOrganization(call), per_page: checkedPerPage(perPage) };
      return itemsOf(
        readPages({ send, list: WEBHOOK_LIST, query: query, seen: new Set(), call }),
        WEBHOOK_LIST.operation,
        call,
      );
    },
    async get(webhookId, call) {
      const parameters = { webhook_id: webhookId };
      return fitted(
        webhook,
        await send({ operation: 'getWebhook', parameters, query: ofOrganization(call) }, call),
      );
    },
    async create(items, call) {
      const reply = await send(
        { operation: 'createWebhooks', query: ofOrganization(call), body: { items } },
        call,
      );
      return fitted(createdWebhooks, reply).items ?? [];
    },
    async update(webhookId, changes, call) {
      const request = { parameters: { webhook_id: webhookId }, query: ofOrganization(call), body: changes };
      return fitted(webhook, await send({ operation: 'updateWebhook', ...request }, call));
    },
    async events(call) {
      return fitted(
        eventTypes,
        await send({ operation: 'listWebhookEvents', query: ofOrganization(call) }, call),
      );
    },
    async tryout(item, call) {
      const request = { query: ofOrganization(call), body: { items: [item] } };
      return (await send({ operation: 'tryoutWebhooks', ...request }, call)).json;
    },
  };
}
