import { afterEach, expect, test } from 'vitest';
import type { AdHocClosure } from '../../../lib/closures/model.ts';
import { changeClosure, endClosure, explain, listClosures, status } from '../../../lib/operations/index.ts';
import { lastEndOf } from '../../../lib/reconcile/pass/ended-closures.ts';
import { CHRISTMAS, parisShops } from '../../support/world/passes.ts';
import { closure } from '../../support/world/samples.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

let world: World;
afterEach(() => world?.end());

const MINUTE = 60_000;
const SHOPS = 200;
const MANY = 2000;

test.each([
  ['an instant', { until: '2026-12-24T10:00:00Z' }, '2026-12-24T10:00:00.000Z'],
  ['an instant with offset', { until: '2026-12-24T10:00:00+02:00' }, '2026-12-24T08:00:00.000Z'],
  ['a local day, in the last zone', { until: '2026-12-24' }, '2026-12-24T12:00:00.000Z'],
  ['a local time, in the last zone', { until: '2026-12-24T10:00' }, '2026-12-24T22:00:00.000Z'],
  [
    'what came first',
    { until: '2026-12-24T10:00:00Z', endedAt: Date.UTC(2026, 11, 24, 9) },
    '2026-12-24T09:00:00.000Z',
  ],
])('a closure is over at %s', (_, end, iso) => {
  expect(new Date(lastEndOf(closure('a', end))).toISOString()).toBe(iso);
});

/** How many ad-hoc closures the store hands out while `work` is done. */
async function handedOut(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const counted =
    <T extends readonly AdHocClosure[]>(list: (organization: string) => Promise<T>) =>
    async (organization: string): Promise<T> => {
      const closures = await list(organization);
      count += closures.length;
      return closures;
    };
  const { store } = world.deps;
  world.deps.store = {
    ...store,
    listAdHoc: counted(store.listAdHoc),
    listPutAway: counted(store.listPutAway),
  };
  await work();
  world.deps.store = store;
  return count;
}

/** Everything that an ordinary minute reads. */
async function minute(): Promise<void> {
  await world.run();
  await status(world.deps, null);
  await explain(world.deps, 'ST-00001', { at: null, organization: null });
}

test('2,000 ended closures cost what none does, and are still found', async () => {
  world = await makeWorld({ businesses: parisShops(SHOPS), rules: CHRISTMAS });
  const begun = world.clock.now();
  const ended: AdHocClosure[] = Array.from({ length: MANY }, (_, index) =>
    closure(`short-${index}`, {
      scope: { codes: [`ST-${String((index % SHOPS) + 1).padStart(5, '0')}`] },
      from: new Date(begun - 2 * MINUTE - index).toISOString(),
      createdAt: begun - 2 * MINUTE - index,
      endedAt: begun - MINUTE - 1000,
      effect: { kind: 'set', open: false, reachable: false },
    }),
  );
  for (const one of ended) await world.store.putAdHoc('acme', one, 'absent');
  await world.run();
  expect(await handedOut(minute)).toBe(0);
  expect(await world.store.listAdHoc('acme')).toEqual([]);

  // A reopening of it changes nothing, and says nothing wrong; extending it is refused.
  expect(await endClosure(world.deps, 'short-7')).toMatchObject({ id: 'short-7', businesses: 1 });
  expect(await world.store.readAdHoc('acme', 'short-7')).toEqual(ended[7]);
  await expect(changeClosure(world.deps, 'short-7', { until: '2026-12-30' })).rejects.toMatchObject({
    code: 'closure-ended',
  });
  // What was at an instant in the past is still explained.
  const then = await explain(world.deps, 'ST-00001', { at: begun - MINUTE - 2000, organization: null });
  expect(then.state).toBe('closed');

  await world.clock.sleep(91 * 24 * 60 * MINUTE);
  await world.store.forgetPast('acme', world.clock.now());
  await expect(endClosure(world.deps, 'short-7')).rejects.toMatchObject({ code: 'unknown-closure' });
}, 60_000);

test('one that ended by itself is not ended again by a reopening that comes later', async () => {
  world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
  const id = await world.close({ all: true, until: '2026-12-20T13:00:00Z' });
  await world.until('2026-12-20T14:00:00Z');
  await endClosure(world.deps, id);
  expect((await world.store.readAdHoc('acme', id))?.endedAt).toBeNull();
});

test('the last closure that anybody asked for is forgotten 90 days after its end', async () => {
  world = await makeWorld({
    businesses: parisShops(1),
    rules: 'rules: { r: { dates: [{ from: 2027-12-20 }] } }',
  });
  await world.close({ id: 'flood', scope: { codes: ['ST-00001'] }, until: '2026-12-21' });
  const listed = async () => (await listClosures(world.deps, { organization: null, ended: true })).length;
  const days = async (count: number) => {
    await world.clock.sleepUntil(world.clock.now() + count * 24 * 60 * MINUTE);
    await world.run();
  };
  await world.run();
  await days(3);
  await days(85);
  expect(await listed()).toBe(1);
  await days(10);
  expect(await listed()).toBe(0);
});
