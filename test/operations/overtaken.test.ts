import { afterEach, expect, test } from 'vitest';
import { applyConfig } from '../../lib/operations/apply.ts';
import { status } from '../../lib/operations/status.ts';
import { CHRISTMAS, DURING, parisShops, resultsOf } from '../support/world/passes.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World;
afterEach(() => world.end());

test('what is urgent for a shop that the running wave has written does not wait for the wave', async () => {
  world = await makeWorld({ businesses: parisShops(300), rules: CHRISTMAS });
  await world.until(DURING);
  let sent = 0;
  let asked = 0;
  let id = '';
  world.deps.tell = ({ kind }) => {
    if (kind !== 'wave' || ++sent !== 100) return;
    // The shop that was written last, of many that were not read back yet.
    const written = world.sandbox.requests.findLast(({ method }) => method === 'POST');
    id = world.sandbox.settings().find((one) => written?.path.endsWith(`/${one.id}`))?.business_id ?? '';
    asked = world.clock.now();
    void world.close({ scope: { businesses: [id] }, urgent: true, text: 'Évacuation.' });
  };
  await world.run();
  const urgent = world.sandbox.writesOf(id).find(({ at }) => at > asked);
  expect(((urgent?.at ?? Number.POSITIVE_INFINITY) - asked) / 1000).toBeLessThan(30);
});

test('a check notes the closure that has taken over with the same effect, and until when it lasts', async () => {
  world = await makeWorld({
    businesses: parisShops(3),
    rules: `messages:
  shut: { fr: Fermé. }
rules:
  first:
    dates: [{ from: 2026-12-25T08:00, to: 2026-12-25T12:00, name: First }]
    message: shut
  second:
    dates: [{ from: 2026-12-25T12:00, to: 2026-12-25T18:00, name: Second }]
    message: shut
`,
  });
  await world.until('2026-12-25T11:30:00+01:00');
  await world.run();
  await world.until('2026-12-25T13:30:00+01:00');
  expect(resultsOf(await world.run())).toEqual([]);
  const { businesses } = await status(world.deps, null);
  expect(businesses[0]).toMatchObject({ closures: [{ key: 'second' }], until: '2026-12-25T18:00:00+01:00' });
});

test('a yes to what was looked at before another apply reopens no shops that nobody allowed', async () => {
  const none = 'rules: { later: { dates: [{ from: 2027-12-25 }] } }';
  world = await makeWorld({ businesses: parisShops(30), rules: none });
  const today = new Date(world.clock.now()).toISOString().slice(0, 10);
  const flood = world.configOf(`rules: { flood: { dates: [{ from: ${today}, to: 2026-12-31 }] } }`);
  const confirm = async () => {
    const allowed = { organization: null, allowNow: 30, confirm: async () => true };
    await applyConfig(world.deps, flood, allowed);
    return true;
  };
  const mine = world.configOf('rules: { later: { dates: [{ from: 2027-12-26 }] } }');
  await expect(
    applyConfig(world.deps, mine, { organization: null, allowNow: null, confirm }),
  ).rejects.toMatchObject({ code: 'applied-meanwhile' });
  expect((await world.store.readApplied())?.hash).toBe(flood.hash);
});

test('a yes to the very file that another apply has put into force is none to something else', async () => {
  world = await makeWorld({
    businesses: parisShops(3),
    rules: 'rules: { later: { dates: [{ from: 2027-12-25 }] } }',
  });
  const same = world.configOf('rules: { later: { dates: [{ from: 2027-12-26 }] } }');
  const options = { organization: null, allowNow: null };
  const confirm = async () =>
    (await applyConfig(world.deps, same, { ...options, confirm: async () => true })).applied;
  expect((await applyConfig(world.deps, same, { ...options, confirm })).applied).toBe(true);
});
