/** What is said to be read is what a person has put there. */
import { afterEach, expect, test } from 'vitest';
import { explain } from '../../lib/operations/index.ts';
import { parisShops, runAt } from '../support/world/passes.ts';
import { BACK } from '../support/world/situation.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World;
afterEach(() => world.end());
const RULES = `${BACK}rules:
  friday: { dates: [{ from: 2026-12-25, name: Noël }], message: back }
`;
test.each([[null], ['Avant']])(
  'a person who puts %j in place of a text is told to be read',
  async (theirs) => {
    world = await makeWorld({ businesses: parisShops(1, { offline_message: 'Avant' }), rules: RULES });
    await runAt(world, '2026-12-25T08:00:00+01:00');
    world.sandbox.person.edit('ST-00001', { offline_message: theirs });
    await runAt(world, '2026-12-25T12:00:00+01:00');
    await runAt(world, '2026-12-25T14:00:00+01:00');
    expect(world.settingsOf('ST-00001').offline_message).toBe(theirs);
    expect((await explain(world.deps, 'ST-00001', { at: null, organization: null })).offlineMessage).toBe(
      theirs,
    );
  },
);
