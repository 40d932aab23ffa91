/** What the console says where there are organizations in several zones: whose, and by which clock. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { changeClosure, pause } from '../../../lib/operations/index.ts';
import { startSandbox } from '../../../lib/sandbox/index.ts';
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

test('history of a code that shops of two organizations have is that of both', async () => {
  const two = await makeHttpWorld({ businesses: 3 });
  const beside = await startSandbox({ businesses: 3, seed: 2, clock: two.clock.forServer });
  onTestFinished(async () => {
    await beside.close();
    await two.end();
  });
  await two.apply(withOther({ sandbox: beside }));
  await two.close({ scope: { codes: ['ST-00001'] } });
  await two.run();
  const visitor = await Visitor.signedIn(two, ['read']);
  const { text } = await visitor.get('/history.csv?shop=ST-00001');
  const rows = text.trim().split('\r\n').slice(1);
  expect(rows.map((row) => row.split(',')[1]).toSorted()).toEqual(['acme', 'other']);
});
