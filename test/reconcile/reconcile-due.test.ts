import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BusEvent } from '../../lib/events/bus.ts';
import { reconcileDue } from '../../lib/reconcile/reconcile-due.ts';
import { withOutbox } from '../../lib/reconcile/with-outbox.ts';
import { makeWorld, type World } from '../support/world.ts';
import { CHRISTMAS, DURING, parisShops } from './support.ts';

const MINUTE = 60_000;

let world: World;
beforeEach(async () => {
  world = await makeWorld({ businesses: parisShops(150), rules: CHRISTMAS });
  await world.until(DURING);
});
afterEach(() => world.end());

/** One pass, as the function makes it, with `milliseconds` until its deadline. */
function pass(put: (events: readonly BusEvent[]) => Promise<BusEvent[]>, milliseconds = 10 * MINUTE) {
  const deps = { ...world.deps, store: withOutbox(world.store), announces: true };
  return reconcileDue(deps, { put }, 'acme', world.clock.now() + milliseconds);
}

const minutesUntilDue = async () => ((await world.store.readDue('acme'))! - world.clock.now()) / MINUTE;
const untold = async () => (await world.store.takeOutbox('acme', 1000)).length;

test('what the bus does not take is told by another pass a minute later', async () => {
  await expect(pass(() => Promise.reject(new Error('throttled')))).rejects.toThrow('not taken');
  expect(await untold()).toBe(151);
  expect(await minutesUntilDue()).toBeLessThanOrEqual(1);

  await world.clock.sleep(MINUTE);
  await pass(async () => []);
  expect(await untold()).toBe(0);
  expect(await minutesUntilDue()).toBeGreaterThan(10);
});

test('telling ends before the function does, and the next one tells the rest', async () => {
  const slowly = async () => {
    await world.clock.sleep(40_000);
    return [];
  };
  const first = await pass(slowly, 2 * MINUTE);
  expect(first).toMatchObject({ skipped: null, handedOn: true });
  const left = await untold();
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(151);
  expect(await minutesUntilDue()).toBeLessThanOrEqual(0);

  await pass(slowly, 10 * MINUTE);
  expect(await untold()).toBe(0);
});
