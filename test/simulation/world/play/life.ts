import type { Store } from '../../../../lib/store/store.ts';

/** The process is gone: whatever it does from here on has no effect. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** One life of a process. It ends at a given call to the outside, just before it or just after, or when it is killed. */
export class Life {
  readonly #endsAt: number;
  readonly #isBeforeCall: boolean;
  readonly #ended = Promise.withResolvers<void>();
  readonly over: Promise<void> = this.#ended.promise;
  #calls = 0;
  isOver = false;

  /** @param endsAt number of the call; Infinity: it lives on */
  constructor(endsAt = Number.POSITIVE_INFINITY, isBeforeCall = false) {
    this.#endsAt = endsAt;
    this.#isBeforeCall = isBeforeCall;
  }

  end(): void {
    this.isOver = true;
    this.#ended.resolve();
  }

  async call<T>(work: () => Promise<T>): Promise<T> {
    if (this.isOver) throw new Crash();
    this.#calls += 1;
    const isLast = this.#calls >= this.#endsAt;
    if (isLast && this.#isBeforeCall) this.end();
    if (this.isOver) throw new Crash();
    const result = await work();
    if (isLast) this.end();
    if (this.isOver) throw new Crash();
    return result;
  }

  store(store: Store): Store {
    return wrapped(store, (_name, call) => this.call(call));
  }

  fetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
    return (input, init) => this.call(() => fetch(input, init));
  }
}

/** The store with something around each of its calls. */
export function wrapped(
  store: Store,
  around: <T>(name: keyof Store, call: () => Promise<T>, args: readonly unknown[]) => Promise<T>,
): Store {
  const methods = Object.entries(store).map(([name, method]) => [
    name,
    (...args: unknown[]) =>
      around(name as keyof Store, () => (method as (...args: unknown[]) => Promise<unknown>)(...args), args),
  ]);
  return Object.fromEntries(methods) as Store;
}
