import * as z from 'zod';
import { idText } from './common.ts';

/**
 * One event type and where it is sent. At most one for each event type and organization.
 * @see https://developers.partoo.co/api-reference/webhooks/get-a-webhook-configuration
 */
export const webhook = z.looseObject({
  id: z.union([z.int(), idText]),
  url: z.string(),
  event_type: z.string(),
  /** The name of this member is a guess, and so is its shape: names with values, or a list of both. */
  headers: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]).nullish(),
});
export type Webhook = z.infer<typeof webhook>;

export const createdWebhooks = z.looseObject({ items: z.array(webhook).nullish() });
export const eventTypes = z.array(z.string());

export interface WebhookCreate {
  /** HTTPS only. */
  url: string;
  /** `business_updated`, `message_created` …; `webhooks.events()` tells them. */
  event_type: string;
  /** At most 5; names start with `X-`, but not with `X-Partoo`. */
  headers?: Readonly<Record<string, string>>;
}
export type WebhookUpdate = Partial<Omit<WebhookCreate, 'event_type'>>;
