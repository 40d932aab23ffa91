/**
 * - `no-signature`: the header is missing or no base64 of a signature;
 * - `bad-signature`: none of the keys made it for these bytes;
 * - `not-json`, `unexpected-shape`: signed by Partoo, but no event.
 */
export type PartooWebhookErrorCode = 'no-signature' | 'bad-signature' | 'not-json' | 'unexpected-shape';

const SENTENCES: Readonly<Record<PartooWebhookErrorCode, string>> = {
  'no-signature': 'carries no signature',
  'bad-signature': 'was signed by none of the known keys',
  'not-json': 'holds no JSON',
  'unexpected-shape': 'holds no event',
};

/** A request that claims to come from Partoo and cannot be taken. */
export class PartooWebhookError extends Error {
  override readonly name = 'PartooWebhookError';
  readonly code: PartooWebhookErrorCode;

  constructor(code: PartooWebhookErrorCode, issue?: string) {
    super(`The webhook ${SENTENCES[code]}${issue === undefined ? '' : ` (${issue})`}.`);
    this.code = code;
  }
}
