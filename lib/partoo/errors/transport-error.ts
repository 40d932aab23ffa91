import { type Circumstances, PartooError } from './partoo-error.ts';

/**
 * - `timeout`: no whole answer within the time of an attempt;
 * - `reset`, `refused`, `dns`, `tls`, `network`: the connection failed;
 * - `aborted`: the caller's signal;
 * - `deadline`: the caller's deadline came before the request could be begun;
 * - `limiter`, `no-key`: the caller's own limiter or key function failed (see `cause`).
 */
export type PartooTransportErrorCode =
  | 'timeout'
  | 'reset'
  | 'refused'
  | 'dns'
  | 'tls'
  | 'network'
  | 'aborted'
  | 'deadline'
  | 'limiter'
  | 'no-key';

const SENTENCES: Readonly<Record<PartooTransportErrorCode, string>> = {
  timeout: 'got no whole answer in time',
  reset: 'failed: the connection was cut before an answer',
  refused: 'failed: no connection could be made',
  dns: 'failed: the host name could not be resolved',
  tls: 'failed: the certificate was not accepted',
  network: 'failed before an answer',
  aborted: 'was aborted by the caller',
  deadline: 'was not sent',
  limiter: 'was not sent: the limiter failed',
  'no-key': 'was not sent: there is no usable API key',
};

/** No answer of Partoo: it was not reached, or not heard. */
export class PartooTransportError extends PartooError {
  override readonly name = 'PartooTransportError';
  readonly code: PartooTransportErrorCode;

  constructor(code: PartooTransportErrorCode, circumstances: Circumstances, cause?: unknown) {
    super(`${circumstances.method} ${circumstances.path} ${SENTENCES[code]}.`, circumstances, cause);
    this.code = code;
  }
}
