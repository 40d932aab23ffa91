import { afterEach, expect, test } from 'vitest';
import { WEEKDAYS } from '../../../lib/closures/model.ts';
import { doomed, MOMENTS, runAndDie } from '../../support/world/doomed.ts';
import { parisShops, writesDone } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const SHOPS = 2;
const DAY = 24 * 3600_000;
/** Every second Friday, so that of two closures one is over before the other can be written. */
const FRIDAYS = Array.from({ length: 20 }, (_, index) => Date.UTC(2027, 0, 8 + 14 * index));
const date = (at: number) => new Date(at).toISOString().slice(0, 10);
const RULES = `rules:
  fridays:
    staged: true
    dates: [${FRIDAYS.map((at) => `{ from: ${date(at)} }`).join(', ')}]
`;
const OWN = Object.fromEntries(WEEKDAYS.map((day) => [day, ['09:00-19:00']]));
/** Of a closure: two writes a shop, and around them intents, what came of them, and read-backs. Found by trial. */
const LAST = { post: 2 * SHOPS, save: 10 };

test.each(MOMENTS)(
  'killed $when the n-th $at of a staged closure, whichever it is: nothing lost, nothing doubled',
  async ({ at, when }) => {
    world = await makeWorld({
      businesses: parisShops(SHOPS, { uses_business_hours: false, custom_chat_hours: OWN }),
      rules: RULES,
      organization: '    requestsPerMinute: 3000\n',
      requestsPerMinute: 0,
    });
    const before = world.listing();
    for (let nth = 1; nth <= LAST[at]; nth += 1) {
      const written = writesDone(world);
      const friday = FRIDAYS[nth] as number;
      const { deps, isDead } = doomed(world, { at, when, nth });
      for (const [days, hours] of [
        [-2, []],
        [1, OWN.friday],
      ] as const) {
        await world.until(`${date(friday + days * DAY)}T12:00:00+01:00`);
        if (!isDead()) await runAndDie(deps);
        if (isDead()) await world.restart();
        expect((await world.run()).converged, `${at} ${when} ${nth} ${days}`).toBe(true);
        expect(world.settingsOf('ST-00001').custom_chat_hours?.friday).toEqual(hours);
      }
      expect(isDead(), `killed at ${nth}`).toBe(true);
      expect(world.listing(), `after ${at} ${when} ${nth}`).toBe(before);
      expect(writesDone(world) - written, `writes with ${at} ${when} ${nth}`).toBe(2 * SHOPS);
    }
  },
  60_000,
);
