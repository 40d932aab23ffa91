/** Stories that happened to systems of this kind, told through the whole of it: HTTP, SQLite, a virtual clock. */
import { afterEach, expect, test } from 'vitest';
import { makeBusiness, type SeededBusiness, settingsOf } from '../../lib/sandbox/index.ts';
import { CHRISTMAS, DURING, parisShops, runAt, writesDone } from '../support/world/passes.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const SHOP = 'ST-00001';
const AFTER = '2026-12-26T12:00:00+01:00';

const NIGHTS = `rules:
  nights:
    cron: { close: "0 19 * * *", open: "0 9 * * *" }
`;

/** A shop in a zone, which coordinates there give it. */
function shopIn(n: number, country: string, timezone: [lat: number, long: number]): SeededBusiness {
  const [lat, long] = timezone;
  const business = { country, region: null, city: null, zipcode: null, lat, long };
  return makeBusiness(n, 1, { business, settings: settingsOf() });
}

test('story 1: passes over a closed shop never save the closed state as the original', async () => {
  world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
  const before = world.listing();
  for (const hour of ['00:00', '00:10', '03:00', '12:00', '23:59']) {
    await runAt(world, `2026-12-25T${hour}:00+01:00`);
    await world.restart();
  }
  await runAt(world, AFTER);
  expect(world.listing()).toBe(before);
});

test('story 2: a change by hand leaves nothing stuck: the next closing and reopening go on from what is there', async () => {
  world = await makeWorld({ businesses: parisShops(1), rules: NIGHTS });
  await runAt(world, '2026-12-21T19:00:00+01:00');
  world.sandbox.person.edit(SHOP, { is_launched: true, offline_message: 'À la main.' });
  await runAt(world, '2026-12-21T21:00:00+01:00');
  await runAt(world, '2026-12-22T09:00:00+01:00');
  const morning = world.listing();
  expect(world.settingsOf(SHOP).is_launched).toBe(true);

  await runAt(world, '2026-12-22T19:00:00+01:00');
  expect(world.settingsOf(SHOP).is_launched).toBe(false);
  await runAt(world, '2026-12-23T09:00:00+01:00');
  expect(world.listing()).toBe(morning);
});

test('story 3: reopening does not switch on what had been off on purpose', async () => {
  world = await makeWorld({
    businesses: [...parisShops(1, { is_launched: false }), ...parisShops(2).slice(1)],
    rules: CHRISTMAS,
  });
  await runAt(world, DURING);
  await runAt(world, AFTER);
  expect(world.settingsOf(SHOP).is_launched).toBe(false);
  expect(world.settingsOf('ST-00002').is_launched).toBe(true);
});

test('story 4: with the away text the weekly hours are emptied too, so that nobody is greeted as if open', async () => {
  world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
  await runAt(world, DURING);
  const { custom_chat_hours: hours, uses_business_hours, offline_message } = world.settingsOf(SHOP);
  expect(uses_business_hours).toBe(false);
  expect(Object.values(hours ?? {})).toEqual([[], [], [], [], [], [], []]);
  expect(offline_message).toMatch(/fermés/);
});

test('story 5: a dated exception leaves the weekly hours as staff had them, odd order and all', async () => {
  const odd = { saturday: ['10:00-16:00'], monday: ['08:00-15:00', '18:00-23:00'], sunday: [] };
  world = await makeWorld({ businesses: parisShops(1, { custom_chat_hours: odd }), rules: CHRISTMAS });
  await runAt(world, DURING);
  await runAt(world, AFTER);
  expect(JSON.stringify(world.settingsOf(SHOP).custom_chat_hours)).toBe(JSON.stringify(odd));
});

test('story 6: nights keep their hours by the wall when the clocks change', async () => {
  world = await makeWorld({
    businesses: parisShops(1),
    rules: NIGHTS,
    start: '2027-03-26T12:00:00+01:00',
  });
  const changes: string[] = [];
  for (const evening of ['2027-03-27T19:00:00+01:00', '2027-03-28T19:00:00+02:00']) {
    await runAt(world, evening);
    changes.push(String(world.settingsOf(SHOP).is_launched));
    const next = evening.startsWith('2027-03-27') ? '2027-03-28' : '2027-03-29';
    await runAt(world, `${next}T08:59:00+02:00`);
    changes.push(String(world.settingsOf(SHOP).is_launched));
    await runAt(world, `${next}T09:00:00+02:00`);
    changes.push(String(world.settingsOf(SHOP).is_launched));
  }
  expect(changes).toEqual(['false', 'false', 'true', 'false', 'false', 'true']);
});

test('story 7: Monday is Monday where the shop is: Auckland closes while it is Sunday in UTC', async () => {
  world = await makeWorld({
    businesses: [shopIn(1, 'NZ', [-36.85, 174.76]), shopIn(2, 'BR', [-23.55, -46.63])],
    rules: `rules:
  mondays:
    cron: { close: "0 0 * * MON", open: "0 0 * * TUE" }
`,
    start: '2027-01-09T12:00:00Z',
  });
  const launched = [SHOP, 'ST-00002'].map((code) => world.settingsOf(code).is_launched);
  expect(launched).toEqual([true, true]);
  await runAt(world, '2027-01-10T12:00:00Z');
  expect([SHOP, 'ST-00002'].map((code) => world.settingsOf(code).is_launched)).toEqual([false, true]);
  await runAt(world, '2027-01-11T12:00:00Z');
  expect([SHOP, 'ST-00002'].map((code) => world.settingsOf(code).is_launched)).toEqual([true, false]);
});

test('story 8: a whole day closes from local midnight to local midnight, each shop in its own zone', async () => {
  world = await makeWorld({
    businesses: [shopIn(1, 'NZ', [-36.85, 174.76]), ...parisShops(2).slice(1)],
    rules: CHRISTMAS,
  });
  await runAt(world, '2026-12-24T11:00:00Z');
  expect(world.settingsOf(SHOP).is_launched).toBe(false);
  expect(world.settingsOf('ST-00002').is_launched).toBe(true);
  await runAt(world, '2026-12-25T11:00:00Z');
  expect(world.settingsOf(SHOP).is_launched).toBe(true);
  expect(world.settingsOf('ST-00002').is_launched).toBe(false);
});

test('story 9: a night reaches past midnight, and is one closure', async () => {
  world = await makeWorld({ businesses: parisShops(1), rules: NIGHTS });
  for (const time of ['21T19:00', '21T23:59', '22T00:00', '22T08:59']) {
    await runAt(world, `2026-12-${time}:00+01:00`);
    expect(world.settingsOf(SHOP).is_launched, time).toBe(false);
  }
  await runAt(world, '2026-12-22T09:00:00+01:00');
  expect(world.settingsOf(SHOP).is_launched).toBe(true);
  expect(writesDone(world)).toBe(2);
});

test('story 10: no minute falls between two days, and the end of the first does not land in the second', async () => {
  world = await makeWorld({
    businesses: parisShops(1),
    rules: `rules:
  first:
    dates: [{ from: 2026-12-25 }]
  second:
    dates: [{ from: 2026-12-26 }]
`,
  });
  await runAt(world, '2026-12-25T00:00:00+01:00');
  for (const time of ['25T23:59:00', '25T23:59:59', '26T00:00:00', '26T00:00:30', '26T23:59:59']) {
    await runAt(world, `2026-12-${time}+01:00`);
    expect(world.settingsOf(SHOP).is_launched, time).toBe(false);
  }
  await runAt(world, '2026-12-27T00:00:00+01:00');
  expect(world.settingsOf(SHOP).is_launched).toBe(true);
});

test('story 12: a write that changes one field carries them all, so that none is wiped', async () => {
  world = await makeWorld({
    businesses: parisShops(1),
    rules: `rules:
  night:
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
    dates: [{ from: 2026-12-25 }]
`,
  });
  const before = world.settingsOf(SHOP);
  await runAt(world, DURING);
  const [write] = world.sandbox.writesOf(SHOP);
  expect(Object.keys(write?.body as object).sort()).toEqual([
    'custom_chat_hours',
    'is_launched',
    'offline_message',
    'uses_business_hours',
    'welcome_message',
  ]);
  expect(world.settingsOf(SHOP)).toEqual({ ...before, is_launched: false });
});

test('story 13: two schedules that overlap are settled by priority, whatever their names and order', async () => {
  const message = (name: string) => `    message: ${name}\n    dates: [{ from: 2026-12-25 }]\n`;
  const low = (key: string) => `  ${key}:\n    priority: 10\n${message('low')}`;
  const high = (key: string) => `  ${key}:\n    priority: 70\n${message('high')}`;
  const messages = 'messages:\n  low: { default: "Low." }\n  high: { default: "High." }\nrules:\n';
  world = await makeWorld({
    businesses: parisShops(1),
    rules: messages + low('aaa') + high('zzz'),
    start: DURING,
  });
  await world.run();
  expect(world.settingsOf(SHOP).offline_message).toBe('High.');
  await world.apply(messages + high('aaa') + low('zzz'));
  await world.run();
  expect(world.settingsOf(SHOP).offline_message).toBe('High.');
});

test('story 22: an edited schedule fires again, and a restart fires nothing over changes by hand', async () => {
  world = await makeWorld({ businesses: parisShops(1), rules: NIGHTS });
  await runAt(world, '2026-12-21T19:00:00+01:00');
  world.sandbox.person.edit(SHOP, { offline_message: 'À la main.' });
  const written = writesDone(world);
  await world.restart();
  await runAt(world, '2026-12-21T22:00:00+01:00');
  expect(writesDone(world)).toBe(written);
  expect(world.settingsOf(SHOP).offline_message).toBe('À la main.');

  await world.apply(NIGHTS.replace('0 9 * * *', '30 7 * * *'));
  await runAt(world, '2026-12-22T07:30:00+01:00');
  expect(world.settingsOf(SHOP).is_launched).toBe(true);
});

test('story 28: answers that come late, cut, as HTML or not at all after the write are no reason to write twice', async () => {
  world = await makeWorld({ businesses: parisShops(8), rules: CHRISTMAS });
  const before = world.listing();
  for (const [time, fault] of [
    [DURING, 'lostAnswer'],
    [AFTER, 'cutBody'],
  ] as const) {
    await world.until(time);
    world.sandbox.setFaults({ script: [{ match: { method: 'POST', nth: [1, 2, 3, 4, 5] }, fault }] });
    const report = await world.run();
    expect(report.converged).toBe(true);
  }
  expect(world.listing()).toBe(before);

  world = await endAndMake();
  world.sandbox.setFaults({ only: 'writes', slow: 0.5, slowMilliseconds: 8000, lateServerError: 0.3 });
  const untouched = world.listing();
  await runAt(world, DURING);
  world.sandbox.setFaults({});
  await world.run();
  await runAt(world, AFTER);
  expect(world.listing()).toBe(untouched);
});

async function endAndMake(): Promise<World> {
  await world.end();
  return makeWorld({ businesses: parisShops(8), rules: CHRISTMAS });
}
