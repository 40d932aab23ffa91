/** Standard Webhooks, the receiving side: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { bytesOfBase64 } from '../base64.ts';
import type { Instant } from '../clock.ts';
import { Problem } from './problem.ts';

/** How far the sender's clock, and the way, may put a message off, either way. */
const TOLERANCE_MILLISECONDS = 5 * 60_000;
/** Signatures beyond these are not looked at: a sender has a few keys at most. */
const MOST_SIGNATURES = 10;
const ID = /^[\x21-\x7e]{1,256}$/;
const TIMESTAMP = /^\d{1,12}$/;
/** SHA-256, in base64. */
const SIGNATURE = /^v1,([A-Za-z0-9+/]{43}=)$/;

/** A message, what it is signed over, and with. */
export interface SignedMessage {
  id: string;
  at: Instant;
  body: Uint8Array;
  /** Id, time and body as they came, put together as senders do. */
  content: Uint8Array;
  /** Each 32 bytes. */
  signatures: Buffer[];
}

/** Reads the headers of a message. @throws Problem 400 where they are none, 401 for one that is too old or too new */
export function signedMessage(headers: Headers, body: Uint8Array, now: Instant): SignedMessage {
  const id = headers.get('webhook-id') ?? '';
  const timestamp = headers.get('webhook-timestamp') ?? '';
  const signatures = (headers.get('webhook-signature') ?? '')
    .split(' ')
    .slice(0, MOST_SIGNATURES)
    .flatMap((one) => bytesOfBase64(SIGNATURE.exec(one)?.[1] ?? '') ?? []);
  if (!ID.test(id) || !TIMESTAMP.test(timestamp) || signatures.length === 0)
    throw new Problem(400, {
      code: 'not-signed',
      detail: 'Send webhook-id, webhook-timestamp (seconds) and webhook-signature (v1,…).',
    });
  const at = Number(timestamp) * 1000;
  if (Math.abs(now - at) > TOLERANCE_MILLISECONDS)
    throw new Problem(401, { code: 'stale', detail: 'The timestamp is more than five minutes off.' });
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  return { id, at, body, content, signatures };
}

/** @param secret `whsec_` and the key in base64, or that base64 alone */
export function isSignedWith({ content, signatures }: SignedMessage, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  if (key.length === 0) return false;
  const expected = createHmac('sha256', key).update(content).digest();
  return signatures.some((one) => one.length === expected.length && timingSafeEqual(one, expected));
}
