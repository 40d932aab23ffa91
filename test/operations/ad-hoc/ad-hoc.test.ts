import { afterEach, describe, expect, test } from 'vitest';
import {
  changeClosure,
  endClosure,
  explain,
  pause,
  release,
  resume,
  status,
} from '../../../lib/operations/index.ts';
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
import { countRequests, makeWorld, type World } from '../../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const SHOP = 'ST-00001';
const ALL = { scope: {}, all: true, organization: null };

async function stateOf(code: string): Promise<string | undefined> {
  const { businesses } = await status(world.deps, null);
  return businesses.find((one) => one.code === code)?.state;
}

test('a flood over a holiday over nights: each field is that of the closure of highest precedence', async () => {
  world = await makeWorld({
    businesses: parisShops(2),
    rules: `messages:
  flood: { default: "Inondation : fermé." }
  feast: { default: "Joyeux Noël." }
rules:
  nights:
    cron: { close: "0 19 * * *", open: "0 9 * * *" }
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
  christmas:
    dates: [{ from: 2026-12-25 }]
    message: feast
`,
  });
  const before = world.settingsOf(SHOP);
  const seen = () => {
    const { is_launched, offline_message, custom_chat_hours } = world.settingsOf(SHOP);
    return [
      is_launched,
      offline_message,
      JSON.stringify(custom_chat_hours) === JSON.stringify(before.custom_chat_hours),
    ];
  };
  const own = before.offline_message;
  const at = async (time: string) => {
    await runAt(world, `2026-12-${time}:00+01:00`);
    return seen();
  };

  expect(await at('24T20:00')).toEqual([false, own, true]);
  expect(await at('25T00:00')).toEqual([false, 'Joyeux Noël.', false]);
  const id = await world.close({
    scope: { codes: [SHOP] },
    message: 'flood',
    until: '2026-12-26T12:00:00+01:00',
  });
  expect(await at('25T10:00')).toEqual([false, 'Inondation : fermé.', false]);
  expect(world.settingsOf('ST-00002').offline_message).toBe('Joyeux Noël.');
  const { fields } = await explain(world.deps, SHOP, { at: null, organization: null });
  expect(fields.offline_message).toMatchObject({
    winner: { closure: `ad-hoc:${id}` },
    losers: [{ closure: 'christmas', why: 'ad-hoc goes before rule' }],
  });
  expect(await at('26T10:00')).toEqual([false, 'Inondation : fermé.', false]);
  expect(world.settingsOf('ST-00002')).toEqual({ ...world.settingsOf('ST-00002'), is_launched: true });
  expect(await at('26T12:00')).toEqual([true, own, true]);
  expect(await at('26T19:00')).toEqual([false, own, true]);
  expect(await at('27T09:00')).toEqual([true, own, true]);
  expect(world.settingsOf(SHOP)).toEqual(before);
});

describe('a hold', () => {
  test('during a holiday opens its shops, and the holiday takes them back when it ends', async () => {
    world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
    const before = world.listing();
    const mine = world.settingsOf(SHOP);
    await runAt(world, '2026-12-25T01:00:00+01:00');
    const id = await world.close({ hold: true, scope: { codes: [SHOP] } });
    expect(outcomes(await world.run())).toEqual(['ST-00001 reopen applied']);
    expect(world.settingsOf(SHOP)).toEqual(mine);
    expect(await stateOf(SHOP)).toBe('held');
    expect(await stateOf('ST-00002')).toBe('closed');

    await world.until(DURING);
    await endClosure(world.deps, id);
    await world.run();
    expect(await stateOf(SHOP)).toBe('closed');
    await runAt(world, AFTER);
    expect(world.listing()).toBe(before);
  });

  test('that began before the holiday keeps its shops open all through, without a write', async () => {
    world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
    await world.close({ hold: true, all: true });
    for (const time of ['2026-12-24T23:55', '2026-12-25T00:00', '2026-12-26T00:00'])
      await runAt(world, `${time}:00+01:00`);
    expect(writesDone(world)).toBe(0);
  });

  test.each([
    ['goes and comes back meanwhile, closes', true, 'closed'],
    ['stays, is let go of for good', false, 'overridden'],
  ])('carries no release: under it a rule that %s', async (_, isGone, state) => {
    world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
    const id = await world.close({ hold: true, all: true });
    await runAt(world, '2026-12-25T01:00:00+01:00');
    await release(world.deps, ALL);
    if (isGone) {
      await world.apply('rules: {}\n');
      await runAt(world, '2026-12-25T03:00:00+01:00');
      expect(await stateOf(SHOP)).toBe('held');
      await world.apply(CHRISTMAS);
    }
    await runAt(world, '2026-12-25T05:00:00+01:00');
    await endClosure(world.deps, id);
    await world.run();
    expect(await stateOf(SHOP)).toBe(state);
  });
});

describe('an ad-hoc closure', () => {
  test('without an end stays, is extended to one, and ends then', async () => {
    world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
    const before = world.listing();
    const id = await world.close({ all: true, text: 'Fermé.' });
    await world.run();
    await runAt(world, '2026-12-23T12:00:00+01:00');
    expect(world.settingsOf(SHOP).is_launched).toBe(false);
    await changeClosure(world.deps, id, { until: '2026-12-24T12:00' });
    await world.run();
    expect(world.settingsOf(SHOP).is_launched).toBe(false);
    await runAt(world, '2026-12-24T12:00:00+01:00');
    expect(world.listing()).toBe(before);
  });

  test('reopened, the shops are back at once, and it cannot be extended any more', async () => {
    world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
    const before = world.listing();
    const id = await world.close({ all: true, until: '2026-12-22' });
    await world.run();
    await world.clock.sleep(3600_000);
    await endClosure(world.deps, id);
    expect((await world.run()).converged).toBe(true);
    expect(world.listing()).toBe(before);
    await expect(changeClosure(world.deps, id, { until: '2026-12-30' })).rejects.toMatchObject({
      code: 'closure-ended',
    });
    await endClosure(world.deps, id);
  });

  test('cannot be extended beyond two years, but given an end after many', async () => {
    world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
    const id = await world.close({ all: true, until: null });
    await expect(changeClosure(world.deps, id, { until: '2099-01-01' })).rejects.toMatchObject({
      code: 'too-long',
    });
    await changeClosure(world.deps, id, { until: '2027-01-01' });
  });

  test('asked for twice under one id is one', async () => {
    world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
    await world.close({ id: 'flood-7', all: true, text: 'Une fois.' });
    await world.close({ id: 'flood-7', all: true, text: 'Deux fois.' });
    await world.run();
    expect(world.settingsOf(SHOP).offline_message).toBe('Une fois.');
    expect(writesDone(world)).toBe(1);
  });

  test.each([
    { what: 'selects nothing', request: {}, code: 'no-selectors' },
    {
      what: 'names a code that no shop has',
      request: { scope: { codes: ['ST-99999'] } },
      code: 'unknown-business',
    },
    { what: 'fits no shop', request: { scope: { countries: ['JP'] } }, code: 'no-business' },
    { what: 'ends before it begins', request: { all: true, until: '2026-12-01' }, code: 'empty-interval' },
    {
      what: 'was over before',
      request: { all: true, from: '2026-12-01', until: '2026-12-02' },
      code: 'past-end',
    },
    {
      what: 'is over by the clock on the wall',
      request: { all: true, from: '2026-12-20T08:00', until: '2026-12-20T09:00' },
      code: 'past-end',
    },
    { what: 'ends in 2099', request: { all: true, until: '2099-01-01' }, code: 'too-long' },
    { what: 'begins in 2099', request: { all: true, from: '2099-01-01' }, code: 'too-far' },
    { what: 'has a text too long', request: { all: true, text: 'a'.repeat(2001) }, code: 'text' },
    { what: 'has controls in its text', request: { all: true, text: 'a\u202Eb' }, code: 'text' },
    { what: 'has a reason too long', request: { all: true, reason: 'a'.repeat(501) }, code: 'reason' },
    { what: 'has controls in its reason', request: { all: true, reason: 'a\u0007' }, code: 'reason' },
  ])('that $what is refused', async ({ request, code }) => {
    world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
    await expect(world.close(request)).rejects.toMatchObject({ code });
    expect(await world.store.listAdHoc('acme')).toEqual([]);
  });

  test('that is urgent gets ahead of a wave under way', async () => {
    world = await makeWorld({ businesses: parisShops(80), rules: CHRISTMAS });
    await world.until(DURING);
    const pass = world.run();
    await world.clock.sleep(3000);
    await world.close({ scope: { codes: ['ST-00080'] }, urgent: true, text: 'Évacuation.' });
    const from = world.clock.now();
    await pass;
    const [first] = world.sandbox.writesOf('ST-00080');
    expect(world.settingsOf('ST-00080').offline_message).toBe('Évacuation.');
    expect((first?.at ?? Number.POSITIVE_INFINITY) - from).toBeLessThan(5000);
  });
});

describe('pause and resume', () => {
  test('nothing is written in between, and what is due is done after', async () => {
    world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
    const before = world.listing();
    await pause(world.deps, null);
    const paused = await runAt(world, DURING);
    expect(paused.converged).toBe(false);
    expect(resultsOf(paused)).toMatchObject([{ error: { code: 'paused' } }, { error: { code: 'paused' } }]);
    expect(world.listing()).toBe(before);

    await resume(world.deps, null);
    await world.run();
    expect(writesDone(world)).toBe(2);
    await pause(world.deps, null);
    await runAt(world, '2026-12-25T18:00:00+01:00');
    await runAt(world, AFTER);
    expect(writesDone(world)).toBe(2);
    await resume(world.deps, null);
    await world.run();
    expect(world.listing()).toBe(before);
  });

  test('a pass with nothing to do has converged, paused or not', async () => {
    world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
    await runAt(world, '2026-12-25T01:00:00+01:00');
    await pause(world.deps, null);
    const report = await runAt(world, DURING);
    expect(resultsOf(report)).toEqual([]);
    expect(report.converged).toBe(true);
  });
});

describe('release', () => {
  test('puts every baseline back, even while paused, and closes again with the next chain only', async () => {
    world = await makeWorld({
      businesses: parisShops(3),
      rules: `rules:
  two-days:
    dates: [{ from: 2026-12-25 }, { from: 2026-12-28 }]
`,
    });
    const before = world.listing();
    await runAt(world, DURING);
    await pause(world.deps, null);
    await release(world.deps, ALL);
    expect(world.listing()).toBe(before);
    await resume(world.deps, null);
    await runAt(world, '2026-12-25T18:00:00+01:00');
    expect(world.listing()).toBe(before);
    await runAt(world, '2026-12-28T12:00:00+01:00');
    expect(world.settingsOf(SHOP).is_launched).toBe(false);
  });

  test('of some leaves the others closed', async () => {
    world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
    await runAt(world, DURING);
    await release(world.deps, { scope: { codes: [SHOP] }, all: false, organization: null });
    expect(world.settingsOf(SHOP).is_launched).toBe(true);
    expect(world.settingsOf('ST-00002').is_launched).toBe(false);
    await expect(release(world.deps, { ...ALL, all: false })).rejects.toMatchObject({ code: 'no-selectors' });
  });

  test('in the lead before a closing puts back what was closed early', async () => {
    // 39 of 40 need no write, so the wave that was given 10 s is over long before midnight.
    const [first, ...others] = parisShops(40);
    if (!first) throw new Error('no shop');
    for (const { settings } of others) settings.is_launched = false;
    world = await makeWorld({
      businesses: [first, ...others],
      rules: `rules:
  christmas:
    dates: [{ from: 2026-12-25 }]
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
`,
    });
    const before = world.listing();
    await runAt(world, '2026-12-24T23:59:50+01:00');
    expect(world.listing()).not.toBe(before);
    expect(world.clock.now()).toBeLessThan(Date.parse('2026-12-24T23:59:56+01:00'));
    await release(world.deps, ALL);
    expect(world.listing()).toBe(before);
    await runAt(world, '2026-12-24T23:59:57+01:00');
    expect(world.listing()).toBe(before);
    await runAt(world, DURING);
    expect(world.listing()).toBe(before);
  });

  test('goes before a rule that asks to leave the shops alone', async () => {
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
    await runAt(world, DURING);
    expect(world.listing()).not.toBe(before);
    await release(world.deps, ALL);
    expect(world.listing()).toBe(before);
  });

  test('of what a rule without information had closed puts it back too', async () => {
    world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
    const before = world.listing();
    await runAt(world, DURING);
    const calendars = await world.store.readCalendars('acme');
    if (!calendars) throw new Error('no calendars');
    await world.store.saveCalendars('acme', { ...calendars, occurrences: {} });
    expect((await world.run()).converged).toBe(true);
    await runAt(world, '2026-12-25T14:00:00+01:00');
    expect(world.settingsOf(SHOP).is_launched).toBe(false);
    await release(world.deps, ALL);
    expect(world.listing()).toBe(before);
  });
});

test('a text given on the spot is filled in the language that is said of it, else in that of the organization', async () => {
  world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
  const text = 'Zu / fermé: {{reopens}}.';
  const [german, plain] = ['ST-00001', 'ST-00002'];
  await world.close({ scope: { codes: [german] }, until: '2026-12-21T09:00', text, language: 'de' });
  await world.close({ scope: { codes: [plain] }, until: '2026-12-21T09:00', text });
  await world.run();
  expect(world.settingsOf(german).offline_message).toBe('Zu / fermé: Montag, 21. Dezember, um 09:00 Uhr.');
  expect(world.settingsOf(plain).offline_message).toBe('Zu / fermé: lundi 21 décembre à 09:00.');
  await expect(world.close({ all: true, text, language: 'xx' })).rejects.toMatchObject({
    code: 'language',
    message: expect.stringContaining('"xx" is no language'),
  });
});

test('an idle minute costs no call', async () => {
  world = await makeWorld({ businesses: parisShops(5), rules: CHRISTMAS });
  await runAt(world, DURING);
  world.sandbox.requests.length = 0;
  await world.clock.sleep(60_000);
  await world.run();
  expect(countRequests(world.sandbox)).toEqual({ reads: 0, writes: 0 });
});
