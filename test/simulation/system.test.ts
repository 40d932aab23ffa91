/**
 * The whole system under faults, crashes and people, one seed a run. Seeds 1 to SIMULATION_SEEDS (default 4) are played,
 * and those of seeds.ts; `SIMULATION_SEEDS=500 npx vitest run test/simulation/system` plays more, and
 * `SIMULATION_SEED=17` only that one.
 */
import { expect, test } from 'vitest';
import { SEEDS } from './seeds.ts';
import { simulateSystem } from './system/simulate.ts';

const only = process.env.SIMULATION_SEED;
const count = Number(process.env.SIMULATION_SEEDS ?? 4);
const seeds = only
  ? [Number(only)]
  : [...Array.from({ length: count }, (_, index) => index + 1), ...SEEDS.map(({ seed }) => seed)];

test.each(seeds)(
  'seed %i: nothing lost, nothing doubled, and all as it was in the end',
  async (seed) => {
    expect({ seed, faults: await simulateSystem(seed) }).toEqual({ seed, faults: [] });
  },
  120_000,
);
