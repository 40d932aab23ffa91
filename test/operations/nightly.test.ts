import { afterEach, expect, test } from 'vitest';
import { pause, resume } from '../../lib/operations/pause.ts';
import { reconcileDue } from '../../lib/operations/reconcile-due.ts';
import { appliedConfig } from '../../lib/reconcile/pass/session.ts';
import { freshenElsewhere } from '../../lib/reconcile/refresh/freshen-elsewhere.ts';
import { refreshOrganization } from '../../lib/reconcile/refresh/refresh-organization.ts';
import { makeWorld, type World } from '../support/world/world.ts';

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

/** One shop less is known, so that the next refresh finds it new. */
async function forgetAShop(): Promise<void> {
  const known = (await world.store.readDirectory('acme'))!;
  await world.store.saveDirectory('acme', { ...known, businesses: known.businesses.slice(1) });
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
  await forgetAShop();
  await world.clock.sleep(DAY);
  expect(await refresh()).toMatchObject({ businesses: 10, changed: true });
  expect(await daysUntilDue()).toBeCloseTo(0, 2);
  expect(await pass()).toMatchObject({ skipped: null });
});

test('a night that brings a shop wakes the organization also where the refresh dies over saving that', async () => {
  world = await makeWorld({ rules: RULES });
  const { pass, daysUntilDue } = functions();
  await pass();
  await forgetAShop();
  await world.clock.sleep(DAY);
  const dies = async () => {
    throw new Error('out of memory');
  };
  const { saveCalendars } = world.store;
  const dead = { setDue: dies, saveNote: dies, readNote: dies };
  const store = { ...world.store };
  store.saveCalendars = (...args) => saveCalendars(...args).then(() => void Object.assign(store, dead));
  const applied = await appliedConfig(world.store);
  await refreshOrganization({ ...world.deps, store }, applied, applied.config.organizations[0]!);
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
  await forgetAShop();
  await world.clock.sleep(DAY);
  const { setDue } = world.store;
  world.store.setDue = () => Promise.reject(new Error('killed'));
  expect((await refresh()).error).toBeDefined();
  world.store.setDue = setDue;
  expect(await daysUntilDue()).toBeCloseTo(6, 2);
  expect(await refresh()).toMatchObject({ changed: true });
  expect(await daysUntilDue()).toBeCloseTo(0, 2);
});

test('a refresh that ends while a pass is at work has another one come', async () => {
  world = await makeWorld({ rules: RULES });
  const { pass, refresh, daysUntilDue } = functions();
  await forgetAShop();
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

test('a configuration that is applied while a pass is at work has another one come', async () => {
  world = await makeWorld({ rules: RULES });
  const { pass, daysUntilDue } = functions();
  const { listMarks } = world.store;
  world.store.listMarks = async (organization) => {
    world.store.listMarks = listMarks;
    await world.apply(RULES.replace('2027-02-01', '2026-12-24'));
    return listMarks(organization);
  };
  await pass();
  expect(await daysUntilDue()).toBeCloseTo(0, 2);
});

/** As if the rule's feed had brought another day since: what is remembered lacks what a refresh will find. */
async function forgetOccurrences(): Promise<void> {
  const known = (await world.store.readCalendars('acme'))!;
  await world.store.saveCalendars('acme', { ...known, occurrences: { 'stock-taking': { '': [] } } });
}

test('calendars that change while a pass is at work have another one come, where Partoo cannot list', async () => {
  world = await makeWorld({ rules: RULES, start: '2027-01-29T12:00:00+01:00' });
  const { pass, refresh, daysUntilDue } = functions();
  await forgetOccurrences();
  await world.clock.sleep(DAY);
  await world.store.setDue('acme', world.clock.now());
  world.sandbox.setFaults({
    script: [{ match: { method: 'GET', path: '/business/search' }, fault: 'serverError' }],
  });
  const { listMarks } = world.store;
  world.store.listMarks = async (organization) => {
    world.store.listMarks = listMarks;
    expect(await refresh()).toMatchObject({
      changed: true,
      warnings: [{ code: 'directory-stale' }],
    });
    return listMarks(organization);
  };
  await pass();
  expect(await daysUntilDue()).toBeCloseTo(0, 2);
});

test('a pass that begins in the middle of a refresh, and outlasts it, has another one come', async () => {
  world = await makeWorld({ rules: RULES, start: '2027-01-29T12:00:00+01:00' });
  const { pass, refresh, daysUntilDue } = functions();
  await forgetOccurrences();
  await world.clock.sleep(DAY);
  await world.store.setDue('acme', world.clock.now());
  const { listMarks, saveCalendars } = world.store;
  const begun = Promise.withResolvers<void>();
  const refreshed = Promise.withResolvers<void>();
  let passing: Promise<unknown> = Promise.resolve();
  world.store.saveCalendars = async (organization, calendars) => {
    world.store.listMarks = async (ofWhom) => {
      begun.resolve();
      await refreshed.promise;
      return listMarks(ofWhom);
    };
    passing = pass();
    await begun.promise;
    return saveCalendars(organization, calendars);
  };
  expect(await refresh()).toMatchObject({ changed: true });
  refreshed.resolve();
  await passing;
  expect(await daysUntilDue()).toBeCloseTo(0, 2);
});

test('a refresh that ends with half of what it found saved is done over', async () => {
  world = await makeWorld({ rules: RULES, start: '2027-01-29T12:00:00+01:00' });
  const { pass, refresh, daysUntilDue } = functions();
  await forgetOccurrences();
  await pass();
  await world.clock.sleep(DAY);
  const { saveCalendars } = world.store;
  world.store.saveCalendars = () => Promise.reject(new Error('killed'));
  expect((await refresh()).error).toBeDefined();
  world.store.saveCalendars = saveCalendars;
  await world.clock.sleep(60_000);
  expect(await refresh()).toMatchObject({ changed: true });
  expect(await daysUntilDue()).toBeCloseTo(0, 2);
  const { occurrences } = (await world.store.readCalendars('acme'))!;
  expect(Object.values(occurrences['stock-taking'] ?? {})).toMatchObject([[{ start: '2027-02-01' }]]);
});

test('what a refresh has saved half of is asked for by the pass that it wakes, and shops are not listed again', async () => {
  world = await makeWorld({ rules: RULES });
  const { pass, refresh, asked } = functions();
  await pass();
  await forgetAShop();
  await world.clock.sleep(DAY);
  const { saveCalendars } = world.store;
  world.store.saveCalendars = () => Promise.reject(new Error('killed'));
  expect((await refresh()).error).toBeDefined();
  world.store.saveCalendars = saveCalendars;
  await world.clock.sleep(3600_000);
  await pass();
  expect(asked.splice(0)).toEqual(['acme']);
  world.sandbox.requests.splice(0);
  expect(await refresh()).toMatchObject({ businesses: 10, changed: true });
  expect(world.sandbox.requests).toEqual([]);
  await pass();
  expect(asked).toEqual([]);
});

test('writing that is resumed while a pass leaves it alone has another one come', async () => {
  world = await makeWorld({ rules: RULES, start: '2027-02-01T12:00:00+01:00' });
  const { pass, daysUntilDue } = functions();
  await pause(world.deps, null);
  const { listMarks } = world.store;
  world.store.listMarks = async (organization) => {
    world.store.listMarks = listMarks;
    const marks = await listMarks(organization);
    await resume(world.deps, null);
    return marks;
  };
  await pass();
  expect(await daysUntilDue()).toBeCloseTo(0, 2);
});
