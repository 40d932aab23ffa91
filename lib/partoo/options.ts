import type { Clock, Instant } from '../clock.ts';
import { LONGEST_RETRY_AFTER_SECONDS } from './retry.ts';

/** Hands out the slots of an organization's quota. */
export interface Limiter {
  /**
   * Resolves when the next request may be sent. Awaited before every attempt: reads and retries included. If it resolves
   * to a function, that is called as soon as the attempt is over, however it ended.
   */
  acquire(signal?: AbortSignal): Promise<() => void> | Promise<void>;
  /**
   * Partoo answered 429 and asks for silence until `instant`, a few minutes ahead at most. Where it rejects, so does the
   * call, instead of waiting.
   */
  pauseUntil?(instant: Instant): Promise<void> | void;
}

export interface PartooClientOptions {
  /** `https://api.partoo.co/v2`, say. */
  baseUrl: string;
  /** The key, or where to get it; a function is asked before every attempt. */
  apiKey: string | (() => string | Promise<string>);
  /** Where all waiting and all time-outs take their time from. */
  clock: Clock;
  /** Default: the global `fetch`. */
  fetch?: typeof globalThis.fetch;
  /** Default: none; requests are sent at once. */
  limiter?: Limiter;
  /** Chance for the jitter, 0 ≤ x < 1. Default `Math.random`. */
  random?: () => number;
  /** Time for one attempt, from sending to the end of the answer's body. Default 10,000. */
  attemptTimeoutMilliseconds?: number;
  /**
   * Time for all attempts of one call and the backoff between them. Default 60,000. Waiting for the limiter, and waiting
   * that Partoo asks for (`Retry-After`, 60 s as a rule), do not count: they are bounded by the call's deadline.
   */
  totalTimeoutMilliseconds?: number;
  /** Where Partoo asks for a longer wait, the call ends instead. Default 300,000, which is what any is taken for at most. */
  longestWaitMilliseconds?: number;
  /** Told before each wait between two attempts: until when, and what the attempt before ended with. Default: nobody is. */
  onWait?: (until: Instant, after: string) => void;
  /** Attempts of one call, the first included. Default 5. */
  maxAttempts?: number;
}

/** Options with every default filled in. */
export interface CompleteOptions extends Required<Omit<PartooClientOptions, 'apiKey' | 'limiter'>> {
  apiKey: () => string | Promise<string>;
  limiter: Limiter;
}

/** What every call takes beside its own arguments. */
export interface Call {
  signal?: AbortSignal;
  /**
   * Instant of the client's clock from which on no attempt is begun, and to which no retry waits. An attempt that has
   * begun before may end after it, by `attemptTimeoutMilliseconds` at most. Default: none.
   */
  deadline?: Instant;
  /** Whoever asks comes back to it: an answer of 500 and above ends the call at once. Default: it is asked again here. */
  comesBack?: boolean;
}

const KNOWN: Readonly<Record<keyof PartooClientOptions, true>> = {
  baseUrl: true,
  apiKey: true,
  clock: true,
  fetch: true,
  limiter: true,
  random: true,
  attemptTimeoutMilliseconds: true,
  totalTimeoutMilliseconds: true,
  longestWaitMilliseconds: true,
  onWait: true,
  maxAttempts: true,
};

/** Checks options and fills defaults in. @throws TypeError that says which option is wrong; it never shows a key. */
export function complete(options: PartooClientOptions): CompleteOptions {
  const unknown = Object.keys(options).filter((name) => !Object.hasOwn(KNOWN, name));
  if (unknown.length > 0) {
    throw new TypeError(
      `Unknown option ${unknown.join(', ')}. Known options: ${Object.keys(KNOWN).join(', ')}.`,
    );
  }
  const { apiKey, limiter = { acquire: async () => {} } } = options;
  return {
    baseUrl: checkedBaseUrl(options.baseUrl),
    apiKey: typeof apiKey === 'function' ? apiKey : constant(checkedKey(apiKey)),
    clock: options.clock,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    limiter,
    random: options.random ?? Math.random,
    attemptTimeoutMilliseconds: positive(options, 'attemptTimeoutMilliseconds', 10_000),
    totalTimeoutMilliseconds: positive(options, 'totalTimeoutMilliseconds', 60_000),
    longestWaitMilliseconds: positive(options, 'longestWaitMilliseconds', LONGEST_RETRY_AFTER_SECONDS * 1000),
    onWait: options.onWait ?? (() => {}),
    maxAttempts: Math.floor(positive(options, 'maxAttempts', 5)),
  };
}

/**
 * The key as it goes into the header. Secrets often come with a line end; inside, only what a header may hold passes,
 * because what `fetch` says of a bad header quotes it.
 */
export function checkedKey(key: unknown): string {
  const trimmed = typeof key === 'string' ? key.trim() : '';
  if (!/^[\x21-\x7e]+$/.test(trimmed)) {
    throw new TypeError('The API key has to be a text of printable ASCII characters, without spaces.');
  }
  return trimmed;
}

function constant<T>(value: T): () => T {
  return () => value;
}

function checkedBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new TypeError('The base URL has to be an http or https URL, like https://api.partoo.co/v2.');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new TypeError('The base URL may hold no user, password, query or fragment.');
  }
  return url.href.replace(/\/+$/, '');
}

function positive(
  options: PartooClientOptions,
  name: 'attemptTimeoutMilliseconds' | 'totalTimeoutMilliseconds' | 'longestWaitMilliseconds' | 'maxAttempts',
  fallback: number,
): number {
  const value = options[name] ?? fallback;
  if (!(value >= 1)) throw new TypeError(`Option ${name} has to be a number of 1 or more, not ${value}.`);
  return value;
}
