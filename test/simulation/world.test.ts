/**
 * Worlds drawn from one seed each, played by the production code on a virtual clock: companies in all kinds of zones, rules
 * of all kinds, people, faults, crashes, deploys (world/model.ts). A few are played here; `npm run simulate:seeds` plays more.
 */
import { expect, test } from 'vitest';
import { REGRESSIONS } from './world/regressions.ts';
import { simulateWorld } from './world/simulate.ts';

const seeds = new Set([...REGRESSIONS.map(({ seed }) => seed), 5, 16, 35]);

test.each([...seeds])(
  'seed %i: everything is as it has to be, all week and in the end',
  async (seed) => {
    expect({ seed, faults: await simulateWorld(seed) }).toEqual({ seed, faults: [] });
  },
  120_000,
);
