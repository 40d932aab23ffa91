import type { Instant } from '../clock.ts';

const WINDOW_MILLISECONDS = 60_000;

/** Partoo's quota, read strictly: no more than `limit` requests within any sixty seconds. `0` switches it off. */
export class RateLimit {
  readonly #limit: number;
  #accepted: Instant[] = [];
  #first = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Takes a slot and returns 0, or returns how many whole seconds to wait. A refused request takes no slot. */
  take(now: Instant): number {
    if (this.#limit === 0) return 0;
    while (this.#first < this.#accepted.length && this.#accepted[this.#first]! <= now - WINDOW_MILLISECONDS) {
      this.#first += 1;
    }
    if (this.#first > 10_000) {
      this.#accepted = this.#accepted.slice(this.#first);
      this.#first = 0;
    }
    if (this.#accepted.length - this.#first < this.#limit) {
      this.#accepted.push(now);
      return 0;
    }
    const freeAt = this.#accepted[this.#first]! + WINDOW_MILLISECONDS;
    return Math.max(1, Math.ceil((freeAt - now) / 1000));
  }
}
