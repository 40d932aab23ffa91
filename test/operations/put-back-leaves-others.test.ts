/** Whoever lets go of one shop, or has one put back, leaves what is due of the others to the next pass: at once. */
import { afterEach, expect, test } from 'vitest';
import { release, restore } from '../../lib/operations/index.ts';
import { parisShops } from '../support/world/passes.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const RULES = `rules:
  never:
    dates: [{ from: 2027-01-20 }]
`;

const HOUR = 3600_000;
const ASKED = { urgent: false, all: false, message: 'closed' } as const;

test('release: a closure of another shop that was asked for a moment before is carried out by the next tick', async () => {
  world = await makeWorld({ businesses: parisShops(2), rules: RULES });
  await world.close({ ...ASKED, scope: { codes: ['ST-00002'] } });
  await world.run();
  await world.close({ ...ASKED, scope: { codes: ['ST-00001'] } });
  await release(world.deps, { all: false, scope: { codes: ['ST-00002'] }, organization: null });
  expect(world.settingsOf('ST-00001').is_launched).toBe(true);
  expect(await world.store.readDue('acme')).toBeLessThanOrEqual(world.clock.now());
});

test('restore: the same', async () => {
  world = await makeWorld({ businesses: parisShops(2), rules: RULES });
  await world.close({ ...ASKED, scope: { codes: ['ST-00002'] } });
  await world.run();
  await world.clock.sleep(HOUR);
  await world.run();
  world.sandbox.person.edit('ST-00002', { offline_message: 'By hand' });
  await world.clock.sleep(HOUR);
  await world.run();
  await world.close({ ...ASKED, scope: { codes: ['ST-00001'] } });
  await restore(world.deps, 'ST-00002', { field: null, organization: null });
  expect(world.settingsOf('ST-00001').is_launched).toBe(true);
  expect(await world.store.readDue('acme')).toBeLessThanOrEqual(world.clock.now());
});
