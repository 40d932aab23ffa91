import { afterEach, expect, test } from 'vitest';
import { doomed, MOMENTS, runAndDie } from '../../../support/world/doomed.ts';
import {
  SWAP_MESSAGE,
  swapWorld,
  templateCalled,
  templateRequests,
  templatesListed,
} from '../../../support/world/templates.ts';
import type { World } from '../../../support/world/world.ts';

let world: World;
afterEach(() => world.end());

/** A template alone is swapped, each second day of ten. */
const DAYS = Array.from({ length: 10 }, (_, index) => `2027-01-${String(2 * index + 2).padStart(2, '0')}`);
const RULES = `${SWAP_MESSAGE}rules:
  days:
    dates: [${DAYS.map((day) => `{ from: ${day}, name: Noël }`).join(', ')}]
    effect: { reachable: keep, offlineMessage: keep, chatHours: keep, templates: { Vacances: { content: swap } } }
`;
const TEMPLATES = { save: 'saveTemplates', method: 'PUT' } as const;
/** Of a day: two writes, and around each an intent, what came of it, and the read-back. Found by trial. */
const LAST = { post: 2, save: 6 };

test.each(MOMENTS)(
  'killed $when the n-th $at, whichever it is: nothing lost, nothing doubled',
  async ({ at, when }) => {
    world = await swapWorld(RULES);
    const before = templatesListed(world);
    for (let nth = 1; nth <= LAST[at]; nth += 1) {
      world.sandbox.requests.splice(0);
      const day = DAYS[nth] as string;
      const { deps, isDead } = doomed(world, { at, when, nth }, TEMPLATES);
      for (const time of [`${day}T09:00:00+01:00`, `${nextDay(day)}T09:00:00+01:00`]) {
        await world.until(time);
        if (!isDead()) await runAndDie(deps);
        if (isDead()) await world.restart();
        // An intent without a trace may only be late; ten minutes on it is clear.
        if (!(await world.run()).converged) await world.until(time.replace('09:00', '09:11'));
        expect((await world.run()).converged, `${at} ${when} ${nth} at ${time}`).toBe(true);
        const isOver = time.startsWith(nextDay(day));
        expect(templateCalled(world, 'Vacances').text?.includes('Noël')).toBe(!isOver);
      }
      expect(isDead(), `killed at ${nth}`).toBe(true);
      expect(templatesListed(world), `after ${at} ${when} ${nth}`).toBe(before);
      expect(templateRequests(world).writes, `writes with ${at} ${when} ${nth}`).toBe(2);
    }
  },
  60_000,
);

test.each(['before', 'after'] as const)(
  'a store that stumbles %s it has taken the n-th save, whichever it is: nothing lost',
  async (when) => {
    world = await swapWorld(RULES);
    const before = templatesListed(world);
    const { store } = world.deps;
    for (let nth = 1; nth <= LAST.save; nth += 1) {
      const day = DAYS[nth] as string;
      let saves = 0;
      const save = async (...saved: Parameters<typeof store.saveTemplates>): Promise<void> => {
        saves += 1;
        if (saves === nth && when === 'before') throw new Error('before');
        await store.saveTemplates(...saved);
        if (saves === nth && when === 'after') throw new Error('after');
      };
      const stumbling = new Proxy(store, {
        get(target, name: keyof typeof store) {
          if (name === 'saveTemplates') return save;
          const method = target[name];
          return typeof method === 'function' ? method.bind(target) : method;
        },
      });
      for (const time of [`${day}T09:00:00+01:00`, `${nextDay(day)}T09:00:00+01:00`]) {
        await world.until(time);
        await runAndDie({ ...world.deps, store: stumbling }).catch(() => {});
        await world.until(time.replace('09:00', '09:21'));
        await world.run();
        expect((await world.run()).converged, `${when} ${nth} at ${time}`).toBe(true);
      }
      expect(saves, `stumbled at ${nth}`).toBeGreaterThanOrEqual(nth);
      expect(templatesListed(world), `${when} ${nth}`).toBe(before);
    }
  },
  60_000,
);

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 24 * 3600_000).toISOString().slice(0, 10);
}
