import { afterEach, describe, expect, test } from 'vitest';
import { applyConfig, status } from '../../lib/operations/index.ts';
import { run } from '../../lib/operations/run.ts';
import { makeBusiness } from '../../lib/sandbox/index.ts';
import { BY_HAND } from '../support/world/asked.ts';
import {
  AFTER,
  CHRISTMAS,
  DURING,
  outcomes,
  parisShops,
  resultsOf,
  runAt,
  writesDone,
} from '../support/world/passes.ts';
import { messagesYml } from '../support/world/situation.ts';
import { countRequests, makeWorld, type World } from '../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const SHOP = 'ST-00001';

async function stateOf(code: string): Promise<string | undefined> {
  const { businesses } = await status(world.deps, null);
  return businesses.find((one) => one.code === code)?.state;
}

describe('a rule that changes during its closure', () => {
  test('edited so that it ends later, it is one change of the text, and one reopening', async () => {
    world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
    const before = world.listing();
    await runAt(world, DURING);
    const text = world.settingsOf(SHOP).offline_message;
    // So far that the opening moves whatever the hours of the shops.
    await world.apply(CHRISTMAS.replace('2026-12-25,', '2026-12-25, to: 2027-01-03,'));
    const changed = await world.run();
    expect(outcomes(changed)).toEqual(['ST-00001 change applied', 'ST-00002 change applied']);
    expect(world.settingsOf(SHOP).offline_message).not.toBe(text);
    expect(outcomes(await runAt(world, AFTER))).toEqual([]);
    await runAt(world, '2027-01-04T12:00:00+01:00');
    expect(world.listing()).toBe(before);
    expect(writesDone(world)).toBe(6);
  });

  test.each([
    { what: 'removed', rules: 'rules: {}\n' },
    { what: 'disabled', rules: CHRISTMAS.replace('    dates', '    enabled: false\n    dates') },
    { what: 'moved to another day', rules: CHRISTMAS.replace('2026-12-25', '2026-12-29') },
    {
      what: 'scoped to others',
      rules: CHRISTMAS.replace('    dates', '    scope: { codes: [X-1] }\n    dates'),
    },
    { what: 'left with a text alone', rules: null },
  ])('$what, what it did is put back', async ({ rules }) => {
    world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
    const before = world.listing();
    await runAt(world, DURING);
    if (rules === null) {
      const effect = 'effect: { reachable: keep, chatHours: keep, offlineMessage: closed }';
      await world.apply(CHRISTMAS.replace('    dates', `    ${effect}\n    dates`));
      await world.run();
      expect(world.settingsOf(SHOP)).toMatchObject({ is_launched: true, uses_business_hours: false });
      await runAt(world, AFTER);
    } else {
      await world.apply(rules);
      expect((await world.run()).converged).toBe(true);
    }
    expect(world.listing()).toBe(before);
  });

  test('renamed, nothing is written where the text stays the same', async () => {
    world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
    const before = world.listing();
    await runAt(world, DURING);
    await world.apply(CHRISTMAS.replace('christmas:', 'noel:'));
    expect((await world.run()).converged).toBe(true);
    expect(writesDone(world)).toBe(2);
    await runAt(world, AFTER);
    expect(world.listing()).toBe(before);
  });

  test('with a message of another text, shows the new one', async () => {
    const rules = (text: string) => `messages:
  away: { default: ${JSON.stringify(text)} }
${CHRISTMAS}    message: away
`;
    world = await makeWorld({ businesses: parisShops(1), rules: rules('Fermé.') });
    const before = world.listing();
    await runAt(world, DURING);
    expect(world.settingsOf(SHOP).offline_message).toBe('Fermé.');
    await world.apply(rules('Fermé jusqu’à demain.'));
    expect(outcomes(await world.run())).toEqual(['ST-00001 change applied']);
    expect(world.settingsOf(SHOP).offline_message).toBe('Fermé jusqu’à demain.');
    await runAt(world, AFTER);
    expect(world.listing()).toBe(before);
  });
});

describe('25 and 26 December', () => {
  test('of one rule are a chain: one write to close, one to reopen', async () => {
    world = await makeWorld({
      businesses: parisShops(1),
      rules: `rules:
  feasts:
    dates: [{ from: 2026-12-25, name: Noël }, { from: 2026-12-26, name: Saint-Étienne }]
`,
    });
    const before = world.listing();
    for (const time of ['2026-12-25T00:00', '2026-12-25T23:59', '2026-12-26T00:00', '2026-12-26T23:59'])
      await runAt(world, `${time}:00+01:00`);
    expect(writesDone(world)).toBe(1);
    await runAt(world, '2026-12-27T00:00:00+01:00');
    expect(writesDone(world)).toBe(2);
    expect(world.listing()).toBe(before);
  });

  test('of two rules are a change in between', async () => {
    world = await makeWorld({
      businesses: parisShops(1),
      rules: `${messagesYml({ other: 'Closed on Boxing Day.' })}rules:
  first:
    dates: [{ from: 2026-12-25 }]
  second:
    dates: [{ from: 2026-12-26 }]
    message: other
`,
    });
    const before = world.listing();
    await runAt(world, DURING);
    expect(outcomes(await runAt(world, AFTER))).toEqual(['ST-00001 change applied']);
    expect(outcomes(await runAt(world, '2026-12-27T12:00:00+01:00'))).toEqual(['ST-00001 reopen applied']);
    expect(world.listing()).toBe(before);
  });
});

describe('leave', () => {
  test('nothing is touched while it is in force, and what is due is done when it ends', async () => {
    world = await makeWorld({
      businesses: parisShops(1),
      rules: `rules:
  works:
    effect: leave
    priority: 90
    dates: [{ from: 2026-12-25T06:00, to: 2026-12-26T06:00 }]
  christmas:
    dates: [{ from: 2026-12-25 }]
`,
    });
    const before = world.listing();
    await runAt(world, '2026-12-25T01:00:00+01:00');
    const closed = world.listing();
    expect(closed).not.toBe(before);
    for (const time of ['2026-12-25T12:00', '2026-12-26T05:00']) {
      expect(outcomes(await runAt(world, `${time}:00+01:00`))).toEqual([]);
      expect(world.listing()).toBe(closed);
    }
    await runAt(world, '2026-12-26T07:00:00+01:00');
    expect(world.listing()).toBe(before);
  });

  test('does not keep the passes running, though its shops are not looked at', async () => {
    world = await makeWorld({
      businesses: parisShops(1),
      rules: `rules:
  works:
    effect: leave
    dates: [{ from: 2026-12-25T06:00, to: 2026-12-26T06:00 }]
  christmas:
    priority: 10
    dates: [{ from: 2026-12-25 }]
`,
    });
    await runAt(world, '2026-12-25T01:00:00+01:00');
    const report = await runAt(world, DURING);
    expect((report.organizations[0]?.dueAt ?? 0) - world.clock.now()).toBeGreaterThanOrEqual(60_000);
  });
});

describe('the guard of apply', () => {
  const now = '2026-12-25T12:00:00+01:00';

  test('refuses to close more than 5 % and more than 10 at once, unless allowed by number', async () => {
    world = await makeWorld({ businesses: parisShops(12), rules: 'rules: {}\n', start: now });
    await expect(world.apply(CHRISTMAS)).rejects.toMatchObject({ code: 'changes-too-much-now' });
    expect((await world.run()).converged).toBe(true);
    expect(writesDone(world)).toBe(0);
    await expect(world.apply(CHRISTMAS, 11)).rejects.toMatchObject({ code: 'changes-too-much-now' });
    await world.apply(CHRISTMAS, 12);
    await world.run();
    expect(writesDone(world)).toBe(12);
    await expect(world.apply('rules: {}\n')).rejects.toMatchObject({ code: 'changes-too-much-now' });
    await world.apply('rules: {}\n', 12);
  });

  test('lets ten pass, and a closure of later', async () => {
    world = await makeWorld({ businesses: parisShops(10), rules: 'rules: {}\n', start: now });
    await world.apply(CHRISTMAS);
    await world.apply(CHRISTMAS.replace('2026-12-25', '2026-12-28'));
  });
});

describe('what cannot be decided', () => {
  test('a shop whose zone cannot be told is left alone and named, and comes in once it is configured', async () => {
    const nowhere = { country: 'US', region: null, city: null, zipcode: null, lat: null, long: null };
    const shops = [...parisShops(1), makeBusiness(2, 1, { business: nowhere })];
    world = await makeWorld({ businesses: shops, rules: CHRISTMAS });
    const before = world.settingsOf('ST-00002');
    const report = await runAt(world, DURING);
    expect(report.converged).toBe(true);
    expect(report.organizations[0]?.warnings).toMatchObject([{ code: 'zone-unknown' }]);
    expect(world.settingsOf('ST-00002')).toEqual(before);
    expect(await stateOf('ST-00002')).toBe('zone-unknown');

    const organization = '    businesses: { ST-00002: { timezone: America/Chicago } }\n';
    const loaded = world.configOf(CHRISTMAS, organization);
    await applyConfig(world.deps, loaded, { organization: null, allowNow: 0, confirm: async () => true });
    await world.run();
    expect(world.settingsOf('ST-00002').is_launched).toBe(false);
  });

  test('an instant outside the calendars is refused, and nothing is written', async () => {
    world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
    for (const at of ['2029-12-25T12:00:00+01:00', '2020-12-25T12:00:00+01:00']) {
      await expect(world.run(at)).rejects.toMatchObject({ code: 'outside-calendar' });
    }
    expect(writesDone(world)).toBe(0);
    // The lease is free again.
    expect((await world.run()).converged).toBe(true);
  });

  test('story 24: a rule whose calendar is not known in a place decides nothing there; the others go on', async () => {
    const atlantis = { country: 'XQ', region: null, lat: 48.85, long: 2.35, zipcode: '75001' };
    const shops = [...parisShops(1), makeBusiness(2, 1, { business: atlantis })];
    world = await makeWorld({
      businesses: parisShops(1),
      organization: '    businesses: { ST-00002: { timezone: Europe/Paris } }\n',
      rules: `rules:
  holidays:
    holidays: {}
  christmas:
    dates: [{ from: 2026-12-28 }]
`,
    });
    const [, added] = shops;
    if (!added) throw new Error('no shop');
    world.sandbox.addBusiness(added);
    const before = world.listing();
    const report = await runAt(world, DURING);
    expect(report.organizations[0]?.warnings).toContainEqual(expect.objectContaining({ code: 'calendar' }));
    expect(world.settingsOf(SHOP).is_launched).toBe(false);
    expect(world.sandbox.writesOf('ST-00002')).toEqual([]);
    await runAt(world, AFTER);
    expect(world.listing()).toBe(before);
    await runAt(world, '2026-12-28T12:00:00+01:00');
    expect(world.sandbox.writesOf('ST-00002')).toHaveLength(1);
    await runAt(world, '2026-12-29T12:00:00+01:00');
    expect(world.listing()).toBe(before);
  });
});

describe('businesses that come and go', () => {
  test('one missing from lists keeps its baseline, and is put back when it is there again', async () => {
    world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
    const before = world.listing();
    await runAt(world, DURING);
    world.sandbox.hideFromListings('ST-00002');
    for (const day of ['26', '27', '28', '29']) await runAt(world, `2026-12-${day}T12:00:00+01:00`);
    expect(await stateOf('ST-00002')).not.toBe('gone');
    world.sandbox.hideFromListings('ST-00002', false);
    await runAt(world, '2026-12-30T12:00:00+01:00');
    expect(world.listing()).toBe(before);
  });

  test('one that Partoo does not know any more is gone after two lists and a 404, and no trouble', async () => {
    world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
    await runAt(world, DURING);
    world.sandbox.removeBusiness('ST-00002');
    await runAt(world, '2026-12-27T12:00:00+01:00');
    await runAt(world, '2026-12-28T13:00:00+01:00');
    const report = await runAt(world, '2026-12-29T14:00:00+01:00');
    expect(report.converged).toBe(true);
    world.sandbox.requests.length = 0;
    expect((await runAt(world, '2026-12-29T15:00:00+01:00')).converged).toBe(true);
    expect(countRequests(world.sandbox)).toEqual({ reads: 0, writes: 0 });
    expect(await stateOf('ST-00002')).toBe('gone');
  });

  test('one that was gone and comes back is put back, and closed again like any other', async () => {
    world = await makeWorld({
      businesses: parisShops(2),
      rules: `rules:
  two-days:
    dates: [{ from: 2026-12-25 }, { from: 2027-01-05 }]
`,
    });
    const before = world.listing();
    await runAt(world, DURING);
    const [, seeded] = world.sandbox.businesses;
    if (!seeded) throw new Error('no shop');
    const closed = world.settingsOf('ST-00002');
    world.sandbox.removeBusiness('ST-00002');
    for (const day of ['27', '28', '29']) await runAt(world, `2026-12-${day}T14:00:00+01:00`);
    const { is_launched, welcome_message, offline_message, uses_business_hours, custom_chat_hours } = closed;
    world.sandbox.addBusiness({
      ...seeded,
      settings: { is_launched, welcome_message, offline_message, uses_business_hours, custom_chat_hours },
    });
    await runAt(world, '2026-12-31T15:00:00+01:00');
    expect(world.listing()).toBe(before);
    await runAt(world, '2027-01-05T15:00:00+01:00');
    expect(world.settingsOf('ST-00002').is_launched).toBe(false);
  });

  test('one without settings is left alone with a warning, and is no failure', async () => {
    world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
    await world.until(DURING);
    world.sandbox.hideFromListings('ST-00002');
    const report = await world.run();
    expect(report.converged).toBe(true);
    expect(report.organizations[0]?.warnings).toMatchObject([{ code: 'no-settings' }]);
    world.sandbox.requests.length = 0;
    expect((await world.run()).converged).toBe(true);
    expect(countRequests(world.sandbox)).toEqual({ reads: 0, writes: 0 });
  });

  test('one that a list lacks, without saying so, is asked for once more in the same pass, and closed', async () => {
    world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
    await world.until(DURING);
    // The first list is that of the refresh.
    const match = { path: '^/messaging/settings$', nth: 2 };
    world.sandbox.setFaults({
      script: [
        { match: { ...match, business: ['ST-00002'] }, rows: { missing: true } },
        { match, pages: { count: 1 } },
      ],
    });
    const report = await world.run();
    expect(report).toMatchObject({ converged: true, organizations: [{ warnings: [] }] });
    expect(world.settingsOf('ST-00002').is_launched).toBe(false);
  });
});

test('an empty list of settings is no answer: it is asked for again, and nobody is silenced for a day', async () => {
  world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
  await world.until(DURING);
  for (const code of ['ST-00001', 'ST-00002', 'ST-00003']) world.sandbox.hideFromListings(code);
  for (const minutes of [0, 2, 5, 10]) {
    await world.clock.sleep(minutes * 60_000);
    expect((await world.run()).converged).toBe(false);
  }
  expect(await world.store.readDue('acme')).toBeLessThanOrEqual(world.clock.now() + 3600_000);
});

/** During its second closure, one of two shops is in no list of settings any more. */
async function missingAfterAClosure(): Promise<void> {
  world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
  await runAt(world, DURING);
  await runAt(world, AFTER);
  await world.apply(CHRISTMAS.replace('2026-12-25', '2026-12-28'));
  await world.until('2026-12-28T12:00:00+01:00');
  world.sandbox.hideFromListings(SHOP);
}

test('settings that were there before and are missing from one list are a failure, and are looked for again', async () => {
  await missingAfterAClosure();
  expect((await world.run()).converged).toBe(false);
  for (const minutes of [2, 5]) {
    await world.clock.sleep(minutes * 60_000);
    expect((await world.run()).converged).toBe(minutes === 5);
  }
});

test('as long as missing settings are not believed, every run says so, and status too', async () => {
  world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
  await world.until(DURING);
  for (const code of ['ST-00001', 'ST-00002']) world.sandbox.hideFromListings(code);
  for (const _again of [1, 2, 3, 4]) {
    const report = await world.run();
    expect(report.converged).toBe(false);
    expect(outcomes(report)).toEqual(['ST-00001 close failed', 'ST-00002 close failed']);
  }
  expect(await stateOf(SHOP)).toBe('failing');
});

test('settings missing from three lists at once are not yet believed to be gone', async () => {
  await missingAfterAClosure();
  for (const _again of [1, 2, 3, 4]) expect((await world.run()).converged).toBe(false);
});

test('a list that shows shops that nobody asked for is no answer: who is missing from it is not left alone', async () => {
  await missingAfterAClosure();
  world.sandbox.hideFromListings(SHOP, false);
  const match = { path: '^/messaging/settings$', business: [SHOP] };
  world.sandbox.setFaults({ script: [{ match, rows: { set: { business_id: 'stranger' } } }] });
  for (const minutes of [0, 2, 5, 10]) {
    await world.clock.sleep(minutes * 60_000);
    const report = await world.run();
    expect(outcomes(report)).toContain('ST-00001 close failed');
    expect(report.converged).toBe(false);
  }
});

test('what could not be read is not counted among the lists in which settings were missing', async () => {
  await missingAfterAClosure();
  world.sandbox.hideFromListings(SHOP, false);
  const match = { path: '^/messaging/settings$', business: [SHOP] };
  world.sandbox.setFaults({ script: [{ match, rows: { set: { custom_chat_hours: 'always' } } }] });
  for (const minutes of [0, 2, 5]) {
    await world.clock.sleep(minutes * 60_000);
    await world.run();
  }
  world.sandbox.setFaults({});
  world.sandbox.hideFromListings(SHOP);
  for (const minutes of [2, 2, 5]) {
    await world.clock.sleep(minutes * 60_000);
    expect((await world.run()).converged).toBe(minutes === 5);
  }
});

describe('a dry run', () => {
  test('says what would be done, writes nothing, and stores nothing', async () => {
    world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
    const before = world.listing();
    await world.until(DURING);
    const memory = async () =>
      JSON.stringify([
        await world.store.listMarks('acme'),
        await world.store.listHistory({}),
        await world.store.readDirectory('acme'),
        await world.store.readCalendars('acme'),
        await world.store.readDue('acme'),
      ]);
    const remembered = await memory();
    const report = await run(world.deps, { ...BY_HAND, dryRun: true });
    expect(resultsOf(report).map(({ code, action, outcome }) => `${code} ${action} ${outcome}`)).toEqual([
      'ST-00001 close deferred',
      'ST-00002 close deferred',
      'ST-00003 close deferred',
    ]);
    expect(report.converged).toBe(true);
    expect(world.listing()).toBe(before);
    expect(await memory()).toBe(remembered);
    expect(writesDone(world)).toBe(0);
  });

  test('at another instant decides for that one', async () => {
    world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
    const options = { ...BY_HAND, dryRun: true };
    const at = Date.parse(DURING);
    expect(resultsOf(await run(world.deps, { ...options, at }))).toMatchObject([{ action: 'close' }]);
    expect(resultsOf(await run(world.deps, { ...options, at: null }))).toEqual([]);
  });
});

test('run --at closes and reopens for instants that are not now, and everything is as it was', async () => {
  world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
  const before = world.listing();
  expect((await world.run(DURING)).converged).toBe(true);
  expect(world.settingsOf(SHOP).is_launched).toBe(false);
  expect((await world.run(AFTER)).converged).toBe(true);
  expect(world.listing()).toBe(before);
  expect(writesDone(world)).toBe(6);
});
