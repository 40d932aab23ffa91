import * as z from 'zod';
import { ORGANIZATION_ID } from '../model.ts';
import { pageOf } from '../paging.ts';
import { badRequest, notFound, ok, type Reply } from '../replies.ts';
import { checkBody, checkQuery, integerText, pageParameters } from '../validation.ts';
import { isWebhookUrl } from '../webhooks/addresses.ts';
import { latestPayload } from '../webhooks/payloads.ts';
import { EVENT_TYPES, type WebhookConfig } from '../webhooks/webhooks.ts';
import { type Call, numberParam, type Route } from './route.ts';

const organizationQuery = z.strictObject({ org_id: integerText.optional() });
const listQuery = organizationQuery.extend(pageParameters);

const url = z.string().refine(isWebhookUrl, 'must be an https URL');
const headerName = z
  .string()
  .max(128)
  .regex(/^x-(?!partoo)[a-z0-9_-]+$/i, 'must begin with X- but not X-Partoo');
const headers = z
  .record(headerName, z.string().max(512, 'at most 512 characters'))
  .refine((record) => Object.keys(record).length <= 5, 'at most 5 headers');
const item = z.strictObject({
  url,
  event_type: z.enum(EVENT_TYPES, 'unknown event type'),
  headers: headers.optional(),
});
const items = z.strictObject({ items: z.array(item).min(1, 'must not be empty') });
const update = z.strictObject({ url: url.optional(), headers: headers.optional() });

export const webhookRoutes: Route[] = [
  { method: 'GET', path: '/webhooks', operation: 'listWebhooks', handle: list },
  { method: 'POST', path: '/webhooks', operation: 'createWebhooks', handle: create },
  { method: 'POST', path: '/webhooks/tryout', operation: 'tryoutWebhooks', handle: tryOut },
  { method: 'GET', path: '/webhooks/events', operation: 'listWebhookEvents', handle: listEvents },
  { method: 'GET', path: '/webhooks/{webhook_id}', operation: 'getWebhook', handle: getOne },
  { method: 'PUT', path: '/webhooks/{webhook_id}', operation: 'updateWebhook', handle: updateOne },
];

function list(call: Call): Reply {
  const { page, per_page } = checkQuery(listQuery, call.query);
  const { rows, ...envelope } = pageOf(call.webhooks.configs, page, per_page);
  return ok({ ...envelope, items: rows });
}

/** All of them or none. An event type can be subscribed to once. */
function create(call: Call): Reply {
  checkQuery(organizationQuery, call.query);
  const wanted = checkBody(items, call.body).items;
  const { configs } = call.webhooks;
  const taken = new Set(configs.map(({ event_type }) => event_type));
  for (const { event_type } of wanted) {
    if (taken.has(event_type)) throw badRequest({ event_type: `${event_type} has a configuration already` });
    taken.add(event_type);
  }
  const at = timestamp(call.now);
  const created = wanted.map(
    (one, index): WebhookConfig => ({
      id: 501 + configs.length + index,
      url: one.url,
      event_type: one.event_type,
      created_at: at,
      updated_at: at,
      org_id: ORGANIZATION_ID,
      headers: one.headers ?? {},
    }),
  );
  configs.push(...created);
  return ok({ items: created }, { wrote: true });
}

/** The first item alone counts, whatever the configurations say. */
function tryOut(call: Call): Reply {
  checkQuery(organizationQuery, call.query);
  const first = checkBody(items, call.body).items[0]!;
  const marked = { ...first.headers, 'X-Partoo-Webhook-Tryout': 'true' };
  call.webhooks.deliver(first.event_type, latestPayload(first.event_type, call), {
    url: first.url,
    headers: marked,
  });
  return ok({ status: 'success' });
}

function listEvents(call: Call): Reply {
  checkQuery(organizationQuery, call.query);
  return ok(EVENT_TYPES);
}

function getOne(call: Call): Reply {
  checkQuery(organizationQuery, call.query);
  return ok(addressed(call));
}

function updateOne(call: Call): Reply {
  const config = addressed(call);
  const body = checkBody(update, call.body);
  config.url = body.url ?? config.url;
  config.headers = body.headers ?? config.headers;
  config.updated_at = timestamp(call.now);
  return ok(config, { wrote: true });
}

function addressed(call: Call): WebhookConfig {
  const config = call.webhooks.configs.find(({ id }) => id === numberParam(call, 'webhook_id'));
  if (!config) throw notFound();
  return config;
}

/** Timestamps of webhooks end in Z, those of other resources do not. */
function timestamp(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, -1)}000Z`;
}
