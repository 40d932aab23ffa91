import { afterEach, expect, test } from 'vitest';
import { OUTGOING } from '../../lib/events/schemas/outgoing.ts';
import { changeClosure, history, pause, resume, status, statusOfSome } from '../../lib/operations/index.ts';
import { AFTER, CHRISTMAS, DURING, parisShops, runAt } from '../support/world/passes.ts';
import { makeWorld, type World } from '../support/world/world.ts';

let world: World;
afterEach(() => world.end());

/** What is told of all shops is told of each alone, and of some. */
async function expectTheSameOfSome(): Promise<void> {
  const { businesses } = await status(world.deps, null);
  const ids = businesses.map(({ business }) => business);
  expect(await statusOfSome(world.deps, 'acme', [...ids, 'nobody'])).toEqual(businesses);
  for (const [index, id] of ids.entries())
    expect(await statusOfSome(world.deps, 'acme', [id])).toEqual([businesses[index]]);
}

test('says of how many shops all is as it should be, before, during and after a closure', async () => {
  world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
  expect(await status(world.deps, null)).toMatchObject({
    paused: null,
    summary: { businesses: 3, asExpected: 3, byState: { open: 3 } },
  });
  await world.until(DURING);
  await expectTheSameOfSome();
  const due = await status(world.deps, null);
  expect(due.summary).toEqual({ businesses: 3, asExpected: 0, byState: { open: 3 } });
  await world.run();
  const { summary, businesses } = await status(world.deps, null);
  expect(summary).toEqual({ businesses: 3, asExpected: 3, byState: { closed: 3 } });
  expect(businesses[0]).toMatchObject({
    ...{ asExpected: true, country: 'FR', region: 'FR-75', timezone: 'Europe/Paris', language: 'fr' },
    closures: [{ key: 'christmas', name: 'Noël' }],
  });
  await runAt(world, AFTER);
  expect((await status(world.deps, null)).summary).toMatchObject({ asExpected: 3, byState: { open: 3 } });
});

test('a closure that was extended ends when it does now, though its text stays and nothing is written', async () => {
  world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
  const id = await world.close({ all: true, until: '2026-12-26T12:00', text: 'Fermé.' });
  await world.run();
  await changeClosure(world.deps, id, { until: '2026-12-27T18:00' });
  const untils = async () => {
    const { businesses } = await status(world.deps, null);
    return businesses.map(({ until, closures }) => [until, closures[0]?.end]);
  };
  const extended = '2026-12-27T18:00:00+01:00';
  expect(await untils()).toEqual([[extended, extended]]);
  await world.run();
  expect(await untils()).toEqual([[extended, extended]]);
  await expectTheSameOfSome();
});

test('a shop that fails is not as it should be, and filters list it', async () => {
  world = await makeWorld({ businesses: parisShops(3), rules: CHRISTMAS });
  const business = [world.idOf('ST-00002')];
  world.sandbox.setFaults({
    script: [{ match: { method: 'POST', path: '/messaging/settings', business }, fault: 'forbidden' }],
  });
  await runAt(world, DURING);
  const { summary } = await status(world.deps, null);
  expect(summary).toMatchObject({ asExpected: 2, byState: { closed: 2, failing: 1 } });
  await expectTheSameOfSome();
  const failing = await status(world.deps, null, { state: 'failing' });
  expect(failing.businesses.map(({ code }) => code)).toEqual(['ST-00002']);
  const one = await status(world.deps, null, { scope: { codes: ['ST-00001'] } });
  expect(one.summary).toMatchObject({ businesses: 1, asExpected: 1 });
  await expect(status(world.deps, null, { scope: { codes: ['ST-0001'] } })).rejects.toMatchObject({
    code: 'unknown-business',
  });
});

test.each([
  ['staged', 'rules: { days: { dates: [{ from: 2026-12-21 }, { from: 2026-12-29 }], staged: true } }'],
  ['without a zone', `${CHRISTMAS}\n`],
])('is told alike of some shops: %s', async (what, rules) => {
  const [first, ...others] = parisShops(3);
  const shops = [{ ...first!, ...(what === 'staged' ? {} : { country: 'US', zipcode: null }) }, ...others];
  world = await makeWorld({ businesses: shops, rules });
  await runAt(world, DURING);
  await expectTheSameOfSome();
});

test('a pause names since when and who, in the report, in passes and in history, until it is over', async () => {
  world = await makeWorld({ businesses: parisShops(2), rules: CHRISTMAS });
  const ops = { ...world.deps, actor: 'command:ops' };
  await pause(ops, null);
  await world.until(DURING);
  // A second pause is none: who asked first is who holds it up.
  await pause({ ...world.deps, actor: 'command:other' }, null);
  const by = { since: '2026-12-20T12:00:00+00:00', by: 'command:ops' };
  const { paused, pauses, summary } = await status(world.deps, null);
  expect(paused).toMatchObject({ by: 'command:ops', since: expect.stringMatching(/^2026-12-20T11:00/) });
  expect(pauses).toEqual([{ organization: 'acme', ...by, since: paused?.since }]);
  expect(summary).toMatchObject({ asExpected: 0, businesses: 2 });
  const { organizations } = await world.run();
  expect(organizations[0]?.warnings).toMatchObject([
    { code: 'paused', message: expect.stringContaining('since 20 Dec 11:00 UTC by ops (command)') },
  ]);
  await resume(ops, null);
  expect((await status(world.deps, null)).paused).toBeNull();
  await world.run();
  expect((await history(world.deps, {})).entries.filter(({ business }) => business === null)).toMatchObject([
    { action: 'resume', actor: 'command:ops' },
    { action: 'pause', actor: 'command:ops' },
    { action: 'apply', actor: 'unknown' },
  ]);
});

test('a pause and its end are told once each as events, with whoever asked', async () => {
  world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
  const ops = { ...world.deps, actor: 'command:ops', announces: true };
  await pause(ops, null);
  await pause(ops, null);
  await resume({ ...ops, actor: 'command:other' }, null);
  await resume(ops, null);
  const told = await world.store.takeOutbox('acme', 10);
  expect(told.map(({ type, detail }) => [type, detail.by])).toEqual([
    ['Writing Paused', 'command:ops'],
    ['Writing Resumed', 'command:other'],
  ]);
  for (const { type, detail } of told) OUTGOING[type as keyof typeof OUTGOING].parse(detail);
});

test('who resumes once more, since the store failed in between, tells the same', async () => {
  world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
  const { store, clock, deps } = world;
  const ops = { ...deps, actor: 'command:ops', announces: true };
  await pause(ops, null);
  const saveNote: typeof store.saveNote = async (organization, name, value) => {
    if (name === 'paused' && value === null) throw new Error('throttled');
    await store.saveNote(organization, name, value);
  };
  await expect(resume({ ...ops, store: { ...store, saveNote } }, null)).rejects.toThrow('throttled');
  expect((await status(deps, null)).paused).toMatchObject({ by: 'command:ops' });
  const [, resumed] = await store.takeOutbox('acme', 10);
  await store.ackOutbox([resumed!]);
  await clock.sleep(20_000);
  await resume({ ...ops, actor: 'command:other' }, null);
  expect((await status(deps, null)).paused).toBeNull();
  expect((await store.takeOutbox('acme', 10))[1]).toEqual(resumed);
});

test('a pause that 0.1.0 noted is one, of which nobody knows who', async () => {
  world = await makeWorld({ businesses: parisShops(1), rules: CHRISTMAS });
  await world.store.saveNote('acme', 'paused', String(Date.parse('2026-12-19T10:00:00Z')));
  expect((await status(world.deps, null)).paused).toEqual({ since: '2026-12-19T10:00:00+00:00', by: null });
  expect((await world.run()).organizations[0]?.warnings[0]?.message).toContain(
    'since 19 Dec 10:00 UTC: nothing',
  );
});
