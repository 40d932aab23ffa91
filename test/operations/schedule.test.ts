import { afterEach, expect, test } from 'vitest';
import { WEEKDAYS } from '../../lib/closures/model.ts';
import { schedule } from '../../lib/operations/schedule.ts';
import { parisShops } from '../support/world/passes.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const OWN = Object.fromEntries(WEEKDAYS.map((day) => [day, ['09:00-19:00']]));

test.each([false, true])('the calendar counts who is closed, staged or not (staged: %s)', async (staged) => {
  world = await makeWorld({
    businesses: parisShops(2, { uses_business_hours: false, custom_chat_hours: OWN }),
    rules: `rules: { works: { staged: ${staged}, dates: [{ from: 2026-12-22 }] } }\n`,
  });
  const december = { from: Date.UTC(2026, 11, 1), to: Date.UTC(2027, 0, 1) };
  const { closed } = await schedule(world.deps, null, december, () => true);
  expect(closed).toEqual([
    { at: Date.UTC(2026, 11, 1), businesses: 0 },
    { at: Date.UTC(2026, 11, 22), businesses: 2 },
    { at: Date.UTC(2026, 11, 23), businesses: 0 },
  ]);
});
