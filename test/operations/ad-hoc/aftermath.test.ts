import { afterEach, describe, expect, test } from 'vitest';
import { createDeps, type Deps, status } from '../../../lib/operations/index.ts';
import { run } from '../../../lib/operations/run.ts';
import { BY_HAND } from '../../support/world/asked.ts';
import {
  AFTER,
  CHRISTMAS,
  DURING,
  parisShops,
  resultsOf,
  runAt,
  writesDone,
} from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const SHOP = 'ST-00001';

async function statusOf(code: string) {
  const { businesses } = await status(world.deps, null);
  return businesses.find((one) => one.code === code);
}

describe('what failed and is over', () => {
  test('a closing that Partoo refused to the end leaves nothing behind when the closure is over', async () => {
    world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
    const before = world.listing();
    const [, second] = world.sandbox.businesses;
    world.sandbox.setFaults({
      script: [{ match: { method: 'POST', path: `/${second?.settingId}$` }, fault: 'forbidden' }],
    });
    await runAt(world, DURING);
    expect(await statusOf('ST-00002')).toMatchObject({ state: 'failing', lastError: { code: 'forbidden' } });

    const report = await runAt(world, AFTER);
    expect(report.converged).toBe(true);
    expect(world.listing()).toBe(before);
    expect(await statusOf('ST-00002')).toMatchObject({ state: 'open', lastError: null });
    // Not even a drift check: nothing of ours is in place.
    world.sandbox.requests.length = 0;
    await runAt(world, '2026-12-26T15:00:00+01:00');
    expect(world.sandbox.requests).toEqual([]);
  });

  test('a read that failed once is forgotten with the next one that does not', async () => {
    world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
    await runAt(world, '2026-12-25T01:00:00+01:00');
    world.sandbox.hideFromListings(SHOP);
    await runAt(world, '2026-12-25T03:00:00+01:00');
    expect((await statusOf(SHOP))?.state).toBe('failing');
    world.sandbox.hideFromListings(SHOP, false);
    expect((await runAt(world, '2026-12-25T05:00:00+01:00')).converged).toBe(true);
    expect((await statusOf(SHOP))?.state).toBe('closed');
  });
});

/** The process dies right after its first POST reached Partoo: nothing of the answer is remembered. */
async function dieAfterPost(): Promise<void> {
  let dead = false;
  const store = new Proxy(world.store, {
    get(target, name: keyof typeof world.store) {
      const method = target[name] as (...args: unknown[]) => Promise<unknown>;
      return async (...args: unknown[]) => {
        if (dead) throw new Error('killed');
        return method.apply(target, args);
      };
    },
  });
  const deps: Deps = createDeps({
    store,
    clock: world.clock,
    env: { PARTOO_API_KEY: 'sandbox-key' },
    random: () => 0.5,
    fetch: async (input, init) => {
      if (dead) throw new Error('killed');
      const response = await world.clock.fetch(input, init);
      const { method } = input instanceof Request ? input : (init ?? {});
      if (method !== 'POST') return response;
      await response.text();
      dead = true;
      throw new Error('killed');
    },
  });
  await run(deps, BY_HAND).catch(() => {});
  await world.restart();
}

describe('a write of which only the intent is known', () => {
  const NIGHT = `rules:
  night:
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
    dates: [{ from: 2026-12-22T10:00, to: 2026-12-22T10:01 }]
`;

  test('and that Partoo shows late, is put back though its closure is over when the process comes back', async () => {
    world = await makeWorld({ businesses: parisShops(1), rules: NIGHT, launchDelayMilliseconds: 180_000 });
    const before = world.listing();
    await world.until('2026-12-22T10:00:00+01:00');
    await dieAfterPost();
    expect(writesDone(world)).toBe(1);

    await runAt(world, '2026-12-22T10:01:30+01:00');
    for (const time of ['10:02', '10:05', '10:15', '11:30', '13:00']) {
      await runAt(world, `2026-12-22T${time}:00+01:00`);
    }
    expect(world.listing()).toBe(before);
    expect((await statusOf(SHOP))?.state).toBe('open');
  });

  test('and that never arrived, costs no write once its closure is over', async () => {
    world = await makeWorld({ businesses: parisShops(1), rules: NIGHT });
    const before = world.listing();
    world.sandbox.setFaults({ script: [{ match: { method: 'POST' }, fault: 'reset' }] });
    await runAt(world, '2026-12-22T10:00:00+01:00');
    world.sandbox.setFaults({});
    for (const time of ['10:01', '10:05', '10:15', '11:30'])
      await runAt(world, `2026-12-22T${time}:00+01:00`);
    expect(world.listing()).toBe(before);
    expect(writesDone(world)).toBe(0);
    expect((await statusOf(SHOP))?.state).toBe('open');
  });
});

test('a text that a person changes while its write is unknown is theirs', async () => {
  world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
  await world.until(DURING);
  await dieAfterPost();
  world.sandbox.person.edit(SHOP, { welcome_message: 'De nous.' });
  await world.run();
  await runAt(world, AFTER);
  expect(world.settingsOf(SHOP)).toMatchObject({ welcome_message: 'De nous.', is_launched: true });
  expect(resultsOf(await world.run())).toEqual([]);
});
