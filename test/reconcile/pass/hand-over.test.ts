import { afterEach, describe, expect, test, vi } from 'vitest';
import type { BusEvent } from '../../../lib/events/bus.ts';
import { withOutbox } from '../../../lib/events/with-outbox.ts';
import { type DueReport, failureOf, reconcileDue } from '../../../lib/operations/reconcile-due.ts';
import { CHRISTMAS, DURING, parisShops } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

vi.setConfig({ testTimeout: 240_000 });

const SECOND = 1000;
/** For so long a lease is taken. */
const MINUTE = 60 * SECOND;
/** What a function keeps of its time for its end. */
const RESERVE = 10 * SECOND;

let world: World;
let events: BusEvent[];
afterEach(() => world.end());

async function setUp(shops: number): Promise<void> {
  world = await makeWorld({ businesses: parisShops(shops), rules: CHRISTMAS });
  await world.until(DURING);
  events = [];
}

/** One invocation of the function that has so long to live. */
function invocation(lives: number): Promise<DueReport> {
  const put = async (some: readonly BusEvent[]) => {
    events.push(...some);
    return [];
  };
  const deps = { ...world.deps, store: withOutbox(world.store), announces: true };
  return reconcileDue(deps, { put }, 'acme', world.clock.now() + lives - RESERVE);
}

/** Invocations one after the other, as each hands on to the next, until one does not. */
async function relay(lives: number): Promise<DueReport[]> {
  const reports: DueReport[] = [];
  do reports.push(await invocation(lives));
  while (reports.at(-1)?.skipped === null && (reports.at(-1) as { handedOn: boolean }).handedOn);
  return reports;
}

const told = (type: string) => events.filter((event) => event.type === type);
const writes = () => world.sandbox.requests.filter(({ method }) => method === 'POST');
const isClosed = ({ is_launched }: { is_launched?: boolean | null }) => is_launched === false;

test.each([
  { shops: 200, lives: 20 * SECOND, invocations: 8 },
  { shops: 500, lives: 120 * SECOND, invocations: 3 },
])(
  'a wave of $shops with $lives ms to live: nobody fails, nobody is left, no gap, no write twice',
  async (one) => {
    await setUp(one.shops);
    const reports = await relay(one.lives);
    expect(told('Business Failing')).toEqual([]);
    expect(told('Closure Late').length).toBeLessThanOrEqual(1);
    expect(world.sandbox.settings().filter(isClosed)).toHaveLength(one.shops);
    expect(writes()).toHaveLength(one.shops);
    expect(reports.length).toBeLessThanOrEqual(one.invocations);
    const outcomes = reports.flatMap((due) => (due.skipped === null ? due.report.results : []));
    expect(outcomes.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(outcomes.filter(({ outcome }) => outcome === 'applied')).toHaveLength(one.shops);

    const times = writes().map(({ at }) => at);
    const gaps = times.slice(1).map((at, index) => at - (times[index] as number));
    expect(Math.max(...gaps)).toBeLessThan(3 * SECOND);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(249);
  },
);

describe('a lease that somebody left behind', () => {
  test.each([6 * SECOND, MINUTE - 1])('is waited for: %d ms', async (left) => {
    await setUp(3);
    await world.store.takeLease('acme', world.clock.now(), left);
    const from = world.clock.now();
    const due = await invocation(900 * SECOND);
    expect(failureOf(due)).toBeNull();
    expect(due).toMatchObject({ skipped: null, report: { isElsewhere: false } });
    expect(writes()).toHaveLength(3);
    expect((writes()[0]?.at as number) - from - left).toBeLessThan(2 * SECOND);
  });

  test('is left to whoever is alive, as soon as that shows', async () => {
    await setUp(3);
    const lease = await world.store.takeLease('acme', world.clock.now(), MINUTE);
    const from = world.clock.now();
    const waiting = invocation(900 * SECOND);
    await world.clock.sleep(10 * SECOND);
    await world.store.renewLease(lease!, world.clock.now(), MINUTE);
    expect(await waiting).toMatchObject({ skipped: null, report: { isElsewhere: true } });
    expect(world.clock.now() - from).toBeLessThan(12 * SECOND);
    expect(writes()).toEqual([]);
  });

  test('is not waited for beyond what is left to live', async () => {
    await setUp(3);
    await world.store.takeLease('acme', world.clock.now(), MINUTE);
    const from = world.clock.now();
    expect(await invocation(20 * SECOND)).toMatchObject({ report: { isElsewhere: true } });
    expect(world.clock.now()).toBe(from);
  });

  test('and that is let go of is nothing to do, where its holder has done all', async () => {
    await setUp(3);
    const lease = await world.store.takeLease('acme', world.clock.now(), MINUTE);
    const waiting = invocation(900 * SECOND);
    await world.clock.sleep(3 * SECOND);
    await world.store.setDue('acme', world.clock.now() + 3600 * SECOND);
    await world.store.releaseLease(lease!);
    expect(await waiting).toMatchObject({ skipped: 'not due' });
  });
});

test('that a shop begins to fail is told once, and again only after it had recovered', async () => {
  await setUp(3);
  const [{ id }] = world.sandbox.settings() as unknown as [{ id: number }];
  const refuse = () =>
    world.sandbox.setFaults({
      script: [{ match: { method: 'POST', path: `/messaging/settings/${id}$` }, fault: 'serverError' }],
    });
  refuse();
  for (let pass = 0; pass < 6; pass += 1) {
    await relay(900 * SECOND);
    await world.clock.sleepUntil((await world.store.readDue('acme'))!);
  }
  expect(told('Business Failing')).toHaveLength(1);

  world.sandbox.setFaults({});
  for (let pass = 0; pass < 3; pass += 1) {
    await world.clock.sleep(3600 * SECOND);
    await relay(900 * SECOND);
  }
  expect(world.sandbox.settings().every(isClosed)).toBe(true);
  expect(told('Business Failing')).toHaveLength(1);

  refuse();
  await world.until('2026-12-26T00:00:10+01:00');
  await relay(900 * SECOND);
  expect(told('Business Failing')).toHaveLength(2);
});
