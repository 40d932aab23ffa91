import { afterEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../../lib/clock.ts';
import type { Organization } from '../../../lib/config/model.ts';
import { FullMinute } from '../../../lib/reconcile/pass/full-minute.ts';
import { createPacer, type Pacer } from '../../../lib/reconcile/pass/pacer.ts';
import { readSilence } from '../../../lib/reconcile/pass/silence.ts';
import { spacingOf } from '../../../lib/reconcile/situation/spacing.ts';
import { VirtualClock } from '../../../lib/simulation/virtual-clock.ts';
import { openStore } from '../../../lib/store/index.ts';
import type { Store } from '../../../lib/store/store.ts';
import { type TemporaryFolder, temporaryFolder } from '../../support/world/temporary-folder.ts';

const START = Date.parse('2026-12-25T00:00:00Z');
const opened: Store[] = [];
const folders: TemporaryFolder[] = [];

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  for (const folder of folders.splice(0)) await folder[Symbol.asyncDispose]();
});

const organization = (requestsPerMinute: number, budgetShare = 0.8): Organization => ({
  id: 'acme',
  apiKey: 'env:KEY',
  baseUrl: 'http://127.0.0.1:1/v2',
  requestsPerMinute,
  budgetShare,
  timezone: null,
  language: null,
  webhookPublicKey: null,
  businesses: {},
  corrections: [],
});

async function setUp(
  one = organization(300),
): Promise<{ clock: VirtualClock; pacers: [Pacer, Pacer]; store: Store }> {
  const clock = new VirtualClock(START);
  const folder = await temporaryFolder();
  folders.push(folder);
  const path = `sqlite:${folder.path}/state.db`;
  const stores = [await openStore(path), await openStore(path)] as const;
  opened.push(...stores);
  return {
    clock,
    pacers: [createPacer(stores[0], one, clock), createPacer(stores[1], one, clock)],
    store: stores[0],
  };
}

/** Takes `count` turns one after the other, as fast as they are given; the instants, from the start. */
async function take(pacer: Pacer, clock: VirtualClock, count: number): Promise<number[]> {
  const taken: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    await pacer.acquire();
    taken.push(clock.now() - START);
  }
  return taken;
}

function mostWithin(instants: readonly number[], milliseconds: number): number {
  const sorted = [...instants].sort((a, b) => a - b);
  return Math.max(
    ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + milliseconds).length),
  );
}

describe('the pace of one organization', () => {
  test('two pacers on one store never exceed it together, and use it up', async () => {
    const { clock, pacers } = await setUp();
    const [a, b] = await Promise.all(pacers.map((pacer) => take(pacer, clock, 300)));
    const all = [...(a ?? []), ...(b ?? [])];
    expect(mostWithin(all, 60_000)).toBeLessThanOrEqual(240);
    expect(mostWithin(all, 1000)).toBeLessThanOrEqual(5);
    expect(Math.max(...all)).toBeLessThan(600 * spacingOf(organization(300)) + 1000);
  });

  test.each([
    [300, 0.8],
    [7, 1],
    [1000, 0.37],
    [60, 0.01],
  ])('%i a minute and a share of %d, fractions and all', async (requestsPerMinute, budgetShare) => {
    const one = organization(requestsPerMinute, budgetShare);
    const { clock, pacers } = await setUp(one);
    const taken = await take(pacers[0], clock, 40);
    const gaps = taken.slice(1).map((at, index) => at - (taken[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(60_000 / (requestsPerMinute * budgetShare) - 1);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(spacingOf(one) + 1);
  });

  test('turns asked for all at once come in order, one at a time', async () => {
    const { clock, pacers } = await setUp();
    const order: number[] = [];
    const instants: number[] = [];
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        await pacers[0].acquire();
        order.push(index);
        instants.push(clock.now());
      }),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(mostWithin(instants, 1000)).toBeLessThanOrEqual(4);
  });

  test('slots that were missed are given up, not made up for in a burst', async () => {
    const { clock, pacers } = await setUp();
    await take(pacers[0], clock, 1);
    await clock.sleep(30_000);
    const taken = await take(pacers[0], clock, 20);
    expect(mostWithin(taken, 1000)).toBeLessThanOrEqual(4);
  });
});

test.each([
  { requestsPerMinute: 300, budgetShare: 0.8, quota: 240 },
  // 60,000 divided by the spacing is a hair more than the quota, as computers divide.
  { requestsPerMinute: 49, budgetShare: 1, quota: 49 },
  { requestsPerMinute: 228, budgetShare: 0.5, quota: 114 },
])('however long requests are on their way, no minute sees more of them arrive than $quota', async (one) => {
  const { requestsPerMinute, budgetShare, quota } = one;
  const organized = organization(requestsPerMinute, budgetShare);
  const { clock, pacers } = await setUp(organized);
  const arrivals: number[] = [];
  const underWay: Promise<void>[] = [];
  for (let request = 0; request < 1000; request += 1) {
    const over = await pacers[0].acquire();
    // Quick, but for every twentieth, which takes up to 3 s to get there.
    const onItsWay = request % 20 === 0 ? (request % 7) * 500 : 5;
    underWay.push(
      clock.sleep(onItsWay).then(async () => {
        arrivals.push(clock.now() - START);
        await clock.sleep(5);
        over();
      }),
    );
  }
  await Promise.all(underWay);
  expect(mostWithin(arrivals, 60_000)).toBeLessThanOrEqual(quota);
  expect(mostWithin(arrivals, 60_000)).toBeGreaterThanOrEqual(quota - 1);
  const minutes = 1000 / quota;
  expect(Math.max(...arrivals)).toBeLessThan(1000 * spacingOf(organized) + minutes * 3000);
});

test.each([
  { answer: 200, differ: 0, over: 0.003 },
  { answer: 2000, differ: 0, over: 0.003 },
  { answer: 2000, differ: 120, over: 0.003 },
  { answer: 2000, differ: 3000, over: 0.08 },
])('answers after $answer ms, $differ more for some on their way: no minute sees too many', async (one) => {
  const { answer, differ, over } = one;
  const { clock, pacers } = await setUp();
  const arrivals: number[] = [];
  const underWay: Promise<void>[] = [];
  for (let request = 0; request < 1000; request += 1) {
    const end = await pacers[0].acquire();
    const onItsWay = request % 7 === 0 ? differ : 0;
    underWay.push(
      clock.sleep(onItsWay).then(async () => {
        arrivals.push(clock.now() - START);
        await clock.sleep(answer);
        end();
      }),
    );
  }
  await Promise.all(underWay);
  expect(mostWithin(arrivals, 60_000)).toBeLessThanOrEqual(240);
  expect(Math.max(...arrivals) - differ).toBeLessThanOrEqual(1000 * 250 * (1 + over));
});

test('what all answers took is forgotten as soon as one is quicker', () => {
  let now = START;
  const minute = new FullMinute({ now: () => now, sleep: async () => {} }, 3, 60_000);
  const take = (milliseconds: number) => {
    const over = minute.begin();
    now += milliseconds;
    over();
  };
  for (let request = 0; request < 3; request += 1) take(2000);
  // Answered two seconds after the start; what arrived may have arrived an eighth of a second after it began.
  expect(minute.roomFrom() - START).toBe(60_125);
  expect(minute.roomFrom(1) - START).toBe(62_125);
  take(10);
  expect(minute.roomFrom() - START).toBe(64_000);
});

describe('what is used late has no minute see more, whoever has the slots behind it', () => {
  test.each([
    { late: 300, others: 'come later' },
    { late: 5000, others: 'come later' },
    { late: 300, others: 'were there before' },
    { late: 5000, others: 'were there before' },
  ])('where somebody comes $late ms late, and others $others', async ({ late, others }) => {
    const { clock, pacers } = await setUp(organization(5, 1));
    const first = await take(pacers[0], clock, 1);
    const before = others === 'were there before' ? take(pacers[1], clock, 4) : null;
    await clock.sleep(12_000 + late);
    const ours = await take(pacers[0], clock, 3);
    const theirs = await (before ?? take(pacers[1], clock, 4));
    expect(mostWithin([...first, ...ours, ...theirs], 60_000)).toBeLessThanOrEqual(5);
  });

  test('where an answer kept the minute full', async () => {
    const { clock, pacers } = await setUp(organization(5, 1));
    const arrived: number[] = [];
    const slow = async (pacer: Pacer, count: number) => {
      for (let turn = 0; turn < count; turn += 1) {
        const over = await pacer.acquire();
        arrived.push(clock.now() - START);
        void clock.sleep(turn % 5 === 0 ? 3000 : 100).then(over);
      }
    };
    await slow(pacers[0], 5);
    await Promise.all([slow(pacers[0], 20), slow(pacers[1], 20)]);
    expect(mostWithin(arrived, 60_000)).toBeLessThanOrEqual(5);
  });

  test('where nobody else is there, it costs no more than it was late', async () => {
    const { clock, pacers } = await setUp(organization(5, 1));
    for (let turn = 0; turn < 100; turn += 1) {
      const over = await pacers[0].acquire();
      void clock.sleep(turn % 7 === 0 ? 300 : 100).then(over);
    }
    expect(clock.now() - START).toBeLessThan(1.005 * 99 * 12_000);
  });
});

describe('two requests that go together', () => {
  /** Takes turns that are over at once, `together` of them as soon as they may follow each other; the instants. */
  async function takeTogether(pacer: Pacer, clock: Clock, together: 1 | 2, count: number): Promise<number[]> {
    const taken: number[] = [];
    for (let turn = 0; turn < count; turn += 1) {
      if (together === 2) await clock.sleep((await pacer.pairFrom()) - clock.now());
      for (let request = 0; request < together; request += 1) {
        const over = await pacer.acquire();
        taken.push(clock.now() - START);
        over();
      }
    }
    return taken;
  }

  test.each([
    { requestsPerMinute: 2, budgetShare: 1, most: 2 },
    { requestsPerMinute: 2, budgetShare: 0.7, most: 2 },
    { requestsPerMinute: 5, budgetShare: 0.45, most: 3 },
  ])(
    'at $requestsPerMinute a minute and a share of $budgetShare no minute sees more than $most, whoever comes in between',
    async ({ requestsPerMinute, budgetShare, most }) => {
      const { clock, pacers } = await setUp(organization(requestsPerMinute, budgetShare));
      const [ours, theirs] = pacers;
      const all = [await takeTogether(ours, clock, 1, 1)];
      all.push(
        ...(await Promise.all([
          takeTogether(ours, clock, 2, 6),
          clock.sleep(5000).then(() => takeTogether(theirs, clock, 1, 3)),
        ])),
      );
      all.push(
        ...(await Promise.all([
          takeTogether(ours, clock, 2, 6),
          clock.sleep(5000).then(() => takeTogether(theirs, clock, 2, 6)),
        ])),
      );
      expect(mostWithin(all.flat(), 60_000)).toBeLessThanOrEqual(most);
    },
  );

  test('alone they cost no more than their two slots', async () => {
    const one = organization(2, 1);
    const { clock, pacers } = await setUp(one);
    const taken = await takeTogether(pacers[0], clock, 2, 20);
    expect(mostWithin(taken, 60_000)).toBe(2);
    expect(clock.now() - START).toBeLessThanOrEqual(40 * spacingOf(one));
  });
});

test('a clock that is set back an hour does not stop the requests for an hour', async () => {
  const { clock, store } = await setUp();
  let behind = 0;
  const setBack: Clock = {
    now: () => clock.now() - behind,
    sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
  };
  const pacer = createPacer(store, organization(300), setBack);
  await take(pacer, clock, 250);
  behind = 3600_000;
  const from = clock.now() - START;
  const taken = await take(pacer, clock, 250);
  expect(Math.max(...taken) - from).toBeLessThan(2 * 60_000);
  expect(mostWithin(taken, 60_000)).toBeLessThanOrEqual(240);
});

describe('when Partoo asks for silence', () => {
  test('neither pacer sends before it is over, slots that were reserved before included', async () => {
    const { clock, pacers } = await setUp();
    await take(pacers[0], clock, 1);
    await take(pacers[1], clock, 1);
    const until = clock.now() + 17_500;
    await pacers[0].pauseUntil(until);
    const taken = await take(pacers[0], clock, 5);
    expect(Math.min(...taken)).toBeGreaterThanOrEqual(until - START);
    expect(mostWithin(taken, 1000)).toBeLessThanOrEqual(4);
  });

  test('somebody who waits for a turn already goes on waiting', async () => {
    const { clock, pacers } = await setUp(organization(6, 1));
    await take(pacers[0], clock, 1);
    const waiting = take(pacers[0], clock, 1);
    await clock.sleep(1000);
    await pacers[0].pauseUntil(clock.now() + 20_000);
    expect((await waiting)[0]).toBeGreaterThanOrEqual(21_000);
  });

  test.each([
    { asked: 12_000, waits: 15_000 },
    { asked: 25_000, waits: 28_000 },
  ])('another process, whose slots were reserved before, keeps $asked ms of it too', async (one) => {
    const { clock, pacers } = await setUp(organization(20, 1));
    await take(pacers[0], clock, 1);
    const theirs = take(pacers[1], clock, 1);
    await clock.sleep(3000);
    await pacers[0].pauseUntil(clock.now() + one.asked);
    expect((await theirs)[0]).toBeGreaterThanOrEqual(one.waits);
  });

  test('another process, whose slots were reserved before, does not wait for long either', async () => {
    const { clock, pacers } = await setUp(organization(20, 1));
    await take(pacers[0], clock, 1);
    const theirs = take(pacers[1], clock, 1);
    await clock.sleep(3000);
    const until = clock.now() + 60_000;
    await expect(pacers[0].pauseUntil(until)).rejects.toMatchObject({ code: 'deferred' });
    await expect(theirs).rejects.toMatchObject({ code: 'deferred', until });
  });

  test('a shorter wait does not take back a longer one', async () => {
    const { clock, pacers } = await setUp();
    await pacers[0].pauseUntil(START + 20_000);
    await pacers[0].pauseUntil(START + 10_000);
    expect((await take(pacers[0], clock, 1))[0]).toBeGreaterThanOrEqual(20_000);
  });

  test.each([
    { asked: 60_000, kept: 60_000 },
    { asked: 300_000, kept: 300_000 },
    { asked: 3_600_000, kept: 300_000 },
    { asked: 1e18, kept: 300_000 },
  ])('for $asked ms, nobody waits that long, nor is it remembered longer than $kept ms', async (one) => {
    const { clock, pacers, store } = await setUp();
    await take(pacers[0], clock, 1);
    const from = clock.now();
    const deferred = { code: 'deferred', until: from + one.kept };
    await expect(pacers[0].pauseUntil(from + one.asked)).rejects.toMatchObject(deferred);
    for (let attempt = 0; attempt < 20; attempt += 1)
      for (const pacer of pacers) await expect(pacer.acquire()).rejects.toMatchObject(deferred);
    expect(clock.now()).toBe(from);
    expect(await readSilence(store, 'acme', clock.now())).toBe(from + one.kept);

    await clock.sleep(one.kept - 20_000);
    const taken = await Promise.all(pacers.map((pacer) => take(pacer, clock, 8)));
    expect(Math.min(...taken.flat())).toBe(from + one.kept - START);
    expect(mostWithin(taken.flat(), 1000)).toBeLessThanOrEqual(4);
    expect(await readSilence(store, 'acme', clock.now())).toBeNull();
  });

  test('at a pace at which the others alone take minutes, their turns are waited for', async () => {
    const { clock, pacers, store } = await setUp(organization(6, 1));
    for (let block = 0; block < 4; block += 1) await store.reserveSlots('acme', 4, 10_000, clock.now());
    expect((await take(pacers[0], clock, 1))[0]).toBeGreaterThanOrEqual(160_000);
  });
});

test('whoever gives up waiting leaves his turn to those behind', async () => {
  const { clock, pacers } = await setUp(organization(6, 1));
  await take(pacers[0], clock, 1);
  const controller = new AbortController();
  const first = pacers[0].acquire(controller.signal);
  const second = pacers[0].acquire();
  await clock.sleep(1000);
  controller.abort(new Error('enough'));
  await expect(first).rejects.toThrow('enough');
  await second;
  expect(clock.now() - START).toBeLessThanOrEqual(10_040 + 1);
  await pacers[0].acquire();
  expect(clock.now() - START).toBeGreaterThanOrEqual(2 * 10_000);
});
