import { afterEach, expect, test } from 'vitest';
import { makeBusiness, type PartooBusiness } from '../../lib/sandbox/index.ts';
import { runAt } from '../support/world/passes.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World | undefined;
afterEach(() => world?.end());

const LONDON = { region: null, city: 'London', zipcode: 'SW1A 1AA', lat: 51.5, long: -0.12 };
const ATHENS = { region: null, city: 'Athens', zipcode: '105 57', lat: 37.97, long: 23.73 };

test.each([
  ['UK', 'GB', LONDON],
  ['EL', 'GR', ATHENS],
  [' gb ', 'GB', LONDON],
])('a shop whose country is spelt %j is a shop in %s', async (country, code, place) => {
  const shop = makeBusiness(1, 1, { business: { ...place, country } as Partial<PartooBusiness> });
  world = await makeWorld({ businesses: [shop], start: '2026-12-20T12:00:00Z' });
  await world.apply(`rules:\n  holidays: { scope: { countries: [${code}] }, holidays: {} }\n`);
  expect(world.settingsOf('ST-00001').is_launched).toBe(true);
  await runAt(world, '2026-12-25T12:00:00Z');
  expect(world.settingsOf('ST-00001').is_launched).toBe(false);
});
