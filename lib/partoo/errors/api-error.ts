import { type Circumstances, PartooError } from './partoo-error.ts';
import type { Refusal } from './refusal.ts';

export type PartooApiErrorCode =
  | 'bad-request'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'unsupported-media-type'
  | 'rate-limited'
  | 'server-error'
  | 'unexpected-status';

const CODES: Readonly<Record<number, PartooApiErrorCode>> = {
  400: 'bad-request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  415: 'unsupported-media-type',
  // Partoo's documentation knows no 422; a gateway or a later version could use it for what is a 400 today.
  422: 'bad-request',
  429: 'rate-limited',
};

export interface ApiCircumstances extends Circumstances {
  status: number;
  requestId: string | null;
  retryAfterSeconds: number | null;
  refusal: Refusal;
}

/** Partoo answered with a status other than 2xx. Redirects count: they are not followed, so that the key stays here. */
export class PartooApiError extends PartooError {
  override readonly name = 'PartooApiError';
  readonly code: PartooApiErrorCode;
  readonly status: number;
  /** Whatever id the answer's headers gave, for Partoo's support. */
  readonly requestId: string | null;
  /** From `Retry-After`, seconds or date; null where there was none. */
  readonly retryAfterSeconds: number | null;
  // Private, because a refusal may quote the message text that it refuses: a log of the error must not show it.
  readonly #refusal: Refusal;

  constructor(circumstances: ApiCircumstances) {
    const code = codeOf(circumstances.status);
    super(describe(code, circumstances), circumstances);
    this.code = code;
    this.status = circumstances.status;
    this.requestId = circumstances.requestId;
    this.retryAfterSeconds = circumstances.retryAfterSeconds;
    this.#refusal = circumstances.refusal;
  }

  /** The value of `error` or `errors` in the answer's body; null where the body held neither (HTML, say). */
  get details(): Refusal['details'] {
    return this.#refusal.details;
  }

  /** Field → what Partoo has against it; empty where it named none. Nested fields are joined by dots. */
  get fields(): Refusal['fields'] {
    return this.#refusal.fields;
  }
}

function codeOf(status: number): PartooApiErrorCode {
  return CODES[status] ?? (status >= 500 ? 'server-error' : 'unexpected-status');
}

function describe(
  code: PartooApiErrorCode,
  { method, path, status, retryAfterSeconds, refusal }: ApiCircumstances,
) {
  const redirect = status >= 300 && status < 400 ? ', a redirect, which is not followed' : '';
  const names = Object.keys(refusal.fields).filter((name) => /^[\w.-]{1,80}$/.test(name));
  const fields = names.length > 0 ? ` It names ${names.slice(0, 10).join(', ')}.` : '';
  const wait = retryAfterSeconds === null ? '' : ` It asks to wait ${retryAfterSeconds} s.`;
  return `Partoo answered ${method} ${path} with ${status} (${code})${redirect}.${fields}${wait}`;
}
