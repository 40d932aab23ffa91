import { afterEach, expect, test } from 'vitest';
import { pause, release, resume } from '../../lib/operations/index.ts';
import { parisShops } from '../support/world/passes.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const DAY = 86_400_000;
const dayAfter = (at: number, days: number) => new Date(at + days * DAY).toISOString().slice(0, 10);

test('a release while all is paused writes no staged hours that are due, and lets go of them', async () => {
  world = await makeWorld({
    businesses: parisShops(2),
    rules: 'rules:\n  never:\n    dates: [{ from: 2029-01-20 }]\n',
  });
  const before = ['ST-00001', 'ST-00002'].map((code) => JSON.stringify(world.settingsOf(code)));
  await pause(world.deps, null);
  const day = dayAfter(world.clock.now(), 3);
  await world.apply(`rules:\n  inventory:\n    dates: [{ from: ${day} }]\n    staged: true\n`);
  await release(world.deps, { all: true, scope: {}, organization: null });
  expect(['ST-00001', 'ST-00002'].map((code) => JSON.stringify(world.settingsOf(code)))).toEqual(before);
  await resume(world.deps, null);
  await world.run();
  expect(['ST-00001', 'ST-00002'].map((code) => JSON.stringify(world.settingsOf(code)))).toEqual(before);
});
