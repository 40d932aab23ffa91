import ky, { type Options } from 'ky';
import { type Body, MAX_BODY_BYTES, readBody } from './body.ts';
import { NO_REFUSAL, readRefusal } from './errors/refusal.ts';
import { redact, safeCause } from './errors/safe-cause.ts';
import type { Failure } from './failure.ts';
import { parseJson } from './json.ts';
import { networkFailure } from './network-failure.ts';
import type { Method } from './operations.ts';
import type { CompleteOptions } from './options.ts';
import { readRetryAfter } from './retry.ts';
import { VERSION } from './version.ts';
import { TIME_IS_UP, within } from './within.ts';

/** A request as it is sent, the key apart. */
export interface Outgoing {
  method: Method;
  /** Below the base URL, parameters filled in. */
  path: string;
  query: readonly (readonly [string, string])[];
  body?: unknown;
}

/** A 2xx answer with a JSON body. */
export interface Answer {
  status: number;
  requestId: string | null;
  /** The body exactly as it came, but for a byte order mark. */
  text: string;
  json: unknown;
}

type Outcome = { ok: true; answer: Answer } | { ok: false; failure: Failure };

interface AttemptOptions {
  key: string;
  milliseconds: number;
  signal: AbortSignal | undefined;
}

export type Attempt = (outgoing: Outgoing, options: AttemptOptions) => Promise<Outcome>;

/** Headers under which servers and proxies give the id of a request; Partoo documents none. */
const REQUEST_ID_HEADERS = ['x-request-id', 'x-amzn-requestid', 'x-amzn-trace-id', 'cf-ray'];

/** Makes the function that sends one request once and reads its answer to the end, all within its time. */
export function createAttempt({ baseUrl, fetch, clock }: CompleteOptions): Attempt {
  const always: Options = {
    prefix: baseUrl,
    fetch,
    // Repeating, pacing and time-outs are ours: they go by the limiter and by the clock that is handed in.
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    // A redirect could take the key to another host.
    redirect: 'manual',
  };
  return async (outgoing, { key, milliseconds, signal }) => {
    const isWrite = outgoing.method !== 'GET';
    try {
      const read = await within(clock, milliseconds, signal, async (stop) => {
        const response = await request(always, outgoing, key, stop);
        return { response, body: await readBody(response, mostBytes(response)) };
      });
      if (read === TIME_IS_UP) return failed({ kind: 'transport', code: 'timeout', mayHaveArrived: isWrite });
      return read.response.ok
        ? understand(read.response, read.body, isWrite, key)
        : failed(refused(read.response, read.body, isWrite, key, clock.now()));
    } catch (error) {
      if (!signal?.aborted) return failed(networkFailure(error, isWrite, key));
      return failed({
        kind: 'transport',
        code: 'aborted',
        mayHaveArrived: isWrite,
        cause: safeCause(error, key),
      });
    }
  };
}

/** A refusal is short; whatever else an error comes with is not read to its end. */
function mostBytes({ ok }: Response): number {
  return ok ? MAX_BODY_BYTES : MAX_REFUSAL_BYTES;
}

const MAX_REFUSAL_BYTES = 256 * 1024;

/** Defaults of an instance of ky are merged into each request, and `searchParams` have it made twice: this is a fifth cheaper. */
async function request(
  always: Options,
  outgoing: Outgoing,
  key: string,
  signal: AbortSignal,
): Promise<Response> {
  const { method, path, query, body } = outgoing;
  const headers: Record<string, string> = {
    accept: 'application/json',
    'user-agent': `partoo-closures/${VERSION}`,
    'x-apikey': key,
  };
  // Demanded on every write, with or without a body; 415 otherwise.
  if (method !== 'GET') headers['content-type'] = 'application/json';
  const search = new URLSearchParams(
    query.map(([name, value]): [string, string] => [name, value]),
  ).toString();
  return ky(search === '' ? path : `${path}?${search}`, {
    ...always,
    method,
    headers,
    signal,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function understand(response: Response, body: Body, isWrite: boolean, key: string): Outcome {
  const circumstances = { status: response.status, requestId: requestIdOf(response, key) };
  const unusable = { kind: 'answer', mayHaveArrived: isWrite, ...circumstances } as const;
  if (!body.ok) {
    const cause = body.cause === undefined ? {} : { cause: safeCause(body.cause, key) };
    return failed({ ...unusable, code: body.code, ...cause });
  }
  try {
    return { ok: true, answer: { ...circumstances, text: body.text, json: parseJson(body.text) } };
  } catch {
    // The parser's error is dropped: it quotes the body.
    return failed({ ...unusable, code: /^\s*</.test(body.text) ? 'html' : 'not-json' });
  }
}

function refused(response: Response, body: Body, isWrite: boolean, key: string, now: number): Failure {
  const { status } = response;
  // A plain refusal (4xx) has done nothing. After a 5xx, a redirect or a 408 nobody knows.
  const nothingDone = status >= 400 && status < 500 && status !== 408;
  return {
    kind: 'status',
    status,
    mayHaveArrived: isWrite && !nothingDone,
    requestId: requestIdOf(response, key),
    retryAfterSeconds: readRetryAfter(response.headers.get('retry-after'), now),
    refusal: body.ok ? readRefusal(redact(body.text, key)) : NO_REFUSAL,
  };
}

function requestIdOf(response: Response, key: string): string | null {
  const id = REQUEST_ID_HEADERS.map((name) => response.headers.get(name)).find((value) => value !== null);
  return id === undefined || id === null ? null : redact(id.slice(0, 200), key);
}

function failed(failure: Failure): Outcome {
  return { ok: false, failure };
}
