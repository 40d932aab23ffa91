/** What the console says where there are organizations in several zones: whose, and by which clock. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeClosure, pause } from '../../../lib/operations/index.ts';
import { type HttpWorld, makeHttpWorld, withOther } from '../../support/world/http.ts';
import { Visitor } from './visitor.ts';

let world: HttpWorld;
let reader: Visitor;
beforeAll(async () => {
  world = await makeHttpWorld({ businesses: 3 });
  await world.apply(withOther(world).replace('timezone: Europe/Paris', 'timezone: Europe/Lisbon'));
  reader = await Visitor.signedIn(world, ['read']);
}, 60_000);
afterAll(() => world.end());

/** What stands between the tags. */
const read = async (path: string) =>
  (await reader.get(path)).text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

test('what is told of a closure is told by the clock of its shops', async () => {
  const [shop] = (await world.store.readDirectory('acme'))!.businesses;
  const id = await world.close({
    scope: { businesses: [shop!.id] },
    organization: 'acme',
    until: '2026-12-24T12:00:00Z',
  });
  await changeClosure(world.deps, id, { until: '2026-12-26T12:00:00Z' });
  expect(shop!.zone).toBe('Europe/Paris');
  const text = await read(`/closures/${id}`);
  expect(text).toContain('until Sat 26 Dec, 13:00 CET');
  expect(text).toMatch(/Asked for by [^,]+, Sun 20 Dec, \d\d:\d\d CET/);
  expect(text).not.toMatch(/until Sat 26 Dec, 12:00/);
});

test('history says which organization a pause is of', async () => {
  await pause(world.deps, 'acme');
  expect(await read('/history')).toContain('Writing paused (acme)');
});
