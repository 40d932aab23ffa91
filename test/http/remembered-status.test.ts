import { afterAll, beforeAll, expect, test } from 'vitest';
import { rememberedStatus } from '../../lib/http/remembered-status.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld({ businesses: 3, rules: 'rules: { now: { dates: [{ from: 2026-12-20 }] } }' });
});
afterAll(() => world.end());

const later = (milliseconds: number) => world.until(new Date(world.clock.now() + milliseconds).toISOString());

test('it is worked out once a second, however many ask, and shows what was done by then', async () => {
  const [one, other] = await Promise.all([
    rememberedStatus(world.deps, null),
    rememberedStatus(world.deps, null),
  ]);
  expect(other).toBe(one);
  expect(one.summary.byState).toEqual({ open: 3 });
  await later(999);
  expect(await rememberedStatus(world.deps, null)).toBe(one);
  await world.run();
  await later(1);
  expect((await rememberedStatus(world.deps, null)).summary.byState).toEqual({ closed: 3 });
  expect(await rememberedStatus(world.deps, 'acme')).toMatchObject({ summary: { byState: { closed: 3 } } });
});

test('what has failed is not remembered', async () => {
  await expect(rememberedStatus(world.deps, 'nobody')).rejects.toThrow();
  await expect(rememberedStatus(world.deps, 'nobody')).rejects.toThrow('There is no organization');
});
