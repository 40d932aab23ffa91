import type { Clock } from '../clock.ts';

/** Why {@link within} stopped its work: the time was up. */
export const TIME_IS_UP: unique symbol = Symbol('time is up');

/**
 * Runs `work` for at most `milliseconds` of the clock (Infinity: no limit) and not beyond the abort of `signal`.
 * Returns {@link TIME_IS_UP} if the time ran out, rejects with the signal's reason if that came first. Whoever loses
 * is stopped: the work through its own signal, the sleep through the clock's, so that no timer outlives the call.
 */
export async function within<T>(
  clock: Clock,
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | typeof TIME_IS_UP> {
  signal?.throwIfAborted();
  const working = new AbortController();
  const sleeping = new AbortController();
  const stop = () => working.abort(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  // Work that ignores its signal (a limiter, somebody's fetch) must not hold the caller up.
  const stopped = Promise.withResolvers<never>();
  working.signal.addEventListener('abort', () => stopped.reject(working.signal.reason), { once: true });
  const contest: Promise<T | typeof TIME_IS_UP>[] = [stopped.promise, work(working.signal)];
  if (milliseconds !== Number.POSITIVE_INFINITY) {
    contest.push(clock.sleep(milliseconds, sleeping.signal).then(() => TIME_IS_UP));
  }
  try {
    const outcome = await Promise.race(contest);
    if (outcome === TIME_IS_UP) working.abort(new Error('The time for this was up.'));
    return outcome;
  } finally {
    signal?.removeEventListener('abort', stop);
    // A reason that is at hand: without one, an exception with its stack is made for each request.
    sleeping.abort(TIME_IS_UP);
    // fetch keeps its signal until a whole collection of garbage; as long as this waits, the answer would be kept with it.
    stopped.reject(TIME_IS_UP);
  }
}
