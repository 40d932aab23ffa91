import type { Instant } from '../clock.ts';
import { Problem } from './problem.ts';

/** What a token may ask in a minute. */
const REQUESTS = 600;
const WINDOW_MILLISECONDS = 60_000;

interface Window {
  endsAt: Instant;
  left: number;
}

/**
 * Counts the requests of each token, in windows of a minute that begin with its first one. Of this process alone: on AWS
 * the gateway bounds all instances together.
 */
export class RateLimit {
  readonly #windows = new Map<string, Window>();

  /** Counts one; the headers that tell how many are left. @throws Problem 429 */
  take(token: string, now: Instant): Record<string, string> {
    const window = this.#windowOf(token, now);
    const seconds = Math.max(1, Math.ceil((window.endsAt - now) / 1000));
    const isOver = window.left <= 0;
    if (!isOver) window.left -= 1;
    const headers = {
      'ratelimit-policy': `"token";q=${REQUESTS};w=${WINDOW_MILLISECONDS / 1000}`,
      ratelimit: `"token";r=${window.left};t=${seconds}`,
    };
    if (!isOver) return headers;
    throw new Problem(429, {
      detail: `More than ${REQUESTS} requests in a minute.`,
      headers: { ...headers, 'retry-after': String(seconds) },
    });
  }

  #windowOf(token: string, now: Instant): Window {
    const known = this.#windows.get(token);
    if (known && now < known.endsAt) return known;
    // Tokens come and go; what is over is let go of with them.
    for (const [other, { endsAt }] of this.#windows) if (endsAt <= now) this.#windows.delete(other);
    const fresh = { endsAt: now + WINDOW_MILLISECONDS, left: REQUESTS };
    this.#windows.set(token, fresh);
    return fresh;
  }
}
