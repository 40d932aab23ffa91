/** What passes do about closures that wait for somebody's agreement, and about those without an end. */
import { afterEach, expect, test } from 'vitest';
import { withOutbox } from '../../../lib/events/with-outbox.ts';
import { approveClosure, changeClosure, requestClosure } from '../../../lib/operations/index.ts';
import { run } from '../../../lib/operations/run.ts';
import type { Deps } from '../../../lib/reconcile/pass/deps.ts';
import { asked, BY_HAND } from '../../support/world/asked.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

let world: World;
afterEach(() => world.end());

/** Beyond the guard is more than one shop. */
async function start(): Promise<{ deps: Deps; pass(): ReturnType<typeof run> }> {
  world = await makeWorld({
    businesses: 3,
    organization: '    adHoc: { maxShare: 0, maxBusinesses: 1, maxFor: 3d }\n',
    rules: 'rules: { none: { dates: [{ from: 2027-12-25 }] } }',
  });
  const deps = { ...world.deps, store: withOutbox(world.store), announces: true, actor: 'command:lea' };
  return { deps, pass: () => run(deps, { ...BY_HAND, waitMilliseconds: 30_000 }) };
}

const flood = asked({ id: 'flood', all: true, actor: 'token:till' });
const launched = () => ['ST-00001', 'ST-00002', 'ST-00003'].map((code) => world.settingsOf(code).is_launched);
const writes = () => world.sandbox.requests.filter(({ method }) => method === 'POST').length;
async function told(type: string): Promise<Record<string, unknown>[]> {
  const facts = await world.store.takeOutbox('acme', 100);
  return facts.filter((fact) => fact.type === type).map(({ detail }) => detail);
}

test('what waits writes nothing, is named by every pass, and closes on time once approved', async () => {
  const { deps, pass } = await start();
  await pass();
  await requestClosure(deps, flood);
  const { organizations, converged } = await pass();
  expect([converged, writes()]).toEqual([true, 0]);
  expect(organizations[0]?.warnings).toMatchObject([
    { code: 'waiting-for-approval', message: expect.stringContaining('approve flood') },
  ]);
  await world.until('2026-12-20T16:00:00+01:00');
  await approveClosure(deps, 'flood');
  await pass();
  expect(launched()).toEqual([false, false, false]);
  // Nobody could be on time for what nobody had agreed to.
  await world.until('2026-12-20T16:30:00+01:00');
  await pass();
  expect(await told('Closure Late')).toEqual([]);
  expect(await told('Closure Started')).toMatchObject([{ closure: 'ad-hoc:flood' }]);
});

test('a change that waits costs no write, and does not disturb what is in force', async () => {
  const { deps, pass } = await start();
  const own = launched();
  await requestClosure(deps, { ...flood, all: false, scope: { codes: ['ST-00001'] }, until: '2026-12-22' });
  await pass();
  const before = writes();
  await changeClosure({ ...deps, actor: 'token:till' }, 'flood', { until: '2026-12-31', text: 'Eau.' });
  await pass();
  expect(writes()).toBe(before);
  await world.until('2026-12-23T01:00:00+01:00');
  await pass();
  expect(launched()).toEqual(own);
  await approveClosure(deps, 'flood');
  await pass();
  expect(launched()).toEqual([false, ...own.slice(1)]);
});

test('what waits past its own end lapses, and that is told once', async () => {
  const { deps, pass } = await start();
  await pass();
  await requestClosure(deps, { ...flood, until: '2026-12-20T15:00:00+01:00' });
  await pass();
  expect(await world.store.readDue('acme')).toBeLessThanOrEqual(Date.parse('2026-12-20T15:00:00+01:00'));
  await world.until('2026-12-20T15:00:00+01:00');
  for (const minute of ['01', '02', '03']) {
    await pass();
    await world.until(`2026-12-20T15:${minute}:00+01:00`);
  }
  expect(await told('Closure Decided')).toMatchObject([
    { closure: 'ad-hoc:flood', decision: 'lapsed', by: null, askedBy: ['token:till'], businesses: 3 },
  ]);
  expect(writes()).toBe(0);
  await world.until('2026-12-21T15:10:00+01:00');
  await pass();
  // Put away: no later pass looks at it.
  expect(await world.store.listAdHoc('acme')).toEqual([]);
});

test('one without an end is asked about after three days, and then every week', async () => {
  const { deps, pass } = await start();
  await requestClosure(deps, { ...flood, all: false, scope: { codes: ['ST-00001'] } });
  await pass();
  const days: unknown[] = [];
  for (let day = 21; day <= 31; day++) {
    await world.until(`2026-12-${day}T12:01:00+01:00`);
    await pass();
    days.push((await told('Closure Open Ended')).length);
  }
  expect(days).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2]);
  expect(await told('Closure Open Ended')).toMatchObject([
    { closure: 'ad-hoc:flood', days: 3, businesses: 1, by: 'token:till' },
    { days: 10 },
  ]);
}, 30_000);
