import { afterEach, expect, test } from 'vitest';
import { history } from '../../../lib/operations/index.ts';
import { parisShops, runAt } from '../../support/world/passes.ts';
import { messagesYml } from '../../support/world/situation.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const RULES = `rules:
  sale: { dates: [{ from: 2026-12-21 }] }
  inventory: { staged: true, dates: [{ from: 2026-12-23 }] }
`;

test('a shop that a hold opens is opened by whoever asked for it, also where staged hours are put up with it', async () => {
  world = await makeWorld({ businesses: parisShops(1), rules: RULES });
  await runAt(world, '2026-12-21T10:00:00+01:00');
  await world.close({ scope: { codes: ['ST-00001'] }, hold: true, id: 'market', until: '2026-12-21T18:00' });
  await runAt(world, '2026-12-21T11:00:00+01:00');
  const { entries } = await history(world.deps, { limit: 10 });
  const last = entries.find(({ action }) => action === 'reopen');
  expect(last).toMatchObject({ reason: 'ad-hoc:market', actor: 'test' });
});

test('what is announced or staged while a hold lasts is told of the calendar', async () => {
  const rules = RULES.replace('{ staged: true,', '{ announce: { before: 2h, welcomeMessage: soon },');
  world = await makeWorld({
    businesses: parisShops(1),
    rules: `${messagesYml({ soon: { default: 'Closed soon.' } })}${rules}`,
  });
  await world.close({ scope: { codes: ['ST-00001'] }, hold: true, id: 'market', until: '2026-12-23T18:00' });
  await runAt(world, '2026-12-22T23:00:00+01:00');
  await runAt(world, '2026-12-23T20:00:00+01:00');
  const { entries } = await history(world.deps, { limit: 20 });
  const told = entries.filter(({ reason }) => reason.startsWith('inventory'));
  expect(new Set(told.map(({ actor }) => actor))).toEqual(new Set(['calendar']));
});
