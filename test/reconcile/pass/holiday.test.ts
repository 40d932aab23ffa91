import { afterEach, expect, test } from 'vitest';
import { countRequests, makeWorld, type World } from '../../support/world/world.ts';

const CHRISTMAS = `rules:
  christmas:
    dates: [{ from: 2026-12-25, name: Noël }]
`;

/** Three pages of a listing, the last not full. */
const SHOPS = 250;

let world: World;
afterEach(() => world.end());

test('a holiday closes every shop with one write and leaves everything as it was, byte for byte', async () => {
  world = await makeWorld({ businesses: SHOPS, rules: CHRISTMAS });
  const before = world.listing();

  await world.until('2026-12-25T12:00:00+01:00');
  const closing = await world.run();
  const closed = countRequests(world.sandbox);

  expect(closing.converged).toBe(true);
  expect(closed.writes).toBe(SHOPS);
  expect(closed.reads).toBeLessThanOrEqual(SHOPS * 0.03 + 20);
  for (const row of world.sandbox.settings()) {
    expect(row.is_launched).toBe(false);
    expect(row.uses_business_hours).toBe(false);
  }

  world.sandbox.requests.splice(0);
  const again = await world.run();
  expect(again.converged).toBe(true);
  expect(countRequests(world.sandbox)).toEqual({ reads: 0, writes: 0 });

  await world.until('2026-12-26T15:00:00+01:00');
  const reopening = await world.run();
  expect(reopening.converged).toBe(true);
  expect(world.listing()).toBe(before);
  expect(world.sandbox.requests.filter(({ status }) => status === 429)).toEqual([]);
});
