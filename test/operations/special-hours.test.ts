import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WeekHours } from '../../lib/closures/model.ts';
import { appliedConfig, applyConfig, createDeps, explain } from '../../lib/operations/index.ts';
import { noteChangedBusinesses } from '../../lib/reconcile/pass/changed-businesses.ts';
import { refreshOrganization } from '../../lib/reconcile/refresh/refresh-organization.ts';
import { makeBusiness, type PartooBusiness, settingsOf } from '../../lib/sandbox/index.ts';
import { runAt } from '../support/world/passes.ts';
import { messagesYml } from '../support/world/situation.ts';
import { makeWorld, type World } from '../support/world/world.ts';

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
const RULES = `${messagesYml({ away: { fr: 'Fermé ({{closure_name}}).', default: 'fr' } })}rules:
  listing: { specificHours: true }
  holidays: { holidays: { types: [public] } }
  nights:
    cron: { close: "0 19 * * *", open: "0 8 * * *" }
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
`;

let world: World;
const partoo = (code: string) =>
  world.sandbox.businesses.find(({ business }) => business.code === code)!.business;
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

const AT_ONCE = { organization: null, allowNow: 9, confirm: async () => true };
const refresh = async (deps: World['deps']) => {
  const applied = await appliedConfig(world.store);
  return refreshOrganization(deps, applied, applied.config.organizations[0]!);
};

const launchedAt = async (iso: string, code: string) => {
  await runAt(world, iso);
  return world.settingsOf(code).is_launched;
};

describe('what changes in Partoo', () => {
  test('comes with the next refresh', async () => {
    await world.apply('rules: { listing: { specificHours: true } }');
    Object.assign(partoo('ST-00004'), { specific_hours: { open: [], close: [day('2026-12-22')] } });
    expect(await launchedAt('2026-12-22T10:00:00+01:00', 'ST-00004')).toBe(false);
    Object.assign(partoo('ST-00004'), { specific_hours: null });
    expect(await launchedAt('2026-12-22T11:00:00+01:00', 'ST-00004')).toBe(false);
    expect(await launchedAt('2026-12-23T10:00:00+01:00', 'ST-00004')).toBe(true);
  });

  test('comes at once for a business of which somebody heard, with one request, and for no other', async () => {
    await world.apply('rules: { listing: { specificHours: true } }');
    await runAt(world, '2026-12-22T10:00:00+01:00');
    for (const code of ['ST-00003', 'ST-00004'])
      Object.assign(partoo(code), { specific_hours: { open: [], close: [day('2026-12-22')] } });
    await noteChangedBusinesses(world.deps, 'acme', [world.idOf('ST-00004')]);
    world.sandbox.requests.splice(0);
    expect(await launchedAt('2026-12-22T10:01:00+01:00', 'ST-00004')).toBe(false);
    expect(
      world.sandbox.requests
        .filter(({ path }) => path.includes('/business'))
        .map(({ query }) => new URLSearchParams(query).get('business__in')),
    ).toEqual([world.idOf('ST-00004')]);
    expect(world.settingsOf('ST-00003').is_launched).toBe(true);
    world.sandbox.requests.splice(0);
    await runAt(world, '2026-12-22T10:02:00+01:00');
    expect(world.sandbox.requests).toEqual([]);
  });

  test('what somebody else listed meanwhile stays', async () => {
    await world.apply('rules: { listing: { specificHours: true } }');
    await runAt(world, '2026-12-22T10:00:00+01:00');
    Object.assign(partoo('ST-00004'), { specific_hours: { open: [], close: [day('2026-12-22')] } });
    await noteChangedBusinesses(world.deps, 'acme', [world.idOf('ST-00004')]);
    const readBySomebody = async (fetch: typeof globalThis.fetch, ...asked: Parameters<typeof fetch>) => {
      const answer = await fetch(...asked);
      const directory = (await world.store.readDirectory('acme'))!;
      const businesses = directory.businesses.map((one) =>
        one.code === 'ST-00003' ? { ...one, zone: 'Europe/Lisbon' } : one,
      );
      await world.store.saveDirectory('acme', { ...directory, businesses });
      return answer;
    };
    const deps = createDeps({
      ...{ store: world.store, clock: world.clock, env: { PARTOO_API_KEY: 'sandbox-key' } },
      fetch: (...asked) => readBySomebody(fetch, ...asked),
    });
    expect(await refresh(deps)).toMatchObject({ changed: true, warnings: [{ code: 'dates-changed' }] });
    const { businesses } = (await world.store.readDirectory('acme'))!;
    const found = (code: string) => businesses.find((one) => one.code === code);
    expect(found('ST-00003')?.zone).toBe('Europe/Lisbon');
    expect(found('ST-00004')?.openHours).toMatchObject({ special: [{}] });
  });

  const RULE = 'rules: { listing: { specificHours: true } }';
  test.each([
    ['a refresh lists', (deps: World['deps']) => refresh(deps)],
    ['apply lists', (deps: World['deps']) => applyConfig(deps, world.configOf(RULE), AT_ONCE)],
  ])('what somebody else read of one shop while %s all stays', async (_, list) => {
    await world.apply(RULE);
    await runAt(world, '2026-12-22T10:00:00+01:00');
    await world.until('2026-12-22T11:00:00+01:00');
    Object.assign(partoo('ST-00003'), { specific_hours: { open: [], close: [day('2026-12-22')] } });
    const { chatHours } = (await world.store.readDirectory('acme'))!.businesses[3]!;
    const changesMeanwhile = async (fetch: typeof globalThis.fetch, ...asked: Parameters<typeof fetch>) => {
      const answer = await fetch(...asked);
      if (!String(asked[0] instanceof Request ? asked[0].url : asked[0]).includes('/business/search'))
        return answer;
      Object.assign(partoo('ST-00004'), { specific_hours: { open: [], close: [day('2026-12-22')] } });
      await noteChangedBusinesses(world.deps, 'acme', [world.idOf('ST-00004')]);
      expect(await refresh(world.deps)).toMatchObject({ changed: true, requests: 1 });
      return answer;
    };
    const deps = createDeps({
      ...{ store: world.store, clock: world.clock, env: { PARTOO_API_KEY: 'sandbox-key' } },
      fetch: (...asked) => changesMeanwhile(fetch, ...asked),
    });
    await list(deps);
    const { businesses } = (await world.store.readDirectory('acme'))!;
    expect(businesses.map(({ code }) => code)).toEqual(SHOPS.map(({ business }) => business.code));
    expect(businesses[3]!.chatHours).toEqual(chatHours);
    expect(await launchedAt('2026-12-22T11:01:00+01:00', 'ST-00004')).toBe(false);
    expect(world.settingsOf('ST-00003').is_launched).toBe(false);
  });

  test('what somebody else read of one shop before an apply was answered with yes stays', async () => {
    await world.apply(RULE);
    await runAt(world, '2026-12-22T10:00:00+01:00');
    await world.until('2026-12-22T11:00:00+01:00');
    const confirm = async () => {
      Object.assign(partoo('ST-00004'), { specific_hours: { open: [], close: [day('2026-12-22')] } });
      await noteChangedBusinesses(world.deps, 'acme', [world.idOf('ST-00004')]);
      expect(await refresh(world.deps)).toMatchObject({ changed: true, requests: 1 });
      return true;
    };
    await applyConfig(world.deps, world.configOf(RULE), { ...AT_ONCE, confirm });
    expect(await launchedAt('2026-12-22T11:01:00+01:00', 'ST-00004')).toBe(false);
  });

  test('is worked out by the next pass where whoever read it could not save all of it', async () => {
    await world.apply('rules: { listing: { specificHours: true } }');
    await runAt(world, '2026-12-22T10:00:00+01:00');
    Object.assign(partoo('ST-00004'), { specific_hours: { open: [], close: [day('2026-12-23')] } });
    const { saveCalendars } = world.store;
    world.store.saveCalendars = () => Promise.reject(new Error('killed'));
    expect(await runAt(world, '2026-12-23T10:30:00+01:00')).toMatchObject({
      organizations: [{ error: { message: 'killed' } }],
    });
    world.store.saveCalendars = saveCalendars;
    expect(await launchedAt('2026-12-23T10:31:00+01:00', 'ST-00004')).toBe(false);
  });

  test('what Partoo cannot say is asked again by the next pass', async () => {
    await world.apply('rules: { listing: { specificHours: true } }');
    await runAt(world, '2026-12-22T10:00:00+01:00');
    Object.assign(partoo('ST-00004'), { specific_hours: { open: [], close: [day('2026-12-22')] } });
    await noteChangedBusinesses(world.deps, 'acme', [world.idOf('ST-00004')]);
    world.sandbox.setFaults({
      script: [{ match: { method: 'GET', path: '/business/search' }, fault: 'serverError' }],
    });
    const report = await runAt(world, '2026-12-22T10:01:00+01:00');
    expect(report.organizations[0]?.warnings.map(({ code }) => code)).toContain('directory-stale');
    world.sandbox.setFaults({});
    expect(await launchedAt('2026-12-22T10:30:00+01:00', 'ST-00004')).toBe(false);
  });
});

// biome-ignore format: a case a line
test.each<[what: string, specific: unknown]>([
  ['a date that is none', { open: [], close: [{ starts_at: '2026-02-30', ends_at: '2026-02-30' }] }],
  ['days that end before they begin', { open: [], close: [{ starts_at: '2026-12-26', ends_at: '2026-12-24' }] }],
  ['a window that is none', { open: [{ ...day('2026-12-25'), open_hours: ['9 to 5'] }], close: [] }],
  ['not as documented', { open: [], close: 'always' }],
  ['not as documented', { open: [{ ...day('2026-12-25'), open_hours: ['10:00-12:00', 7] }], close: [] }],
  ['not as documented', 'closed'],
  ['too many', { open: [], close: Array.from({ length: 5001 }, () => day('2026-12-22')) }],
])('special hours with %s keep what the business had, with an alert; others go on', async (what, specific) => {
  await world.apply('rules: { listing: { specificHours: true } }');
  Object.assign(partoo('ST-00001'), { specific_hours: specific });
  Object.assign(partoo('ST-00005'), { specific_hours: { open: [], close: [] } });
  await world.until('2026-12-22T09:00:00+01:00');
  const { config, ...applied } = await appliedConfig(world.store);
  const deps = { ...world.deps, announces: true };
  const report = await refreshOrganization(deps, { config, ...applied }, config.organizations[0]!);
  expect(report.warnings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    expect.stringMatching(`special-hours: 1 shop .ST-00001. of "acme": .*${what}.*stay`),
    // Of the others what changed is told as ever.
    expect.stringMatching('dates-changed: .*2026-12-24 removed for 1 shop .ST-00005.'),
  ]);
  expect((await world.store.takeOutbox('acme', 9)).map(({ type, detail }) => [type, detail.alert])).toEqual([
    ['Calendar Alert', 'special-hours'],
    ['Calendar Alert', 'dates-changed'],
  ]);
  expect(await launchedAt('2026-12-24T10:00:00+01:00', 'ST-00001')).toBe(false);
  expect(world.settingsOf('ST-00005').is_launched).toBe(true);
});

test('an opening that does not say when does nothing, and is told until it is over, with an alert', async () => {
  await world.apply('rules: { listing: { specificHours: true }, holidays: { holidays: {} } }');
  const idle = { ...day('2026-12-25'), open_hours: [] };
  const over = { starts_at: '2026-12-01', ends_at: '2026-12-02', open_hours: [] };
  Object.assign(partoo('ST-00001'), { specific_hours: { open: [idle, over], close: [day('2026-12-24')] } });
  Object.assign(partoo('ST-00004'), { specific_hours: { open: [idle], close: [] } });
  const warnings = async (at: string) => {
    await world.until(at);
    const { config, ...applied } = await appliedConfig(world.store);
    const deps = { ...world.deps, announces: true };
    const { warnings: found } = await refreshOrganization(
      deps,
      { config, ...applied },
      config.organizations[0]!,
    );
    return found.filter(({ code }) => code === 'special-hours').map(({ message }) => message);
  };
  const message =
    '2 shops (ST-00001 ST-00004) of "acme": special hours say open on 2026-12-25, but not when, so they do nothing there; give the hours in Partoo.';
  expect(await warnings('2026-12-22T09:00:00+01:00')).toEqual([message]);
  expect((await world.store.takeOutbox('acme', 9)).map(({ detail }) => detail.reason)).toEqual([message]);
  expect(await launchedAt('2026-12-24T10:00:00+01:00', 'ST-00001')).toBe(false);
  expect(await launchedAt('2026-12-25T10:00:00+01:00', 'ST-00004')).toBe(false);
  expect(await warnings('2026-12-26T09:00:00+01:00')).toEqual([]);
});
