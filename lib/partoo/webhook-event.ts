import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { PartooWebhookError } from './errors/webhook-error.ts';
import { parseJson } from './json.ts';
import { check } from './schemas/check.ts';
import {
  businessEventAsDocumented,
  businessPayload,
  envelope,
  leadPayload,
  messagePayload,
  type PartooEvent,
} from './schemas/event.ts';
import { verifyWebhook } from './webhook-signature.ts';

/** A delivery that was checked: its event, and what to tell a repeated delivery by. */
export interface ReceivedEvent {
  event: PartooEvent;
  /** SHA-256 of the body, hex. Events have no id; a delivery that comes twice has the same bytes. */
  fingerprint: string;
}

/**
 * Verifies the raw bytes of a webhook, and only then parses them.
 * @throws PartooWebhookError
 * @throws TypeError for keys that are none, see {@link verifyWebhook}
 */
export function receiveWebhook(
  body: Uint8Array,
  signature: string | null | undefined,
  keys: readonly string[],
): ReceivedEvent {
  verifyWebhook(body, signature, keys);
  return { event: readEvent(parse(body)), fingerprint: createHash('sha256').update(body).digest('hex') };
}

function parse(body: Uint8Array): unknown {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new PartooWebhookError('not-json');
  }
}

function readEvent(value: unknown): PartooEvent {
  const { type, payload } = take(envelope, value);
  switch (type) {
    case 'business_created':
    case 'business_updated':
    case 'business_deleted':
      return { type, kind: 'business', payload: take(businessPayload, businessEventAsDocumented(payload)) };
    case 'message_created':
    case 'message_updated':
      return { type, kind: 'message', payload: take(messagePayload, payload) };
    case 'lead_received':
      return { type, kind: 'lead', payload: take(leadPayload, payload) };
    default:
      return { type, kind: 'other', payload };
  }
}

function take<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = check(schema, value);
  if (!read.ok) throw new PartooWebhookError('unexpected-shape', read.issue);
  return read.value;
}
