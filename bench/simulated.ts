/** How much faster than real time worlds of the simulation go by, with everything of production at work in them. */
import { performance } from 'node:perf_hooks';
import { drawShops } from '../test/simulation/world/draw/draw-shops.ts';
import { drawWorld } from '../test/simulation/world/draw/draw-world.ts';
import type { World } from '../test/simulation/world/model.ts';
import { DAYS } from '../test/simulation/world/places.ts';
import { play } from '../test/simulation/world/play/play.ts';
import { grouped, type Section, seconds } from './support/section.ts';

const BUSINESSES = 100;
const DAY = 86_400_000;
const WEEK = 7 * DAY;
/** A world that lasts a week begins so long before its day. */
const BEFORE = 4 * DAY;
/** So many different weeks, one after the other; the first one loads what plays. */
const WEEKS = 5;
const FIRST_SEED = 208_000_001;

export async function measureSimulated(): Promise<Section> {
  const worlds = weeks();
  await play(worlds[0] as World);
  const rows: string[][] = [];
  let slowest = Number.POSITIVE_INFINITY;
  for (const world of worlds) {
    const began = performance.now();
    const { requests } = await play(world);
    const took = performance.now() - began;
    const times = (world.to - world.from) / took;
    slowest = Math.min(slowest, times);
    rows.push([String(world.seed), String(requests.length), seconds(took), `${grouped(times)} times`]);
  }
  return {
    title: `A week of ${BUSINESSES} businesses, simulated`,
    about: `Worlds of the simulation that last a week and have one organization, which gets ${BUSINESSES} businesses at 300 requests a minute: every tick and pass of production code, Partoo, people and troubles on a virtual clock, without the checkers.`,
    head: ['seed', 'requests', 'time', 'faster than real time'],
    rows,
    notes: [`Aim: at least 10,000 times (the slowest: ${grouped(slowest)}).`],
  };
}

/** The first weeks of one organization. */
function weeks(): World[] {
  const found: World[] = [];
  for (let seed = FIRST_SEED; found.length < WEEKS; seed += 1) {
    const world = drawWorld(seed);
    if (world.to - world.from < WEEK || world.companies.length > 1) continue;
    const day = Object.keys(DAYS).find((one) => Date.parse(one) === world.from + BEFORE);
    if (day === undefined) continue;
    const span = { from: world.from, hours: (WEEK - DAY) / 3_600_000, day };
    const shops = drawShops(seed, 0, span, BUSINESSES);
    found.push({
      ...world,
      companies: world.companies.map((one) => ({ ...one, shops, requestsPerMinute: 300 })),
    });
  }
  return found;
}
