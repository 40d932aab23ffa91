import type { Instant } from '../../../lib/clock.ts';
import type { Settings } from '../../../lib/closures/model.ts';
import { parseConfig } from '../../../lib/config/index.ts';
import { applyConfig, createDeps, endClosure, requestClosure } from '../../../lib/operations/index.ts';
import { run } from '../../../lib/operations/run.ts';
import { type Branch, evenly, type Stage, setUp } from '../../../lib/simulation/stage.ts';
import { asked } from '../../support/world/asked.ts';
import { Life } from '../system/process.ts';
import type { Event, Kind } from './kinds.ts';
import { configYaml, drawScenario, FROM, MINUTE, QUIET_FROM, type Scenario, TO } from './scenario.ts';
import { notPutBack, wrongAt } from './truth.ts';
import { Witness } from './witness.ts';

/** Plays the scenario of a seed. Resolves to everything that is wrong; nothing, if all is well. */
export async function playOddly(seed: number, kinds: readonly (Kind | Event)[]): Promise<string[]> {
  const scenario = drawScenario(seed, kinds);
  const stage = await setUp({
    loaded: parseConfig(configYaml(scenario), 'closures.yml'),
    from: FROM,
    seed,
    businesses: () => scenario.businesses,
  });
  try {
    return await stage.clock.run(() => new Play(scenario, stage).through());
  } finally {
    await stage.close();
  }
}

interface Step {
  at: Instant;
  act(): unknown;
}

class Play {
  readonly #scenario: Scenario;
  readonly #stage: Stage;
  readonly #branch: Branch;
  readonly #witness = new Witness();
  readonly #faults = new Set<string>();
  readonly #gone = new Set<string>();
  /** Closures that were refused. */
  readonly #refused = new Set<string>();
  #isApplied = false;
  #passes = 0;

  constructor(scenario: Scenario, stage: Stage) {
    this.#scenario = scenario;
    this.#stage = stage;
    this.#branch = stage.branches[0]!;
  }

  async through(): Promise<string[]> {
    for (const step of this.#steps()) {
      await this.#stage.clock.sleepUntil(step.at);
      await step.act();
    }
    this.#checkTheEnd();
    return [...this.#faults];
  }

  /** One after the other, as they come; what lies at one instant, in this order. */
  #steps(): Step[] {
    const { closures, edits, oddities, events } = this.#scenario;
    const { sandbox } = this.#branch;
    const bounds = new Set([FROM, QUIET_FROM, ...oddities.flatMap(({ from, to }) => [from, to])]);
    const passes: Instant[] = [];
    for (let next = FROM + 5 * MINUTE; next < TO; next += (next < QUIET_FROM ? 20 : 80) * MINUTE)
      passes.push(next);
    const steps: Step[] = [
      ...[...bounds].map((from) => ({ at: from, act: () => this.#beOdd(from) })),
      ...[FROM, this.#scenario.appliedAgain].map((when) => ({ at: when, act: () => this.#apply() })),
      ...events.map(({ at, shop, event }) => ({ at, act: () => this.#befall(shop, event) })),
      ...edits.map(({ at, shop, fields }) => ({
        at,
        act: () => this.#gone.has(shop) || sandbox.person.edit(shop, fields),
      })),
      ...closures
        .filter(({ isAdHoc }) => isAdHoc)
        .flatMap(({ key, shops, start, end }) => [
          { at: start, act: () => this.#ask(key, shops) },
          { at: end, act: () => this.#refused.has(key) || endClosure(this.#stage.deps, key) },
        ]),
      ...passes.map((when) => ({ at: when, act: () => this.#pass() })),
    ];
    return steps.sort((a, b) => a.at - b.at);
  }

  /** Few rows a page, so that a list of seven shops has pages. */
  #beOdd(now: Instant): void {
    const inForce = this.#scenario.oddities.filter(({ from, to }) => from <= now && now < to);
    const script = inForce.map(({ entry }) => entry);
    this.#branch.sandbox.setFaults({
      seed: this.#scenario.seed,
      script: [{ match: {}, pages: { perPage: 3 } }, ...(now < QUIET_FROM ? script : [])],
    });
  }

  #befall(shop: string, event: Event): void {
    // Nobody can say what is right for a shop that is gone, or has two states at once; but nobody may be told that all
    // is well with them.
    if (event !== 'renewId') this.#gone.add(shop);
    this.#branch.sandbox[event](shop);
  }

  #deps(life: Life) {
    const { store, clock } = this.#stage;
    return createDeps({
      store: life.store(store),
      clock,
      env: { SIMULATED_PARTOO_API_KEY: 'sandbox-key' },
      fetch: life.fetch(this.#witness.fetch(clock.fetch)),
      random: evenly(this.#scenario.seed * 1_000 + this.#passes),
    });
  }

  /** Whoever applies is told where it failed, and does it again before the next pass. */
  async #apply(): Promise<void> {
    const options = { organization: null, allowNow: 100, confirm: async () => true };
    const deps = this.#deps(new Life(Number.POSITIVE_INFINITY, false));
    const { organizations } = await applyConfig(deps, this.#stage.loaded, options);
    this.#isApplied ||= organizations.every(({ error }) => error === undefined);
  }

  /** Of a shop that a short list left out nobody can ask for a closure; whoever asks is told. */
  async #ask(id: string, codes: string[]): Promise<void> {
    await requestClosure(this.#stage.deps, asked({ id, scope: { codes }, urgent: true })).catch(
      (error: unknown) => {
        if (!(error instanceof Error) || error.name !== 'UsageError') throw error;
        this.#refused.add(id);
      },
    );
  }

  async #pass(): Promise<void> {
    if (!this.#isApplied) await this.#apply();
    if (!this.#isApplied) return;
    const crash = this.#scenario.crashes.get(this.#passes);
    const life = new Life(crash?.afterCalls ?? Number.POSITIVE_INFINITY, crash?.isBeforeCall ?? false);
    const deps = this.#deps(life);
    this.#passes += 1;
    const began = this.#stage.clock.now();
    const passing = run(deps, {
      organization: null,
      at: null,
      dryRun: false,
      writeAt: false,
      waitMilliseconds: 300_000,
    });
    const report = await Promise.race([
      passing.catch((error: unknown) => {
        if (!life.isOver) throw error;
        return null;
      }),
      life.over.then(() => null),
    ]);
    if (report?.converged) this.#checkThatAllIsWell(began);
  }

  /** A pass said that all is well. A shop that is wrong, and was not shown to be right, makes that a lie of ours. */
  #checkThatAllIsWell(began: Instant): void {
    const { sandbox } = this.#branch;
    const now = this.#stage.clock.now();
    for (const { business, settingId } of sandbox.businesses) {
      const shop = business.code;
      if (this.#gone.has(shop)) continue;
      const wrong = (held: Settings | undefined, when: Instant) =>
        held && wrongAt(this.#inForce(), sandbox, shop, held, when);
      const held = sandbox.settingsRow(shop);
      const what = wrong(held, now);
      if (!what || !wrong(held, began)) continue;
      const shown = this.#witness.shown.get(settingId);
      // Partoo lied, in the last that it showed of the shop: excused.
      if (shown && !wrong(shown, now)) continue;
      this.#faults.add(`all is well: so it says at ${timeOf(began)}, but ${shop} ${what}`);
    }
  }

  #inForce(): Scenario {
    const closures = this.#scenario.closures.filter(({ key }) => !this.#refused.has(key));
    return { ...this.#scenario, closures };
  }

  #checkTheEnd(): void {
    const { sandbox } = this.#branch;
    for (const { business } of sandbox.businesses) {
      if (this.#gone.has(business.code)) continue;
      for (const field of notPutBack(sandbox, business.code, this.#scenario.edits))
        this.#faults.add(`in the end: ${business.code} has not got back its ${field}`);
    }
  }
}

function timeOf(instant: Instant): string {
  return new Date(instant + 3_600_000).toISOString().slice(8, 16);
}
