/** A December of the retailer in examples/french-retailer, through everything; the facts are those of its README. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expand } from '../../lib/calendars/expand.ts';
import type { Instant } from '../../lib/clock.ts';
import { instantOf } from '../../lib/closures/civil-time.ts';
import { endClosure, requestClosure } from '../../lib/operations/index.ts';
import { makeBusinesses, type SeededBusiness, type SettingsRow } from '../../lib/sandbox/index.ts';
import type { Incident } from '../../lib/simulation/incidents.ts';
import { type Played, play } from '../../lib/simulation/play.ts';
import { measurePunctuality, type Punctuality } from '../../lib/simulation/punctuality.ts';
import { compare, photograph, type Restoration } from '../../lib/simulation/restoration.ts';
import { type Branch, type Stage, setUp } from '../../lib/simulation/stage.ts';
import { type Usage, usageOf } from '../../lib/simulation/usage.ts';
import { asked } from '../support/world/asked.ts';
import { example, paris } from './support.ts';

const SHOPS = { FR: 110, ES: 30, BE: 15 };
const COUNT = 155;
/** Less than the example's, as there are fewer shops: still fewer a minute than there are, so that waves are paced. */
const QUOTA = 180;
/** From before the first of what the README tells until after the last. */
const FROM = paris('2026-12-05T00:00');
const TO = paris('2026-12-29T12:00');
/** Moments at which the test takes down what every shop holds. */
const MOMENTS = {
  'first Sunday of December at noon': '2026-12-06T12:00',
  'Monday 7 December at noon': '2026-12-07T12:00',
  'Tuesday 8 December at noon': '2026-12-08T12:00',
  '24 December at 16:45': '2026-12-24T16:45',
  '24 December at 17:00': '2026-12-24T17:00',
  '25 December at noon': '2026-12-25T12:00',
  '26 December at noon': '2026-12-26T12:00',
  '27 December at noon': '2026-12-27T12:00',
} as const;
type Moment = keyof typeof MOMENTS;

let stage: Stage;
let branch: Branch;
let played: Played;
let restoration: Restoration;
let punctuality: Punctuality;
let usage: Usage;
let flooded: SeededBusiness;
const seen = new Map<Moment, Map<string, SettingsRow>>();

beforeAll(async () => {
  const businesses = Object.entries(SHOPS).flatMap(([country, count]) =>
    makeBusinesses(1_300)
      .filter(({ business }) => business.country === country)
      .slice(0, count),
  );
  const loaded = await example('french-retailer');
  for (const organization of loaded.config.organizations) organization.requestsPerMinute = QUOTA;
  stage = await setUp({
    loaded,
    from: FROM,
    seed: 1,
    businesses: () => businesses,
  });
  branch = stage.branches[0] as Branch;
  flooded = shops(
    ({ business, settings }) => business.city === 'Lyon' && settings.is_launched,
  )[0] as SeededBusiness;
  await stage.clock.run(async () => {
    const before = await photograph(stage);
    played = await play(stage, {
      from: FROM,
      to: TO,
      zone: 'Europe/Paris',
      incidents: [...moments(), ...flood()],
      onDay: () => {},
    });
    usage = usageOf(stage.branches);
    restoration = await compare(stage, before, await photograph(stage), FROM, TO);
    punctuality = await measurePunctuality(stage, FROM, TO);
  });
}, 240_000);

afterAll(() => stage.close());

function moments(): Incident[] {
  return (Object.keys(MOMENTS) as Moment[]).map((moment) => ({
    at: paris(MOMENTS[moment]),
    says: '',
    happen: async ({ clock }) => {
      // Whatever else is due at that instant comes first.
      await clock.sleep(1);
      seen.set(moment, new Map(branch.sandbox.settings().map((row) => [row.business_id, row])));
    },
  }));
}

function flood(): Incident[] {
  return [
    {
      at: paris('2026-12-15T11:20'),
      says: '',
      happen: async ({ deps }) => {
        const codes = [flooded.business.code];
        const reason = 'Dégât des eaux';
        const flood = { id: 'flood', scope: { codes }, message: 'sinistre', reason, urgent: true };
        await requestClosure(deps, asked(flood));
      },
    },
    {
      at: paris('2026-12-18T08:00'),
      says: '',
      happen: async ({ deps }) => void (await endClosure(deps, 'flood')),
    },
  ];
}

function shops(fits: (shop: SeededBusiness) => boolean): SeededBusiness[] {
  return branch.sandbox.businesses.filter(fits);
}

function inDepartments(...starts: string[]): SeededBusiness[] {
  return shops(
    ({ business }) =>
      business.country === 'FR' && starts.some((start) => business.zipcode?.startsWith(start) === true),
  );
}

function inCities(...cities: string[]): SeededBusiness[] {
  return shops(({ business }) => cities.includes(business.city ?? ''));
}

/** Closed by a holiday: the chat hours are emptied, whatever else the shop had. */
function closedAt(moment: Moment, among: readonly SeededBusiness[]): number {
  return among.filter(({ business }) => {
    const hours = seen.get(moment)?.get(business.id)?.custom_chat_hours;
    return (
      hours && Object.values(hours).length === 7 && Object.values(hours).every((day) => day.length === 0)
    );
  }).length;
}

/** Writes of one shop between two moments of its own. */
function writesBetween({ business }: SeededBusiness, from: Instant, to: Instant): { at: Instant }[] {
  return branch.sandbox.writesOf(business.id).filter(({ at }) => at >= from && at < to);
}

describe('the December of a French retailer', () => {
  test('everything converges, and every shop is as it was, byte for byte', () => {
    expect(played.last.converged).toBe(true);
    expect(restoration).toEqual({
      businesses: COUNT,
      identical: COUNT,
      stillClosed: 0,
      peoples: [],
      differences: [],
    });
  });

  test('every closing is on time, and no reopening early', () => {
    expect(punctuality.planned).toBeGreaterThan(2 * COUNT);
    expect(punctuality.late).toEqual([]);
    expect(punctuality.tooEarly).toEqual([]);
    expect(punctuality.earliest).toBeGreaterThan(-600_000);
  });

  test('the budget holds in every sliding minute', () => {
    expect(usage.mostInAMinute).toBeLessThanOrEqual(QUOTA * 0.8);
    expect(usage.tooManyRequests).toBe(0);
  });

  const alsaceMoselle = () => inDepartments('67', '68', '57');
  const restOfFrance = () => inDepartments('69', '35', '59', '33', '13');
  test.each<[Moment, string, () => SeededBusiness[], 'closed' | 'open']>([
    ['Monday 7 December at noon', 'Madrid', () => inCities('Madrid'), 'closed'],
    ['Monday 7 December at noon', 'Catalonia', () => inCities('Barcelona', 'Girona'), 'open'],
    ['Monday 7 December at noon', 'France', restOfFrance, 'open'],
    [
      'Tuesday 8 December at noon',
      'Spain',
      () => shops(({ business }) => business.country === 'ES'),
      'closed',
    ],
    [
      'Tuesday 8 December at noon',
      'Belgium',
      () => shops(({ business }) => business.country === 'BE'),
      'open',
    ],
    ['24 December at 16:45', 'France', restOfFrance, 'open'],
    ['24 December at 17:00', 'France', restOfFrance, 'closed'],
    ['24 December at 17:00', 'Belgium', () => shops(({ business }) => business.country === 'BE'), 'closed'],
    [
      '24 December at 17:00',
      'the Canaries, an hour behind',
      () => inCities('Las Palmas de Gran Canaria'),
      'open',
    ],
    ['25 December at noon', 'every shop', () => shops(() => true), 'closed'],
    ['26 December at noon', 'Alsace and Moselle', alsaceMoselle, 'closed'],
    ['26 December at noon', 'the rest of France', restOfFrance, 'open'],
    ['26 December at noon', 'Catalonia', () => inCities('Barcelona', 'Girona'), 'closed'],
    ['26 December at noon', 'Madrid', () => inCities('Madrid'), 'open'],
    ['26 December at noon', 'Belgium', () => shops(({ business }) => business.country === 'BE'), 'open'],
    ['27 December at noon', 'Alsace and Moselle', alsaceMoselle, 'open'],
  ])('%s: %s', (moment, _where, among, state) => {
    const found = among();
    expect(found.length).toBeGreaterThan(0);
    expect(closedAt(moment, found)).toBe(state === 'closed' ? found.length : 0);
  });

  test('Good Friday 2027 and 26 December are in the list of Alsace, and of Alsace alone', async () => {
    const rule = stage.loaded.config.rules.find(({ key }) => key === 'jours-feries');
    const days = async (region: string) =>
      (await expand(rule!.calendar, { country: 'FR', region }, { from: '2026-12-01', to: '2027-04-30' })).map(
        ({ start }) => start,
      );
    expect(await days('FR-67')).toEqual(expect.arrayContaining(['2026-12-26', '2027-03-26']));
    const elsewhere = await days('FR-69');
    expect(elsewhere).not.toContain('2026-12-26');
    expect(elsewhere).not.toContain('2027-03-26');
    expect(elsewhere).toContain('2027-03-29');
  });

  test('Christmas takes each shop one write to close and one to reopen, whatever it was before', () => {
    for (const shop of restOfFrance()) {
      const writes = writesBetween(shop, paris('2026-12-24T12:00'), paris('2026-12-27T12:00'));
      expect({ code: shop.business.code, writes: writes.length }).toEqual({
        code: shop.business.code,
        writes: 2,
      });
      expect(writes[0]?.at).toBeGreaterThan(paris('2026-12-24T16:50'));
      expect(writes[0]?.at).toBeLessThanOrEqual(paris('2026-12-24T17:00') + 1_000);
      expect(writes[1]?.at).toBeGreaterThanOrEqual(paris('2026-12-26T00:00'));
    }
    for (const shop of alsaceMoselle()) {
      const writes = writesBetween(shop, paris('2026-12-24T12:00'), paris('2026-12-28T12:00'));
      expect({ code: shop.business.code, writes: writes.length }).toEqual({
        code: shop.business.code,
        writes: 2,
      });
      expect(writes[1]?.at).toBeGreaterThanOrEqual(paris('2026-12-27T00:00'));
    }
  });

  test('a shop on La Réunion closes at its own 17:00, three hours before Paris', () => {
    const closing = instantOf('2026-12-24T17:00', 'Indian/Reunion', 'start');
    expect(inCities('Saint-Denis').length).toBeGreaterThan(0);
    for (const shop of inCities('Saint-Denis')) {
      const [first] = writesBetween(shop, closing - 600_000, closing + 600_000);
      expect(first?.at).toBeLessThanOrEqual(closing + 1_000);
    }
  });

  test('city-centre shops are open on a Sunday in December, those of Paris too, which otherwise rest then', () => {
    const centres = shops(({ business }) => business.country === 'FR' && business.groups.includes(21));
    const paris75 = centres.filter(({ business }) => business.zipcode?.startsWith('75'));
    expect(paris75.length).toBeGreaterThan(0);
    for (const { business, settings } of centres) {
      const row = seen.get('first Sunday of December at noon')?.get(business.id);
      expect(row?.custom_chat_hours).toMatchObject({ sunday: ['10:00-19:00'] });
      expect(row?.is_launched).toBe(settings.is_launched);
    }
    const resting = inDepartments('75').filter(({ business }) => !business.groups.includes(21));
    expect(resting.length).toBeGreaterThan(0);
    for (const { business } of resting) {
      expect(seen.get('first Sunday of December at noon')?.get(business.id)?.is_launched).toBe(false);
    }
  });

  test('the flooded shop says so at once, and is as it was when the flood is over', () => {
    const writes = branch.sandbox.writesOf(flooded.business.id);
    const [closing, reopening] = writes.filter(
      ({ at }) => at > paris('2026-12-15T11:00') && at < paris('2026-12-18T12:00'),
    );
    expect(closing?.settings).toMatchObject({
      is_launched: false,
      offline_message: expect.stringContaining('dégât des eaux'),
    });
    expect(closing?.at).toBeLessThan(paris('2026-12-15T11:20') + 61_000);
    expect(reopening?.settings).toEqual(flooded.settings);
  });
});
