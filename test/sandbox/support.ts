import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../lib/sandbox/index.ts';
import { type ManualClock, manualClock } from '../support/world/manual-clock.ts';
import { expectDocumented } from './contract.ts';

/** A sandbox of eight shops without quota on a manual clock, closed when the test is over. */
export async function sandboxOf(
  options: Partial<Omit<SandboxOptions, 'clock'>> = {},
): Promise<{ sandbox: Sandbox; clock: ManualClock; call: Call }> {
  const clock = manualClock();
  const sandbox = await startSandbox({ businesses: 8, requestsPerMinute: 0, ...options, clock });
  onTestFinished(() => sandbox.close());
  return { sandbox, clock, call: caller(sandbox) };
}

export interface Answered {
  status: number;
  headers: Headers;
  /** Parsed where it is JSON, else the text. */
  body: unknown;
  text: string;
}
export interface CallOptions {
  body?: unknown;
  headers?: Record<string, string>;
  /** For answers that the contract leaves out, such as 400 where it lists none. */
  undocumented?: boolean;
}
export type Call = (method: string, path: string, options?: CallOptions) => Promise<Answered>;

/** Calls the sandbox with `fetch` as a client would, and holds every answer against the contract. */
export function caller(sandbox: Sandbox, apiKey = 'sandbox-key'): Call {
  return async (method, path, { body, headers, undocumented } = {}) => {
    const response = await fetch(sandbox.url + path, {
      method,
      headers: {
        'x-APIKey': apiKey,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type') === 'application/json';
    const answered = {
      status: response.status,
      headers: response.headers,
      body: json ? (JSON.parse(text) as unknown) : text,
      text,
    };
    if (!undocumented) expectDocumented(method, path, answered.status, answered.body);
    return answered;
  };
}

/** The detail of an error body, whichever of the two envelopes it came in. */
export function detailOf(answered: Answered): unknown {
  const envelope = answered.body as { error?: Record<string, unknown>; errors?: Record<string, unknown> };
  return Object.values(envelope.errors ?? envelope.error ?? {})[0];
}
