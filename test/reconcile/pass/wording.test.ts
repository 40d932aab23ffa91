import { afterEach, expect, test } from 'vitest';
import type { BusinessRecord } from '../../../lib/closures/record.ts';
import { changeClosure } from '../../../lib/operations/index.ts';
import { recordOf, storedOf } from '../../../lib/reconcile/situation/marks.ts';
import { messagesYml } from '../../support/world/situation.ts';
import { countRequests, makeWorld, type World } from '../../support/world/world.ts';

const flood = (text: string) => messagesYml({ flood: `${text}. Back {{reopens}}.` });
const ONE = flood('Flood');
const OTHER = flood('Water');

let world: World;
afterEach(() => world.end());

/** Closed by command, with a text that another wording would say otherwise; and what is remembered of it. */
async function closed(): Promise<{ id: string; business: string }> {
  world = await makeWorld({ rules: ONE, businesses: 1 });
  const id = await world.close({ all: true, message: 'flood', until: '2026-12-24T11:00' });
  await world.run();
  await world.until('2026-12-20T12:05:00+01:00');
  await world.run();
  world.sandbox.requests.splice(0);
  return { id, business: world.idOf('ST-00001') };
}

async function change(business: string, how: (record: BusinessRecord) => void): Promise<void> {
  const [stored] = (await world.store.readBusinesses('acme', [business])).values();
  const record = recordOf(stored, business, 'ST-00001');
  how(record);
  const lease = (await world.store.takeLease('acme', world.clock.now(), 60_000))!;
  await world.store.saveBusinesses(lease, [storedOf(record, world.clock.now())]);
  await world.store.releaseLease(lease);
}

const asVersionOne = (record: BusinessRecord): void => {
  delete record.last?.wording;
};
const text = () => world.settingsOf('ST-00001').offline_message;

test('a text that an earlier version put together stays until what it speaks of changes (rule 30)', async () => {
  const { id, business } = await closed();
  expect(text()).toMatch(/^Flood. Back jeudi 24 décembre à 11:00\.$/);
  await change(business, asVersionOne);
  await world.apply(OTHER);
  await world.run();
  expect(countRequests(world.sandbox).writes).toBe(0);
  // What stands is not looked at again and again, either.
  await world.until('2026-12-20T12:06:00+01:00');
  world.sandbox.requests.splice(0);
  await world.run();
  expect(countRequests(world.sandbox)).toEqual({ reads: 0, writes: 0 });

  await changeClosure(world.deps, id, { until: '2026-12-25T11:00' });
  await world.run();
  expect(text()).toBe('Water. Back vendredi 25 décembre à 11:00.');
});

test('and until somebody says it otherwise', async () => {
  const { business } = await closed();
  await change(business, asVersionOne);
  await world.apply(OTHER);
  await world.run();
  await world.apply(flood('Mud'));
  await world.run();
  expect(text()).toMatch(/^Mud\./);
});

test('one that this version put together is changed as soon as it is said otherwise', async () => {
  await closed();
  await world.apply(OTHER);
  await world.run();
  expect(text()).toMatch(/^Water\./);
});

test('the baseline comes back, to the byte, from behind a text that stood', async () => {
  const { business } = await closed();
  const [stored] = (await world.store.readBusinesses('acme', [business])).values();
  const before = JSON.parse(recordOf(stored, business, null).inPlace!.baseline) as {
    offline_message: string;
  };
  await change(business, asVersionOne);
  await world.apply(OTHER);
  await world.run();
  await world.until('2026-12-24T11:00:00+01:00');
  await world.run();
  expect(text()).toBe(before.offline_message);
});
