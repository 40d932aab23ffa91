import type { Instant } from '../../clock.ts';
import type { Config, Heartbeat, Receiver } from '../../config/model.ts';
import type { BusEvent } from '../../events/bus.ts';
import { type Delivering, deliver } from '../../events/notifications/deliver.ts';
import { isReceiver, queueOf } from '../../events/notifications/notice.ts';
import { notifyingBus } from '../../events/notifications/queues.ts';
import { beat } from '../../events/notifications/send.ts';
import { publishOutbox } from '../../events/publish.ts';
import type { Deps } from '../../reconcile/pass/deps.ts';
import { readAppliedConfig } from '../../reconcile/pass/session.ts';
import { queueDigest } from './digest.ts';

const MINUTE_MILLISECONDS = 60_000;

export interface NotifierInput {
  deps: Deps;
  fetch: typeof fetch;
  /** Told of what goes wrong, in a sentence; it is tried again by itself. */
  onTrouble(message: string): void;
}

/**
 * Tells receivers what the outbox holds, in a process that does everything itself. Each receiver has a queue and a task of its own: one that is down
 * holds up neither the others nor a closure.
 */
export class Notifier {
  readonly #input: NotifierInput;
  readonly #atWork = new Map<string, Promise<void>>();
  #minute: Instant = Number.NEGATIVE_INFINITY;

  constructor(input: NotifierInput) {
    this.#input = input;
  }

  /** To be called after each tick that succeeded; returns at once, and never throws. */
  tick(): void {
    const now = this.#input.deps.clock.now();
    const isNewMinute = now - this.#minute >= MINUTE_MILLISECONDS;
    if (isNewMinute) this.#minute = now;
    this.#once('outbox', async () => {
      const config = await this.#config();
      if (!config) return;
      this.#serve(config, isNewMinute);
      await this.#queue(config, isNewMinute);
    });
  }

  /** Takes events down that somebody else has emptied the outbox of. */
  async take(events: readonly BusEvent[]): Promise<void> {
    const { store, clock } = this.#input.deps;
    const receivers = ((await this.#config())?.notify ?? []).filter(isReceiver);
    await notifyingBus(store, clock, receivers).put(events);
  }

  /** What is ripe, the summary and the heartbeat, once: for whoever is called every minute. */
  async deliver(): Promise<void> {
    const config = await this.#config();
    if (!config) return;
    const receivers = (config.notify ?? []).filter(isReceiver);
    for (const receiver of receivers) await queueDigest(this.#input.deps, config, receiver);
    this.#serve(config, true);
    await this.over();
  }

  /** Everything that is there, once, without waiting for more of a kind: for a process that ends then. */
  async flush(): Promise<void> {
    const config = await this.#config();
    if (!config) return;
    await this.#queue(config, true);
    for (const one of config.notify ?? [])
      this.#once(queueOf(one), () => (isReceiver(one) ? this.#deliver(config, one, true) : this.#beat(one)));
    await this.over();
  }

  /** Resolves when nothing is under way any more. */
  async over(): Promise<void> {
    while (this.#atWork.size > 0) await Promise.all(this.#atWork.values());
  }

  #serve({ notify = [], ...config }: Config, beats: boolean): void {
    for (const one of notify) {
      if (isReceiver(one)) this.#once(queueOf(one), () => this.#deliver(config, one));
      else if (beats) this.#once(queueOf(one), () => this.#beat(one));
    }
  }

  async #config(): Promise<Config | null> {
    return (await readAppliedConfig(this.#input.deps.store))?.config ?? null;
  }

  async #queue(config: Config, withDigests: boolean): Promise<void> {
    const { deps } = this.#input;
    const { store, clock } = deps;
    const receivers = (config.notify ?? []).filter(isReceiver);
    const bus = notifyingBus(store, clock, receivers);
    for (const { id } of config.organizations) await publishOutbox({ store, clock, bus }, id);
    if (withDigests) for (const receiver of receivers) await queueDigest(deps, config, receiver);
  }

  async #deliver(config: Config, receiver: Receiver, isLast = false): Promise<void> {
    await deliver(deliveringOf(this.#input, config), receiver, isLast);
  }

  async #beat(heartbeat: Heartbeat): Promise<void> {
    const { deps, fetch } = this.#input;
    await beat({ fetch, resolveSecret: deps.resolveSecret }, heartbeat);
  }

  /** One task of a name at a time. */
  #once(name: string, work: () => Promise<void>): void {
    if (this.#atWork.has(name)) return;
    const task = work()
      .catch((error: unknown) =>
        this.#input.onTrouble(`${name}: ${error instanceof Error ? error.message : 'unexpected'}`),
      )
      .finally(() => this.#atWork.delete(name));
    this.#atWork.set(name, task);
  }
}

function deliveringOf({ deps, fetch, onTrouble }: NotifierInput, { organizations }: Config): Delivering {
  const zones = new Map(organizations.map(({ id, timezone }) => [id, timezone]));
  return {
    store: deps.store,
    clock: deps.clock,
    fetch,
    resolveSecret: deps.resolveSecret,
    zoneOf: (organization) => zones.get(organization) ?? 'UTC',
    onGivenUp: ({ way }, notices) =>
      onTrouble(`${way}: ${notices} could not be told for a day, and are given up`),
  };
}
