/** What is heard of single shops, and of those that a list lacks, beside refreshes of all (design rules 15, 19). */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appliedConfig, createDeps } from '../../lib/operations/index.ts';
import { noteChangedBusinesses } from '../../lib/reconcile/pass/changed-businesses.ts';
import { refreshOrganization } from '../../lib/reconcile/refresh/refresh-organization.ts';
import { bendAnswers } from '../support/world/bend-answers.ts';
import { parisShops, runAt } from '../support/world/passes.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld({ businesses: parisShops(25), start: '2026-12-20T12:00:00+01:00' });
  await world.apply('rules: { listing: { specificHours: true } }');
  await runAt(world, '2026-12-22T10:00:00+01:00');
});
afterEach(() => world.end());

/** Somebody has a shop be closed on a day, in Partoo. */
function closeOn(code: string, date: string): void {
  const { business } = world.sandbox.businesses.find((one) => one.business.code === code)!;
  Object.assign(business, { specific_hours: { open: [], close: [{ starts_at: date, ends_at: date }] } });
}

async function refresh(deps: World['deps']) {
  const applied = await appliedConfig(world.store);
  return refreshOrganization(deps, applied, applied.config.organizations[0]!);
}

const isLaunched = (code: string) => world.settingsOf(code).is_launched;

// A shop that moved to another organization: the list lacks it, and who asks for it is forbidden to.
test.each([403, 400, 500])('a missing shop of which Partoo answers %s holds up no other', async (status) => {
  const id = world.idOf('ST-00001');
  await bendAnswers(world, ({ path, body }) => {
    if (path === '/business/search') {
      const businesses = body.businesses.filter((one: { id: string }) => one.id !== id);
      return { body: { ...body, businesses, count: 24 } };
    }
    if (path !== `/business/${id}`) return null;
    return { status, body: { errors: { authorization: 'Operation not allowed' } } };
  });
  for (const at of ['23T11:00', '24T11:30', '25T12:00']) {
    if (at.startsWith('25')) closeOn('ST-00004', '2026-12-29');
    await world.until(`2026-12-${at}:00+01:00`);
    await refresh(world.deps);
  }
  await runAt(world, '2026-12-29T12:05:00+01:00');
  expect(isLaunched('ST-00004')).toBe(false);
  expect((await world.store.readDirectory('acme'))!.businesses).toHaveLength(25);
});

test.each([
  ['it is read', '2026-12-22T10:00:00+01:00'],
  ['all are listed', '2026-12-23T09:00:00+01:00'],
])('a shop that is heard of again while %s is read again', async (_, at) => {
  await world.until(at);
  const id = world.idOf('ST-00004');
  await noteChangedBusinesses(world.deps, 'acme', [id]);
  let isAgain = false;
  const deps = createDeps({
    ...{ store: world.store, clock: world.clock, env: { PARTOO_API_KEY: 'sandbox-key' } },
    fetch: async (...asked) => {
      const answer = await fetch(...asked);
      const url = String(asked[0] instanceof Request ? asked[0].url : asked[0]);
      if (isAgain || !url.includes('/business/search')) return answer;
      isAgain = true;
      closeOn('ST-00004', '2026-12-24');
      await noteChangedBusinesses(world.deps, 'acme', [id]);
      return answer;
    },
  });
  await refresh(deps);
  expect(isAgain).toBe(true);
  await runAt(world, '2026-12-23T09:05:00+01:00');
  await runAt(world, '2026-12-24T00:05:00+01:00');
  expect(isLaunched('ST-00004')).toBe(false);
});

test.each<[what: string, odd: (shop: object) => object]>([
  ['a list that lacks it, and counts it', () => ({ businesses: [], count: 1, max_page: 1 })],
  ['a list that lacks it', () => ({ businesses: [], count: 0, max_page: 1 })],
  ['one that cannot be read', (shop) => ({ businesses: [{ ...shop, country: 7, name: { a: 1 } }] })],
])('a shop that somebody heard of is not forgotten over %s', async (_, odd) => {
  closeOn('ST-00004', '2026-12-23');
  let isOdd = true;
  await bendAnswers(world, ({ path, query, body }) =>
    isOdd && path === '/business/search' && query.has('business__in')
      ? { body: { ...body, ...odd(body.businesses[0]) } }
      : null,
  );
  await noteChangedBusinesses(world.deps, 'acme', [world.idOf('ST-00004')]);
  await runAt(world, '2026-12-22T10:05:00+01:00');
  isOdd = false;
  await runAt(world, '2026-12-22T10:30:00+01:00');
  await runAt(world, '2026-12-23T00:05:00+01:00');
  expect(isLaunched('ST-00004')).toBe(false);
});

test('a shop that somebody heard of is not forgotten over an answer about another one', async () => {
  closeOn('ST-00004', '2026-12-23');
  const id = world.idOf('ST-00004');
  const other = world.sandbox.businesses.find(({ business }) => business.code === 'ST-00005')!.business;
  let isOdd = true;
  await bendAnswers(world, ({ path, query, body }) => {
    if (!isOdd) return null;
    if (path === `/business/${id}`) return { body: { ...other } };
    const isAsked = path === '/business/search' && query.has('business__in');
    return isAsked ? { body: { ...body, businesses: [], count: 0, max_page: 1 } } : null;
  });
  await noteChangedBusinesses(world.deps, 'acme', [id]);
  await runAt(world, '2026-12-22T10:05:00+01:00');
  isOdd = false;
  await runAt(world, '2026-12-22T10:30:00+01:00');
  await runAt(world, '2026-12-23T00:05:00+01:00');
  expect(isLaunched('ST-00004')).toBe(false);
});

test('more than are asked for by themselves are listed again with all others', async () => {
  const codes = world.sandbox.businesses.map(({ business }) => business.code);
  for (const code of codes) closeOn(code, '2026-12-23');
  let isOdd = true;
  await bendAnswers(world, ({ path, query, body }) =>
    isOdd && path === '/business/search' && query.has('business__in')
      ? { body: { ...body, businesses: [], count: 0, max_page: 1 } }
      : null,
  );
  await noteChangedBusinesses(world.deps, 'acme', codes.map(world.idOf));
  const report = await runAt(world, '2026-12-22T10:05:00+01:00');
  const told = report.organizations[0]?.warnings.filter(({ code }) => code === 'directory-stale');
  expect(told).toMatchObject([{ message: expect.stringContaining('5 shops') }]);
  isOdd = false;
  await runAt(world, '2026-12-22T10:30:00+01:00');
  await runAt(world, '2026-12-23T00:05:00+01:00');
  expect(codes.filter(isLaunched)).toEqual([]);
});

test('what somebody else reads of one shop while calendars of all are worked out stays', async () => {
  await world.until('2026-12-22T11:00:00+01:00');
  closeOn('ST-00003', '2026-12-22');
  const { listAdHoc } = world.store;
  let isRead = false;
  // Asked while what was found is judged.
  world.store.listAdHoc = async (...args) => {
    if (!isRead) {
      isRead = true;
      closeOn('ST-00004', '2026-12-22');
      await noteChangedBusinesses(world.deps, 'acme', [world.idOf('ST-00004')]);
      await refresh(world.deps);
    }
    return listAdHoc.apply(world.store, args);
  };
  await refresh(world.deps);
  expect(isRead).toBe(true);
  await runAt(world, '2026-12-22T11:01:00+01:00');
  expect(['ST-00003', 'ST-00004'].map(isLaunched)).toEqual([false, false]);
});
