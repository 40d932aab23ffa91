import { afterEach, describe, expect, test } from 'vitest';
import type { Settings } from '../../../lib/closures/model.ts';
import { appliedConfig, createDeps, type Deps } from '../../../lib/operations/index.ts';
import { type RunReport, run } from '../../../lib/operations/run.ts';
import { makeBusiness, makeBusinesses } from '../../../lib/sandbox/index.ts';
import type { Store } from '../../../lib/store/store.ts';
import { BY_HAND } from '../../support/world/asked.ts';
import {
  AFTER,
  CHRISTMAS,
  DURING,
  outcomes,
  parisShops,
  resultsOf,
  runAt,
  writesDone,
} from '../../support/world/passes.ts';
import { countRequests, makeWorld, type World } from '../../support/world/world.ts';

const NIGHT = `rules:
  night:
    dates: [{ from: 2026-12-24T19:00, to: 2026-12-25T00:00 }]
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
`;
const HOURS_THEN_A_TEXT = `rules:
  morning:
    dates: [{ from: 2026-12-24T08:00, to: 2026-12-24T19:00 }]
    effect: { reachable: keep, offlineMessage: closed, chatHours: { friday: ["10:00-11:00"] } }
  text:
    dates: [{ from: 2026-12-24T19:00, to: 2026-12-25T00:00 }]
    effect: { reachable: keep, offlineMessage: closed, chatHours: keep }
`;
const HOLIDAY = `  holiday:
    dates: [{ from: 2026-12-25 }]
`;

let world: World;
afterEach(() => world.end());

/** A pass that speaks to Partoo in another way than the world does. */
function runWith(deps: Deps): Promise<RunReport> {
  return run(deps, { ...BY_HAND, waitMilliseconds: 30_000 });
}

/** Runs passes a minute apart until one converges. */
async function runUntilConverged(most = 12): Promise<number> {
  for (let pass = 1; pass <= most; pass += 1) {
    if ((await world.run()).converged) return pass;
    await world.clock.sleep(60_000);
  }
  throw new Error(`not converged after ${most} passes`);
}

describe('a Partoo that fails now and then', () => {
  test.each([1, 2, 3])('loses nothing, whatever it loses: seed %i', async (seed) => {
    world = await makeWorld({ businesses: makeBusinesses(40, seed), rules: CHRISTMAS });
    const before = world.listing();
    const faults = { seed, serverError: 0.2, reset: 0.1, lostAnswer: 0.15, cutBody: 0.1 };

    await world.until('2026-12-25T12:00:00+01:00');
    world.sandbox.setFaults(faults);
    await runUntilConverged();
    for (const row of world.sandbox.settings()) {
      expect(row.is_launched).toBe(false);
      expect(row.uses_business_hours).toBe(false);
    }

    await world.until('2026-12-26T15:00:00+01:00');
    await runUntilConverged();
    expect(world.listing()).toBe(before);
    expect(world.sandbox.requests.filter(({ status }) => status === 429)).toEqual([]);
  });

  test('and reads up to five seconds in the past', async () => {
    world = await makeWorld({ businesses: makeBusinesses(60), rules: CHRISTMAS });
    const before = world.listing();
    world.sandbox.setFaults({ staleReadsMilliseconds: 5000 });
    await world.until(DURING);
    await runUntilConverged();
    await world.until('2026-12-26T15:00:00+01:00');
    await runUntilConverged();
    expect(world.listing()).toBe(before);
    expect(writesDone(world)).toBe(120);
  });

  test('and reads in the past right when one closure ends and another begins', async () => {
    world = await makeWorld({
      businesses: parisShops(8),
      rules: `rules:
  first:
    dates: [{ from: 2026-12-22T10:00, to: 2026-12-22T10:01 }]
  second:
    dates: [{ from: 2026-12-22T10:02, to: 2026-12-22T10:03 }]
`,
    });
    const before = world.listing();
    world.sandbox.setFaults({ staleReadsMilliseconds: 5000 });
    for (const time of ['10:00', '10:01', '10:02', '10:03']) {
      await world.until(`2026-12-22T${time}:00+01:00`);
      await world.run();
    }
    await world.until('2026-12-22T11:00:00+01:00');
    await runUntilConverged();
    expect(world.listing()).toBe(before);
  });

  test('once it is well again, the next pass does the rest, and the one before says what was left', async () => {
    world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
    await world.until(DURING);
    world.sandbox.setFaults({ serverError: 1 });
    const failed = await world.run();
    expect(failed.converged).toBe(false);
    expect(resultsOf(failed).map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed']);
    const [organization] = failed.organizations;
    expect((organization?.dueAt ?? Number.POSITIVE_INFINITY) - world.clock.now()).toBeLessThanOrEqual(60_000);

    world.sandbox.setFaults({});
    expect((await world.run()).converged).toBe(true);
    expect(writesDone(world)).toBe(3);
  });
});

describe('texts that Partoo brings to its own form', () => {
  test('a text that Partoo trims and composes is neither taken for a person nor written twice', async () => {
    const rough = '  Cafe\u0301 ferme\u0301\r\nÀ demain  ';
    world = await makeWorld({
      businesses: parisShops(3),
      rules: `messages:
  rough: ${JSON.stringify({ default: rough })}
rules:
  christmas:
    dates: [{ from: 2026-12-25 }]
    message: rough
`,
    });
    const before = world.listing();
    await runAt(world, DURING);
    expect(world.settingsOf('ST-00001').offline_message).toBe('Café fermé\nÀ demain');
    await runAt(world, '2026-12-25T14:00:00+01:00');
    await runAt(world, AFTER);
    expect(world.listing()).toBe(before);
    expect(writesDone(world)).toBe(6);
  });

  test('a text that was there untrimmed goes back to the byte', async () => {
    world = await makeWorld({
      businesses: parisShops(2, { welcome_message: ' Bonjour\r\n', offline_message: 'Ferme\u0301 ' }),
      textTreatment: 'exact',
      rules: CHRISTMAS,
    });
    const before = world.listing();
    await runAt(world, DURING);
    await runAt(world, AFTER);
    expect(world.listing()).toBe(before);
  });
});

test('three passes started at once do what one would have done', async () => {
  world = await makeWorld({ businesses: parisShops(20), rules: CHRISTMAS });
  const before = world.listing();
  await world.until(DURING);
  const reports = await Promise.all([world.run(), world.run(), world.run()]);
  expect(writesDone(world)).toBe(20);
  expect(reports.map(({ converged }) => converged)).toContain(true);
  await world.until(AFTER);
  await Promise.all([world.run(), world.run(), world.run()]);
  expect(writesDone(world)).toBe(40);
  expect(world.listing()).toBe(before);
});

describe('one business that fails', () => {
  test('does not stop the others, is told, is tried again, and is well once it can be', async () => {
    world = await makeWorld({ businesses: parisShops(5), rules: CHRISTMAS });
    const before = world.listing();
    const id = world.sandbox.businesses[2]?.settingId;
    world.sandbox.setFaults({
      script: [{ match: { method: 'POST', path: `/messaging/settings/${id}$` }, fault: 'forbidden' }],
    });
    const closing = await runAt(world, DURING);
    expect(closing.converged).toBe(false);
    expect(resultsOf(closing).filter(({ outcome }) => outcome === 'applied')).toHaveLength(4);
    expect(resultsOf(closing).filter(({ outcome }) => outcome === 'failed')).toMatchObject([
      { code: 'ST-00003', action: 'close', error: { code: 'forbidden' } },
    ]);

    world.sandbox.setFaults({});
    expect((await world.run()).converged).toBe(true);
    expect(world.settingsOf('ST-00003').is_launched).toBe(false);
    expect((await runAt(world, AFTER)).converged).toBe(true);
    expect(world.listing()).toBe(before);
  });
});

describe('keys', () => {
  test('a wrong key of one of two organizations is told; the other is served all the same', async () => {
    world = await makeWorld({ businesses: parisShops(2) });
    await world.apply(CHRISTMAS);
    const { config, hash } = await appliedConfig(world.store);
    const [acme] = config.organizations;
    if (!acme) throw new Error('no organization');
    const other = { ...acme, id: 'other', apiKey: 'env:OTHER_KEY' as const };
    await world.store.saveApplied({
      config: JSON.stringify({ ...config, organizations: [other, acme] }),
      hash,
      appliedAt: world.clock.now(),
    });
    const deps = createDeps({
      store: world.store,
      clock: world.clock,
      env: { PARTOO_API_KEY: 'sandbox-key', OTHER_KEY: 'wrong' },
      fetch: world.clock.fetch,
      random: () => 0.5,
    });
    await world.until(DURING);
    const report = await run(deps, BY_HAND);
    expect(report.converged).toBe(false);
    expect(report.refusedKeys).toEqual(['other']);
    expect(report.organizations.find(({ id }) => id === 'acme')?.results).toHaveLength(2);
    expect(report.organizations.find(({ id }) => id === 'other')?.error?.code).toBe('unauthorized');
    expect(writesDone(world)).toBe(2);
  });

  test('a key refused in the middle of a wave stops the wave, keeps what was done, and says so', async () => {
    world = await makeWorld({ businesses: parisShops(6), rules: CHRISTMAS });
    const before = world.listing();
    world.sandbox.setFaults({
      script: [
        { match: { method: 'POST', nth: [3, 4, 5, 6, 7, 8, 9] }, fault: 'unauthorized' },
        { match: { path: '/user/me' }, fault: 'unauthorized' },
      ],
    });
    const closing = await runAt(world, DURING);
    expect(closing.refusedKeys).toEqual(['acme']);
    expect(closing.converged).toBe(false);
    expect(writesDone(world)).toBe(2);

    world.sandbox.setFaults({});
    expect((await world.run()).converged).toBe(true);
    expect(writesDone(world)).toBe(6);
    await runAt(world, AFTER);
    expect(world.listing()).toBe(before);
  });
});

describe('what Partoo refuses', () => {
  test('emptied hours: the rest of the closure goes through, told once, and everything comes back', async () => {
    world = await makeWorld({
      businesses: parisShops(2),
      refusesEmptyHours: ['ST-00002'],
      rules: `rules:
  two-days:
    dates: [{ from: 2026-12-25 }, { from: 2026-12-28 }]
`,
    });
    const before = world.listing();
    const hours = world.settingsOf('ST-00002').custom_chat_hours;
    const closing = await runAt(world, DURING);
    expect(closing.converged).toBe(true);
    const warnings = closing.organizations[0]?.warnings ?? [];
    expect(warnings.filter(({ code }) => code === 'empty-hours-refused')).toHaveLength(1);
    expect(world.settingsOf('ST-00002')).toMatchObject({ is_launched: false, custom_chat_hours: hours });
    expect(world.settingsOf('ST-00001').custom_chat_hours).not.toEqual(hours);
    await runAt(world, AFTER);
    expect(world.listing()).toBe(before);

    world.sandbox.requests.length = 0;
    const again = await runAt(world, '2026-12-28T12:00:00+01:00');
    expect(again.organizations[0]?.warnings).toEqual([]);
    expect(countRequests(world.sandbox).writes).toBe(2);
    await runAt(world, '2026-12-29T12:00:00+01:00');
    expect(world.listing()).toBe(before);
  });

  test('emptied hours, and the week of before that names no days as well: told, and nothing is changed', async () => {
    const own = { uses_business_hours: false, custom_chat_hours: {} };
    world = await makeWorld({ businesses: parisShops(1, own), rules: CHRISTMAS, refusesEmptyHours: true });
    const before = world.listing();
    const { store } = world;
    const { saveBusinesses } = store;
    let saves = 0;
    // Who goes on and on is stopped from outside.
    store.saveBusinesses = (...args) => {
      saves += 1;
      if (saves > 60) throw new Error('60 saves of one shop in one pass');
      return saveBusinesses.apply(store, args);
    };
    expect(outcomes(await runAt(world, DURING))).toEqual(['ST-00001 close failed']);
    expect(countRequests(world.sandbox).writes).toBe(1);
    await runAt(world, AFTER);
    expect(world.listing()).toBe(before);
  });

  test('a blank refusal that leaving the hours out does not mend teaches nothing about hours', async () => {
    world = await makeWorld({ businesses: parisShops(1), refusesEmptyHours: true, rules: CHRISTMAS });
    world.sandbox.setFaults({
      script: [{ match: { method: 'POST', nth: 2 }, fault: 'forbidden' }],
    });
    const refused = await runAt(world, DURING);
    expect(outcomes(refused)).toEqual(['ST-00001 close failed']);
    expect(refused.organizations[0]?.warnings).toEqual([]);

    world.sandbox.setFaults({});
    world.sandbox.requests.length = 0;
    const closing = await world.run();
    expect(outcomes(closing)).toEqual(['ST-00001 close applied']);
    // Emptied hours were asked for again, and only then left out.
    expect(countRequests(world.sandbox).writes).toBe(2);
  });

  test('a null that it had sent itself: everything else goes back, and that one is kept', async () => {
    world = await makeWorld({
      businesses: [makeBusiness(1, 1, { settings: { uses_business_hours: true, custom_chat_hours: null } })],
      refusesNullHours: true,
      rules: CHRISTMAS,
    });
    const before = world.settingsOf('ST-00001');
    await runAt(world, DURING);
    const reopening = await runAt(world, AFTER);
    expect(reopening.converged).toBe(true);
    expect(resultsOf(reopening)).toMatchObject([{ outcome: 'kept', kept: ['custom_chat_hours'] }]);
    const { custom_chat_hours: hours, ...rest } = world.settingsOf('ST-00001');
    expect({ ...rest, custom_chat_hours: null }).toEqual(before);
    expect(rest.uses_business_hours).toBe(true);
    expect(hours).not.toBeNull();
  });

  test.each([
    ['a night', NIGHT, 1],
    ['weekly hours, then a text', HOURS_THEN_A_TEXT, 2],
  ])(
    'a null in the middle of a chain keeps no later closure from being written, nor the null from going back: %s',
    async (_, rules, nth) => {
      const own = { uses_business_hours: true, custom_chat_hours: null };
      world = await makeWorld({ businesses: parisShops(1, own), rules: rules + HOLIDAY });
      const before = world.listing();
      const refusal = {
        ...{ status: 400, prevents: true },
        body: { json: { error: { json: { custom_chat_hours: 'must be an object' } } } },
      };
      world.sandbox.setFaults({ script: [{ match: { method: 'POST', nth }, answer: refusal }] });
      await runAt(world, '2026-12-24T08:05:00+01:00');
      const { organizations } = await runAt(world, '2026-12-24T19:05:00+01:00');
      expect(organizations[0]?.warnings).toMatchObject([{ code: 'null-refused' }]);
      // What is refused is not asked for again by itself.
      const written = writesDone(world);
      await runAt(world, '2026-12-24T20:30:00+01:00');
      expect(writesDone(world)).toBe(written);

      await runAt(world, '2026-12-25T00:05:00+01:00');
      const empty = { friday: [], saturday: [] };
      expect(world.settingsOf('ST-00001')).toMatchObject({
        ...{ is_launched: false, uses_business_hours: false, custom_chat_hours: empty },
      });
      expect(outcomes(await runAt(world, AFTER))).toEqual(['ST-00001 reopen applied']);
      expect(world.listing()).toBe(before);
    },
  );

  test('a text of ours that it does not let go is not taken for a closing that nobody knows, of a shop that is off anyway', async () => {
    const own = { offline_message: null, is_launched: false };
    world = await makeWorld({ businesses: parisShops(1, own), rules: CHRISTMAS });
    const { custom_chat_hours } = world.settingsOf('ST-00001');
    world.sandbox.setFaults({ script: [{ match: {}, write: { nulls: 'refused' } }] });
    await runAt(world, DURING);
    const [reopened] = resultsOf(await runAt(world, AFTER));
    expect(reopened).toMatchObject({ outcome: 'kept', kept: ['offline_message'] });
    const left = world.listing();

    await world.apply(`rules:
  again:
    dates: [{ from: 2026-12-28 }]
    effect: { offlineMessage: closed }
`);
    expect(outcomes(await runAt(world, '2026-12-28T09:00:00+01:00'))).toEqual(['ST-00001 close applied']);
    expect(world.settingsOf('ST-00001').custom_chat_hours).not.toEqual(custom_chat_hours);
    expect(outcomes(await runAt(world, '2026-12-29T09:00:00+01:00'))).toEqual(['ST-00001 reopen applied']);
    // It is what the shop has had of its own since.
    expect(world.listing()).toBe(left);
  });
});

test('a pass that cannot have the organization leaves it to the one that has, and says so', async () => {
  world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
  await world.until(DURING);
  await world.store.takeLease('acme', world.clock.now(), 3_600_000);
  const report = await world.run();
  expect(report.converged).toBe(false);
  expect(report.organizations[0]?.error?.code).toBe('deferred');
  expect(writesDone(world)).toBe(0);
});

describe('one business that nothing can be made of', () => {
  test('fails by itself: what is remembered of it is broken, and the others close and reopen', async () => {
    world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
    const before = world.listing();
    const broken = world.idOf('ST-00002');
    const store: Store = new Proxy(world.store, {
      get(target, name: keyof Store) {
        if (name !== 'readBusinesses') return Reflect.get(target, name).bind(target);
        return async (...args: Parameters<Store['readBusinesses']>) => {
          const stored = new Map(await target.readBusinesses(...args));
          for (const [id, one] of stored) if (id === broken) stored.set(id, { ...one, record: null });
          return stored;
        };
      },
    });
    await runAt(world, DURING);
    const { clock } = world;
    const env = { PARTOO_API_KEY: 'sandbox-key' };
    const deps = createDeps({ store, clock, env, random: () => 0.5, fetch: clock.fetch });
    await world.until(AFTER);
    const report = await runWith(deps);
    expect(report.organizations[0]?.error).toBeUndefined();
    expect(outcomes(report).sort()).toEqual([
      'ST-00001 reopen applied',
      'ST-00002 reopen failed',
      'ST-00003 reopen applied',
    ]);
    expect(report.organizations[0]?.results.flatMap(({ error }) => error?.code ?? [])).toEqual([
      'unreadable-record',
    ]);
    expect(report.converged).toBe(false);
    // With what is remembered legible again, its baseline is where it was.
    await world.run();
    expect(world.listing()).toBe(before);
  });

  test('answers writes with half of its settings, and is edited before it is read back', async () => {
    world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
    const { clock, store } = world;
    let edits = 0;
    const deps = createDeps({
      store,
      clock,
      env: { PARTOO_API_KEY: 'sandbox-key' },
      random: () => 0.5,
      fetch: async (input, init) => {
        const answer = await clock.fetch(input, init);
        const method = input instanceof Request ? input.method : (init?.method ?? 'GET');
        if (method !== 'POST') return answer;
        const {
          welcome_message: _,
          offline_message: __,
          ...half
        } = (await answer.json()) as Settings & { business_id: string };
        // So that what is read back differs from what was written, and the answer is asked whose it is.
        if (half.is_launched === false && edits < 2) {
          world.sandbox.person.edit(half.business_id, { offline_message: 'De retour lundi.' });
          edits += 1;
        }
        return Response.json(half);
      },
    });
    await world.until(DURING);
    const report = await runWith(deps);
    expect(report.organizations[0]?.error).toBeUndefined();
    expect(outcomes(report).sort()).toEqual(['ST-00001 close kept', 'ST-00002 close kept']);
    expect(world.settingsOf('ST-00001').offline_message).toBe('De retour lundi.');
  });

  test.each([
    { what: 'that lacks what it counts', list: { settings: [], page: 1, max_page: 1, count: 2 } },
    { what: 'of endless empty pages', list: { settings: [], page: 1, max_page: 1_000_000_000, count: 2 } },
    { what: 'of things without a business', list: { settings: [{ id: 1 }], page: 1, max_page: 1, count: 1 } },
  ])('a list $what is no proof that there are no settings', async ({ list }) => {
    world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
    const { clock, store } = world;
    let asked = 0;
    const deps = createDeps({
      store,
      clock,
      env: { PARTOO_API_KEY: 'sandbox-key' },
      random: () => 0.5,
      fetch: async (input, init) => {
        asked += 1;
        const url = input instanceof Request ? input.url : String(input);
        return url.includes('/messaging/settings') ? Response.json(list) : clock.fetch(input, init);
      },
    });
    await world.until(DURING);
    expect((await runWith(deps)).converged).toBe(false);
    expect(asked).toBeLessThan(20);
    await clock.sleep(120_000);
    expect(outcomes(await world.run()).sort()).toEqual(['ST-00001 close applied', 'ST-00002 close applied']);
  });
});
