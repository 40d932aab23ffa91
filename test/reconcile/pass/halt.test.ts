import { afterEach, beforeEach, expect, test } from 'vitest';
import { pause, resume, watch } from '../../../lib/operations/index.ts';
import { parisShops } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

const SECOND = 1000;
const SHOPS = 40;
const FLOOD = 'rules:\n  flood: { dates: [{ from: 2026-12-25 }], maxLead: 0s }\n';

let world: World;
let ending: AbortController;
let watching: Promise<void>;

beforeEach(async () => {
  // A write a second: a wave of most of a minute.
  world = await makeWorld({
    businesses: parisShops(SHOPS),
    rules: FLOOD,
    organization: '    requestsPerMinute: 60\n    budgetShare: 1\n',
  });
  await world.until('2026-12-24T23:59:00+01:00');
  ending = new AbortController();
  watching = watch(world.deps, { organization: null, signal: ending.signal, onReport: () => {} });
  await world.until('2026-12-25T00:00:15+01:00');
});

afterEach(async () => {
  ending.abort();
  await watching;
  await world.end();
});

const later = (seconds: number) => world.clock.sleepUntil(world.clock.now() + seconds * SECOND);
const closed = () => world.sandbox.settings().filter(({ is_launched }) => !is_launched).length;

test('a pause stops the wave that is under way, and resuming goes on with it', async () => {
  await pause(world.deps, null);
  const before = closed();
  expect(before).toBeGreaterThan(5);
  expect(before).toBeLessThan(SHOPS - 10);
  await later(120);
  // What has been begun is finished.
  expect(closed()).toBeLessThanOrEqual(before + 3);
  await resume(world.deps, null);
  await later(90);
  expect(closed()).toBe(SHOPS);
});

test('a configuration without a rule ends the wave that the rule began, and has it undone', async () => {
  await world.apply('rules: {}', 1000);
  const before = closed();
  expect(before).toBeGreaterThan(5);
  expect(before).toBeLessThan(SHOPS - 10);
  let most = 0;
  for (let second = 0; second < 90; second++) {
    await later(1);
    most = Math.max(most, closed());
  }
  expect(most).toBeLessThanOrEqual(before + 3);
  expect(closed()).toBe(0);
});
