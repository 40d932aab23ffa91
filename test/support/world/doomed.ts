import { createDeps, type Deps } from '../../../lib/operations/index.ts';
import { run } from '../../../lib/operations/run.ts';
import type { Store } from '../../../lib/store/store.ts';
import { BY_HAND } from './asked.ts';
import type { World } from './world.ts';

export interface Crash {
  at: 'save' | 'post';
  when: 'before' | 'after';
  /** Which one, counted from 1. */
  nth: number;
}

/** Every moment at which a process may die around a save or a write. */
export const MOMENTS: Pick<Crash, 'at' | 'when'>[] = [
  { at: 'post', when: 'before' },
  { at: 'post', when: 'after' },
  { at: 'save', when: 'before' },
  { at: 'save', when: 'after' },
];

class Killed extends Error {
  override readonly name = 'Killed';
}

/** Which saves and writes are counted. Default: those of businesses. */
export interface Counted {
  save: keyof Store;
  method: string;
}

/** What a process has that is killed at its n-th save or write: from then on nothing of it reaches store or Partoo. */
export function doomed(
  { store, clock }: World,
  crash: Crash,
  { save, method: write }: Counted = { save: 'saveBusinesses', method: 'POST' },
): { deps: Deps; isDead: () => boolean } {
  let count = 0;
  let dead = false;
  async function guard<T>(isIt: boolean, work: () => Promise<T>): Promise<T> {
    if (dead) throw new Killed();
    const last = isIt && ++count === crash.nth;
    if (last && crash.when === 'before') {
      dead = true;
      throw new Killed();
    }
    const done = await work();
    if (last) {
      dead = true;
      throw new Killed();
    }
    return done;
  }
  const mortal: Store = new Proxy(store, {
    get(target, name: keyof Store) {
      const method = target[name] as (...args: unknown[]) => Promise<unknown>;
      return (...args: unknown[]) =>
        guard(crash.at === 'save' && name === save, () => method.apply(target, args));
    },
  });
  const deps = createDeps({
    store: mortal,
    clock,
    env: { PARTOO_API_KEY: 'sandbox-key' },
    random: () => 0.5,
    fetch: (input, init) => {
      const method = input instanceof Request ? input.method : (init?.method ?? 'GET');
      return guard(crash.at === 'post' && method === write, () => whole(clock.fetch(input, init)));
    },
  });
  return { deps, isDead: () => dead };
}

/** The answer with its body read, so that nothing of it is still under way when the process dies. */
async function whole(answer: Promise<Response>): Promise<Response> {
  const { status, headers, ...rest } = await answer.then(async (response) => ({
    status: response.status,
    headers: response.headers,
    text: await response.text(),
  }));
  return new Response(rest.text, { status, headers });
}

export async function runAndDie(deps: Deps): Promise<void> {
  await run(deps, BY_HAND).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
}
