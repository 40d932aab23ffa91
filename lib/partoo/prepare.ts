import type { Failure } from './failure.ts';
import { type Call, type CompleteOptions, checkedKey } from './options.ts';
import { TIME_IS_UP, within } from './within.ts';

/** What an attempt needs before it may be sent, or why it cannot be. `late`: the deadline came first. */
export type Ready =
  | { ok: true; key: string; over: () => void }
  | { ok: false; late: boolean; failure: Failure };

/**
 * Gets the key and then a slot of the limiter, in that order: a slot must not be spent on a request that has no key.
 * Both are waited for until the call's deadline.
 */
export async function prepare(options: CompleteOptions, { signal, deadline }: Call): Promise<Ready> {
  const { clock, limiter, apiKey } = options;
  const left = () => (deadline ?? Number.POSITIVE_INFINITY) - clock.now();
  let code: 'no-key' | 'limiter' = 'no-key';
  let over: () => void = () => {};
  try {
    if (left() <= 0) return late();
    const key = await within(clock, left(), signal, async (stop) => {
      const checked = checkedKey(await apiKey());
      code = 'limiter';
      over = (await limiter.acquire(stop)) ?? over;
      return checked;
    });
    if (key === TIME_IS_UP || left() <= 0) return late();
    signal?.throwIfAborted();
    return { ok: true, key, over };
  } catch (cause) {
    const failure = { kind: 'transport', mayHaveArrived: false, cause } as const;
    return { ok: false, late: false, failure: { ...failure, code: signal?.aborted ? 'aborted' : code } };
  }
}

function late(): Ready {
  return { ok: false, late: true, failure: { kind: 'transport', code: 'deadline', mayHaveArrived: false } };
}
