import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { reconcileDue } from '../../../lib/operations/reconcile-due.ts';
import { CHRISTMAS, DURING, parisShops, resultsOf } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

const MINUTE = 60_000;

let world: World;
/** The shops are closed by now; every test goes on from where the one before it ended. */
beforeAll(async () => {
  world = await makeWorld({ businesses: parisShops(250), rules: CHRISTMAS });
  await world.until(DURING);
  await world.run();
});
afterAll(() => world.end());

/** Counts the records that are read and written from now on. */
function countRecords(): { read: number; written: number } {
  const counts = { read: 0, written: 0 };
  const { readBusinesses, saveBusinesses } = world.store;
  onTestFinished(() => {
    Object.assign(world.store, { readBusinesses, saveBusinesses });
  });
  world.store.readBusinesses = (organization, ids) => {
    counts.read += ids.length;
    return readBusinesses(organization, ids);
  };
  world.store.saveBusinesses = (lease, businesses, history, facts) => {
    counts.written += businesses.length;
    return saveBusinesses(lease, businesses, history, facts);
  };
  return counts;
}

/** Requests to Partoo since the last time. */
const reads = () =>
  world.sandbox.requests.splice(0).filter(({ path }) => path.startsWith('/messaging')).length;

test('a check that shows all shops as they were written reads them a page at a time, and no record', async () => {
  reads();
  const records = countRecords();
  for (let hour = 1; hour <= 3; hour += 1) {
    await world.clock.sleep(61 * MINUTE);
    expect(resultsOf(await world.run())).toEqual([]);
    expect(reads()).toBe(3);
  }
  expect(records).toEqual({ read: 0, written: 0 });
});

test('one that had to end is gone on with, and what it has seen is not looked at twice', async () => {
  await world.clock.sleep(61 * MINUTE);
  reads();
  await world.store.setDue('acme', world.clock.now());
  const bus = { put: async () => [] };
  const first = await reconcileDue(world.deps, bus as never, 'acme', world.clock.now() + 300);
  expect(first).toMatchObject({ skipped: null });
  const seen = reads();
  expect(seen).toBeGreaterThanOrEqual(1);
  expect(seen).toBeLessThan(3);
  expect((await world.run()).converged).toBe(true);
  expect(seen + reads()).toBe(3);
});

test('a page of it that could not be read is no page that was seen', async () => {
  await world.clock.sleep(61 * MINUTE);
  const nth = Array.from({ length: 60 }, (_, index) => index + 2);
  const match = { method: 'GET', path: '/messaging/settings', nth };
  world.sandbox.setFaults({ script: [{ match, fault: 'serverError' }] });
  expect((await world.run()).converged).toBe(false);
  world.sandbox.setFaults({});
  reads();
  await world.clock.sleep(2 * MINUTE);
  expect((await world.run()).converged).toBe(true);
  expect(reads()).toBe(2);
});

test('one that shows a shop otherwise decides for that shop', async () => {
  const records = countRecords();
  world.sandbox.person.relaunch('ST-00007');
  await world.clock.sleep(61 * MINUTE);
  const report = await world.run();
  expect(resultsOf(report).map(({ code }) => code)).toContain('ST-00007');
  expect(world.settingsOf('ST-00007').offline_message).toBe('Nous sommes absents.');
  expect(records.read).toBeLessThan(10);
});
