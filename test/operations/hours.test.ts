import { afterEach, beforeEach, expect, test } from 'vitest';
import { hours } from '../../lib/operations/hours.ts';
import { release } from '../../lib/operations/index.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld({ businesses: 2 });
});
afterEach(() => world.end());

const closedBy = async (code: string) => {
  const options = { from: '2026-12-20', to: '2026-12-24', organization: null };
  const { intervals } = await hours(world.deps, code, options);
  return intervals.filter(({ closures }) => closures.length > 0);
};

test('a closure that somebody overrode is no reason from then on', async () => {
  await world.apply('rules: { flood: { name: Flood, dates: [{ from: 2026-12-20, to: 2026-12-22 }] } }', 5);
  await world.run();
  const whole = await closedBy('ST-00001');
  expect(whole).toMatchObject([{ start: '2026-12-20T00:00:00+01:00', end: '2026-12-23T00:00:00+01:00' }]);
  const scope = { codes: ['ST-00001'] };
  await release(world.deps, { scope, all: false, organization: null });
  const [before, ...after] = await closedBy('ST-00001');
  expect(after).toEqual([]);
  expect(before).toMatchObject({
    start: '2026-12-20T00:00:00+01:00',
    closures: [{ rule: 'flood', name: 'Flood' }],
  });
  expect(Date.parse(before!.end)).toBeLessThanOrEqual(world.clock.now());
  expect(await closedBy('ST-00002')).toEqual(whole.map((one) => ({ ...one })));
});

test('nor is a staged one that was let go of before it began', async () => {
  await world.apply('rules: { stock: { staged: true, dates: [{ from: 2026-12-22, to: 2026-12-22 }] } }', 5);
  await world.run();
  expect(await closedBy('ST-00001')).toMatchObject([{ closures: [{ rule: 'stock' }] }]);

  await release(world.deps, { scope: { codes: ['ST-00001'] }, all: false, organization: null });

  expect(await closedBy('ST-00001')).toEqual([]);
  expect(await closedBy('ST-00002')).toMatchObject([{ closures: [{ rule: 'stock' }] }]);
});

test('nor is what only announces a closure, while own hours or a night are why nobody answers', async () => {
  await world.apply(
    `messages: { soon: "Fermé dès le {{closed_from}}." }
rules:
  works: { name: Works, dates: [{ from: 2026-12-24 }], announce: { before: 3d, offlineMessage: soon } }
  nights:
    cron: { close: "0 20 * * *", open: "0 8 * * *" }
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }`,
    5,
  );
  const reasons = (await closedBy('ST-00001')).flatMap(({ closures }) => closures);
  expect(new Set(reasons.map((one) => 'rule' in one && one.rule))).toEqual(new Set(['nights']));
});
