import * as z from 'zod';
import { business, businessAsDocumented } from './business.ts';
import { isRecord } from './check.ts';
import { optionalNumber, optionalText } from './common.ts';
import { conversation, message } from './conversation.ts';

/** @see https://developers.partoo.co/api-reference/webhooks/list-available-webhook-events */
export const envelope = z.looseObject({ type: z.string(), payload: z.unknown() });

/** The whole business, not a difference; what `business_deleted` carries is not documented. */
export const businessPayload = z.looseObject({ business: business.nullish() });

/** What a list takes of a business is taken here too: what is refused with 400 Partoo never sends again. */
export const businessEventAsDocumented = (payload: unknown): unknown =>
  isRecord(payload) && payload.business !== undefined
    ? { ...payload, business: businessAsDocumented(payload.business) }
    : payload;

export const messagePayload = z.looseObject({
  message: message.nullish(),
  conversation: conversation.nullish(),
  org_id: optionalNumber,
});

export const leadPayload = z.looseObject({
  id: optionalNumber,
  source: optionalText,
  created_at: optionalText,
  store_code: optionalText,
  values: z.array(z.looseObject({ type: optionalText, name: optionalText })).nullish(),
});

/** An event by what it is about; a type that we do not know is `other`, and no error. */
export type PartooEvent = { type: string } & (
  | { kind: 'business'; payload: z.infer<typeof businessPayload> }
  | { kind: 'message'; payload: z.infer<typeof messagePayload> }
  | { kind: 'lead'; payload: z.infer<typeof leadPayload> }
  | { kind: 'other'; payload: unknown }
);
