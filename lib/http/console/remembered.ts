/** What is dear to work out, remembered for a moment however many look. */
import type { Instant } from '../../clock.ts';
import { type StatusReport, status } from '../../operations/index.ts';
import { type WavesNow, wavesNow } from '../../operations/waves-now.ts';
import type { Deps } from '../../reconcile/pass/deps.ts';
import type { Store } from '../../store/store.ts';

/** As old as an answer may be without being worked out anew, and as old as it may be while it is. */
const FRESH_MILLISECONDS = 1000;
const STALE_MILLISECONDS = 15_000;
const MOST_REMEMBERED = 20;

interface Made<T> {
  at: Instant;
  value: Promise<T>;
  /** Under way, for those who come later. */
  next: Promise<T> | null;
}
const made = new WeakMap<Store, Map<string, Made<unknown>>>();

export const statusNow = (deps: Deps, organization: string | null): Promise<StatusReport> =>
  remembered(deps, `status ${organization ?? ''}`, () => status(deps, organization));

export const wavesKnown = (deps: Deps, organization: string | null): Promise<WavesNow> =>
  remembered(deps, `waves ${organization ?? ''}`, () => wavesNow(deps, organization));

/** Whoever changes something sees what has come of it, and not what was remembered. */
export function forget({ store }: Deps): void {
  made.delete(store);
}

/**
 * Nobody waits for what is a few seconds old only; it is worked out anew for the next one who asks.
 * @param freshMilliseconds so long it is as good as new
 */
export async function remembered<T>(
  { store, clock }: Deps,
  key: string,
  make: () => Promise<T>,
  freshMilliseconds = FRESH_MILLISECONDS,
): Promise<T> {
  const known = made.get(store) ?? new Map<string, Made<unknown>>();
  made.set(store, known);
  const before = known.get(key) as Made<T> | undefined;
  const now = clock.now();
  const age = before === undefined ? Number.POSITIVE_INFINITY : now - before.at;
  if (before && age < freshMilliseconds) return before.value;
  if (before && age < freshMilliseconds + STALE_MILLISECONDS) {
    before.next ??= renew();
    return before.value;
  }
  return before?.next ?? renew();

  function renew(): Promise<T> {
    const value = make();
    // Searches come in any number: those of long ago give way.
    for (const old of [...known.keys()].slice(0, -MOST_REMEMBERED)) known.delete(old);
    const fresh: Made<T> = { at: now, value, next: null };
    const keep = () => void known.set(key, fresh);
    if (before) value.then(keep, () => known.delete(key));
    else keep();
    // What has failed is tried again.
    value.catch(() => known.delete(key));
    return value;
  }
}
