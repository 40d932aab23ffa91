import { afterEach, expect, test } from 'vitest';
import { isOpenAt, localMinutes } from '../../../bench/support/by-the-minute.ts';
import type { WeekHours } from '../../../lib/closures/model.ts';
import { explain } from '../../../lib/operations/explain.ts';
import { release } from '../../../lib/operations/put-back.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

const SHOP: WeekHours = {
  ...{ monday: ['09:00-19:00'], tuesday: ['09:00-19:00'], wednesday: ['09:00-19:00'] },
  ...{ thursday: ['09:00-19:00'], friday: ['09:00-19:00'], saturday: ['09:00-19:00'], sunday: [] },
};
const CHRISTMAS = `rules:
  christmas:
    staged: true
    dates: [{ from: 2026-12-25, name: Noël }]
`;
const CODE = 'ST-00001';

let world: World;
afterEach(() => world.end());

/** A shop in Paris whose chat hours are those of a shop, with a text of its own. */
async function shop(rules: string, options: Parameters<typeof makeWorld>[0] = {}): Promise<string> {
  world = await makeWorld({ businesses: 1, start: '2026-12-10T12:00:00+01:00', ...options });
  world.sandbox.person.edit(CODE, {
    ...{ uses_business_hours: false, custom_chat_hours: SHOP, is_launched: true },
    offline_message: 'Revenez demain.',
  });
  await world.apply(rules);
  return world.listing();
}

/** Passes whenever one is due, as ticks would bring them. */
async function live(until: string): Promise<void> {
  const end = Date.parse(until);
  for (;;) {
    const report = await world.run();
    expect(report.organizations.flatMap(({ error }) => error ?? [])).toEqual([]);
    const due = (await world.store.readDue('acme')) ?? end;
    const next = Math.max(due, world.clock.now() + 60_000);
    if (next >= end) break;
    await world.clock.sleepUntil(next);
  }
  await world.clock.sleepUntil(end);
}

const local = (at: number) => new Date(at + 3600_000).toISOString().slice(0, 16);
const writes = () =>
  world.sandbox.writesOf(CODE).map(({ at, settings }) => ({
    at: local(at),
    hours: settings.custom_chat_hours,
    text: settings.offline_message,
    launched: settings.is_launched,
  }));

/** Minutes of `[from, until)` in which people were greeted although it was closed, or the other way round. */
function wrongMinutes(from: string, until: string, isClosed: (date: string) => boolean): number {
  const written = world.sandbox.writesOf(CODE);
  return localMinutes('Europe/Paris', Date.parse(from), Date.parse(until)).filter((minute) => {
    const settings = written.findLast(({ at }) => at <= minute.at)?.settings;
    const shows = settings ? (settings.custom_chat_hours as WeekHours) : SHOP;
    return isOpenAt(shows, minute) !== (isOpenAt(SHOP, minute) && !isClosed(minute.date));
  }).length;
}

const isChristmas = (date: string) => date === '2026-12-25';

test('a staged holiday is written days ahead, names both dates, and goes back byte for byte', async () => {
  const before = await shop(CHRISTMAS);

  await live('2027-01-10T12:00:00+01:00');

  expect(writes()).toEqual([
    {
      at: '2026-12-18T19:00',
      hours: { ...SHOP, friday: [] },
      text: 'Nous serons fermés à partir du vendredi 25 décembre. Réouverture : samedi 26 décembre à 09:00.',
      launched: true,
    },
    { at: '2026-12-25T19:00', hours: SHOP, text: 'Revenez demain.', launched: true },
  ]);
  expect(world.listing()).toBe(before);
  expect(wrongMinutes('2026-12-11T00:00+01:00', '2027-01-10T00:00+01:00', isChristmas)).toBe(0);
});

test('a process that is dead from an hour before until an hour after misses nothing', async () => {
  const before = await shop(CHRISTMAS);
  await live('2026-12-25T08:00:00+01:00');

  await world.restart();
  await world.until('2026-12-25T20:00:00+01:00');
  await live('2027-01-03T12:00:00+01:00');

  expect(writes().map(({ at }) => at)).toEqual(['2026-12-18T19:00', '2026-12-25T20:00']);
  expect(wrongMinutes('2026-12-11T00:00+01:00', '2027-01-03T00:00+01:00', isChristmas)).toBe(0);
  expect(world.listing()).toBe(before);
});

test('the same weekday twice costs a write for the text alone, once the first is over', async () => {
  const before = await shop(
    'rules:\n  days:\n    staged: true\n    dates: [{ from: 2026-12-25 }, { from: 2027-01-01 }]\n',
  );

  await live('2027-01-15T12:00:00+01:00');

  expect(writes().map(({ at, hours, text }) => [at, hours?.friday, text])).toEqual([
    ['2026-12-18T19:00', [], expect.stringContaining('vendredi 25 décembre. Réouverture : samedi 26')],
    ['2026-12-26T00:00', [], expect.stringContaining('vendredi 1er janvier. Réouverture : samedi 2 janvier')],
    ['2027-01-01T19:00', ['09:00-19:00'], 'Revenez demain.'],
  ]);
  expect(world.listing()).toBe(before);
});

test('an edit of an open weekday becomes own hours; an emptied one that somebody fills is kept', async () => {
  await shop('rules:\n  days:\n    staged: true\n    dates: [{ from: 2026-12-24T17:00, to: 2026-12-25 }]\n');
  await live('2026-12-21T12:00:00+01:00');
  const shown = world.settingsOf(CODE).custom_chat_hours;
  expect(shown).toEqual({ ...SHOP, thursday: ['09:00-17:00'], friday: [] });

  // Tuesday is untouched, Thursday trimmed.
  world.sandbox.person.edit(CODE, {
    custom_chat_hours: { ...shown, tuesday: ['08:00-12:00'], thursday: ['10:00-18:00'] },
  });
  await live('2026-12-23T12:00:00+01:00');
  expect(world.settingsOf(CODE).custom_chat_hours).toEqual({
    ...{ ...SHOP, tuesday: ['08:00-12:00'] },
    ...{ thursday: ['10:00-17:00'], friday: [] },
  });

  await live('2027-01-03T12:00:00+01:00');
  expect(world.settingsOf(CODE)).toMatchObject({
    uses_business_hours: false,
    custom_chat_hours: { ...SHOP, tuesday: ['08:00-12:00'], thursday: ['10:00-18:00'] },
    offline_message: 'Revenez demain.',
  });
});

test('a Friday that somebody fills stays as they have it, and is told as kept', async () => {
  await shop(CHRISTMAS);
  await live('2026-12-21T12:00:00+01:00');
  const shown = world.settingsOf(CODE).custom_chat_hours;

  world.sandbox.person.edit(CODE, { custom_chat_hours: { ...shown, friday: ['10:00-13:00'] } });
  await live('2027-01-03T12:00:00+01:00');

  expect(world.settingsOf(CODE)).toMatchObject({
    custom_chat_hours: { ...SHOP, friday: ['10:00-13:00'] },
    offline_message: 'Revenez demain.',
  });
});

test('whoever enforces takes back what stands there ahead of its closure, and the own text is never lost', async () => {
  const before = await shop(CHRISTMAS.replace('staged: true', 'staged: true\n    onManualChange: enforce'));
  await live('2026-12-21T10:00:00+01:00');
  const ahead = writes();
  world.sandbox.person.edit(CODE, {
    offline_message: 'Joyeux Noël !',
    custom_chat_hours: { ...SHOP, friday: ['10:00-12:00'] },
  });

  await live('2026-12-22T12:00:00+01:00');

  expect(ahead).toHaveLength(1);
  expect(writes().slice(1)).toEqual([{ ...ahead[0], at: expect.stringMatching(/^2026-12-2[12]/) }]);
  await live('2027-01-10T12:00:00+01:00');
  expect(await world.listing()).toBe(before);
}, 20_000);

test('where Partoo refuses emptied days the closure is switched, and says so', async () => {
  const before = await shop(
    'rules:\n  break:\n    staged: true\n    dates: [{ from: 2027-01-04, to: 2027-01-24 }]\n',
    { refusesEmptyHours: true },
  );
  await world.until('2027-01-02T20:00:00+01:00');
  const asked = await world.run();

  expect(asked.organizations[0]?.warnings).toContainEqual({
    code: 'staged-refused',
    message: expect.stringContaining(CODE),
  });
  expect(world.listing()).toBe(before);

  // Nothing is left to do until the closing comes.
  expect(await world.store.readDue('acme')).toBeGreaterThan(world.clock.now() + 60_000);

  await world.until('2027-01-04T12:00:00+01:00');
  await world.run();
  expect(world.settingsOf(CODE)).toMatchObject({ is_launched: false, custom_chat_hours: SHOP });
  await world.until('2027-01-25T12:00:00+01:00');
  await world.run();
  expect(world.listing()).toBe(before);
});

test('what is released goes back, and the closures that the hours stood for do not come again', async () => {
  const before = await shop(CHRISTMAS);
  await live('2026-12-20T12:00:00+01:00');
  expect(world.listing()).not.toBe(before);

  await release({ ...world.deps, actor: 'command:ana' }, { scope: {}, all: true, organization: null });
  expect(world.listing()).toBe(before);
  const [entry] = await world.store.listHistory({ limit: 1 });
  expect(entry).toMatchObject({ business: world.idOf(CODE), reason: 'released', actor: 'command:ana' });
  const christmas = { at: '2026-12-25T12:00', organization: null };
  expect(await explain(world.deps, CODE, christmas)).toMatchObject({
    ...{ state: 'open', overriddenBy: 'command:ana' },
    overriddenSince: expect.stringMatching('^2026-12-20T12:00'),
  });
  const ordinary = { at: '2026-12-24T12:00', organization: null };
  expect(await explain(world.deps, CODE, ordinary)).toMatchObject({ overriddenBy: null });

  const next = { at: '2026-12-20T13:00', organization: null };
  expect(await explain(world.deps, CODE, next)).toMatchObject({ next: null });
  await live('2027-01-02T12:00:00+01:00');
  expect(world.listing()).toBe(before);
});

test.each([
  ['long before', '2026-12-10T12:00:00+01:00'],
  ['in the middle of it', '2026-12-25T11:00:00+01:00'],
])('a release in a staged closure that was written %s is told as one', async (_, start) => {
  const before = await shop(CHRISTMAS, { start });
  await live('2026-12-25T12:00:00+01:00');
  expect(world.listing()).not.toBe(before);

  await release({ ...world.deps, actor: 'command:ana' }, { scope: {}, all: true, organization: null });

  expect(world.listing()).toBe(before);
  const [entry] = await world.store.listHistory({ limit: 1 });
  expect(entry).toMatchObject({ business: world.idOf(CODE), reason: 'released', actor: 'command:ana' });
});

test('a hold over it, and a rule that is taken away, put the hours back at once', async () => {
  const before = await shop(CHRISTMAS);
  await live('2026-12-25T10:00:00+01:00');
  expect(world.settingsOf(CODE).custom_chat_hours?.friday).toEqual([]);

  const hold = await world.close({ all: true, hold: true, until: '2026-12-25T12:00:00+01:00' });
  await world.run();
  expect(hold).toBeTruthy();
  expect(world.settingsOf(CODE).custom_chat_hours?.friday).toEqual(['09:00-12:00']);
  await live('2026-12-25T15:00:00+01:00');

  await world.apply('rules: {}');
  await world.run();
  expect(world.listing()).toBe(before);
});

test('hours in place are overlaid by a switched closure, and come back after it', async () => {
  const before = await shop(`${CHRISTMAS}  strike:
    dates: [{ from: 2026-12-22, name: Grève }]
`);

  await live('2026-12-22T12:00:00+01:00');
  expect(world.settingsOf(CODE)).toMatchObject({ is_launched: false, uses_business_hours: false });
  await live('2026-12-23T12:00:00+01:00');
  expect(world.settingsOf(CODE)).toMatchObject({
    is_launched: true,
    custom_chat_hours: { ...SHOP, friday: [] },
    offline_message: expect.stringContaining('vendredi 25 décembre'),
  });
  await live('2026-12-28T12:00:00+01:00');
  expect(world.listing()).toBe(before);
});

test('what weekly hours would close within seven days has to be allowed by number', async () => {
  world = await makeWorld({ businesses: 12, start: '2026-12-20T12:00:00+01:00' });

  await expect(world.apply(CHRISTMAS)).rejects.toThrow(/would close 1\d and reopen 0/);
  await world.apply(CHRISTMAS.replace('2026-12-25', '2026-12-31'));
});

test('nights that never change take one look a day, along with the refresh', async () => {
  await shop('rules:\n  nights:\n    staged: true\n    cron: { close: "0 18 * * *", open: "0 10 * * *" }\n');
  await live('2026-12-13T12:00:00+01:00');
  const looks: string[] = [];
  const end = Date.parse('2026-12-15T13:00:00+01:00');
  for (let due = 0; due < end; due = (await world.store.readDue('acme')) ?? end) {
    await world.clock.sleepUntil(due);
    const { organizations } = await world.run();
    looks.push(`${local(world.clock.now())} ${organizations[0]?.requests.reads}`);
  }
  // The businesses, all settings, when the key ends, and the look.
  expect(looks.slice(1)).toEqual(['2026-12-14T12:00 4', '2026-12-15T12:00 4']);
});
