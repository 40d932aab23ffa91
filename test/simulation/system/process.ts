import type { Store } from '../../../lib/store/store.ts';

/** The process is gone: whatever it does from here on has no effect. */
class Crash extends Error {
  override readonly name = 'Crash';
}

/** What the watch asks every time it wakes. Counted, nearly every crash would fall where nothing is going on. */
const IDLE: ReadonlySet<string> = new Set(['readApplied', 'readDue']);

/** One life of the product's process. It ends at a given call to the outside, just before it or just after. */
export class Life {
  readonly #endsAt: number;
  readonly #isBeforeCall: boolean;
  #calls = 0;
  #isOver = false;
  readonly over: Promise<void>;
  #tellOver: () => void;

  /** @param endsAt number of the call; Infinity: it lives on */
  constructor(endsAt: number, isBeforeCall: boolean) {
    this.#endsAt = endsAt;
    this.#isBeforeCall = isBeforeCall;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.over = promise;
    this.#tellOver = resolve;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  #end(): void {
    this.#isOver = true;
    this.#tellOver();
  }

  async call<T>(work: () => Promise<T>, counts = true): Promise<T> {
    if (this.#isOver) throw new Crash();
    this.#calls += counts ? 1 : 0;
    const isLast = counts && this.#calls >= this.#endsAt;
    if (isLast && this.#isBeforeCall) {
      this.#end();
      throw new Crash();
    }
    const result = await work();
    if (isLast) this.#end();
    if (this.#isOver) throw new Crash();
    return result;
  }

  store(store: Store): Store {
    const methods = Object.entries(store).map(([name, method]) => [
      name,
      (...args: unknown[]) =>
        this.call(() => (method as (...args: unknown[]) => Promise<unknown>)(...args), !IDLE.has(name)),
    ]);
    return Object.fromEntries(methods) as Store;
  }

  fetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
    return (input, init) =>
      this.call(async () => {
        const response = await fetch(input, init);
        if (!this.#isOver && this.#calls < this.#endsAt) return response;
        // Nobody will read it: the request would count as under way for ever.
        await response.body?.cancel();
        return response;
      });
  }
}
