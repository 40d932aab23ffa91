import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AdHocClosure, Business } from '../../lib/closures/model.ts';
import { overlayKeyOf } from '../../lib/closures/overlay.ts';
import { newRecord } from '../../lib/closures/record.ts';
import { parseConfig } from '../../lib/config/index.ts';
import { OUTGOING, type OutgoingType } from '../../lib/events/schemas/outgoing.ts';
import { announceClosures } from '../../lib/reconcile/announce.ts';
import { type BusinessMark, markOf } from '../../lib/reconcile/marks.ts';
import { expandCalendars } from '../../lib/reconcile/refresh.ts';
import { makeSituation } from '../../lib/reconcile/session.ts';
import { openStore } from '../../lib/store/index.ts';
import type { OutboxFact, Store } from '../../lib/store/store.ts';
import { business, closure, directory } from '../store/samples.ts';
import { closuresYml } from '../support/world.ts';

const CHRISTMAS = '  christmas: { dates: [{ from: 2026-12-25, name: Noël }] }\n';
const START = Date.parse('2026-12-25T00:00:00+01:00');
const END = Date.parse('2026-12-26T00:00:00+01:00');
const SECOND = 1000;
const CLOSED = { overlayKey: overlayKeyOf({ reachable: false, chatHours: 'closed' }) };
const SHOPS = [business('b1'), business('b2'), business('b3')];

let store: Store;
beforeEach(async () => {
  store = await openStore('sqlite::memory:');
});
afterEach(() => store.close());

interface Scene {
  rules?: string;
  businesses?: Business[];
  adHoc?: AdHocClosure[];
  /** What is remembered of businesses, by id; of the others nothing. */
  marks?: Record<string, Partial<BusinessMark>>;
}

async function announce(
  now: number,
  { rules = CHRISTMAS, businesses = SHOPS, adHoc = [], marks = {} }: Scene = {},
  told: Store = store,
): Promise<number> {
  const { config } = parseConfig(closuresYml('https://api.partoo.co/v2', `rules:\n${rules}`), 'closures.yml');
  const [acme] = config.organizations;
  const window = { from: '2026-12-01', to: '2027-02-01' };
  const { calendars } = await expandCalendars(config, '', acme!, businesses, window);
  const remembered = { directory: directory(businesses), calendars };
  const known = Object.entries(marks).map(
    ([id, mark]) => [id, { ...markOf(newRecord(id, null), now), ...mark }] as const,
  );
  return announceClosures(told, makeSituation(config, acme!, remembered, adHoc), new Map(known), now);
}

/** Takes everything out of the outbox: it has been told. */
async function told(): Promise<OutboxFact[]> {
  const facts = await store.takeOutbox('acme', 100);
  await store.ackOutbox(facts);
  for (const { type, detail } of facts) OUTGOING[type as OutgoingType].parse(detail);
  return facts;
}

const inWords = (facts: readonly OutboxFact[]) =>
  facts.map(({ type, detail }) => `${type} ${detail.closure} ${detail.businesses}`);
const allClosed = Object.fromEntries(SHOPS.map(({ id }) => [id, CLOSED]));

describe('a closure that begins and ends', () => {
  test('is told once each, for all its businesses together', async () => {
    await announce(START - SECOND);
    expect(await told()).toEqual([]);
    await announce(START + SECOND);
    await announce(START + 2 * SECOND);
    const [started, ...more] = await told();
    expect(more).toEqual([]);
    expect(started).toMatchObject({
      type: 'Closure Started',
      at: START,
      detail: {
        closure: 'christmas',
        reason: 'christmas: Noël',
        start: '2026-12-24T23:00:00.000Z',
        end: '2026-12-25T23:00:00.000Z',
        businesses: 3,
      },
    });
    await announce(END + SECOND, { marks: allClosed });
    const ended = await told();
    expect(inWords(ended)).toEqual(['Closure Ended christmas 3']);
    // At its own instant, however late the pass that found out.
    expect(ended[0]?.at).toBe(END);
    await announce(END + 2 * SECOND);
    expect(await told()).toEqual([]);
  });

  test('is another one in another zone, where it has another instant', async () => {
    const businesses = [...SHOPS, business('r1', { country: 'RE', zone: 'Indian/Reunion' })];
    await announce(START, { businesses, marks: { r1: CLOSED } });
    expect(inWords(await told()).sort()).toEqual([
      'Closure Started christmas 1',
      'Closure Started christmas 3',
    ]);
  });

  test('ends now where its rule goes before its time', async () => {
    await announce(START + SECOND);
    await told();
    await announce(START + 3600 * SECOND, { rules: '  other: { dates: [{ from: 2027-01-20 }] }\n' });
    const facts = await told();
    expect(inWords(facts)).toEqual(['Closure Ended christmas 3']);
    expect(facts[0]?.at).toBe(START + 3600 * SECOND);
  });

  test('is the same one where its end moves, and has none where nobody gave one', async () => {
    const flood = closure('flood', { all: true, from: '2026-12-24T10:00:00Z', urgent: false });
    const begun = Date.parse(flood.from);
    await announce(begun, { adHoc: [flood] });
    expect(await told()).toMatchObject([
      { type: 'Closure Started', detail: { end: null, closure: 'ad-hoc:flood' } },
    ]);
    const moved = { ...flood, until: '2026-12-24T20:00:00Z' };
    await announce(begun + SECOND, { adHoc: [moved] });
    expect(await told()).toEqual([]);
    await announce(Date.parse(moved.until), { adHoc: [moved] });
    expect(inWords(await told())).toEqual(['Closure Ended ad-hoc:flood 3']);
  });

  test('is told again under the same id where the pass dies before it has noted it', async () => {
    const dying: Store = { ...store, saveFact: () => Promise.reject(new Error('killed')) };
    await expect(announce(START + SECOND, {}, dying)).rejects.toThrow('killed');
    const [first] = await told();
    await announce(START + 30 * SECOND);
    expect((await told()).map(({ id }) => id)).toEqual([first?.id]);
  });
});

describe('a closing that is not carried out', () => {
  test('is late after a minute, is told once, and counts who is open', async () => {
    const marks = { b1: CLOSED };
    expect(await announce(START + 59 * SECOND, { marks })).toBe(0);
    await told();
    expect(await announce(START + 60 * SECOND, { marks })).toBe(1);
    expect(await told()).toMatchObject([
      { type: 'Closure Late', detail: { closure: 'christmas', businesses: 2, lateSeconds: 60 } },
    ]);
    expect(await announce(START + 120 * SECOND, { marks })).toBe(0);
    expect(await announce(START + 180 * SECOND, { marks })).toBe(0);
    expect(await told()).toEqual([]);
  });

  test.each<[string, Partial<BusinessMark>]>([
    ['a person has opened it again', { override: START }],
    ['it has no messaging', { noSettings: true }],
    ['it is gone from Partoo', { state: 'gone' }],
  ])('is not late for a shop where %s', async (_, mark) => {
    expect(await announce(START + 90 * SECOND, { marks: { ...allClosed, b2: mark } })).toBe(0);
    expect(inWords(await told())).toEqual(['Closure Started christmas 3']);
  });

  test.each([
    ['that only changes a text', '{ reachable: keep, chatHours: keep, offlineMessage: closed }'],
    ['that opens', 'open'],
    ['that leaves alone', 'leave'],
  ])('cannot be late with an effect %s', async (_, effect) => {
    const rules = `  christmas: { dates: [{ from: 2026-12-25 }], effect: ${effect} }\n`;
    expect(await announce(START + 90 * SECOND, { rules })).toBe(0);
  });

  test('is told of the closure that counts most, not of those below it as well', async () => {
    const rules = `${CHRISTMAS}  nights: { cron: { close: "0 0 * * *", open: "0 8 * * *" } }\n`;
    expect(await announce(START + 90 * SECOND, { rules })).toBe(1);
    const late = (await told()).filter(({ type }) => type === 'Closure Late');
    expect(inWords(late)).toEqual(['Closure Late christmas 3']);
  });
});
