import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDeps, type Deps } from '../../../lib/operations/index.ts';
import { appliedConfig } from '../../../lib/reconcile/pass/session.ts';
import { refreshOrganization } from '../../../lib/reconcile/refresh/refresh-organization.ts';
import { CHRISTMAS, parisShops } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let world: World;
beforeEach(async () => {
  world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
});
afterEach(() => world.end());

/** One refresh, as the function makes it. */
async function refresh(deps: Partial<Deps> = {}) {
  const applied = await appliedConfig(world.store);
  const [acme] = applied.config.organizations;
  return refreshOrganization({ ...world.deps, announces: true, ...deps }, applied, acme!);
}

const later = (milliseconds: number) => world.clock.sleepUntil(world.clock.now() + milliseconds);
const alerts = async () =>
  (await world.store.takeOutbox('acme', 100)).filter(({ type }) => type === 'Calendar Alert');
/** Lists of businesses fail from now on. */
const breakLists = () =>
  world.sandbox.setFaults({
    script: [{ match: { method: 'GET', path: '/business/search' }, fault: 'serverError' as const }],
  });

test('the businesses are read anew, and the organization is reconciled at once if that changes anything', async () => {
  await later(DAY);
  await world.store.setDue('acme', world.clock.now() + DAY);
  world.sandbox.businesses[0]!.business.zipcode = '75003';
  // The businesses, and once a day all settings, and when the key ends.
  const changed = { id: 'acme', businesses: 3, requests: 3, changed: true, warnings: [] };
  expect(await refresh()).toEqual(changed);
  expect((await world.store.readDirectory('acme'))?.readAt).toBeGreaterThan(world.clock.now() - 1000);
  expect(await world.store.readDue('acme')).toBeLessThanOrEqual(world.clock.now());
  expect(await alerts()).toEqual([]);
});

test('what was read within ten minutes is not read again', async () => {
  await later(9 * MINUTE);
  const due = await world.store.readDue('acme');
  expect(await refresh()).toEqual({ id: 'acme', businesses: 3, requests: 0, changed: false, warnings: [] });
  expect(world.sandbox.requests).toEqual([]);
  expect(await world.store.readDue('acme')).toBe(due);
  await later(2 * MINUTE);
  expect((await refresh()).requests).toBe(1 + 1);
});

test('but it is for another configuration', async () => {
  const applied = (await world.store.readApplied())!;
  await world.store.saveApplied({ ...applied, hash: 'another' });
  expect((await refresh()).requests).toBe(1 + 1);
  expect((await world.store.readCalendars('acme'))?.configHash).toBe('another');
});

test('where Partoo cannot list, yesterday counts on, and that is told once a day', async () => {
  await later(DAY);
  breakLists();
  const report = await refresh();
  expect(report.error).toBeUndefined();
  expect(report).toMatchObject({ businesses: 3, warnings: [{ code: 'directory-stale' }] });
  const [first, ...more] = await alerts();
  expect(more).toEqual([]);
  expect(first?.detail).toMatchObject({ alert: 'directory-stale', organization: 'acme' });
  await refresh();
  expect(await alerts()).toHaveLength(1);
  await later(DAY);
  await refresh();
  expect(new Set((await alerts()).map(({ id }) => id)).size).toBe(2);
});

test('where Partoo could not list it is asked again a minute later, then later and later, until it can', async () => {
  await later(DAY);
  await world.store.setDue('acme', world.clock.now() + 7 * DAY);
  breakLists();
  const waits: number[] = [];
  for (let tries = 0; tries < 8; tries += 1) {
    await refresh();
    const due = (await world.store.readDue('acme'))!;
    waits.push(Math.round((due - world.clock.now()) / MINUTE));
    await world.clock.sleepUntil(due);
    // As the pass that is due then leaves it.
    await world.store.setDue('acme', world.clock.now() + 7 * DAY);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  world.sandbox.setFaults({});
  world.sandbox.businesses[0]!.business.zipcode = '75003';
  expect(await refresh()).toMatchObject({ changed: true, warnings: [] });
  expect(await world.store.readDirectory('acme')).not.toHaveProperty('incomplete');
});

test('what is doubtful of one shop is a warning, and no alert', async () => {
  await later(DAY);
  world.sandbox.businesses[0]!.business.lat = -48.8;
  expect((await refresh()).warnings).toMatchObject([{ code: 'coordinates-implausible' }]);
  expect(await alerts()).toEqual([]);
});

test('nothing is told where nobody takes it out again', async () => {
  await later(DAY);
  breakLists();
  expect((await refresh({ announces: false })).warnings).toMatchObject([{ code: 'directory-stale' }]);
  expect(await alerts()).toEqual([]);
});

test('where Partoo cannot list and nothing is known, that is the error, and nothing is due for it', async () => {
  const unknown = { ...world.store, readDirectory: async () => null };
  breakLists();
  const due = await world.store.readDue('acme');
  const report = await refresh({ store: unknown, ...withKeys('sandbox-key', 'never-asked-for') });
  expect(report).toMatchObject({ businesses: 0, error: { code: 'server-error' } });
  expect(await world.store.readDue('acme')).toBe(due);
});

/** Use cases whose key is `keys[0]` until a fresh one is asked for, and then the next. */
function withKeys(...keys: string[]): Pick<Deps, 'openAccount'> {
  let current = keys[0]!;
  const { openAccount } = createDeps({
    store: world.store,
    clock: world.clock,
    env: {},
    fetch: world.clock.fetch,
    resolveSecret: (_ref, fresh) => {
      if (fresh) current = keys[1] ?? current;
      return current;
    },
  });
  return { openAccount };
}

test('a key that was rotated since it was read is read again', async () => {
  await later(DAY);
  const report = await refresh(withKeys('old-key', 'sandbox-key'));
  expect(report.error).toBeUndefined();
  expect(report.businesses).toBe(3);
});

test('a key that stays refused is the error, whatever is known', async () => {
  await later(DAY);
  const report = await refresh(withKeys('old-key'));
  expect(report).toMatchObject({ error: { code: 'unauthorized' } });
  expect(JSON.stringify(report)).not.toContain('old-key');
});
