import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AdHocClosure, Business } from '../../../lib/closures/model.ts';
import { overlayKeyOf } from '../../../lib/closures/overlay.ts';
import { newRecord } from '../../../lib/closures/record.ts';
import { OUTGOING, type OutgoingType } from '../../../lib/events/schemas/outgoing.ts';
import { Announcer } from '../../../lib/reconcile/pass/announce.ts';
import { markOf } from '../../../lib/reconcile/situation/marks.ts';
import { openStore } from '../../../lib/store/index.ts';
import type { BusinessMark } from '../../../lib/store/records.ts';
import type { OutboxFact, Store } from '../../../lib/store/store.ts';
import { business, closure } from '../../support/world/samples.ts';
import { configOf, situationUnder } from '../../support/world/situation.ts';

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
  /** When the configuration was applied; default: long ago. */
  appliedAt?: number;
}

async function announce(
  now: number,
  { rules = CHRISTMAS, businesses = SHOPS, adHoc = [], marks = {}, appliedAt = 0 }: Scene = {},
  told: Store = store,
): Promise<number> {
  const { config, hash } = configOf(`rules:\n${rules}`);
  const known = Object.entries(marks).map(
    ([id, mark]) => [id, { ...markOf(newRecord(id, null), now), ...mark }] as const,
  );
  const announcer = new Announcer({
    store: told,
    notes: told,
    organization: 'acme',
    applied: { config, hash, appliedAt },
    marks: new Map(known),
    publish: async () => {},
  });
  await announcer.announce(await situationUnder(`rules:\n${rules}`, { businesses, adHoc }), now);
  return announcer.late;
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

  test('has not ended where the clock is set back to before it began', async () => {
    await announce(START + SECOND);
    await told();
    await announce(START - 120 * SECOND);
    await announce(START + 2 * SECOND);
    expect(inWords(await told())).toEqual([]);
    await announce(END + SECOND, { marks: allClosed });
    expect(await told()).toMatchObject([{ type: 'Closure Ended', at: END }]);
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

  test('is told under other ids where its rule comes back before its time is over', async () => {
    const WITHOUT = '  other: { dates: [{ from: 2027-01-20 }] }\n';
    const ids = new Set<string>();
    for (const [hours, rules] of [
      [1, CHRISTMAS],
      [2, WITHOUT],
      [3, CHRISTMAS],
      [4, WITHOUT],
      [5, CHRISTMAS],
    ] as const) {
      await announce(START + hours * 3600 * SECOND, { rules, marks: allClosed });
      const [fact, ...more] = await told();
      expect(more).toEqual([]);
      ids.add(fact!.id);
    }
    await announce(END + SECOND, { marks: allClosed });
    ids.add((await told())[0]!.id);
    expect(ids.size).toBe(6);
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
    const dying: Store = {
      ...store,
      appendOutbox: async (facts) => {
        await store.appendOutbox(facts);
        throw new Error('killed');
      },
    };
    await expect(announce(START + SECOND, {}, dying)).rejects.toThrow('killed');
    const [first] = await told();
    await announce(START + 30 * SECOND);
    expect((await told()).map(({ id }) => id)).toEqual([first?.id]);
  });
});

describe('a closure that nobody was there to see', () => {
  const HOUR = 3600 * SECOND;
  const FLOOD = closure('flood', {
    all: true,
    from: '2026-12-24T10:00:00Z',
    until: '2026-12-24T11:00:00Z',
    createdAt: Date.parse('2026-12-24T09:55:00Z'),
  });
  const inOrder = (facts: readonly OutboxFact[]) =>
    facts.map(
      ({ type, at, detail }) => `${type} ${detail.closure} ${new Date(at).toISOString().slice(11, 16)}`,
    );

  test('is told all the same, in order and with its own instants', async () => {
    await announce(START - HOUR);
    await announce(END + 2 * HOUR, { marks: allClosed });
    expect(inOrder(await told())).toEqual([
      'Closure Started christmas 23:00',
      'Closure Ended christmas 23:00',
    ]);
    await announce(END + 3 * HOUR);
    expect(await told()).toEqual([]);
  });

  test('was late where nobody closed its shops', async () => {
    await announce(START - HOUR);
    expect(await announce(END + 2 * HOUR, { marks: { b1: CLOSED } })).toBe(1);
    const facts = await told();
    expect(inWords(facts)).toEqual([
      'Closure Started christmas 3',
      'Closure Late christmas 2',
      'Closure Ended christmas 3',
    ]);
    expect(facts[1]?.detail.lateSeconds).toBe(86_400);
  });

  test('is told also where it was asked for, ended and reopened in between', async () => {
    const asked = Date.parse('2026-12-24T10:30:00Z');
    const ended = { ...FLOOD, createdAt: asked, endedAt: asked + 600 * SECOND };
    await announce(asked - 60 * SECOND);
    await announce(asked + HOUR, { adHoc: [ended], marks: allClosed });
    expect(inOrder(await told())).toEqual([
      'Closure Started ad-hoc:flood 10:00',
      'Closure Ended ad-hoc:flood 10:40',
    ]);
  });

  test('is told also where its request came later than it was decided', async () => {
    await announce(FLOOD.createdAt + 5 * 60 * SECOND);
    await announce(Date.parse('2026-12-24T11:30:00Z'), { adHoc: [FLOOD], marks: allClosed });
    expect(inWords(await told())).toEqual(['Closure Started ad-hoc:flood 3', 'Closure Ended ad-hoc:flood 3']);
  });

  test('is told by the end that it came to have', async () => {
    await announce(Date.parse('2026-12-24T10:10:00Z'), { adHoc: [FLOOD], marks: allClosed });
    const moved = { ...FLOOD, until: '2026-12-24T12:00:00Z' };
    await announce(Date.parse('2026-12-24T13:00:00Z'), { adHoc: [moved] });
    expect(inOrder(await told())).toEqual([
      'Closure Started ad-hoc:flood 10:00',
      'Closure Ended ad-hoc:flood 12:00',
    ]);
  });

  test('of a hold as well', async () => {
    const hold = closure('open', { ...FLOOD, id: 'open', hold: true, effect: { kind: 'set', open: true } });
    await announce(FLOOD.createdAt);
    await announce(Date.parse('2026-12-24T12:00:00Z'), { adHoc: [hold] });
    expect(inWords(await told())).toEqual(['Closure Started ad-hoc:open 3', 'Closure Ended ad-hoc:open 3']);
  });

  test.each([
    ['it was cancelled before it began', { ...FLOOD, endedAt: FLOOD.createdAt + SECOND }],
    ['it was over before anybody asked for it', { ...FLOOD, createdAt: Date.parse('2026-12-24T11:30:00Z') }],
  ])('is not told where %s', async (_, adHoc) => {
    await announce(FLOOD.createdAt - HOUR);
    await announce(Date.parse('2026-12-24T12:00:00Z'), { adHoc: [adHoc] });
    expect(await told()).toEqual([]);
  });

  test('is not told of a rule that came only afterwards', async () => {
    const other = '  other: { dates: [{ from: 2027-01-20 }] }\n';
    await announce(START - HOUR, { rules: other });
    await announce(END + HOUR, { appliedAt: END + 60 * SECOND });
    expect(await told()).toEqual([]);
  });
});

describe('what nobody could carry out in time is not late', () => {
  test('where there was nobody before', async () => {
    expect(await announce(START + 3600 * SECOND)).toBe(0);
    expect(await announce(START + 3659 * SECOND)).toBe(0);
    expect(await announce(START + 3660 * SECOND)).toBe(1);
  });

  test('where its rule came later', async () => {
    const other = '  other: { dates: [{ from: 2027-01-20 }] }\n';
    await announce(START - SECOND, { rules: other });
    const appliedAt = START + 3600 * SECOND;
    expect(await announce(appliedAt + SECOND, { appliedAt })).toBe(0);
    expect(await announce(appliedAt + 59 * SECOND, { appliedAt })).toBe(0);
    expect(await announce(appliedAt + 60 * SECOND, { appliedAt })).toBe(1);
  });
});

describe('after an upgrade', () => {
  test('the past is not told, and what version 0.1.0 told is not told again', async () => {
    await announce(END + 3600 * SECOND);
    expect(await told()).toEqual([]);
  });

  test('what version 0.1.0 had told to have begun is told to have ended, at its instant', async () => {
    const before = { key: 'christmas', name: 'Noël', start: START, end: END, businesses: 3 };
    await store.saveNote('acme', 'closures-announced', JSON.stringify({ [`christmas@${START}`]: before }));
    await announce(END + 3600 * SECOND);
    const facts = await told();
    expect(inWords(facts)).toEqual(['Closure Ended christmas 3']);
    expect(facts[0]?.at).toBe(END);
  });
});

describe('what is told costs', () => {
  test('no write where nothing happens, but for one an hour', async () => {
    let writes = 0;
    const counting: Store = {
      ...store,
      appendOutbox: (...given) => {
        writes += 1;
        return store.appendOutbox(...given);
      },
    };
    const begun = START - 86_400 * SECOND;
    for (let minute = 0; minute < 60; minute++) await announce(begun + minute * 60 * SECOND, {}, counting);
    expect(writes).toBe(1);
    await announce(begun + 3600 * SECOND, {}, counting);
    expect(writes).toBe(2);
  });

  test('few bytes for thousands of closures in force', async () => {
    const adHoc = Array.from({ length: 3000 }, (_, index) =>
      closure(`close-${index}`, { all: true, from: '2026-12-24T10:00:00Z', reason: 'Flood '.repeat(80) }),
    );
    const shops = [business('b1')];
    await announce(Date.parse('2026-12-24T10:00:00Z'), { adHoc, businesses: shops });
    expect((await store.readNote('acme', 'closures-told'))!.length).toBeLessThan(100_000);
    await store.ackOutbox(await store.takeOutbox('acme', 10_000));
    await announce(Date.parse('2026-12-24T10:00:30Z'), { adHoc, businesses: shops });
    expect(await told()).toEqual([]);
  });
});

describe('a closing that is not carried out', () => {
  beforeEach(async () => {
    await announce(START - SECOND);
  });

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
