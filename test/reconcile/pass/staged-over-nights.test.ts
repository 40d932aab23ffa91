/** Staged closures over staged nights: two writes each, and the text goes up and down with the grid. */
import { afterEach, expect, test } from 'vitest';
import { isOpenAt, localMinutes } from '../../../bench/support/by-the-minute.ts';
import type { WeekHours } from '../../../lib/closures/model.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

const DAY = ['09:00-19:00'];
const OWN: WeekHours = {
  ...{ monday: DAY, tuesday: DAY, wednesday: DAY, thursday: DAY, friday: DAY, saturday: DAY },
  sunday: [],
};
const CODE = 'ST-00001';
const NIGHTS = `  nights:
    staged: true
    cron: { close: "0 18 * * *", open: "0 10 * * *" }
`;
const END = Date.parse('2027-01-15T00:00:00+01:00');

let world: World;
afterEach(() => world.end());

/** Passes as they are due, until all is over. */
async function live(): Promise<void> {
  for (;;) {
    await world.run();
    const due = (await world.store.readDue('acme')) ?? END;
    const next = Math.max(due, world.clock.now() + 60_000);
    if (next >= END) return;
    await world.clock.sleepUntil(next);
  }
}

/** Local minutes at which consumers find it otherwise than it should be. */
function wrongMinutes(isClosed: (local: string) => boolean): string[] {
  const written = world.sandbox.writesOf(CODE);
  const local = (at: number) => new Date(at + 3600_000).toISOString().slice(0, 16);
  return localMinutes('Europe/Paris', Date.parse('2026-12-11T00:00+01:00'), END)
    .filter((minute) => {
      const settings = written.findLast(({ at }) => at <= minute.at)?.settings;
      const hours = (settings?.custom_chat_hours as WeekHours | undefined) ?? OWN;
      return isOpenAt(hours, minute) !== (isOpenAt(OWN, minute) && !isClosed(local(minute.at)));
    })
    .map(({ at }) => local(at));
}

test.each([
  ['a holiday', '{ from: 2026-12-25 }', '2026-12-25T00:00', '2026-12-26T00:00'],
  ['a fortnight', '{ from: 2026-12-21, to: 2027-01-03 }', '2026-12-21T00:00', '2027-01-04T00:00'],
  [
    'an afternoon that reaches into the night',
    '{ from: 2026-12-23T14:00, to: 2026-12-24T09:30 }',
    '2026-12-23T14:00',
    '2026-12-24T09:30',
  ],
])(
  '%s costs two writes, beside the one of the nights',
  async (_, dates, from, to) => {
    world = await makeWorld({ businesses: 1, start: '2026-12-10T12:00:00+01:00' });
    const own = { uses_business_hours: false, custom_chat_hours: OWN, is_launched: true };
    world.sandbox.person.edit(CODE, { ...own, offline_message: 'Revenez demain.' });
    await world.apply(`rules:\n  away:\n    staged: true\n    dates: [${dates}]\n${NIGHTS}`);
    await live();
    const isNight = (time: string) => time < '10:00' || time >= '18:00';
    expect(wrongMinutes((local) => (from <= local && local < to) || isNight(local.slice(11)))).toEqual([]);
    const texts = world.sandbox.writesOf(CODE).map(({ settings }) => settings.offline_message);
    expect(texts).toEqual(['Revenez demain.', expect.not.stringContaining('Revenez'), 'Revenez demain.']);
  },
  60_000,
);
