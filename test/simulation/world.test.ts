/**
 * Worlds drawn from one seed each, played by the production code on a virtual clock: companies in all kinds of zones, rules
 * of all kinds, people, faults, crashes, deploys (world/model.ts). A few are played here; `npm run simulate:seeds` plays more.
 */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FALSE_ALARMS, leastWorld, REGRESSIONS } from './world/regressions.ts';
import { faultsOf, simulateWorld } from './world/simulate.ts';

test.each([5, 16, 35, 207_840_005])(
  'seed %i: everything is as it has to be, all week and in the end',
  async (seed) => {
    expect({ seed, faults: await simulateWorld(seed) }).toEqual({ seed, faults: [] });
  },
  120_000,
);

test.each([...REGRESSIONS])(
  'seed $seed found once: $found',
  async (regression) => {
    expect(await faultsOf(leastWorld(regression))).toEqual([]);
  },
  120_000,
);

test('each world that is kept is one of those that are played again', () => {
  const kept = readdirSync(new URL('world/least/', import.meta.url)).sort();
  const named = [...REGRESSIONS, ...FALSE_ALARMS].filter(({ isLeast }) => isLeast);
  expect(kept).toEqual(named.map(({ seed }) => `${seed}.json`).sort());
});
