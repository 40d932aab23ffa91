import { NetworkError } from 'ky';
import { safeCause } from './errors/safe-cause.ts';
import type { PartooTransportErrorCode } from './errors/transport-error.ts';
import type { Failure } from './failure.ts';

/** Codes of Node and undici that mean that no connection came about, so that nothing was sent. */
const BEFORE_SENDING: readonly (readonly [RegExp, PartooTransportErrorCode])[] = [
  [/^(ENOTFOUND|EAI_\w+)$/, 'dns'],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/, 'refused'],
  [/^UND_ERR_CONNECT_TIMEOUT$/, 'timeout'],
  [/^(CERT_\w+|ERR_TLS_CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+)$/, 'tls'],
];

/** Codes of connections that broke when the request may already have been read. Anything unknown counts so too. */
const AFTER_SENDING: readonly (readonly [RegExp, PartooTransportErrorCode])[] = [
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ECONNABORTED)$/, 'reset'],
  [/^(ETIMEDOUT|UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT)$/, 'timeout'],
];

/** Makes a failure of what `fetch` threw. Of the error only what cannot hold the key is kept. */
export function networkFailure(thrown: unknown, isWrite: boolean, key: string): Failure {
  // ky's own wrapper carries the request, headers and all; the circumstances are in its cause.
  const error = thrown instanceof NetworkError ? thrown.cause : thrown;
  const system = systemCode(error);
  const cause = safeCause(error, key);
  const before = BEFORE_SENDING.find(([pattern]) => pattern.test(system));
  if (before !== undefined) return { kind: 'transport', code: before[1], mayHaveArrived: false, cause };
  const after = AFTER_SENDING.find(([pattern]) => pattern.test(system));
  return { kind: 'transport', code: after?.[1] ?? 'network', mayHaveArrived: isWrite, cause };
}

/** The first `code` along the chain of causes; '' where there is none. */
function systemCode(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 5) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return systemCode(error.cause, depth + 1);
}
