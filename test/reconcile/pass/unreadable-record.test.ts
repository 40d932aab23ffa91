/** One business of which what is remembered cannot be read stops no other (design rule 19). */
import { afterEach, expect, test } from 'vitest';
import { exitOfPutBack } from '../../../lib/operations/documents/passes.ts';
import { release, status } from '../../../lib/operations/index.ts';
import { outcomes, parisShops, runAt } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

const WORKS = 'rules:\n  works:\n    dates: [{ from: 2026-12-22, to: 2026-12-26 }]\n';
const BROKEN = 'ST-00002';

let world: World;
afterEach(() => world.end());

/** Three shops in a closure, of one of which the record is lost. */
async function closedWorld(): Promise<void> {
  world = await makeWorld({ businesses: parisShops(3), rules: WORKS });
  await runAt(world, '2026-12-22T12:00:00+01:00');
  const [{ readBusinesses }, broken] = [world.store, world.idOf(BROKEN)];
  world.store.readBusinesses = async (organization, ids) => {
    const stored = await readBusinesses(organization, ids);
    const one = stored.get(broken);
    return one ? stored.set(broken, { ...one, record: null }) : stored;
  };
}

async function states(): Promise<string[]> {
  const { businesses } = await status(world.deps, null);
  return businesses.map(({ code, state, lastError }) => [code, state, lastError?.code].join(' ').trim());
}

test('status tells it of that business alone', async () => {
  await closedWorld();
  expect(await states()).toEqual([
    'ST-00001 closed',
    'ST-00002 failing unreadable-record',
    'ST-00003 closed',
  ]);
});

test('a release puts the others back, and says which one is left', async () => {
  await closedWorld();
  const report = await release(world.deps, { scope: {}, all: true, organization: null });
  expect(outcomes(report)).toEqual([
    'ST-00001 reopen applied',
    'ST-00002 reopen failed',
    'ST-00003 reopen applied',
  ]);
  expect(exitOfPutBack(report)).toBe(1);
});

test('under a new id it is told, and the others go on', async () => {
  await closedWorld();
  world.sandbox.renewId(BROKEN);
  const report = await runAt(world, '2026-12-23T13:00:00+01:00');
  expect(report.organizations[0]?.error).toBeUndefined();
  await runAt(world, '2026-12-27T12:00:00+01:00');
  expect(world.settingsOf('ST-00001').is_launched).toBe(true);
  expect(world.settingsOf('ST-00003').is_launched).toBe(true);
});
