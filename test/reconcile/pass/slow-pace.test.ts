import { afterEach, expect, test } from 'vitest';
import { appliedConfig, plan, status } from '../../../lib/operations/index.ts';
import { AFTER, CHRISTMAS, DURING, outcomes, parisShops, writesDone } from '../../support/world/passes.ts';
import { SWAP_RULES, swapWorld, templateResults, templatesListed } from '../../support/world/templates.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const FRESH_MILLISECONDS = 30_000;

/** Of each write how long ago its business was last read, ms. */
function agesOfReads(): number[] {
  const { requests } = world.sandbox;
  return requests.flatMap(({ method, at }, index) => {
    if (method !== 'POST') return [];
    const read = requests.slice(0, index).findLast((one) => one.method === 'GET');
    return [at - (read?.at ?? Number.NEGATIVE_INFINITY)];
  });
}

test.each([
  { requestsPerMinute: 2, budgetShare: 0.51 },
  { requestsPerMinute: 2, budgetShare: 0.8 },
  { requestsPerMinute: 2, budgetShare: 1 },
  { requestsPerMinute: 10, budgetShare: 0.1 },
  { requestsPerMinute: 3, budgetShare: 0.8 },
  { requestsPerMinute: 4, budgetShare: 1 },
])(
  'at $requestsPerMinute a minute and a share of $budgetShare a read and its write come together',
  async ({ requestsPerMinute, budgetShare }) => {
    world = await makeWorld({
      ...{ businesses: parisShops(3), rules: CHRISTMAS, requestsPerMinute },
      organization: `    requestsPerMinute: ${requestsPerMinute}\n    budgetShare: ${budgetShare}\n`,
    });
    await world.until(DURING);
    const from = world.clock.now();

    const report = await world.run();

    expect(outcomes(report)).toEqual(
      ['ST-00001', 'ST-00002', 'ST-00003'].map((code) => `${code} close applied`),
    );
    expect(writesDone(world)).toBe(3);
    expect(Math.max(...agesOfReads())).toBeLessThanOrEqual(FRESH_MILLISECONDS);
    expect(world.sandbox.requests.filter(({ status }) => status === 429)).toEqual([]);
    const { length } = world.sandbox.requests;
    const spacing = 60_000 / (requestsPerMinute * budgetShare);
    expect(world.clock.now() - from).toBeLessThanOrEqual((length + 1) * spacing + 1000);
    expect(world.clock.now() - from).toBeGreaterThanOrEqual((length - 2) * spacing);
  },
);

test.each([2.4, 3.2, 3.9, 4.5, 6])(
  'at %d a minute a write costs its part of a read and itself, and no read is thrown away',
  async (perMinute) => {
    world = await makeWorld({
      ...{ businesses: parisShops(4), rules: CHRISTMAS, requestsPerMinute: 10 },
      organization: `    requestsPerMinute: 10\n    budgetShare: ${perMinute / 10}\n`,
    });
    await world.until(DURING);
    world.sandbox.requests.splice(0);
    await world.run();
    expect(writesDone(world)).toBe(4);
    const methods = world.sandbox.requests.map(({ method }) => method);
    const reads = methods.slice(methods.indexOf('POST')).filter((method) => method === 'GET');
    // For each of the other three, and for all of them together once they are written.
    expect(reads.length).toBeLessThanOrEqual(3 + 1);
    expect(Math.max(...agesOfReads())).toBeLessThanOrEqual(FRESH_MILLISECONDS);
  },
);

test('a write whose turn others of the same key put off for long is left to later, and has not failed', async () => {
  world = await makeWorld({
    ...{ businesses: parisShops(3), rules: CHRISTMAS, requestsPerMinute: 6 },
    organization: '    requestsPerMinute: 6\n',
  });
  await world.until(DURING);
  const { clock, store } = world;
  let isOver = false;
  // Another process, which takes a block of slots right after each of ours.
  const other = (async () => {
    while (!isOver) {
      await store.reserveSlots('acme', 4, 12_500, clock.now());
      await clock.sleep(10_000);
    }
  })();
  const report = await world.run();
  isOver = true;
  await other;

  expect(outcomes(report).filter((one) => / failed/.test(one))).toEqual([]);
  const { businesses } = await status(world.deps, null);
  expect(businesses.map(({ lastError }) => lastError)).toEqual([null, null, null]);
});

test('a pass keeps its lease while others have the slots for longer than a lease lasts', async () => {
  world = await makeWorld({
    ...{ businesses: parisShops(2), rules: CHRISTMAS, requestsPerMinute: 2 },
    organization: '    requestsPerMinute: 2\n',
  });
  await world.until(DURING);
  const { clock, store } = world;
  // Another process was first, and has the slots of the coming minutes.
  await store.reserveSlots('acme', 4, 37_500, clock.now());
  let isOver = false;
  const report = world.run().finally(() => {
    isOver = true;
  });
  const held: boolean[] = [];
  await clock.sleep(1000);
  while (!isOver) {
    held.push((await store.lastLease('acme', clock.now()))?.isHeld === true);
    await clock.sleep(5000);
  }

  expect(outcomes(await report)).toEqual(['ST-00001 close applied', 'ST-00002 close applied']);
  expect(held.length).toBeGreaterThan(24);
  expect(held.slice(0, -1)).not.toContain(false);
});

test('templates that rules swap are read and written together, too', async () => {
  const rules = SWAP_RULES.replace('🎄" }', '🎄" }, Devis: { icon: "🎄" }').replace(
    'effect: {',
    'effect: { reachable: keep, offlineMessage: keep, chatHours: keep,',
  );
  world = await swapWorld(rules, undefined, {
    requestsPerMinute: 2,
    organization: '    requestsPerMinute: 2\n',
  });
  const before = templatesListed(world);
  await world.until(DURING);

  const report = await world.run();

  expect(templateResults(report).sort()).toEqual(['Devis change applied', 'Vacances change applied']);
  expect(world.sandbox.requests.filter(({ status }) => status === 429)).toEqual([]);
  await world.until(AFTER);
  await world.run();
  expect(templatesListed(world)).toBe(before);
});

test.each([
  [5, 0],
  [7, 0],
  [4, 5],
])('at %i requests a minute a wave is read once, and as late as its plan says: %i', async (pace, late) => {
  world = await makeWorld({
    businesses: parisShops(6 * pace),
    start: '2026-12-25T09:00:00+01:00',
    organization: `    requestsPerMinute: ${pace}\n    budgetShare: 1\n`,
    rules: 'rules: { works: { dates: [{ from: 2026-12-25T10:00, to: 2026-12-25T14:00 }] } }\n',
  });
  const { config } = await appliedConfig(world.deps.store);
  const noon = { from: world.clock.now(), to: Date.parse('2026-12-25T12:00:00+01:00') };
  const told: number[] = [];
  for await (const part of plan(world.deps, config, {
    ...noon,
    organization: null,
    summary: true,
    stored: true,
  }))
    if (part.kind === 'wave') told.push(part.wave.late);
  expect(told).toEqual([late]);
  await world.run();
  world.sandbox.requests.splice(0);
  await world.clock.sleepUntil((await world.store.readDue('acme')) ?? 0);
  await world.run();
  const writes = world.sandbox.requests.filter(({ method }) => method === 'POST');
  expect(writes).toHaveLength(6 * pace);
  const after = writes.filter(({ at }) => at > Date.parse('2026-12-25T10:00:00+01:00')).length;
  expect(after).toBeLessThanOrEqual(late);
  expect(after).toBeGreaterThanOrEqual(late - 1);
});
