import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WeekHours } from '../../lib/closures/model.ts';
import { explain } from '../../lib/operations/index.ts';
import { makeBusiness, type PartooBusiness, settingsOf } from '../../lib/sandbox/index.ts';
import { runAt } from '../support/reconcile.ts';
import { makeWorld, type World } from '../support/world.ts';

const PARIS = {
  country: 'FR',
  region: null,
  city: 'Paris',
  zipcode: '75002',
  lat: 48.8686,
  long: 2.3415,
  default_lang: 'fr',
};
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

type Special = PartooBusiness['specific_hours'];
const shop = (n: number, specific_hours: Special) =>
  makeBusiness(n, 1, {
    business: { ...PARIS, open_hours: WEEK, specific_hours } as Partial<PartooBusiness>,
    settings: settingsOf({ uses_business_hours: true, custom_chat_hours: null }),
  });
const day = (date: string) => ({ starts_at: date, ends_at: date });

/** Christmas Eve is a Thursday; the 25th a holiday. */
const SHOPS = [
  shop(1, { open: [], close: [day('2026-12-24')] }),
  shop(2, { open: [{ ...day('2026-12-25'), open_hours: ['10:00-14:00'] }], close: [] }),
  shop(3, { open: [{ ...day('2026-12-25'), open_hours: DAY }], close: [] }),
  shop(4, { open: [], close: [] }),
  shop(5, { open: [], close: [day('2026-12-24')] }),
];
const RULES = `messages: { away: { fr: "Fermé ({{closure_name}}).", default: fr } }
rules:
  listing: { specificHours: true }
  holidays: { holidays: { types: [public] } }
  nights:
    cron: { close: "0 19 * * *", open: "0 8 * * *" }
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
`;

let world: World;
beforeEach(async () => {
  world = await makeWorld({ businesses: SHOPS, start: '2026-12-20T12:00:00+01:00' });
});
afterEach(() => world.end());

describe('story 18: what a shop holds in Partoo closes and opens it', () => {
  test('each by its own days, holidays and nights between them; all goes back', async () => {
    const before = world.listing();
    await world.apply(RULES);
    const launched = () => SHOPS.map((_, n) => world.settingsOf(`ST-0000${n + 1}`).is_launched);
    const hours = (n: number) => world.settingsOf(`ST-0000${n}`).custom_chat_hours?.friday;
    await runAt(world, '2026-12-24T10:00:00+01:00');
    expect(launched()).toEqual([false, true, true, true, false]);
    expect(world.settingsOf('ST-00001').offline_message).not.toContain('listing');
    await runAt(world, '2026-12-25T00:00:00+01:00');
    expect(launched()).toEqual([false, false, false, false, false]);
    expect([hours(1), hours(2)]).toEqual([[], ['10:00-14:00']]);
    // Confirmed open: nothing is written for it, and its night goes on.
    expect(world.settingsOf('ST-00003').uses_business_hours).toBe(true);
    await runAt(world, '2026-12-25T08:00:00+01:00');
    expect(launched()).toEqual([false, true, true, false, false]);
    expect(world.settingsOf('ST-00003').uses_business_hours).toBe(true);
    await runAt(world, '2026-12-25T19:00:00+01:00');
    expect([hours(2), launched()]).toEqual([['10:00-14:00'], [false, false, false, false, false]]);
    await runAt(world, '2026-12-26T08:00:00+01:00');
    expect(world.listing()).toBe(before);
  });

  test('explain says who wins, and that a listing has no name', async () => {
    await world.apply(RULES);
    const report = await explain(world.deps, 'ST-00002', { at: '2026-12-25T12:00', organization: null });
    expect(report.fields.is_launched?.winner).toMatchObject({
      closure: 'listing',
      name: 'listing',
      priority: 45,
    });
    expect(report.fields.is_launched?.losers).toMatchObject([
      { closure: 'holidays', why: 'priority 40 is lower than 45' },
    ]);
  });
});
