import type { Clock, Instant } from '../../../../lib/clock.ts';
import { type BusEvent, type EventBus, EventsNotTakenError } from '../../../../lib/events/bus.ts';
import { publishOutbox } from '../../../../lib/events/publish.ts';
import { withOutbox } from '../../../../lib/events/with-outbox.ts';
import { createDeps } from '../../../../lib/operations/create-deps.ts';
import { appliedConfig, type Deps } from '../../../../lib/operations/index.ts';
import { reconcileDue } from '../../../../lib/operations/reconcile-due.ts';
import { reconciliationDue, refreshRequested, tick } from '../../../../lib/operations/tick.ts';
import { freshenElsewhere } from '../../../../lib/reconcile/refresh/freshen-elsewhere.ts';
import { refreshOrganization } from '../../../../lib/reconcile/refresh/refresh-organization.ts';
import { evenly } from '../../../../lib/simulation/stage.ts';
import { StoreError } from '../../../../lib/store/errors.ts';
import { stream } from '../draw/stream.ts';
import { DAY, MINUTE } from '../truth/zones.ts';
import { Crash, Life } from './life.ts';
import { isThrottled, type Stage } from './stage.ts';
import { nextJump, steppedClock, stepsOf } from './stepped-clock.ts';

/** What a function keeps of its time for what comes after the last request. */
const RESERVE = 10_000;
/** Why a sleep ends before its time. */
const EARLIER = Symbol('earlier');
/** Whoever failed is tried again after so long, twice, as Lambda does. */
const AGAIN = [MINUTE, 2 * MINUTE];

/** The functions of a deployment: a tick each minute, a pass for each event, a refresh each night. */
export class Functions {
  readonly #stage: Stage;
  readonly bus: EventBus;
  readonly #chance;
  readonly #clocks;
  #lives = 0;
  #waiting: (() => void) | null = null;

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#chance = stream(stage.world.seed, 'bus');
    this.#clocks = stream(stage.world.seed, 'clocks');
    this.bus = { put: async (events) => this.#put(events) };
    stage.whenDue(() => this.#waiting?.());
  }

  /** What somebody needs who is no function, never dies, and knows what time it is. */
  deps(life = new Life(), clock: Clock = this.#stage.clock): Deps {
    const { env, fetch, store, world } = this.#stage;
    this.#lives += 1;
    const input = {
      ...{ store: life.store(store), clock, env },
      fetch: life.fetch(fetch),
      random: evenly(world.seed * 1_000 + this.#lives),
    };
    const deps = createDeps({ ...input, announces: true, actor: 'command:sim' });
    return { ...deps, store: withOutbox(input.store) };
  }

  /** That of the next process. */
  #clock(): Clock {
    const { clock, world } = this.#stage;
    return steppedClock(
      clock,
      stepsOf(world, (share) => this.#clocks.chance(share)),
    );
  }

  /** Ticks at full minutes until `until`; those at which nothing can be due are left out. */
  async tick(until: Instant): Promise<void> {
    const { clock, store } = this.#stage;
    for (;;) {
      // Told from before it is read on, or what becomes due in between would be missed.
      const told = new AbortController();
      this.#waiting = () => told.abort(EARLIER);
      const first = await this.#stage.firstDue();
      const { jump, ahead } = nextJump(this.#stage.world, clock.now());
      const wakes = Math.max(clock.now() + 1, Math.min(jump, (first ?? until) - 90_000 - ahead));
      const at = Math.ceil(wakes / MINUTE) * MINUTE;
      if (!(await this.#sleptUntil(Math.min(at, until), told.signal))) continue;
      if (clock.now() >= until) return;
      // Whoever ticks is told, and ticks again a minute later.
      await tick({ store, clock: this.#clock(), bus: this.bus }).catch((error: unknown) => {
        const isRefused = error instanceof EventsNotTakenError || error instanceof StoreError;
        if (!isThrottled(error) && !(isRefused && this.#stage.isUnwell())) throw error;
      });
      await clock.sleep(1);
    }
  }

  /** False where something became due before it was time. */
  async #sleptUntil(at: Instant, told: AbortSignal): Promise<boolean> {
    try {
      await this.#stage.clock.sleepUntil(at, told);
      return true;
    } catch {
      return this.#stage.clock.now() >= at;
    } finally {
      this.#waiting = null;
    }
  }

  async refreshNightly(from: Instant, until: Instant): Promise<void> {
    const { clock, world } = this.#stage;
    for (let at = from + 2.3 * (DAY / 24); at < until; at += DAY) {
      await clock.sleepUntil(at);
      for (const { id } of world.companies) this.#invoke(id, 'refresh');
    }
  }

  async #put(events: readonly BusEvent[]): Promise<BusEvent[]> {
    const { clock, story } = this.#stage;
    const left: BusEvent[] = [];
    for (const event of events) {
      const { organization } = event.detail as { organization: string };
      const trouble = this.#stage.suffers(organization, 'bus');
      if (trouble && this.#chance.chance(trouble.share ?? 0.5)) {
        left.push(event);
        continue;
      }
      if (event.type === 'Reconciliation Due') this.#invoke(organization, 'reconcile');
      else if (event.type === 'Refresh Requested') this.#invoke(organization, 'refresh');
      else story.events.push({ at: clock.now(), type: event.type, detail: event.detail });
    }
    return left;
  }

  #invoke(organization: string, what: 'reconcile' | 'refresh'): void {
    const { clock } = this.#stage;
    const copies = this.#stage.suffers(organization, 'doubled') ? [0, 700, 25_000] : [0];
    for (const delay of copies) void clock.sleep(delay).then(() => this.#attempts(organization, what));
  }

  async #attempts(organization: string, what: 'reconcile' | 'refresh'): Promise<void> {
    for (const pause of [...AGAIN, null]) {
      if (await this.#run(organization, what)) return;
      if (pause !== null) await this.#stage.clock.sleep(pause);
    }
  }

  /** Whether it went well. */
  async #run(organization: string, what: 'reconcile' | 'refresh'): Promise<boolean> {
    const { clock, world, story } = this.#stage;
    if (clock.now() >= world.to) return true;
    const life = this.#stage.lifeFor(organization);
    const killed = new AbortController();
    const limit = world.functionMilliseconds;
    void clock.sleep(limit, killed.signal).then(
      () => life.end(),
      () => {},
    );
    try {
      const work =
        what === 'reconcile' ? this.#reconcile(organization, life) : this.#refresh(organization, life);
      await Promise.race([work, life.over.then(() => Promise.reject(new Crash()))]);
      return true;
    } catch (error) {
      if (life.isOver) story.killed.push({ at: clock.now(), organization, what });
      else if (!this.#stage.isExcused(organization)) story.errors.push(`${what}: ${String(error)}`);
      return false;
    } finally {
      killed.abort(EARLIER);
    }
  }

  async #reconcile(organization: string, life: Life): Promise<void> {
    const { world } = this.#stage;
    const clock = this.#clock();
    const ask = async (id: string) => void (await this.#put([refreshRequested(id, clock.now())]));
    const deps = { ...this.deps(life, clock), freshen: freshenElsewhere(ask) };
    await reconcileDue(deps, this.bus, organization, clock.now() + world.functionMilliseconds - RESERVE);
  }

  async #refresh(id: string, life: Life): Promise<void> {
    const clock = this.#clock();
    const deps = this.deps(life, clock);
    const applied = await appliedConfig(deps.store);
    const organization = applied.config.organizations.find((one) => one.id === id)!;
    const report = await refreshOrganization(deps, applied, organization);
    await publishOutbox({ store: deps.store, clock, bus: this.bus }, id);
    if (report.error) throw new Error(`${report.error.code}: ${report.error.message}`);
    if (report.changed) await this.#put([reconciliationDue(id, clock.now())]);
  }
}
