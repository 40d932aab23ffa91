import { afterEach, expect, test } from 'vitest';
import { doomed, MOMENTS, runAndDie } from '../../support/world/doomed.ts';
import { parisShops, writesDone } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const NIGHTS = `rules:
  nights:
    cron: { close: "0 19 * * *", open: "0 9 * * *" }
`;

async function nightWorld(shops: number): Promise<void> {
  world = await makeWorld({
    businesses: parisShops(shops),
    rules: NIGHTS,
    organization: '    requestsPerMinute: 3000\n',
    requestsPerMinute: 0,
  });
}

const FIRST = Date.UTC(2026, 11, 21);
const DAY = 24 * 3600_000;
const date = (night: number) => new Date(FIRST + night * DAY).toISOString().slice(0, 10);

/** A first, a middle and a last one. */
const SHOPS = 3;
/** Of a night's two waves: each shop is written twice, with a save before and one after it. */
const LEAST = { post: 2 * SHOPS, save: 4 * SHOPS };

test.each(MOMENTS)(
  'killed $when the n-th $at of a night, whichever it is: nothing lost, nothing doubled',
  async ({ at, when }) => {
    await nightWorld(SHOPS);
    const before = world.listing();
    let nth = 0;
    // Until a night has no n-th any more.
    for (let isKilled = true; isKilled; ) {
      nth += 1;
      const written = writesDone(world);
      const { deps, isDead } = doomed(world, { at, when, nth });
      for (const time of [`${date(nth)}T19:00:00+01:00`, `${date(nth + 1)}T09:00:00+01:00`]) {
        await world.until(time);
        if (!isDead()) await runAndDie(deps);
        if (isDead()) await world.restart();
        const report = await world.run();
        expect(report.converged, `${at} ${when} ${nth} at ${time}`).toBe(true);
      }
      isKilled = isDead();
      expect(world.listing(), `after ${at} ${when} ${nth}`).toBe(before);
      expect(writesDone(world) - written, `writes with ${at} ${when} ${nth}`).toBe(2 * SHOPS);
    }
    expect(nth).toBeGreaterThan(LEAST[at]);
  },
  60_000,
);

test.each([
  { when: 'before' as const, nth: 2 },
  { when: 'after' as const, nth: 1 },
])(
  'killed just $when each write: each life writes once, and that is enough',
  async ({ when, nth }) => {
    await nightWorld(SHOPS);
    const before = world.listing();
    for (const [index, time] of [`${date(0)}T19:00:00+01:00`, `${date(1)}T09:00:00+01:00`].entries()) {
      await world.until(time);
      for (let life = 1; life <= SHOPS; life += 1) {
        await runAndDie(doomed(world, { at: 'post', when, nth }).deps);
        await world.restart();
      }
      expect((await world.run()).converged).toBe(true);
      expect(writesDone(world)).toBe(SHOPS * (index + 1));
    }
    expect(world.listing()).toBe(before);
  },
  60_000,
);
