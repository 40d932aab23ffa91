import type { Clock, Instant } from '../clock.ts';
import { SleeperQueue } from './sleeper-queue.ts';

/** Nothing moved for so long (real milliseconds) that nothing will: something waits for what never comes. */
const STALLED_MILLISECONDS = 20_000;
/** Turns of the event loop without anything new after which nothing is expected to happen by itself any more. */
const QUIET_TURNS = 4;

/** @internal */
export class SimulationStalledError extends Error {
  override readonly name = 'SimulationStalledError';
  readonly code = 'simulation-stalled';

  constructor(now: Instant, sleepers: number, inFlight: number) {
    super(
      `The simulation stands still at ${new Date(now).toISOString()}: ` +
        `${sleepers} sleep on its clock, ${inFlight} requests are under way, and nothing happens.`,
    );
  }
}

/**
 * A clock on which time jumps to the next sleeper as soon as nothing else can happen.
 *
 * What happens in one process, and over HTTP to a server in the same process, takes no time: a request counts as under
 * way from its start until its body was read or has failed, provided that it is sent with {@link VirtualClock.fetch}.
 * Anything else that waits for the outside (a file, an import) has to be wrapped in {@link VirtualClock.hold}.
 *
 * Sleepers wake one at a time, in order of their instants, equal ones in the order they were asked for, so that the
 * same program always takes the same course.
 */
export class VirtualClock implements Clock {
  #now: Instant;
  readonly #quietTurns: number;
  #inFlight = 0;
  #serverSleeps = 0;
  /** Grows with everything that happens; standing still for some turns, it tells that nothing does. */
  #activity = 0;
  #turning = false;
  readonly #sleepers = new SleeperQueue();

  /**
   * @param start where time begins
   * @param quietTurns fewer are enough where nothing goes over a socket
   */
  constructor(start: Instant, quietTurns = QUIET_TURNS) {
    this.#now = start;
    this.#quietTurns = quietTurns;
  }

  now(): Instant {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const remove = this.#sleepers.add(this.#now + Math.max(0, milliseconds), () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      });
      const stop = () => {
        remove();
        this.#activity += 1;
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', stop, { once: true });
      this.#stir();
    });
  }

  /** Sleeps until an instant; returns at once (in a later turn) where it has passed. */
  sleepUntil(at: Instant, signal?: AbortSignal): Promise<void> {
    return this.sleep(at - this.#now, signal);
  }

  /** Time stands still until `work` has ended. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    this.#begin();
    try {
      return await work();
    } finally {
      this.#end();
    }
  }

  /** `fetch`, during which time stands still. */
  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    this.#begin();
    let response: Response;
    try {
      response = await globalThis.fetch(input, init);
    } catch (error) {
      this.#end();
      throw error;
    }
    if (response.body === null) {
      this.#end();
      return response;
    }
    watch(response.body, () => this.#end());
    return response;
  };

  /**
   * This clock for the server that answers those requests: while it sleeps before it answers, the request does not keep
   * time from passing.
   */
  readonly forServer: Clock = {
    now: () => this.#now,
    sleep: async (milliseconds, signal) => {
      this.#serverSleeps += 1;
      try {
        await this.sleep(milliseconds, signal);
      } finally {
        this.#serverSleeps -= 1;
      }
    },
  };

  /**
   * Runs `work` on this clock.
   * @throws SimulationStalledError where nothing has moved for 20 s of real time (`stalledMilliseconds`)
   */
  async run<T>(work: () => Promise<T>, stalledMilliseconds = STALLED_MILLISECONDS): Promise<T> {
    let watchdog: NodeJS.Timeout | undefined;
    const stalled = new Promise<never>((_, reject) => {
      let seen = -1;
      watchdog = setInterval(() => {
        if (seen === this.#activity) {
          reject(new SimulationStalledError(this.#now, this.#sleepers.size, this.#inFlight));
        }
        seen = this.#activity;
      }, stalledMilliseconds);
    });
    try {
      return await Promise.race([work(), stalled]);
    } finally {
      clearInterval(watchdog);
    }
  }

  #begin(): void {
    this.#inFlight += 1;
    this.#activity += 1;
  }

  #end(): void {
    this.#inFlight -= 1;
    this.#stir();
  }

  #isBusy(): boolean {
    return this.#inFlight > this.#serverSleeps;
  }

  #stir(): void {
    this.#activity += 1;
    if (this.#turning) return;
    this.#turning = true;
    setImmediate(() => this.#turn(this.#activity, 0));
  }

  /** Lets the event loop turn until nothing is new, then wakes the next sleeper; stops where there is none. */
  #turn(seen: number, quiet: number): void {
    const isQuiet = seen === this.#activity && !this.#isBusy();
    if (isQuiet && quiet >= this.#quietTurns) {
      const next = this.#sleepers.shift();
      if (!next) {
        this.#turning = false;
        return;
      }
      this.#now = Math.max(this.#now, next.at);
      this.#activity += 1;
      next.wake();
      setImmediate(() => this.#turn(this.#activity, 0));
      return;
    }
    // The end of a request stirs again: no need to spin until then.
    if (this.#isBusy()) {
      this.#turning = false;
      return;
    }
    const activity = this.#activity;
    setImmediate(() => this.#turn(activity, isQuiet ? quiet + 1 : 0));
  }
}

/**
 * Has `tell` called once: when all of a body was read, reading failed, or nobody wants it any more. It is to be read by a
 * reader, as `text()` and the like do, and not piped. A stream of our own around it takes a seventh of a request.
 */
function watch(body: ReadableStream<Uint8Array>, tell: () => void): void {
  let isTold = false;
  const ended = () => {
    if (!isTold) tell();
    isTold = true;
  };
  const [getReader, cancelBody] = [body.getReader.bind(body), body.cancel.bind(body)];
  body.getReader = (() => watchReader(getReader(), ended)) as typeof body.getReader;
  body.cancel = (reason) => {
    ended();
    return cancelBody(reason);
  };
}

function watchReader(reader: ReadableStreamDefaultReader<Uint8Array>, ended: () => void): typeof reader {
  const [read, cancel] = [reader.read.bind(reader), reader.cancel.bind(reader)];
  reader.read = async () => {
    try {
      const part = await read();
      if (part.done) ended();
      return part;
    } catch (error) {
      ended();
      throw error;
    }
  };
  reader.cancel = (reason) => {
    ended();
    return cancel(reason);
  };
  return reader;
}
