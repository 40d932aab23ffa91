import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { bytesOfBase64 } from '../base64.ts';
import { PartooWebhookError } from './errors/webhook-error.ts';

/** Header of the signature, in the lower case of Node and Lambda. */
export const SIGNATURE_HEADER = 'x-partoo-signature-v1';

/**
 * The keys that Partoo publishes, as base64 of their DER form (the body of the PEM).
 * @see https://developers.partoo.co/guides/api/resources/settings/webhooks/security
 */
export const PARTOO_WEBHOOK_KEYS = {
  production: 'MCowBQYDK2VwAyEA0G9ciHL6XZQXuWq6W4dFLvwNEPWgcdtQgEVlBIwZWBQ=',
  sandbox: 'MCowBQYDK2VwAyEALsyvX2yVnG3ZKRIFfEvYk2nkzanoNgAqBSqdeNub4sM=',
} as const;

/** The key that signs what is sent for the API at `baseUrl`; null where that is neither of Partoo's own. */
export function publishedWebhookKey(baseUrl: string): string | null {
  switch (URL.canParse(baseUrl) ? new URL(baseUrl).hostname : '') {
    case 'api.partoo.co':
      return PARTOO_WEBHOOK_KEYS.production;
    case 'api.sandbox.partoo.co':
    case 'sandbox.api.partoo.co':
      return PARTOO_WEBHOOK_KEYS.sandbox;
    default:
      return null;
  }
}

/**
 * Checks the Ed25519 signature over the raw bytes of a body, which must not have been parsed and written again.
 * Nothing in the protocol tells when it was sent, so that a repeated delivery passes as well.
 *
 * @param keys public keys as PEM, or as base64 of their DER form; one that fits suffices, so that keys can change
 * @throws PartooWebhookError `no-signature` or `bad-signature`
 * @throws TypeError if there is no key, or one is no Ed25519 key: that is a wrong configuration, not a wrong sender
 */
export function verifyWebhook(
  body: Uint8Array,
  signature: string | null | undefined,
  keys: readonly string[],
): void {
  if (keys.length === 0) throw new TypeError('No public key to check webhooks with.');
  const publicKeys = keys.map(readPublicKey);
  const bytes = bytesOfBase64(signature?.trim() ?? '');
  // Ed25519 signatures have 64 bytes (RFC 8032); anything else is none.
  if (bytes?.length !== 64) throw new PartooWebhookError('no-signature');
  if (!publicKeys.some((key) => verify(null, body, key, bytes)))
    throw new PartooWebhookError('bad-signature');
}

/** Public keys in a text: one or more, as PEM (also on one line, with \\n) or as base64 of their DER form. */
export function webhookKeysIn(text: string): string[] {
  const lines = text.replaceAll('\\n', '\n');
  const blocks = lines.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g);
  return blocks ?? lines.split(/[\s,]+/).filter((word) => word !== '');
}

/** The value of the signature header that Partoo would send for `body`: for tests, and for a Partoo that is not real. */
export function signWebhook(body: Uint8Array, privateKey: KeyObject): string {
  return sign(null, body, privateKey).toString('base64');
}

function readPublicKey(key: string): KeyObject {
  const base64 = key.replace(/-----(BEGIN|END) PUBLIC KEY-----|\\n|\s/g, '');
  try {
    const read = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
    if (read.asymmetricKeyType === 'ed25519') return read;
  } catch {
    // Said below, in words that help.
  }
  throw new TypeError('A webhook key has to be an Ed25519 public key, as PEM or as its base64 body.');
}
