import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AdHocClosure } from '../../../lib/closures/model.ts';
import {
  changeClosure,
  createDeps,
  type Deps,
  endClosure,
  pause,
  release,
  restore,
  resume,
} from '../../../lib/operations/index.ts';
import { type RunReport, run } from '../../../lib/operations/run.ts';
import { makeBusiness } from '../../../lib/sandbox/index.ts';
import type { Store } from '../../../lib/store/store.ts';
import { BY_HAND } from '../../support/world/asked.ts';
import { CHRISTMAS, DURING, parisShops, resultsOf, runAt } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

let world: World;
afterEach(async () => {
  vi.restoreAllMocks();
  await world.end();
});

const SHOP = 'ST-00001';
const MINUTE = 60_000;

/** Whether a run now knows that there is nothing to do, without a look at the businesses. */
async function isIdle(deps: Deps = world.deps): Promise<{ idle: boolean; report: RunReport }> {
  const directory = vi.spyOn(world.store, 'readDirectory');
  const marks = vi.spyOn(world.store, 'listMarks');
  const asked = world.sandbox.requests.length;
  const report = await run(deps, BY_HAND);
  const idle = directory.mock.calls.length + marks.mock.calls.length === 0;
  if (idle) expect(world.sandbox.requests.length).toBe(asked);
  vi.restoreAllMocks();
  return { idle, report };
}

/** Shops that a closure has just closed, which is known to be all for now. */
async function closedForChristmas(): Promise<void> {
  world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
  await runAt(world, DURING);
  expect((await isIdle()).idle).toBe(true);
}

describe('a run with nothing to do', () => {
  test('asks neither Partoo nor for the businesses, and reports what a pass reported', async () => {
    world = await makeWorld({ businesses: 20, rules: CHRISTMAS });
    const first = await world.run();
    world.sandbox.requests.length = 0;
    for (let times = 0; times < 3; times += 1) {
      await world.clock.sleep(MINUTE);
      const { idle, report } = await isIdle();
      expect(idle).toBe(true);
      expect(report).toEqual({ ...first, at: world.clock.now(), organizations: first.organizations });
    }
    expect(world.sandbox.requests).toEqual([]);
    expect(await world.store.readNote('acme', 'last-success')).toBe(String(world.clock.now()));
  });

  test('comes after a pass that wrote, and is over when a drift check may be due', async () => {
    await closedForChristmas();
    await world.clock.sleep(39 * MINUTE);
    expect((await isIdle()).idle).toBe(true);
    await world.clock.sleep(MINUTE);
    expect((await isIdle()).idle).toBe(false);
    expect((await isIdle()).idle).toBe(true);
  });

  test('writes down that all is well and nothing else: each write is waited for until it has reached the disk', async () => {
    await closedForChristmas();
    const { store } = world;
    const writes: unknown[][] = [];
    for (const name of ['takeLease', 'releaseLease', 'saveNote', 'setDue', 'saveBusinesses'] as const) {
      const write = store[name] as (...values: unknown[]) => Promise<never>;
      vi.spyOn(store, name).mockImplementation((...values: unknown[]) => {
        writes.push([name, ...values]);
        return write(...values);
      });
    }
    await run(world.deps, BY_HAND);
    expect(writes).toEqual([['saveNote', 'acme', 'last-success', String(world.clock.now())]]);
  });

  test('is known from one process to the next', async () => {
    await closedForChristmas();
    await world.restart();
    expect((await isIdle()).idle).toBe(true);
  });

  test('says again what every pass says: a zone that nobody knows', async () => {
    const nowhere = { country: 'US', region: null, city: null, zipcode: null, lat: null, long: null };
    const shops = [...parisShops(2), makeBusiness(3, 1, { business: nowhere })];
    world = await makeWorld({ businesses: shops, rules: CHRISTMAS });
    const first = await world.run();
    const { idle, report } = await isIdle();
    expect(idle).toBe(true);
    expect(report.organizations[0]?.warnings).toEqual(first.organizations[0]?.warnings);
    expect(report.organizations[0]?.warnings).toMatchObject([{ code: 'zone-unknown' }]);
  });

  test('still has to have its key', async () => {
    await closedForChristmas();
    const { store, clock } = world;
    const { idle, report } = await isIdle(createDeps({ store, clock, env: {} }));
    expect(idle).toBe(true);
    expect(report.converged).toBe(false);
    expect(report.organizations[0]?.error).toMatchObject({
      message: expect.stringMatching(/PARTOO_API_KEY/),
    });
  });

  test('waits for another pass as every run does', async () => {
    await closedForChristmas();
    const lease = await world.store.takeLease('acme', world.clock.now(), MINUTE);
    const { report } = await isIdle();
    expect(report.organizations[0]?.error?.code).toBe('deferred');
    await world.store.releaseLease(lease!);
  });
});

describe('a run looks for itself', () => {
  const closure = { all: true, until: '2026-12-28T12:00:00Z', id: 'flood' };
  const unchanged = { organization: null };
  const adHoc: AdHocClosure = {
    ...{ id: 'flood', scope: {}, all: true, from: '2026-12-25T10:00:00Z', until: null },
    ...{ effect: { kind: 'set', open: true }, reason: null, urgent: false, hold: false },
    ...{ createdAt: 0, actor: 'test', endedAt: null },
  };

  test.each<[string, () => Promise<unknown>]>([
    ['after a closure was asked for', () => world.close(closure)],
    ['after a hold was asked for', () => world.close({ ...closure, hold: true })],
    ['after the same configuration was applied', () => world.apply(CHRISTMAS)],
    ['after another configuration was applied', () => world.apply(CHRISTMAS.replace('Noël', 'Fermé'))],
    ['while it is paused', () => pause(world.deps, null)],
    [
      'after it was paused and resumed',
      async () => [await pause(world.deps, null), await resume(world.deps, null)],
    ],
    ['after a release', () => release(world.deps, { scope: {}, all: true, ...unchanged })],
    ['after a run for another time', () => world.run('2026-12-25T12:03:00+01:00')],
    ['after another pass, whatever it did', () => otherPass()],
    ['after a pass that died with the lease', () => world.store.takeLease('acme', 0, 1)],
    [
      'after a closure that was saved by a process which then died',
      () => world.store.putAdHoc('acme', adHoc, 'absent'),
    ],
    [
      'after a configuration that was saved by a process which then died',
      async () => world.store.saveApplied({ ...(await world.store.readApplied())!, appliedAt: 1 }),
    ],
    [
      'while it is paused by a process which then died',
      () => world.store.saveNote('acme', 'paused', String(world.clock.now())),
    ],
    ['where something is due sooner than thought', () => world.store.setDue('acme', world.clock.now())],
    ['a day after the businesses were read', () => world.clock.sleep(24 * 60 * MINUTE)],
  ])('%s', async (_, change) => {
    await closedForChristmas();
    await change();
    expect((await isIdle()).idle).toBe(false);
  });

  /** As `watch` makes one between two runs, which leaves the same due time. */
  async function otherPass(): Promise<void> {
    const due = await world.store.readDue('acme');
    const lease = await world.store.takeLease('acme', world.clock.now(), MINUTE);
    await world.store.releaseLease(lease!);
    expect(await world.store.readDue('acme')).toBe(due);
  }

  test('after a closure was extended, and after it was ended', async () => {
    world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
    await world.close(closure);
    await world.run();
    expect((await isIdle()).idle).toBe(true);
    await changeClosure(world.deps, 'flood', { until: '2026-12-29T12:00:00Z' });
    expect((await isIdle()).idle).toBe(false);
    expect((await isIdle()).idle).toBe(true);
    await endClosure(world.deps, 'flood');
    const { idle, report } = await isIdle();
    expect(idle).toBe(false);
    expect(resultsOf(report).map(({ action }) => action)).toEqual(['reopen', 'reopen', 'reopen']);
  });

  test('after a kept field was restored', async () => {
    await closedForChristmas();
    world.sandbox.person.edit(SHOP, { offline_message: 'Fermé pour travaux.' });
    await runAt(world, '2026-12-26T12:00:00+01:00');
    expect((await isIdle()).idle).toBe(true);
    await restore(world.deps, SHOP, { field: null, organization: null });
    expect((await isIdle()).idle).toBe(false);
  });

  test('after the businesses were listed anew while a pass was at work', async () => {
    world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
    const { store } = world;
    const directory = await store.readDirectory('acme');
    const setDue = store.setDue;
    vi.spyOn(store, 'setDue').mockImplementation(async (organization, at) => {
      if (at > world.clock.now() + 3 * MINUTE)
        await store.saveDirectory('acme', { ...directory!, readAt: directory!.readAt + 1 });
      await setDue(organization, at);
    });
    await world.run();
    expect((await isIdle()).idle).toBe(false);
  });

  test('after another closure was asked for while a pass was at work', async () => {
    world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
    const { store } = world;
    const setDue = store.setDue;
    const due = vi.spyOn(store, 'setDue').mockImplementation(async (organization, at) => {
      await setDue(organization, at);
      if (at < world.clock.now() + 3 * MINUTE) return;
      due.mockRestore();
      await world.close(closure);
      await setDue(organization, at);
    });
    await world.run();
    expect((await isIdle()).idle).toBe(false);
  });

  test('with a clock that has gone back', async () => {
    await closedForChristmas();
    const { clock } = world;
    const earlier = { now: () => clock.now() - MINUTE, sleep: clock.sleep.bind(clock) };
    expect((await isIdle({ ...world.deps, clock: earlier })).idle).toBe(false);
  });

  test('when a closing may begin, and when it begins', async () => {
    world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
    await runAt(world, '2026-12-24T23:00:00+01:00');
    await world.until('2026-12-24T23:49:59+01:00');
    expect((await isIdle()).idle).toBe(true);
    await world.until('2026-12-24T23:50:00+01:00');
    expect((await isIdle()).idle).toBe(false);
    expect((await isIdle()).idle).toBe(false);
    await world.until('2026-12-25T00:00:00+01:00');
    expect(resultsOf(await world.run())).toHaveLength(3);
  });

  test('as long as a write is not known to have come through', async () => {
    world = await makeWorld({
      businesses: parisShops(3),
      rules: CHRISTMAS,
      launchDelayMilliseconds: 10 * MINUTE,
    });
    expect((await runAt(world, DURING)).converged).toBe(false);
    expect((await isIdle()).idle).toBe(false);
  });

  test('after a process that died between an intent and its write', async () => {
    await closedForChristmas();
    const before = world.listing();
    await world.close(closure);
    let isDead = false;
    const mortal = new Proxy(world.store, {
      get: (target, name: keyof Store) => {
        if (isDead) throw new Error('dead');
        if (name !== 'saveBusinesses') return target[name];
        return async (...saved: Parameters<Store['saveBusinesses']>) => {
          await target.saveBusinesses(...saved);
          isDead = true;
          throw new Error('dies');
        };
      },
    });
    await run({ ...world.deps, store: mortal }, BY_HAND).catch(() => null);
    await world.restart();
    expect(world.listing()).toBe(before);
    const { idle, report } = await isIdle();
    expect(idle).toBe(false);
    expect(resultsOf(report)).toHaveLength(3);
  });

  test('while a drift check waits for the end of a pause', async () => {
    await closedForChristmas();
    await pause(world.deps, null);
    await world.clock.sleep(50 * MINUTE);
    expect((await isIdle()).idle).toBe(false);
    expect((await isIdle()).idle).toBe(false);
  });

  test('as long as shops were last seen for another time', async () => {
    await closedForChristmas();
    await world.run('2026-12-25T12:20:00+01:00');
    await runAt(world, '2026-12-25T12:15:00+01:00');
    expect((await isIdle()).idle).toBe(false);
    await runAt(world, '2026-12-25T12:31:00+01:00');
    expect((await isIdle()).idle).toBe(true);
  });

  test('right after a warning that is said once, and when shops without settings are asked for again', async () => {
    // The list shows another shop, which is closed for an hour: an empty one would not be believed.
    const days = `${CHRISTMAS.replace('2026-12-25', '2026-12-25, to: 2026-12-28').replace('christmas:', `christmas:\n    scope: { codes: [${SHOP}] }`)}
  hour:
    scope: { exclude: { codes: [${SHOP}] } }
    dates: [{ from: 2026-12-25T11:59, to: 2026-12-25T12:30 }]
`;
    world = await makeWorld({ businesses: parisShops(2), rules: days });
    world.sandbox.hideFromListings(SHOP);
    const first = await runAt(world, DURING);
    expect(first.organizations[0]?.warnings).toMatchObject([{ code: 'no-settings' }]);
    const { idle, report } = await isIdle();
    expect(idle).toBe(false);
    expect(report.organizations[0]?.warnings).toEqual([]);
    await world.clock.sleep(60 * MINUTE);
    await world.apply(days);
    await world.run();
    await world.until('2026-12-26T11:59:00+01:00');
    expect((await isIdle()).idle).toBe(true);
    await world.until('2026-12-26T12:01:00+01:00');
    expect((await isIdle()).idle).toBe(false);
  });

  test('as long as a business fails', async () => {
    world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
    await world.run();
    world.sandbox.setFaults({ serverError: 1 });
    expect((await runAt(world, DURING)).converged).toBe(false);
    world.sandbox.setFaults({});
    const { idle, report } = await isIdle();
    expect(idle).toBe(false);
    expect(resultsOf(report).map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied']);
  });

  test('where only a dry run was made before', async () => {
    world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
    await run(world.deps, { ...BY_HAND, dryRun: true });
    expect((await isIdle()).idle).toBe(false);
  });
});

/** A store that remembers of no organization that it is idle. */
function forgetful(store: Store): Store {
  return new Proxy(store, {
    get: (target, name: keyof Store) =>
      name === 'readNote'
        ? async (organization: string, name: string) =>
            name === 'idle' ? null : target.readNote(organization, name)
        : target[name],
  });
}

/** What Partoo is asked by runs every few minutes of three busy days, and how many runs made no pass. */
async function threeDays(keepsIdle: boolean): Promise<{ asked: string[]; idle: number; runs: number }> {
  world = await makeWorld({
    businesses: 12,
    start: '2026-12-23T12:00:00+01:00',
    rules: `rules:
  christmas: { dates: [{ from: 2026-12-25 }], maxLead: 24h }
  nights:
    cron: { close: "0 19 * * *", open: "0 9 * * *" }
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
`,
  });
  const { clock, sandbox } = world;
  const store = keepsIdle ? world.store : forgetful(world.store);
  const deps = createDeps({
    store,
    clock,
    env: { PARTOO_API_KEY: 'sandbox-key' },
    fetch: clock.fetch,
    random: () => 0.5,
  });
  const passes = vi.spyOn(world.store, 'listMarks');
  // A refresh asks for marks as well: whose settings may show what is ours.
  const refreshes = vi.spyOn(world.store, 'saveDirectory');
  const start = clock.now();
  let runs = 0;
  for (let minute = 0; minute < 3 * 24 * 60; minute += 7) {
    await clock.sleepUntil(start + minute * MINUTE);
    if (minute === 7 * 40) await world.close({ id: 'flood', all: true, until: '2026-12-24T01:30:00Z' });
    if (minute === 7 * 200) sandbox.person.edit(SHOP, { is_launched: true });
    if (minute === 7 * 300) await pause(deps, null);
    if (minute === 7 * 310) await resume(deps, null);
    await run(deps, BY_HAND);
    runs += 1;
  }
  const asked = sandbox.requests.map(
    ({ at, method, path, query, status }) =>
      `${new Date(at).toISOString()} ${method} ${path} ${query} ${status}`,
  );
  const idle = runs - (passes.mock.calls.length - refreshes.mock.calls.length);
  vi.restoreAllMocks();
  return { asked, idle, runs };
}

test('whether runs know that there is nothing to do or look, Partoo is asked the same at the same instants', async () => {
  const looking = await threeDays(false);
  await world.end();
  const knowing = await threeDays(true);
  expect(knowing.asked).toEqual(looking.asked);
  expect(looking.idle).toBe(0);
  expect(knowing.idle).toBeGreaterThan(knowing.runs / 2);
}, 120_000);
