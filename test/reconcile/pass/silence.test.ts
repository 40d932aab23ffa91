import { afterEach, beforeEach, expect, test } from 'vitest';
import { withOutbox } from '../../../lib/events/with-outbox.ts';
import { createDeps, type Deps, release, resume, status } from '../../../lib/operations/index.ts';
import { run } from '../../../lib/operations/run.ts';
import type { Happening } from '../../../lib/reconcile/pass/deps.ts';
import { BY_HAND } from '../../support/world/asked.ts';
import { CHRISTMAS, DURING, outcomes, parisShops, writesDone } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const SHOPS = 30;

let world: World;
let deps: Deps;
let told: Happening[];
/** What Partoo answers instead, the next requests of this method. */
let refusals: { method: string; status: number; retryAfter: string }[];

beforeEach(async () => {
  world = await makeWorld({ businesses: parisShops(SHOPS), rules: CHRISTMAS });
  await world.until(DURING);
  told = [];
  refusals = [];
  deps = createDeps({
    store: withOutbox(world.store),
    clock: world.clock,
    env: { PARTOO_API_KEY: 'sandbox-key' },
    random: () => 0.5,
    tell: (happening) => told.push(happening),
    fetch: async (input, init) => {
      const at = refusals.findIndex(({ method }) => method === new Request(input, init).method);
      const [refusal] = at < 0 ? [] : refusals.splice(at, 1);
      if (!refusal) return world.clock.fetch(input, init);
      return new Response('', { status: refusal.status, headers: { 'retry-after': refusal.retryAfter } });
    },
  });
});
afterEach(() => world.end());

const pass = () => run(deps, { ...BY_HAND, waitMilliseconds: 30 * SECOND });
const failures = async () =>
  (await world.store.takeOutbox('acme', 1000)).filter(({ type }) => type === 'Business Failing');

test.each([
  { method: 'GET', retryAfter: '31', minutes: 31 / 60 },
  { method: 'GET', retryAfter: '60', minutes: 1 },
  { method: 'GET', retryAfter: '3600', minutes: 5 },
  { method: 'GET', retryAfter: '2147484', minutes: 5 },
  { method: 'GET', retryAfter: 'Fri, 31 Dec 9999 23:59:59 GMT', minutes: 5 },
  { method: 'POST', retryAfter: '99999999999', minutes: 5 },
])(
  'Retry-After: $retryAfter to a $method defers, says so at once, and is over after $minutes min',
  async (one) => {
    refusals.push({ ...one, status: 429 });
    const from = world.clock.now();
    const report = await pass();
    const until = from + one.minutes * MINUTE;
    expect(world.clock.now() - from).toBeLessThan(5 * SECOND);
    expect(report.converged).toBe(false);
    const [acme] = report.organizations;
    expect(acme?.error).toMatchObject({ code: 'deferred', message: expect.stringContaining('Retry-After') });
    const dueAt = acme?.dueAt as number;
    expect(dueAt - until).toBeLessThan(5 * SECOND);
    expect(dueAt - until).toBeGreaterThanOrEqual(0);
    expect(new Set(acme?.results.map(({ outcome }) => outcome))).toEqual(new Set(['deferred']));
    expect(acme?.results).toHaveLength(SHOPS);

    const { waiting } = await status(deps, null);
    expect(waiting).toMatchObject([{ organization: 'acme', why: expect.stringContaining('Retry-After') }]);
    expect(dueAt - Date.parse(waiting[0]?.until as string)).toBeLessThan(SECOND);

    world.sandbox.requests.splice(0);
    expect((await pass()).organizations[0]?.error?.code).toBe('deferred');
    expect(world.sandbox.requests).toEqual([]);
    expect(world.clock.now() - from).toBeLessThan(5 * SECOND);

    await world.clock.sleepUntil(dueAt);
    const after = await pass();
    expect(after.converged).toBe(true);
    expect(await failures()).toEqual([]);
    expect((await status(deps, null)).waiting).toEqual([]);
  },
);

test('a silence in the middle of a wave leaves the rest to the next pass, and nobody fails', async () => {
  const work = pass();
  await world.clock.sleep(5 * SECOND);
  refusals.push({ method: 'POST', status: 429, retryAfter: '3600' });
  const first = await work;
  expect(outcomes(first).filter((line) => line.endsWith('deferred'))).toHaveLength(SHOPS);
  const done = writesDone(world);
  expect(done).toBeGreaterThan(10);
  expect(done).toBeLessThan(SHOPS);

  await world.clock.sleepUntil(first.organizations[0]?.dueAt as number);
  expect((await pass()).converged).toBe(true);
  expect(writesDone(world)).toBe(SHOPS);
  expect(await failures()).toEqual([]);
});

test('a silence that ends a pass is learned from, as far as the pass had asked for enough to tell', async () => {
  const work = pass();
  await world.clock.sleep(8 * SECOND);
  refusals.push({ method: 'POST', status: 429, retryAfter: '31' });
  const first = await work;
  expect(first.organizations[0]?.error?.code).toBe('deferred');
  const { crowded } = await status(deps, null);
  expect(crowded).toMatchObject([{ organization: 'acme', refused: 1 }]);
  // Eight seconds of work, and 31 in which nothing may be asked.
  expect(crowded[0]?.speed).toBeCloseTo(8 / 39, 1);

  await world.clock.sleepUntil(first.organizations[0]?.dueAt as number);
  const second = await pass();
  expect(second.converged).toBe(true);
  expect(second.organizations[0]?.warnings.map(({ code }) => code)).toEqual(['crowded']);
});

test('`release` is deferred as well, and done afterwards', async () => {
  const before = world.listing();
  await pass();
  expect(world.listing()).not.toBe(before);
  refusals.push({ method: 'POST', status: 429, retryAfter: '60' });
  const everybody = { scope: {}, all: true, organization: null };
  const first = (await release(deps, everybody)).organizations[0];
  expect(first?.error?.code).toBe('deferred');
  await world.clock.sleepUntil(first?.dueAt as number);
  expect((await pass()).converged).toBe(true);
  expect(world.listing()).toBe(before);
});

test('`resume` has Partoo asked again at once', async () => {
  refusals.push({ method: 'GET', status: 429, retryAfter: '3600' });
  await pass();
  await resume(deps, null);
  expect((await status(deps, null)).waiting).toEqual([]);
  expect((await pass()).converged).toBe(true);
});

test.each([
  { name: 'an hour', ahead: 60 * MINUTE },
  { name: 'further than a timer counts', ahead: 2_147_484 * SECOND },
  { name: 'a century', ahead: 100 * 365 * 24 * 60 * MINUTE },
])('a store that 0.1.0 silenced for $name heals by itself, and keeps the pace', async ({ ahead }) => {
  await world.store.delaySlots('acme', world.clock.now() + ahead);
  const from = world.clock.now();
  expect((await pass()).converged).toBe(true);
  expect(world.clock.now() - from).toBeLessThan(MINUTE);
  const times = world.sandbox.requests.map(({ at }) => at);
  const gaps = times.slice(1).map((at, index) => at - (times[index] as number));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(249);
});

test.each(['2', '30'])(
  'a short one (%s s) is sat out, with a line that says until when',
  async (retryAfter) => {
    refusals.push({ method: 'GET', status: 429, retryAfter });
    const from = world.clock.now();
    expect((await pass()).converged).toBe(true);
    expect(told).toContainEqual(
      expect.objectContaining({
        kind: 'waiting',
        organization: 'acme',
        until: from + Number(retryAfter) * SECOND,
      }),
    );
  },
);

test('what one shop is refused with a 503 silences nobody else', async () => {
  refusals.push({ method: 'POST', status: 503, retryAfter: '3600' });
  const report = await pass();
  expect(outcomes(report).filter((line) => line.endsWith('applied'))).toHaveLength(SHOPS);
});
