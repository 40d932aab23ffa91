import type { Clock, Instant } from '../../clock.ts';
import type { Decision } from '../../closures/decide.ts';
import { PAGE } from '../situation/batch.ts';
import type { Candidate } from '../situation/candidates.ts';

/** A write that has been sent, or may have been, and that a read has to confirm. */
export interface AwaitedWrite {
  candidate: Candidate;
  lookAt: Instant;
  /** How often Partoo was asked and did not show it yet. */
  looks: number;
  /** It may never have arrived. */
  isUnsure: boolean;
  action: Decision['results'][number]['action'];
  reason: string;
}

/** When a write that Partoo does not show yet is looked at again; then it is left to the next pass. */
const LOOK_AGAIN_MILLISECONDS = [0, 1000, 2000, 4000, 8000, 15_000];
/** Looks that lie no further apart are taken together. */
const TOGETHER_MILLISECONDS = 500;
/** Writes that wait for their read-back before one request fetches a page of them in the middle of a wave. */
const UNCONFIRMED_PAGE = 150;
/** How long a write may wait for its read-back while a wave lasts. */
const UNCONFIRMED_MILLISECONDS = 3600_000;
/** The same for a write of which it is not known whether it arrived. */
const UNSURE_MILLISECONDS = 30_000;
/** What a page of read-backs takes beside its slot, and what is left for the end of a pass. */
const LOOK_MILLISECONDS = 500;
const ENDING_MILLISECONDS = 10_000;

/** The writes of a pass that are to be read back, by business. */
export class ReadBacks {
  readonly #clock: Clock;
  readonly #spacing: number;
  readonly #deadline: Instant | null;
  readonly #awaited = new Map<string, AwaitedWrite>();
  /** Whether Partoo showed all writes of the last page that was read back. */
  #isShown = false;

  /** @param spacing milliseconds between two requests */
  constructor(clock: Clock, spacing: number, deadline: Instant | null) {
    this.#clock = clock;
    this.#spacing = spacing;
    this.#deadline = deadline;
  }

  get size(): number {
    return this.#awaited.size;
  }

  get(business: string): AwaitedWrite | undefined {
    return this.#awaited.get(business);
  }

  has(business: string): boolean {
    return this.#awaited.has(business);
  }

  delete(business: string): void {
    this.#awaited.delete(business);
  }

  all(): IterableIterator<AwaitedWrite> {
    return this.#awaited.values();
  }

  /** Has a write looked at (again). False where it was looked at often enough: it is left to the next pass then. */
  add(write: Omit<AwaitedWrite, 'lookAt'>): boolean {
    const { id } = write.candidate.business;
    const wait = LOOK_AGAIN_MILLISECONDS[write.looks];
    if (wait === undefined) {
      this.#awaited.delete(id);
      return false;
    }
    this.#awaited.set(id, { ...write, lookAt: this.#clock.now() + wait });
    return true;
  }

  /** A page of writes was read back; `isShown`: Partoo showed them all. */
  learn(isShown: boolean): void {
    this.#isShown = isShown;
  }

  /**
   * Whether writes are read back before others are sent. Where Partoo has shown the first ones, the rest wait until the
   * wave is over, each being a slot that some shop waits for (docs/decisions/0025); but not those that may never have
   * arrived, none for longer than an hour, and not beyond the end of the pass.
   */
  comeFirst(): boolean {
    const now = this.#clock.now();
    const waiting = [...this.#awaited.values()];
    if (waiting.some(({ isUnsure, lookAt }) => isUnsure && now - lookAt >= UNSURE_MILLISECONDS)) return true;
    if (waiting.length < UNCONFIRMED_PAGE) return false;
    const takes = Math.ceil(waiting.length / PAGE) * (this.#spacing + LOOK_MILLISECONDS);
    const ends = (this.#deadline ?? Number.POSITIVE_INFINITY) - ENDING_MILLISECONDS;
    if (!this.#isShown || now + takes >= ends) return true;
    return waiting.some(({ lookAt }) => now - lookAt >= UNCONFIRMED_MILLISECONDS);
  }

  /** Up to a page of those to be looked at by now: the unsure first, then who waits longest. */
  due(until: Instant = this.#clock.now()): Candidate[] {
    return [...this.#awaited.values()]
      .filter(({ lookAt }) => lookAt <= until)
      .sort((a, b) => Number(b.isUnsure) - Number(a.isUnsure) || a.lookAt - b.lookAt)
      .slice(0, PAGE)
      .map(({ candidate }) => candidate);
  }

  /** Waits until one is due; what is due a moment later comes with it. */
  async next(): Promise<Candidate[]> {
    let first = Number.POSITIVE_INFINITY;
    for (const { lookAt } of this.#awaited.values()) first = Math.min(first, lookAt);
    if (first > this.#clock.now()) await this.#clock.sleep(first - this.#clock.now());
    return this.due(Math.max(first, this.#clock.now()) + TOGETHER_MILLISECONDS);
  }
}
