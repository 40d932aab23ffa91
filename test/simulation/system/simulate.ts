import { parseConfig } from '../../../lib/config/index.ts';
import { applyConfig, createDeps, endClosure, requestClosure, watch } from '../../../lib/operations/index.ts';
import { run } from '../../../lib/operations/run.ts';
import { compare, photograph } from '../../../lib/simulation/restoration.ts';
import { type Branch, evenly, type Stage, setUp } from '../../../lib/simulation/stage.ts';
import { usageOf } from '../../../lib/simulation/usage.ts';
import type { Store } from '../../../lib/store/store.ts';
import { asked } from '../../support/world/asked.ts';
import { notPutBack } from '../odd/truth.ts';
import { misannouncedAt, misfitsAt, watchBaselines } from './checkers.ts';
import { Life } from './process.ts';
import { brokenPromises } from './promises.ts';
import {
  type DrawnClosure,
  drawScenario,
  FROM,
  faultsAt,
  HOUR,
  intervalOf,
  MARK,
  QUIET_FROM,
  rulesYaml,
  type Scenario,
  SOON,
  TO,
} from './scenario.ts';

/** Plays the scenario of a seed. Resolves to everything that the checkers found wrong: nothing, if all is well. */
export async function simulateSystem(seed: number): Promise<string[]> {
  const scenario = drawScenario(seed);
  const stage = await setUp({
    loaded: parseConfig(configYaml(scenario), 'closures.yml'),
    from: FROM,
    seed,
    businesses: () => scenario.businesses,
    launchDelayMilliseconds: scenario.launchDelayMilliseconds,
  });
  const faults: string[] = [];
  try {
    await stage.clock.run(() => playScenario(scenario, stage, faults));
  } finally {
    await stage.close();
  }
  return faults;
}

function configYaml(scenario: Scenario): string {
  return `version: 1
organizations:
  acme:
    apiKey: env:PARTOO_API_KEY
    timezone: Europe/Paris
    requestsPerMinute: ${scenario.requestsPerMinute}
messages:
  away: { default: "${MARK} {{reopens}}" }
  closed: { default: "${MARK}" }
  soon: { default: "${SOON} {{reopens}}" }
rules:
${rulesYaml(scenario)}`;
}

async function playScenario(scenario: Scenario, stage: Stage, faults: string[]): Promise<void> {
  const { clock, deps, loaded } = stage;
  const [branch] = stage.branches as [Branch];
  const before = await photograph(stage);
  await applyConfig(deps, loaded, { organization: null, allowNow: null, confirm: async () => true });
  branch.sandbox.setFaults(faultsAt(scenario, FROM));
  const stop = new AbortController();
  await Promise.all([
    lives(scenario, stage, watchBaselines(stage.store, branch, faults), stop.signal),
    ...scenario.closures.map((closure) => askFor(closure, scenario, stage)),
    ...scenario.edits.map(async ({ at, shop, fields }) => {
      await clock.sleepUntil(at);
      stage.edit(branch, shop, fields);
    }),
    ...scenario.oddities
      .flatMap(({ from, to }) => [from, to])
      .map(async (at) => {
        await clock.sleepUntil(at);
        if (at < QUIET_FROM) branch.sandbox.setFaults(faultsAt(scenario, at));
      }),
    (async () => {
      await clock.sleepUntil(QUIET_FROM);
      branch.sandbox.setFaults({});
    })(),
    (async () => {
      for (let at = FROM + 3 * HOUR; at < TO; at += 3 * HOUR) {
        await clock.sleepUntil(at);
        faults.push(...misfitsAt(scenario, branch, at), ...misannouncedAt(scenario, branch, at));
      }
      await clock.sleepUntil(TO);
      stop.abort();
    })(),
  ]);
  await checkTheEnd(scenario, stage, before, faults);
}

async function checkTheEnd(
  scenario: Scenario,
  stage: Stage,
  before: Awaited<ReturnType<typeof photograph>>,
  faults: string[],
) {
  const last = await run(stage.deps, {
    organization: null,
    at: null,
    dryRun: false,
    writeAt: false,
    waitMilliseconds: 300_000,
  });
  if (!last.converged) faults.push(`not converged: ${JSON.stringify(last.organizations)}`);
  const usage = usageOf(stage.branches);
  if (usage.mostInAMinute > usage.budgetPerMinute) faults.push(`${usage.mostInAMinute} requests in a minute`);
  const isTold429 = scenario.oddities.some(({ entry }) => entry.answer?.status === 429);
  if (usage.tooManyRequests > 0 && !isTold429) faults.push(`${usage.tooManyRequests} times 429`);
  faults.push(...stage.branches.flatMap((branch) => brokenPromises(scenario, branch)));
  const after = await photograph(stage);
  const { identical, businesses, differences } = await compare(stage, before, after, FROM, TO);
  const [{ sandbox }] = stage.branches as [Branch];
  for (const { code, field } of differences) {
    // What an odd Partoo makes of a value that was put back is its own.
    const isExcused =
      scenario.oddities.length > 0 && !notPutBack(sandbox, code, scenario.edits).includes(field);
    if (!isExcused) faults.push(`${code}: ${field} is not what it was`);
  }
  if (scenario.oddities.length === 0 && identical !== businesses)
    faults.push(`${identical} of ${businesses} are as they were`);
}

/** The product's process: it watches, crashes, and is started again. */
async function lives(scenario: Scenario, stage: Stage, store: Store, stop: AbortSignal): Promise<void> {
  const { clock } = stage;
  for (const [index, { afterCalls, isBeforeCall, downMilliseconds }] of [
    ...scenario.crashes,
    { afterCalls: Number.POSITIVE_INFINITY, isBeforeCall: false, downMilliseconds: 0 },
  ].entries()) {
    const life = new Life(afterCalls, isBeforeCall);
    const deps = createDeps({
      store: life.store(store),
      clock,
      env: { SIMULATED_PARTOO_API_KEY: 'sandbox-key' },
      fetch: life.fetch(clock.fetch),
      random: evenly(scenario.seed * 1_000 + index),
    });
    const watching = watch(deps, {
      organization: null,
      signal: stop,
      onReport: () => {},
      pollMilliseconds: 30_000,
    });
    // What a dead process still says is heard by nobody.
    await Promise.race([
      watching.catch((error: unknown) => {
        if (!life.isOver) throw error;
      }),
      life.over,
    ]);
    if (stop.aborted) return;
    if (!life.isOver) throw new Error('The watch ended by itself.');
    await clock.sleep(downMilliseconds);
    if (stop.aborted) return;
  }
}

/** Somebody asks for an ad-hoc closure, from another process. */
async function askFor(
  closure: DrawnClosure,
  { businesses }: Scenario,
  { clock, deps }: Stage,
): Promise<void> {
  if (closure.askedAt === null) return;
  const { start, end } = intervalOf(closure, businesses[0]!.business);
  await clock.sleepUntil(start);
  await requestClosure(deps, asked({ id: closure.key, scope: { codes: closure.shops }, urgent: true }));
  await clock.sleepUntil(end);
  await endClosure(deps, closure.key);
}
