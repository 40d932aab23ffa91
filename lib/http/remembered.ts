/** What is dear to work out, worked out once however many ask. */
import type { Instant } from '../clock.ts';
import { type StatusReport, status } from '../operations/index.ts';
import { type WavesNow, wavesNow } from '../operations/waves-now.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import type { Store } from '../store/store.ts';

/** So long an answer that changes with time is as good as new, and as many times as long as it took to work out. */
const FRESH_MILLISECONDS = 1000;
const FRESH_TIMES = 5;
const LATELY_TIMES = 100;
/** What took longer than this is shown as it was while it is worked out anew, up to this age: nobody waits for 10,000 shops. */
const SLOW_MILLISECONDS = 100;
const STALE_MILLISECONDS = 15_000;
/** Of one kind: searches come in any number. */
const MOST = 20;

/** Where shops stand. */
export const statusNow = (deps: Deps, organization: string | null): Promise<StatusReport> =>
  remembered(deps, 'status', organization ?? '', () => status(deps, organization));

/** The same, up to some seconds old where it takes time: for what counts shops, or lists which there are. */
export const statusLately = (deps: Deps, organization: string | null): Promise<StatusReport> => {
  const { actor: _, ...nobodys } = deps;
  return remembered(nobodys, 'status', organization ?? '', () => status(deps, organization), {
    lately: true,
  });
};

export const wavesKnown = (deps: Deps, organization: string | null): Promise<WavesNow> =>
  remembered(deps, 'waves', organization ?? '', () => wavesNow(deps, organization));

interface Made<T> {
  begun: Instant;
  /** Changes that had been made by then. */
  changes: number;
  inputs: string | null;
  value: Promise<T>;
  took: number;
}

interface Known<T> {
  done: Made<T> | null;
  coming: Made<T> | null;
}

class Memory {
  readonly kinds = new Map<string, Map<string, Known<unknown>>>();
  /** Who made the how manieth change last. */
  readonly changedBy = new Map<string, number>();
  changes = 0;
}
const memories = new WeakMap<Store, Memory>();

function memoryOf(store: Store): Memory {
  const memory = memories.get(store) ?? new Memory();
  memories.set(store, memory);
  return memory;
}

/** Somebody has changed something: they see what has come of it, and others as well where that takes no time. */
export function noteChange({ store, actor = '' }: Pick<Deps, 'store' | 'actor'>): void {
  const memory = memoryOf(store);
  memory.changes += 1;
  memory.changedBy.set(actor, memory.changes);
}

export interface Manner {
  /** All that it is made of: it is good until that is another. Left out: until some time has passed. */
  inputs?: string;
  /** Default: a second. */
  freshMilliseconds?: number;
  /** What took long is good for some seconds, whatever has changed meanwhile. Default: no. */
  lately?: true;
  /** What its inputs say is another is waited for, however long that takes. Default: no. */
  neverOld?: true;
  /** How many of its kind are kept. Default 20. */
  most?: number;
}

/**
 * What `make` came to for the last one who asked, as long as that is good. What is slow is shown a little longer, and
 * worked out anew meanwhile.
 * @param kind and `key`: what is asked for
 */
export function remembered<T>(
  { store, clock, actor = '' }: Deps,
  kind: string,
  key: string,
  make: () => Promise<T>,
  { inputs, lately, neverOld, freshMilliseconds = FRESH_MILLISECONDS, most = MOST }: Manner = {},
): Promise<T> {
  const memory = memoryOf(store);
  const known = knownIn(memory, kind, key, most) as Known<T>;
  const { done, coming } = known;
  const now = clock.now();
  const own = memory.changedBy.get(actor) ?? 0;
  const seesOwn = (made: Made<T>) => made.changes >= (made.took < SLOW_MILLISECONDS ? memory.changes : own);
  const hasInputs = (made: Made<T>) => inputs === undefined || made.inputs === inputs;
  const isGood = (made: Made<T>) =>
    hasInputs(made) && (inputs !== undefined || now - made.begun < freshFor(made));
  const freshFor = ({ took }: Made<T>) =>
    Math.max(
      ...[freshMilliseconds, took * FRESH_TIMES],
      lately ? Math.min(STALE_MILLISECONDS, took * LATELY_TIMES) : 0,
    );
  if (done && seesOwn(done)) {
    if (isGood(done)) return done.value;
    const isShown =
      !neverOld &&
      done.took >= SLOW_MILLISECONDS &&
      now - done.begun < STALE_MILLISECONDS + freshMilliseconds;
    if (isShown) {
      // Where changes come one after the other, others get their turn in between.
      if (coming === null && now - done.begun >= done.took * FRESH_TIMES) void renew();
      return done.value;
    }
  }
  return coming && seesOwn(coming) && hasInputs(coming) ? coming.value : renew();

  function renew(): Promise<T> {
    const made = { begun: now, changes: memory.changes, inputs: inputs ?? null, value: make(), took: 0 };
    known.coming = made;
    const isOver = () => {
      if (known.coming === made) known.coming = null;
    };
    made.value.then(() => {
      made.took = clock.now() - made.begun;
      if (known.done === null || known.done.changes <= made.changes) known.done = made;
      isOver();
      // What has failed is tried again.
    }, isOver);
    return made.value;
  }
}

function knownIn({ kinds }: Memory, kind: string, key: string, most: number): Known<unknown> {
  const ofKind = kinds.get(kind) ?? new Map<string, Known<unknown>>();
  kinds.set(kind, ofKind);
  const known = ofKind.get(key) ?? { done: null, coming: null };
  // The one asked for last stands last; those of long ago give way.
  ofKind.delete(key);
  ofKind.set(key, known);
  for (const old of [...ofKind.keys()].slice(0, -most)) ofKind.delete(old);
  return known;
}
