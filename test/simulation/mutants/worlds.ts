/** The simulations that look for mutants: of a seed, everything that their checkers find wrong. */
import { playFeeds } from '../feeds/play.ts';
import { ALL_KINDS, EVENTS } from '../odd/kinds.ts';
import { playOddly } from '../odd/play.ts';
import { simulateSystem } from '../system/simulate.ts';
import { playTemplates } from '../templates/play.ts';
import { playUpgrade } from '../upgrade/play.ts';
import { simulateWorld } from '../world/simulate.ts';

export const WORLDS: Readonly<Record<string, (seed: number) => Promise<string[]>>> = {
  world: simulateWorld,
  system: simulateSystem,
  odd: (seed) => playOddly(seed, [...ALL_KINDS, ...EVENTS]),
  feeds: playFeeds,
  templates: playTemplates,
  upgrade: playUpgrade,
};
