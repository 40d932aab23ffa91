import { afterEach, describe, expect, test } from 'vitest';
import { emptyWeek } from '../../../lib/closures/overlay.ts';
import { restore, status } from '../../../lib/operations/index.ts';
import {
  AFTER,
  CHRISTMAS,
  DURING,
  outcomes,
  parisShops,
  resultsOf,
  runAt,
  writesDone,
} from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const SHOP = 'ST-00001';

async function stateOf(code: string): Promise<string | undefined> {
  const { businesses } = await status(world.deps, null);
  return businesses.find((one) => one.code === code)?.state;
}

describe('what a person changes during a closure', () => {
  test('a welcome text, which no effect covers, comes back as the person wrote it, with no word about it', async () => {
    world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
    const before = world.settingsOf(SHOP);
    await runAt(world, DURING);
    world.sandbox.person.edit(SHOP, { welcome_message: 'Joyeuses fêtes !' });

    const report = await runAt(world, AFTER);

    expect(report.converged).toBe(true);
    expect(outcomes(report)).toEqual(['ST-00001 reopen applied', 'ST-00002 reopen applied']);
    expect(world.settingsOf(SHOP)).toEqual({ ...before, welcome_message: 'Joyeuses fêtes !' });
  });

  test('a welcome text that the person then takes back is the original again', async () => {
    world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
    const before = world.listing();
    const { welcome_message } = world.settingsOf(SHOP);
    await runAt(world, '2026-12-25T01:00:00+01:00');
    world.sandbox.person.edit(SHOP, { welcome_message: 'Un essai' });
    await runAt(world, '2026-12-25T03:00:00+01:00');
    world.sandbox.person.edit(SHOP, { welcome_message });
    await runAt(world, '2026-12-25T05:00:00+01:00');
    expect(world.settingsOf(SHOP).welcome_message).toBe(welcome_message);

    await runAt(world, AFTER);
    expect(world.listing()).toBe(before);
  });

  test('a week that the person wrote in another order of days is left as it is', async () => {
    world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
    await runAt(world, DURING);
    const { monday, ...others } = world.sandbox.businesses[0]!.settings.custom_chat_hours!;
    const theirs = { sunday: ['10:00-12:00'], ...others, saturday: ['10:00-12:00'], monday: monday! };
    world.sandbox.person.edit(SHOP, { custom_chat_hours: theirs });
    const written = writesDone(world);
    await runAt(world, '2026-12-25T14:00:00+01:00');
    expect(writesDone(world)).toBe(written);

    await runAt(world, AFTER);
    expect(JSON.stringify(world.settingsOf(SHOP).custom_chat_hours)).toBe(JSON.stringify(theirs));
  });

  test('an offline text, which the closure had set, stays as theirs, with an alert, until it is restored', async () => {
    world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
    const before = world.listing();
    await runAt(world, DURING);
    world.sandbox.person.edit(SHOP, { offline_message: 'Fermé pour travaux.' });

    const report = await runAt(world, AFTER);
    expect(report.converged).toBe(true);
    expect(resultsOf(report)).toMatchObject([{ outcome: 'kept', kept: ['offline_message'] }]);
    expect(world.happenings).toContainEqual(
      expect.objectContaining({ kind: 'alert', code: 'manual-change-kept' }),
    );
    expect(world.settingsOf(SHOP).offline_message).toBe('Fermé pour travaux.');

    const back = await restore(world.deps, SHOP, { field: null, organization: null });
    expect(back.organizations[0]?.results).toMatchObject([{ outcome: 'applied' }]);
    expect(world.listing()).toBe(before);
    await expect(restore(world.deps, SHOP, { field: null, organization: null })).rejects.toMatchObject({
      code: 'nothing-kept',
    });
  });

  test('an offline text that the person then takes back to ours does not outlive the closure', async () => {
    world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
    const before = world.listing();
    await runAt(world, '2026-12-25T01:00:00+01:00');
    const { offline_message } = world.settingsOf(SHOP);
    world.sandbox.person.edit(SHOP, { offline_message: 'Un essai' });
    await runAt(world, '2026-12-25T03:00:00+01:00');
    world.sandbox.person.edit(SHOP, { offline_message });

    const report = await runAt(world, AFTER);
    expect(outcomes(report)).toEqual(['ST-00001 reopen applied']);
    expect(world.listing()).toBe(before);
  });

  test('an offline text is known to be kept, and restored to that of the closure, while the closure lasts', async () => {
    world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
    const before = world.listing();
    await runAt(world, '2026-12-25T01:00:00+01:00');
    const { offline_message } = world.settingsOf(SHOP);
    world.sandbox.person.edit(SHOP, { offline_message: 'Un essai' });
    await runAt(world, '2026-12-25T03:00:00+01:00');
    const { businesses } = await status(world.deps, null);
    expect(businesses[0]?.kept).toMatchObject([{ field: 'offline_message', theirs: 'Un essai' }]);

    await restore(world.deps, SHOP, { field: null, organization: null });
    expect(world.settingsOf(SHOP).offline_message).toBe(offline_message);

    const report = await runAt(world, AFTER);
    expect(outcomes(report)).toEqual(['ST-00001 reopen applied']);
    expect(world.listing()).toBe(before);
  });

  test('one weekday of the emptied hours: that day stays, the others go back, in their order', async () => {
    const hours = {
      sunday: [],
      tuesday: ['10:00-12:00'],
      thursday: ['09:00-18:00'],
      friday: ['09:00-18:00'],
    };
    world = await makeWorld({
      businesses: parisShops(1, { custom_chat_hours: hours }),
      rules: CHRISTMAS,
    });
    await runAt(world, DURING);
    const week = world.settingsOf(SHOP).custom_chat_hours;
    world.sandbox.person.edit(SHOP, { custom_chat_hours: { ...week, thursday: ['14:00-16:00'] } });

    const report = await runAt(world, AFTER);

    expect(outcomes(report)).toEqual(['ST-00001 reopen kept']);
    expect(JSON.stringify(world.settingsOf(SHOP).custom_chat_hours)).toBe(
      JSON.stringify({ ...hours, thursday: ['14:00-16:00'] }),
    );
  });

  test('a field restored during the next closure comes back when that one ends', async () => {
    world = await makeWorld({
      businesses: parisShops(1),
      rules: `rules:
  two-days:
    dates: [{ from: 2026-12-25 }, { from: 2026-12-28 }]
`,
    });
    const before = world.listing();
    await runAt(world, DURING);
    world.sandbox.person.edit(SHOP, { offline_message: 'Fermé pour travaux.' });
    await runAt(world, AFTER);
    await runAt(world, '2026-12-28T12:00:00+01:00');
    const written = writesDone(world);

    await restore(world.deps, SHOP, { field: 'offlineMessage', organization: null });
    expect(world.settingsOf(SHOP).is_launched).toBe(false);
    expect(writesDone(world)).toBe(written);

    await runAt(world, '2026-12-29T12:00:00+01:00');
    expect(world.listing()).toBe(before);
  });
});

describe('a relaunch by a person', () => {
  const TWO_CHAINS = `rules:
  feast:
    dates: [{ from: 2026-12-25, to: 2026-12-26 }]
  stock-taking:
    dates: [{ from: 2026-12-26T18:00, to: 2026-12-26T20:00 }]
`;

  test('is respected: everything else goes back at once, until the next chain starts', async () => {
    world = await makeWorld({ businesses: parisShops(1), rules: TWO_CHAINS });
    const before = world.listing();
    await runAt(world, '2026-12-25T01:00:00+01:00');
    await world.until('2026-12-25T10:00:00+01:00');
    world.sandbox.person.relaunch(SHOP);

    const report = await world.run();
    expect(outcomes(report)).toEqual(['ST-00001 reopen applied']);
    expect(world.listing()).toBe(before);
    expect(await stateOf(SHOP)).toBe('overridden');

    for (const hour of ['2026-12-25T11:00', '2026-12-25T23:00', '2026-12-26T12:00']) {
      expect(outcomes(await runAt(world, `${hour}:00+01:00`)), hour).toEqual([]);
      expect(world.listing(), hour).toBe(before);
    }

    await runAt(world, '2026-12-26T19:00:00+01:00');
    expect(world.settingsOf(SHOP).is_launched).toBe(false);
    expect(await stateOf(SHOP)).toBe('closed');
    await runAt(world, '2026-12-27T12:00:00+01:00');
    expect(world.listing()).toBe(before);
    expect(await stateOf(SHOP)).toBe('open');
  });

  test.each([
    ['a rule that goes and comes back', 'rules: {}\n', CHRISTMAS, '2026-12-25T12:00:00+01:00'],
    [
      'a rule that is written later, over days that have begun before',
      CHRISTMAS,
      'rules:\n  later:\n    dates: [{ from: 2026-12-25, to: 2026-12-27 }]\n',
      '2026-12-26T12:00:00+01:00',
    ],
  ])('ends with what it overrode: %s closes the shop', async (_, meanwhile, then, at) => {
    world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
    const before = world.listing();
    await runAt(world, '2026-12-25T01:00:00+01:00');
    await world.until('2026-12-25T10:00:00+01:00');
    world.sandbox.person.relaunch(SHOP);
    await world.run();
    await world.apply(meanwhile);
    await runAt(world, at);
    expect(world.listing()).toBe(before);

    await world.apply(then);
    await world.run();
    expect(world.settingsOf(SHOP).is_launched).toBe(false);
    expect(await stateOf(SHOP)).toBe('closed');
  });

  const NIGHT = `rules:
  night:
    dates: [{ from: 2026-12-25T19:00, to: 2026-12-26T09:00 }]
    priority: 10
  stock-taking:
    dates: [{ from: 2026-12-26T09:00, to: 2026-12-26T18:00 }]
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
`;
  test('ends with the next chain also where it is seen only by the pass that closes for it', async () => {
    world = await makeWorld({ businesses: parisShops(1), rules: NIGHT });
    const before = world.listing();
    await runAt(world, '2026-12-25T19:00:00+01:00');
    await runAt(world, '2026-12-26T08:30:00+01:00');
    await world.until('2026-12-26T08:45:00+01:00');
    world.sandbox.person.relaunch(SHOP);

    await runAt(world, '2026-12-26T09:00:00+01:00');
    expect(world.settingsOf(SHOP).is_launched).toBe(false);
    await runAt(world, '2026-12-26T10:05:00+01:00');
    expect(world.settingsOf(SHOP).is_launched).toBe(false);
    expect(await stateOf(SHOP)).toBe('closed');

    await runAt(world, '2026-12-26T19:00:00+01:00');
    expect(world.listing()).toBe(before);
  });

  test('is taken back where the rule enforces', async () => {
    world = await makeWorld({
      businesses: parisShops(1),
      rules: `rules:
  christmas:
    dates: [{ from: 2026-12-25 }]
    onManualChange: enforce
`,
    });
    const before = world.listing();
    await runAt(world, '2026-12-25T01:00:00+01:00');
    await world.until('2026-12-25T10:00:00+01:00');
    world.sandbox.person.relaunch(SHOP);
    const report = await world.run();
    expect(report.converged).toBe(true);
    expect(world.settingsOf(SHOP).is_launched).toBe(false);
    await runAt(world, AFTER);
    expect(world.listing()).toBe(before);
  });

  test('and what he wrote stays where a rule comes next that enforces, and keeps what is there', async () => {
    const [written, relaunched] = [SHOP, 'ST-00002'];
    world = await makeWorld({
      businesses: parisShops(2),
      rules: `rules:
  morning:
    dates: [{ from: 2026-12-25T08:00, to: 2026-12-25T12:00 }]
    priority: 70
  market:
    dates: [{ from: 2026-12-25 }]
    effect: open
    onManualChange: enforce
`,
    });
    world.sandbox.person.edit(relaunched, { is_launched: false });
    await runAt(world, '2026-12-25T08:00:00+01:00');
    await world.until('2026-12-25T11:00:00+01:00');
    const hours = { ...emptyWeek(), monday: ['10:00-11:00'] };
    world.sandbox.person.edit(written, { offline_message: 'Travaux.', custom_chat_hours: hours });
    world.sandbox.person.edit(relaunched, { is_launched: true });
    await runAt(world, '2026-12-25T12:00:00+01:00');
    await runAt(world, AFTER);
    expect(world.settingsOf(written)).toMatchObject({ offline_message: 'Travaux.', is_launched: true });
    expect(world.settingsOf(written).custom_chat_hours?.monday).toEqual(['10:00-11:00']);
    expect(world.settingsOf(relaunched).is_launched).toBe(true);
  });

  test.each([30_000, 180_000])(
    'is not what Partoo does by showing it %i ms late',
    async (launchDelayMilliseconds) => {
      world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS, launchDelayMilliseconds });
      const before = world.listing();
      await world.until('2026-12-25T00:00:00+01:00');
      await world.run();
      for (let minute = 1; minute <= 8; minute += 1) {
        await runAt(world, `2026-12-25T00:0${minute}:30+01:00`);
        for (const row of world.sandbox.settings()) expect(row.is_launched).toBe(false);
      }
      expect(writesDone(world)).toBe(3);
      expect(await stateOf(SHOP)).toBe('closed');

      await world.until('2026-12-26T00:00:00+01:00');
      await world.run();
      for (let minute = 1; minute <= 8; minute += 1) await runAt(world, `2026-12-26T00:0${minute}:30+01:00`);
      expect(writesDone(world)).toBe(6);
      expect(world.listing()).toBe(before);
      expect(await stateOf(SHOP)).toBe('open');
    },
  );

  test('right after the closing is respected as soon as it cannot be lateness any more', async () => {
    world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
    const before = world.listing();
    await runAt(world, '2026-12-25T00:00:00+01:00');
    world.sandbox.person.relaunch(SHOP);
    await runAt(world, '2026-12-25T01:05:00+01:00');
    expect(world.listing()).toBe(before);
    expect(await stateOf(SHOP)).toBe('overridden');
  });
});

describe('a shop that was off before', () => {
  test('is not launched after', async () => {
    world = await makeWorld({ businesses: parisShops(2, { is_launched: false }), rules: CHRISTMAS });
    const before = world.listing();
    const closing = await runAt(world, DURING);
    expect(closing.converged).toBe(true);
    const reopening = await runAt(world, AFTER);
    expect(reopening.converged).toBe(true);
    expect(world.listing()).toBe(before);
  });

  test('and is launched by a person during the closure, is launched after', async () => {
    world = await makeWorld({ businesses: parisShops(1, { is_launched: false }), rules: CHRISTMAS });
    const before = world.settingsOf(SHOP);
    await runAt(world, '2026-12-25T01:00:00+01:00');
    await world.until('2026-12-25T12:00:00+01:00');
    world.sandbox.person.relaunch(SHOP);
    await world.run();
    expect(world.settingsOf(SHOP)).toEqual({ ...before, is_launched: true });
    await runAt(world, AFTER);
    expect(world.settingsOf(SHOP)).toEqual({ ...before, is_launched: true });
  });
});
