import type { Instant } from '../clock.ts';

interface Sleeper {
  at: Instant;
  wake(): void;
}

/** Who waits for which instant; equal instants come out in the order they went in. */
export class SleeperQueue {
  readonly #sleepers: Sleeper[] = [];

  get size(): number {
    return this.#sleepers.length;
  }

  /** Returns what takes the sleeper out again. */
  add(at: Instant, wake: () => void): () => void {
    const sleeper = { at, wake };
    // Few sleep at once, and the newest mostly sleep longest: searched from the end, a list does.
    const before = this.#sleepers.findLastIndex((other) => other.at <= at);
    this.#sleepers.splice(before + 1, 0, sleeper);
    return () => {
      const index = this.#sleepers.indexOf(sleeper);
      if (index >= 0) this.#sleepers.splice(index, 1);
    };
  }

  shift(): Sleeper | undefined {
    return this.#sleepers.shift();
  }
}
