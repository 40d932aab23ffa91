import { afterEach, describe, expect, test } from 'vitest';
import { status } from '../../../lib/operations/index.ts';
import type { ScriptedFault } from '../../../lib/sandbox/index.ts';
import { AFTER, CHRISTMAS, parisShops, resultsOf, runAt, writesDone } from '../../support/reconcile.ts';
import { makeWorld, type World } from '../../support/world.ts';

let world: World;
afterEach(() => world.end());

const SHOP = 'ST-00001';
const minute = (from: string, minutes: number) => new Date(Date.parse(from) + minutes * 60_000).toISOString();

type Ignores = NonNullable<NonNullable<ScriptedFault['write']>['ignores']>;
type Tells = 'sent' | 'before' | 'stored';

/** The first shop acknowledges writes of this kind and carries them out in part, or not at all. */
function ignoring(ignores: Ignores, tells: Tells, closing: boolean): ScriptedFault {
  return { match: { method: 'POST', closing, business: [SHOP] }, write: { ignores, tells } };
}

const parts: Ignores[] = [['is_launched'], ['texts'], ['hours'], ['is_launched', 'texts', 'hours']];
const table = parts.flatMap((ignores) =>
  (['sent', 'before', 'stored'] as const).map((tells) => [ignores, tells] as const),
);

describe.each(table)('%j acknowledged with the answer %s and not carried out', (ignores, tells) => {
  test('a closing: it fails, told, until it is carried out, and no pass says that all is well', async () => {
    world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
    const before = world.listing();
    const begin = '2026-12-24T23:05:00Z';
    world.sandbox.setFaults({ script: [ignoring(ignores, tells, true)] });
    for (const minutes of [0, 3, 8, 12, 13, 20, 23, 40, 60, 120, 180, 400]) {
      const report = await runAt(world, minute(begin, minutes));
      expect(report.converged, `${minutes} minutes`).toBe(false);
      const codes = resultsOf(report).flatMap(({ error }) => error?.code ?? []);
      expect(codes, `${minutes} minutes`).toEqual([minutes < 10 ? 'propagating' : 'not-carried-out']);
    }
    const { businesses } = await status(world.deps, null);
    expect(businesses.find(({ code }) => code === SHOP)).toMatchObject({
      state: 'failing',
      lastError: { code: 'not-carried-out' },
      kept: [],
    });
    const written = world.sandbox.writesOf(world.idOf(SHOP)).length;
    expect(written).toBeGreaterThan(5);
    expect(written).toBeLessThan(10);

    world.sandbox.setFaults({});
    expect((await runAt(world, minute(begin, 470))).converged).toBe(true);
    expect(world.settingsOf(SHOP)).toMatchObject({ is_launched: false, uses_business_hours: false });
    expect((await runAt(world, AFTER)).converged).toBe(true);
    expect(world.listing()).toBe(before);
  });

  test('a closing that never is: its end puts back what there is to put back', async () => {
    world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
    const before = world.listing();
    world.sandbox.setFaults({ script: [ignoring(ignores, tells, true)] });
    for (const hour of ['00:05', '00:20', '09:00', '23:58'])
      expect((await runAt(world, `2026-12-25T${hour}:00+01:00`)).converged, hour).toBe(false);
    // At its instant, whenever the closing would have been written again.
    expect((await runAt(world, '2026-12-26T00:00:30+01:00')).converged).toBe(true);
    expect(world.listing()).toBe(before);
    expect((await runAt(world, AFTER)).converged).toBe(true);
    expect((await status(world.deps, null)).businesses[0]).toMatchObject({ state: 'open', kept: [] });
  });

  test('a reopening: it keeps failing, for ever, until it is carried out', async () => {
    world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
    const before = world.listing();
    await runAt(world, '2026-12-25T12:00:00+01:00');
    const begin = '2026-12-25T23:05:00Z';
    world.sandbox.setFaults({ script: [ignoring(ignores, tells, false)] });
    for (const minutes of [0, 5, 12, 25, 45, 60 * 5, 60 * 24, 60 * 24 * 3]) {
      const report = await runAt(world, minute(begin, minutes));
      expect(report.converged, `${minutes} minutes`).toBe(false);
      expect(resultsOf(report).flatMap(({ error }) => error?.code ?? [])).toEqual([
        minutes < 10 ? 'propagating' : 'not-carried-out',
      ]);
    }
    world.sandbox.setFaults({});
    expect((await runAt(world, minute(begin, 60 * 24 * 3 + 70))).converged).toBe(true);
    expect(world.listing()).toBe(before);
    expect((await status(world.deps, null)).businesses[0]).toMatchObject({ state: 'open', kept: [] });
  });
});

test('a shop that Partoo does not close fails by itself: thirty others are closed and reopened', async () => {
  world = await makeWorld({ businesses: parisShops(30), rules: CHRISTMAS });
  const before = world.listing();
  world.sandbox.setFaults({ script: [ignoring(['is_launched', 'texts', 'hours'], 'sent', true)] });
  await runAt(world, '2026-12-25T00:05:00+01:00');
  expect(world.sandbox.settings().filter(({ is_launched }) => is_launched)).toHaveLength(1);
  const written = writesDone(world);
  await runAt(world, '2026-12-25T00:20:00+01:00');
  expect(writesDone(world)).toBe(written + 1);
  world.sandbox.setFaults({});
  await runAt(world, AFTER);
  expect(world.listing()).toBe(before);
});
