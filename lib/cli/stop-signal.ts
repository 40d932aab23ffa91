export interface StopSignal {
  readonly signal: AbortSignal;
  /** Resolves when somebody asked to stop. */
  readonly stopped: Promise<void>;
  /** Takes the handlers away again. */
  release(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Turns the first SIGINT or SIGTERM into an abort signal; the second one ends the process as usual, for whoever does
 * not want to wait until what is under way is finished.
 */
export function stopOnSignals(onStop: () => void = () => {}): StopSignal {
  const controller = new AbortController();
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  function stop(): void {
    release();
    onStop();
    controller.abort(new Error('stopped by a signal'));
    resolve();
  }
  function release(): void {
    for (const name of SIGNALS) process.off(name, stop);
  }
  for (const name of SIGNALS) process.on(name, stop);
  return { signal: controller.signal, stopped, release };
}
