import { afterEach, expect, test } from 'vitest';
import { makeBusiness, type PartooBusiness } from '../../lib/sandbox/index.ts';
import { runAt } from '../support/world/passes.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World | undefined;
afterEach(() => world?.end());

// A number has no leading zero, nor has what went through a spreadsheet.
test.each<[country: string, zipcode: string | number, own: string, other: string]>([
  ['FR', 6000, '06*', '60*'],
  ['FR', '1000', '01*', '10*'],
  ['DE', 4109, '04109', '41*'],
  ['US', 2134, '02134', '213*'],
  ['AU', '800', '08*', '80*'],
])('a shop in %s %j lies where its whole postcode says', async (country, zipcode, own, other) => {
  const place = { country, zipcode, region: null, city: null, lat: null, long: null };
  const shop = makeBusiness(1, 1, { business: place as unknown as Partial<PartooBusiness> });
  const organization = '    businesses: { ST-00001: { timezone: Europe/Paris } }\n';
  world = await makeWorld({ businesses: [shop], organization, start: '2026-12-20T12:00:00Z' });
  const rule = (zipcodes: string, day: number) =>
    `{ scope: { zipcodes: ["${zipcodes}"] }, dates: [{ from: 2026-12-${day} }] }`;
  await world.apply(`rules:\n  own: ${rule(own, 24)}\n  other: ${rule(other, 22)}\n`);
  const isLaunched = () => world?.settingsOf('ST-00001').is_launched;
  await runAt(world, '2026-12-22T12:00:00+01:00');
  expect(isLaunched()).toBe(true);
  await runAt(world, '2026-12-24T12:00:00+01:00');
  expect(isLaunched()).toBe(false);
});
