import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BusEvent } from '../../lib/events/bus.ts';
import { withOutbox } from '../../lib/events/with-outbox.ts';
import { endClosure } from '../../lib/operations/index.ts';
import { reconcileDue } from '../../lib/operations/reconcile-due.ts';
import { CHRISTMAS, DURING, parisShops } from '../support/world/passes.ts';
import { countRequests, makeWorld, type World } from '../support/world/world.ts';

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

/** A bus that notes what it took, and when. */
function notes() {
  const told: string[] = [];
  const put = async (events: readonly BusEvent[]): Promise<BusEvent[]> => {
    for (const { type, detail } of events)
      if (type.startsWith('Closure ')) told.push(`${type} ${detail.closure}`);
    return [];
  };
  return { told, put };
}

test('staged nights wake nobody ahead of their instants, and take a short pass each to be told', async () => {
  const nights =
    'rules:\n  nights:\n    staged: true\n    cron: { close: "0 18 * * *", open: "0 10 * * *" }\n';
  const staged = await makeWorld({ businesses: parisShops(1), start: '2026-12-10T12:00:00+01:00' });
  await staged.apply(nights);
  const deps = { ...staged.deps, store: withOutbox(staged.store), announces: true };
  const { told, put } = notes();
  const passes: string[] = [];
  const first = Date.parse('2026-12-12T00:00:30+01:00');
  for (let tick = staged.clock.now(); tick < first + 48 * 60 * MINUTE; tick += MINUTE) {
    await staged.clock.sleepUntil(tick);
    if (((await staged.store.readDue('acme')) ?? 0) > tick + 90_000) continue;
    await reconcileDue(deps, { put }, 'acme', tick + 10 * MINUTE);
    if (tick < first) told.splice(0);
    else
      passes.push(`${new Date(tick + 60 * MINUTE).toISOString().slice(8, 16)} ${staged.clock.now() - tick}`);
  }
  // At noon the businesses are listed again, as each day.
  const expected = ['10:00', '12:00', '18:00'];
  const days = ['12', '13'].flatMap((day) => expected.map((time) => `${day}T${time}`));
  expect(passes.map((pass) => pass.slice(0, 8))).toEqual(days);
  for (const pass of passes) expect(Number(pass.slice(9))).toBeLessThan(5000);
  expect(told).toEqual([1, 2].flatMap(() => ['Closure Ended nights', 'Closure Started nights']));
  await staged.end();
});

const MOMENT = { scope: { codes: ['ST-00001'] }, urgent: true, text: 'Évacuation.' };

test('a closure is told while a long pass is still running, also one that begins and ends within it', async () => {
  const { told, put } = notes();
  const long = pass(put);
  await world.clock.sleep(3000);
  expect(told).toEqual(['Closure Started christmas']);
  const id = await world.close(MOMENT);
  await world.clock.sleep(10_000);
  await endClosure(world.deps, id);
  await world.clock.sleep(5000);
  expect(told).toEqual([
    'Closure Started christmas',
    `Closure Started ad-hoc:${id}`,
    `Closure Ended ad-hoc:${id}`,
  ]);
  await long;
  expect(told).toHaveLength(3);
});

test('a closure is told to be late while the wave that should have carried it out goes on', async () => {
  const slow = await makeWorld({
    businesses: parisShops(120),
    rules: CHRISTMAS,
    requestsPerMinute: 40,
    organization: '    requestsPerMinute: 40\n',
  });
  await slow.until(DURING);
  const { told, put } = notes();
  const deps = { ...slow.deps, store: withOutbox(slow.store), announces: true };
  const long = reconcileDue(deps, { put }, 'acme', slow.clock.now() + 3 * MINUTE);
  // Businesses and their chat hours are read first, two requests each, at 32 requests a minute.
  await slow.clock.sleep(10_000);
  expect(told).toEqual(['Closure Started christmas']);
  await slow.clock.sleep(MINUTE);
  expect(told).toEqual(['Closure Started christmas', 'Closure Late christmas']);
  expect(countRequests(slow.sandbox).writes).toBeLessThan(120);
  await long;
  await slow.end();
});

test('passes that are killed before they end leave nothing untold', async () => {
  const { told, put } = notes();
  await pass(put);
  const id = await world.close(MOMENT);
  const killed = { ...world.deps, store: withOutbox(world.store), announces: true };
  const saveBusinesses = () => Promise.reject(new Error('killed'));
  await reconcileDue({ ...killed, store: { ...killed.store, saveBusinesses } }, { put }, 'acme', Infinity);
  await world.clock.sleep(5 * MINUTE);
  await endClosure(world.deps, id);
  await world.clock.sleep(5 * MINUTE);
  await pass(put);
  expect(told.slice(1)).toEqual([`Closure Started ad-hoc:${id}`, `Closure Ended ad-hoc:${id}`]);
});

test('a pass that was woken moves the due time once, when it ends: whoever comes after a crash finds it due', async () => {
  const dueWas = world.clock.now() - MINUTE;
  await world.store.setDue('acme', dueWas);
  const due: number[] = [];
  const store = {
    ...withOutbox(world.store),
    setDue: (organization: string, at: number) => {
      due.push(at - world.clock.now());
      return world.store.setDue(organization, at);
    },
  };
  const deps = { ...world.deps, store, announces: true };
  const put = async () => [];
  const long = reconcileDue(deps, { put }, 'acme', world.clock.now() + 10 * MINUTE);
  await world.clock.sleep(3000);
  expect(countRequests(world.sandbox).writes).toBeGreaterThan(0);
  expect(await world.store.readDue('acme')).toBe(dueWas);
  await long;
  expect(due).toHaveLength(1);

  // Of one that is not due by the store the lease says when it is.
  const idle = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
  const { setDue, readDue } = idle.store;
  const first = vi.spyOn(idle.store, 'setDue').mockImplementationOnce(async (organization, at) => {
    expect(at - idle.clock.now()).toBe(MINUTE);
    await setDue(organization, at);
  });
  await idle.run();
  expect(first).toHaveBeenCalledTimes(2);
  expect((await readDue('acme'))! - idle.clock.now()).toBeGreaterThan(MINUTE);
  await idle.end();
});
