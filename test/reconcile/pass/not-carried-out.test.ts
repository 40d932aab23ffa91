import { afterEach, describe, expect, test } from 'vitest';
import { status } from '../../../lib/operations/index.ts';
import type { ScriptedFault } from '../../../lib/sandbox/index.ts';
import { AFTER, CHRISTMAS, parisShops, resultsOf, runAt, writesDone } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const minute = (from: string, minutes: number) => new Date(Date.parse(from) + minutes * 60_000).toISOString();

type Ignores = NonNullable<NonNullable<ScriptedFault['write']>['ignores']>;
type Tells = 'sent' | 'before' | 'stored';

/** A shop acknowledges writes of this kind and carries them out in part, or not at all. */
function ignoring(shop: string, ignores: Ignores, tells: Tells, closing: boolean): ScriptedFault {
  return { match: { method: 'POST', closing, business: [shop] }, write: { ignores, tells } };
}

const parts: Ignores[] = [['is_launched'], ['texts'], ['hours'], ['is_launched', 'texts', 'hours']];
/** A shop for each part that is acknowledged and not carried out, and each answer that tells so. */
const rows = parts
  .flatMap((ignores) => (['sent', 'before', 'stored'] as const).map((tells) => ({ ignores, tells })))
  .map((row, index) => ({
    ...row,
    code: `ST-000${String(index + 1).padStart(2, '0')}`,
    what: `${row.ignores}, answered with what was ${row.tells}`,
  }));

describe('acknowledged and not carried out, whatever of it and whatever the answer', () => {
  /** One more shop than does not carry out. */
  const begin = async () => {
    world = await makeWorld({ businesses: parisShops(rows.length + 1), rules: CHRISTMAS });
    return world.listing();
  };
  const ignore = (closing: boolean) =>
    world.sandbox.setFaults({
      script: rows.map(({ code, ignores, tells }) => ignoring(code, ignores, tells, closing)),
    });
  const allFailWith = (error: string) => rows.map(({ code }) => `${code} ${error}`);
  const failing = (report: Awaited<ReturnType<typeof runAt>>) =>
    resultsOf(report)
      .flatMap(({ code, error }) => (error ? [`${code} ${error.code}`] : []))
      .sort();

  test('a closing: it fails, told, until it is carried out, and no pass says that all is well', async () => {
    const before = await begin();
    const start = '2026-12-24T23:05:00Z';
    ignore(true);
    for (const minutes of [0, 3, 8, 12, 13, 20, 23, 40, 60, 120, 180, 400]) {
      const report = await runAt(world, minute(start, minutes));
      expect(report.converged, `${minutes} minutes`).toBe(false);
      const error = minutes < 10 ? 'propagating' : 'not-carried-out';
      expect(failing(report), `${minutes} minutes`).toEqual(allFailWith(error));
    }
    const { businesses } = await status(world.deps, null);
    for (const { code, what } of rows) {
      const expected = { state: 'failing', lastError: { code: 'not-carried-out' }, kept: [] };
      expect(
        businesses.find((one) => one.code === code),
        what,
      ).toMatchObject(expected);
      const written = world.sandbox.writesOf(code).length;
      expect(written, what).toBeGreaterThan(5);
      expect(written, what).toBeLessThan(10);
    }

    world.sandbox.setFaults({});
    expect((await runAt(world, minute(start, 470))).converged).toBe(true);
    for (const { code, what } of rows)
      expect(world.settingsOf(code), what).toMatchObject({ is_launched: false, uses_business_hours: false });
    expect((await runAt(world, AFTER)).converged).toBe(true);
    expect(world.listing()).toBe(before);
  });

  test('a closing that never is: its end puts back what there is to put back', async () => {
    const before = await begin();
    ignore(true);
    for (const hour of ['00:05', '00:20', '09:00', '23:58']) {
      const report = await runAt(world, `2026-12-25T${hour}:00+01:00`);
      expect(failing(report), hour).toHaveLength(rows.length);
    }
    // At its instant, whenever the closing would have been written again.
    expect((await runAt(world, '2026-12-26T00:00:30+01:00')).converged).toBe(true);
    expect(world.listing()).toBe(before);
    expect((await runAt(world, AFTER)).converged).toBe(true);
    const { businesses } = await status(world.deps, null);
    for (const one of businesses) expect(one).toMatchObject({ state: 'open', kept: [] });
  });

  test('a reopening: it keeps failing, for ever, until it is carried out', async () => {
    const before = await begin();
    await runAt(world, '2026-12-25T12:00:00+01:00');
    const start = '2026-12-25T23:05:00Z';
    ignore(false);
    for (const minutes of [0, 5, 12, 25, 45, 60 * 5, 60 * 24, 60 * 24 * 3]) {
      const report = await runAt(world, minute(start, minutes));
      expect(report.converged, `${minutes} minutes`).toBe(false);
      const error = minutes < 10 ? 'propagating' : 'not-carried-out';
      expect(failing(report), `${minutes} minutes`).toEqual(allFailWith(error));
    }
    world.sandbox.setFaults({});
    expect((await runAt(world, minute(start, 60 * 24 * 3 + 70))).converged).toBe(true);
    expect(world.listing()).toBe(before);
    const { businesses } = await status(world.deps, null);
    for (const one of businesses) expect(one).toMatchObject({ state: 'open', kept: [] });
  });
});

test('a shop that Partoo does not close fails by itself: thirty others are closed and reopened', async () => {
  world = await makeWorld({ businesses: parisShops(30), rules: CHRISTMAS });
  const before = world.listing();
  world.sandbox.setFaults({
    script: [ignoring('ST-00001', ['is_launched', 'texts', 'hours'], 'sent', true)],
  });
  await runAt(world, '2026-12-25T00:05:00+01:00');
  expect(world.sandbox.settings().filter(({ is_launched }) => is_launched)).toHaveLength(1);
  const written = writesDone(world);
  await runAt(world, '2026-12-25T00:20:00+01:00');
  expect(writesDone(world)).toBe(written + 1);
  world.sandbox.setFaults({});
  await runAt(world, AFTER);
  expect(world.listing()).toBe(before);
});
