import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Settings, WeekHours } from '../../lib/closures/model.ts';
import { plan } from '../../lib/operations/index.ts';
import { makeBusiness, type PartooBusiness, settingsOf } from '../../lib/sandbox/index.ts';
import { makeWorld, type World } from '../support/world/world.ts';

const PARIS = { country: 'FR', region: null, city: 'Paris', zipcode: '75002', lat: 48.8686, long: 2.3415 };
const DAY = ['09:00-19:00'];
const WEEK: WeekHours = {
  monday: DAY,
  tuesday: DAY,
  wednesday: DAY,
  thursday: DAY,
  friday: DAY,
  saturday: DAY,
  sunday: [],
};
const OWN = { uses_business_hours: true, custom_chat_hours: null };

const shop = (n: number, specific_hours: unknown, settings: Partial<Settings> = OWN) =>
  makeBusiness(n, 1, {
    business: { ...PARIS, open_hours: WEEK, specific_hours } as Partial<PartooBusiness>,
    settings: settingsOf(settings),
  });
const day = (date: string, last = date) => ({ starts_at: date, ends_at: last });
const closed = (date: string, last = date) => ({ open: [], close: [day(date, last)] });
const open = (date: string, ...open_hours: string[]) => ({ open: [{ ...day(date), open_hours }], close: [] });

let world: World;
beforeEach(async () => {
  // 1 May 2027 is a Saturday, the 2nd a Sunday.
  world = await makeWorld({ businesses: [], start: '2027-04-20T12:00:00+02:00' });
});
afterEach(() => world.end());

/** What plan says of listings, from 20 April to 20 May. */
async function told(rules: string, shops: ReturnType<typeof shop>[]): Promise<string[]> {
  await world.end();
  world = await makeWorld({ businesses: shops, start: '2027-04-20T12:00:00+02:00' });
  const { config } = world.configOf(`rules:\n${rules}`);
  const from = world.clock.now();
  const found: string[] = [];
  for await (const part of plan(world.deps, config, {
    from,
    to: from + 30 * 86_400_000,
    organization: null,
    summary: true,
  }))
    if (part.kind === 'warning' && part.warning.code.startsWith('listing'))
      found.push(`${part.warning.code}: ${part.warning.message}`);
  return found;
}

const HOLIDAYS = '  holidays: { holidays: { types: [public] } }\n';
const LISTING = '  listing: { specificHours: true }\n';
const NIGHTS = '  nights: { cron: { close: "0 19 * * *", open: "0 9 * * *" } }\n';
const MAY = '  may: { dates: [{ from: 2027-05-01 }] }\n';
const NEVER = '  never: { dates: [{ from: 2026-01-01 }] }\n';
const STAYS_ON = 'listing-closed: The listing says closed on 2027-05-01, messaging stays on: ';
const IS_OFF = 'listing-open: The listing says open on 2027-05-01, messaging is off: ';
const one = '1 shop (ST-00001) of "acme".';

// biome-ignore format: a case a line
test.each<[what: string, rules: string, shops: ReturnType<typeof shop>[], expected: string[]]>([
  ['closed in the listing, on in messaging', NEVER, [shop(1, closed('2027-05-01')), shop(2, null)], [STAYS_ON + one]],
  ['the same with chat hours of its own', NEVER, [shop(1, closed('2027-05-01'), {}), shop(2, null)], []],
  ['with ones that hold that day', NEVER, [shop(1, closed('2027-05-01'), { custom_chat_hours: { saturday: DAY } })], [STAYS_ON + one]],
  ['a rule closes it as well', MAY, [shop(1, closed('2027-05-01'))], []],
  ['the listing itself is a rule', LISTING, [shop(1, closed('2027-05-01')), shop(2, open('2027-05-02', '10:00-12:00'))], []],
  ['a Sunday that is closed anyway', NEVER, [shop(1, closed('2027-05-02'))], []],
  ['nights alone leave the day', NIGHTS, [shop(1, closed('2027-05-01'))], [STAYS_ON + one]],
  ['open in the listing by exception, off in messaging', MAY, [shop(1, open('2027-05-01', '10:00-12:00'))], [IS_OFF + one]],
  ['confirmed open, off in messaging', MAY, [shop(1, open('2027-05-01', ...DAY))], [IS_OFF + one]],
  ['open in the listing as usual, off in messaging', MAY, [shop(1, null), shop(2, closed('2027-05-01'))], [IS_OFF + one]],
  ['the exception is in no chat hours', NEVER, [shop(1, open('2027-05-02', '10:00-12:00'), {})], ['listing-open: The listing says open on 2027-05-02, messaging is off: 1 shop (ST-00001) of "acme".']],
  ['messaging is on for some of it', '  afternoon: { dates: [{ from: 2027-05-01T12:00 }] }\n', [shop(1, open('2027-05-01', '10:00-15:00'))], []],
  ['the opening is a rule, and beats the holiday', HOLIDAYS + LISTING, [shop(1, { ...open('2027-05-01', '10:00-12:00'), close: [day('2027-05-08'), day('2027-05-06'), day('2027-05-17')] })], []],
])('%s', async (_what, rules, shops, expected) => {
  expect(await told(rules, shops)).toEqual(expected);
});

describe('it does not flood', () => {
  test('days in a row are one, and of many shops the first are named', async () => {
    // In whatever order Partoo lists them.
    const shops = Array.from({ length: 12 }, (_, n) => shop(12 - n, closed('2027-05-03', '2027-05-06')));
    expect(await told(NEVER, shops)).toEqual([
      'listing-closed: The listing says closed from 2027-05-03 to 2027-05-06, messaging stays on: 12 shops (ST-00001 ST-00002 ST-00003 +9) of "acme".',
    ]);
  });

  test('of many days the first are told', async () => {
    const days = Array.from({ length: 24 }, (_, n) => `2027-05-${String(n + 1).padStart(2, '0')}`).filter(
      (date) => new Date(date).getUTCDay() % 2,
    );
    const found = await told(NEVER, [
      shop(1, { open: [], close: days.map((date) => day(date)) }),
      shop(2, { open: [], close: [] }),
    ]);
    expect(found.length).toBeLessThanOrEqual(11);
  });
});
