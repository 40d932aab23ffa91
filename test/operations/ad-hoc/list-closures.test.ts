import { afterEach, expect, test } from 'vitest';
import { changeClosure, endClosure, listClosures, release } from '../../../lib/operations/index.ts';
import { reachOf } from '../../../lib/operations/reach.ts';
import { isBeyondGuard } from '../../../lib/reconcile/situation/beyond-guard.ts';
import { CHRISTMAS, parisShops } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

let world: World;
afterEach(() => world?.end());

test('what was asked for is listed with who, why and for how many, in force first, ended ones on demand', async () => {
  world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
  const list = async (ended = false) => {
    const closures = await listClosures(world.deps, { organization: null, ended });
    return closures.map(({ id, state }) => `${id} ${state}`);
  };
  expect(await list()).toEqual([]);
  const asked = new Date(world.clock.now()).toISOString();
  await world.close({ id: 'strike', all: true, from: '2026-12-22', until: '2026-12-23', reason: 'Strike' });
  await world.close({ id: 'flood', scope: { codes: ['ST-00001'] }, text: 'Flood.', actor: 'command:ana' });
  await world.close({ id: 'late', scope: { codes: ['ST-00002'] }, hold: true, until: '2026-12-20T14:00' });
  expect(await list()).toEqual(['flood in-force', 'late in-force', 'strike scheduled']);
  const [flood, , strike] = await listClosures(world.deps, { organization: null, ended: false });
  expect(flood).toEqual({
    ...{ id: 'flood', organization: 'acme', kind: 'closure', scope: { codes: ['ST-00001'] }, text: 'Flood.' },
    ...{ from: asked, until: null, reason: null, urgent: false, state: 'in-force' },
    ...{ businesses: 1, released: 0, timezone: 'Europe/Paris', actor: 'command:ana' },
    ...{ createdAt: asked, updatedAt: asked, endedAt: null, waiting: null, decided: null },
  });
  expect(strike).toMatchObject({ all: true, businesses: 3, message: 'closed' });

  await world.until('2026-12-20T15:00:00+01:00');
  expect(await list()).toEqual(['flood in-force', 'strike scheduled']);
  await endClosure(world.deps, 'flood');
  await world.run();
  expect(await list()).toEqual(['strike scheduled']);
  expect(await list(true)).toEqual(['strike scheduled', 'flood ended', 'late ended']);
  await changeClosure(world.deps, 'strike', { until: (from) => from.replace('22', '25') });
  expect(await listClosures(world.deps, { organization: null, ended: false })).toMatchObject([
    { until: '2026-12-25', updatedAt: expect.stringMatching(/^2026-12-20T14:00/) },
  ]);
});

test('a closure says for how many of its shops it counts no more, and one asked for later counts again', async () => {
  world = await makeWorld({ businesses: parisShops(3) });
  await world.apply('rules: {}');
  const list = async () => {
    const closures = await listClosures(world.deps, { organization: null, ended: false });
    return closures.map(({ id, state, businesses, released }) => [id, state, businesses, released]);
  };
  await world.close({ id: 'flood', all: true });
  await world.close({ id: 'kept', scope: { codes: ['ST-00003'] }, hold: true });
  await world.close({ id: 'later', all: true, from: '2026-12-27', until: '2026-12-28' });
  await world.run();
  const scope = { codes: ['ST-00001'] };
  await release(world.deps, { scope, all: false, organization: null });
  expect(await list()).toEqual([
    ['flood', 'in-force', 3, 1],
    ['kept', 'in-force', 1, 0],
    ['later', 'scheduled', 3, 0],
  ]);
  await release(world.deps, { scope: {}, all: true, organization: null });
  expect((await list())[0]).toEqual(['flood', 'in-force', 3, 3]);
  await world.clock.sleep(60_000);
  await world.close({ id: 'again', scope });
  expect(await list()).toContainEqual(['again', 'in-force', 1, 0]);
});

test.each([
  [10, 20, false],
  [11, 20, true],
  [11, 219, true],
  [11, 220, false],
  [12, 12, true],
])('%i of %i is asked about: %s', (businesses, of, asked) => {
  expect(isBeyondGuard({ businesses, of })).toBe(asked);
});

test('where is by country, and by city within one', () => {
  const shop = (country: string, city: string | null) =>
    ({ country, city, zone: country === 'FR' ? 'Europe/Paris' : 'Europe/Berlin' }) as Parameters<
      typeof reachOf
    >[0][number];
  expect(
    reachOf([shop('FR', 'Lyon'), shop('FR', 'Paris'), shop('FR', 'Paris'), shop('FR', null)], 9),
  ).toEqual({
    ...{ businesses: 4, of: 9 },
    places: [
      { name: 'Paris', businesses: 2 },
      { name: 'FR', businesses: 1 },
      { name: 'Lyon', businesses: 1 },
    ],
    timezone: 'Europe/Paris',
  });
  expect(reachOf([shop('FR', 'Lyon'), shop('DE', 'Ulm'), shop('DE', 'Bonn')], 9)).toMatchObject({
    places: [
      { name: 'DE', businesses: 2 },
      { name: 'FR', businesses: 1 },
    ],
    timezone: null,
  });
});
