import { afterEach, expect, test } from 'vitest';
import { freshenElsewhere } from '../../lib/reconcile/freshen-elsewhere.ts';
import { reconcileDue } from '../../lib/reconcile/reconcile-due.ts';
import { refreshOrganization } from '../../lib/reconcile/refresh-organization.ts';
import { appliedConfig } from '../../lib/reconcile/session.ts';
import { makeWorld, type World } from '../support/world.ts';

const DAY = 24 * 3600_000;
const RULES = `rules:
  stock-taking:
    dates: [{ from: 2027-02-01, name: Stock-taking }]
`;

let world: World;
afterEach(() => world.end());

/** What the functions do: a pass that leaves refreshing to others, and the refresh of the night. */
function functions() {
  const asked: string[] = [];
  const ask = async (id: string) => void asked.push(id);
  const deps = { ...world.deps, freshen: freshenElsewhere(ask) };
  const bus = { put: async () => [] };
  return {
    asked,
    pass: () => reconcileDue(deps, bus as never, 'acme', world.clock.now() + 60_000),
    refresh: async () => {
      const applied = await appliedConfig(world.store);
      return refreshOrganization(world.deps, applied, applied.config.organizations[0]!);
    },
    daysUntilDue: async () => ((await world.store.readDue('acme'))! - world.clock.now()) / DAY,
  };
}

test('a night that changes nothing wakes nobody, and every week a pass looks all the same', async () => {
  world = await makeWorld({ rules: RULES });
  const { pass, refresh, daysUntilDue, asked } = functions();
  await pass();
  expect(await daysUntilDue()).toBeCloseTo(7, 2);

  for (let night = 1; night <= 6; night += 1) {
    await world.clock.sleep(DAY);
    expect(await refresh()).toMatchObject({ businesses: 10, changed: false });
    expect(await pass()).toMatchObject({ skipped: 'not due' });
  }
  await world.clock.sleep(DAY);
  expect(await pass()).toMatchObject({ skipped: null, report: { results: [] } });
  expect(await daysUntilDue()).toBeCloseTo(7, 2);
  expect(asked).toEqual([]);
});

test('a night that brings a shop wakes the organization at once', async () => {
  world = await makeWorld({ rules: RULES });
  const { pass, refresh, daysUntilDue } = functions();
  await pass();
  const known = (await world.store.readDirectory('acme'))!;
  await world.store.saveDirectory('acme', { ...known, businesses: known.businesses.slice(1) });
  await world.clock.sleep(DAY);
  expect(await refresh()).toMatchObject({ businesses: 10, changed: true });
  expect(await daysUntilDue()).toBeCloseTo(0, 2);
  expect(await pass()).toMatchObject({ skipped: null });
});

test('a closure is due when it was, whatever nights lie between', async () => {
  world = await makeWorld({ rules: RULES, start: '2027-01-29T12:00:00+01:00' });
  const { pass, refresh, daysUntilDue } = functions();
  await pass();
  const days = await daysUntilDue();
  expect(days).toBeGreaterThan(2);
  expect(days).toBeLessThan(2.51);
  await world.clock.sleep(DAY);
  await refresh();
  expect(await daysUntilDue()).toBeCloseTo(days - 1, 2);
});

test('a pass asks for a refresh that the nights have missed', async () => {
  world = await makeWorld({ rules: RULES });
  const { pass, asked } = functions();
  await world.clock.sleep(25 * 3600_000);
  await pass();
  expect(asked).toEqual([]);
  await world.clock.sleep(7 * DAY);
  await pass();
  expect(asked).toEqual(['acme']);
});

test('a refresh that ends before it could say so says so when it comes again', async () => {
  world = await makeWorld({ rules: RULES });
  const { pass, refresh, daysUntilDue } = functions();
  await pass();
  const known = (await world.store.readDirectory('acme'))!;
  await world.store.saveDirectory('acme', { ...known, businesses: known.businesses.slice(1) });
  await world.clock.sleep(DAY);
  const { setDue } = world.store;
  world.store.setDue = () => Promise.reject(new Error('killed'));
  expect((await refresh()).error).toBeDefined();
  world.store.setDue = setDue;
  expect(await daysUntilDue()).toBeCloseTo(6, 2);
  expect(await refresh()).toMatchObject({ requests: 0, changed: true });
  expect(await daysUntilDue()).toBeCloseTo(0, 2);
});

test('a refresh that ends while a pass is at work has another one come', async () => {
  world = await makeWorld({ rules: RULES });
  const { pass, refresh, daysUntilDue } = functions();
  const known = (await world.store.readDirectory('acme'))!;
  await world.store.saveDirectory('acme', { ...known, businesses: known.businesses.slice(1) });
  await world.clock.sleep(DAY);
  await world.store.setDue('acme', world.clock.now());
  const { listMarks } = world.store;
  world.store.listMarks = async (organization) => {
    world.store.listMarks = listMarks;
    expect(await refresh()).toMatchObject({ changed: true });
    return listMarks(organization);
  };
  await pass();
  expect(await daysUntilDue()).toBeCloseTo(0, 2);
});
