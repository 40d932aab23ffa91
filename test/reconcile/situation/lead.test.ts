import { describe, expect, test } from 'vitest';
import type { AdHocClosure, Business } from '../../../lib/closures/model.ts';
import { overlayOfKey } from '../../../lib/closures/overlay.ts';
import { newRecord } from '../../../lib/closures/record.ts';
import { candidates } from '../../../lib/reconcile/situation/candidates.ts';
import {
  closingsAhead,
  nextInstant,
  nextWork,
  nothingBefore,
} from '../../../lib/reconcile/situation/lead.ts';
import { markOf } from '../../../lib/reconcile/situation/marks.ts';
import { relaunchedApart } from '../../../lib/reconcile/situation/relaunched-apart.ts';
import type { Situation } from '../../../lib/reconcile/situation/situation.ts';
import { cohortWanted, Wanting } from '../../../lib/reconcile/situation/wanted.ts';
import type { BusinessMark } from '../../../lib/store/records.ts';
import { business } from '../../support/world/samples.ts';
import { situationUnder } from '../../support/world/situation.ts';

const DAY = '2026-12-22';
const at = (time: string) => Date.parse(`${DAY}T${time}+01:00`);
const time = (instant: number | undefined) =>
  instant === undefined ? null : new Date(instant + 3600_000).toISOString().slice(11, 19);

const shops = (count: number): Business[] =>
  Array.from({ length: count }, (_, index) =>
    business(`b${index}`, { code: `ST-${index}`, region: 'FR-75', zipcode: '75001', city: 'Paris' }),
  );

const HOLD: AdHocClosure = {
  id: 'hold-1',
  scope: {},
  all: true,
  from: `${DAY}T09:30:00+01:00`,
  until: `${DAY}T09:59:30+01:00`,
  effect: { kind: 'set', open: true },
  reason: null,
  urgent: false,
  hold: true,
  createdAt: 0,
  actor: 'test',
  endedAt: null,
};

const situation = (rules: string, count = 10, adHoc: AdHocClosure[] = []) =>
  situationUnder(rules, { businesses: shops(count), adHoc });

/** One request a second, so that ten shops take about eleven. */
const SPACING = 1000;
const CLOSING = `rules:
  closing:
    dates: [{ from: ${DAY}T10:00, to: ${DAY}T12:00 }]
`;

/** No shop was relaunched, nor let go of. */
const NOBODY = new Map();

async function startsAt(rules: string, when: string, count?: number, adHoc?: AdHocClosure[]) {
  const made = await situation(rules, count, adHoc);
  const [closing] = closingsAhead(made, at(when), SPACING).values();
  return time(closing?.startsAt);
}

describe('closing begins early enough that the last shop is closed in time', () => {
  test('one write each at the budgeted rate, and the reads', async () => {
    expect(await startsAt(CLOSING, '09:00:00')).toBe('09:59:48');
  });

  test('but not more than maxLead early', async () => {
    expect(await startsAt(CLOSING, '09:00:00', 1000)).toBe('09:50:00');
    expect(await startsAt(`${CLOSING}    maxLead: 3s\n`, '09:00:00')).toBe('09:59:57');
    expect(await startsAt(`${CLOSING}    maxLead: 0s\n`, '09:00:00')).toBe('10:00:00');
  });

  test('a wave close upon another begins before it', async () => {
    const made = await situation(`rules:
  first:
    scope: { codes: [ST-0, ST-1, ST-2, ST-3, ST-4] }
    dates: [{ from: ${DAY}T09:59, to: ${DAY}T12:00 }]
  second:
    scope: { exclude: { codes: [ST-0, ST-1, ST-2, ST-3, ST-4] } }
    dates: [{ from: ${DAY}T10:00, to: ${DAY}T12:00 }]
`);
    const starts = [...closingsAhead(made, at('09:00:00'), 12_000).values()].map((one) => [
      time(one.at),
      time(one.startsAt),
    ]);
    // The slots of the second do not fit between the two instants: the first gives way.
    expect(starts).toEqual([
      ['09:59:00', '09:56:34'],
      ['10:00:00', '09:58:17'],
    ]);
  });

  test('where slots are rare, with a read for the few writes that can follow it while it is fresh', async () => {
    const rules = CLOSING.replace('dates', 'maxLead: 1h\n    dates');
    const made = await situation(rules, 24);
    const [closing] = closingsAhead(made, at('09:00:00'), 7500).values();
    // Three writes a read: 32 slots, and what reads them back.
    expect(time(closing?.startsAt)).toBe('09:55:50');
  });

  test('and no pass is due before it', async () => {
    const made = await situation(CLOSING);
    expect(time(nextInstant(made, at('09:00:00'), SPACING) ?? 0)).toBe('09:59:48');
    expect(time(nextInstant(made, at('09:59:49'), SPACING) ?? 0)).toBe('10:00:00');
    expect(time(nextInstant(made, at('10:00:00'), SPACING) ?? 0)).toBe('12:00:00');
    expect(nextInstant(made, at('12:00:00'), SPACING)).toBeNull();
  });

  test('of staged closures nothing begins at their instants, but for what is switched as well', async () => {
    const stagedNights = 'nights:\n    staged: true\n    cron: { close: "0 11 * * *", open: "0 14 * * *" }\n';
    const next = async (rules: string, when: string) =>
      time((nextWork(await situation(rules), at(when), SPACING, NOBODY) ?? undefined) as number | undefined);
    const alone = `rules:\n  ${stagedNights}`;
    expect(time(nextInstant(await situation(alone), at('10:00:00'), SPACING) ?? 0)).toBe('11:00:00');
    const later = nextWork(await situation(alone), at('10:00:00'), SPACING, NOBODY);
    expect((later as number) - at('10:00:00')).toBeGreaterThan(24 * 3600_000);
    // Closed from 10:00 to 12:00, and one second a request.
    expect(await next(`${CLOSING}  ${stagedNights}`, '09:00:00')).toBe('09:59:48');
    expect(await next(`${CLOSING}  ${stagedNights}`, '10:30:00')).toBe('12:00:00');
    const offline = `${alone}    effect: { reachable: false, offlineMessage: keep }\n`;
    expect(await next(offline, '11:00:00')).toBe('14:00:00');
  });
});

describe('a closure that a staged one masks for the others', () => {
  /** Staged from 9:00, with messaging as it is; at 11:00 the lower rule would take it off. */
  const MASKED = `rules:
  planned:
    staged: true
    dates: [{ from: ${DAY}T09:00, to: ${DAY}T18:00 }]
  lower:
    priority: 10
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
    dates: [{ from: ${DAY}T11:00, to: ${DAY}T14:00 }]
`;
  type Mark = Pick<BusinessMark, 'override' | 'letGo'>;
  const RELAUNCHED: Mark = { override: at('09:30:00') };
  const LET_GO: Mark = { override: null, letGo: at('09:30:00') };
  const marksOf = (mark: Mark, ids = ['b3']) =>
    new Map(ids.map((id) => [id, { ...markOf(newRecord(id, null), 0), ...mark }]));
  const next = async (mark: Mark, ids?: string[], rules = MASKED, when = '10:00:00') =>
    time(nextWork(await situation(rules), at(when), SPACING, marksOf(mark, ids)) ?? undefined);

  test('begins for a shop that was relaunched, or let go of, so that it is closed at its instant', async () => {
    expect(await next(RELAUNCHED)).toBe('10:59:57');
    expect(await next(LET_GO)).toBe('10:59:57');
  });

  test('and for no other shop', async () => {
    expect(await next({ override: null })).toBeNull();
  });

  test('earlier, the more there are of them, whenever each was relaunched', async () => {
    const some = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'];
    expect(await next(RELAUNCHED, some)).toBe('10:59:52');
    const made = await situation(MASKED);
    const marks = new Map(some.map((id, index) => [id, mark({ override: at(`09:3${index}:00`) })]));
    expect(time(nextWork(made, at('10:00:00'), SPACING, marks) ?? undefined)).toBe('10:59:52');
  });

  test('is decided for within its lead, for those alone', async () => {
    const made = await situation(MASKED);
    const found = await look(made, '10:59:58', [...marksOf(RELAUNCHED).values()]);
    const [led] = found.filter(({ business: { id } }) => id === 'b3');
    expect([led?.due, time(led?.decidedAt), time(led?.deadline)]).toEqual([true, '11:00:00', '11:00:00']);
    expect(found.filter(({ decidedAt }) => decidedAt > at('10:59:58'))).toEqual([led]);
  });

  test('and nothing is remembered to be idle into its lead', async () => {
    const made = await situation(MASKED);
    expect(time(nothingBefore(made, at('10:00:00')))).toBe('11:00:00');
    const apart = relaunchedApart(made, marksOf(RELAUNCHED), at('10:00:00')).situation;
    expect(time(nothingBefore(apart, at('10:00:00')))).toBe('10:50:00');
  });

  const SWITCHED = MASKED.replace('    staged: true\n', '    effect: { reachable: false }\n');
  test('the same where what masks it is switched', async () => {
    expect(await next(RELAUNCHED, undefined, SWITCHED)).toBe('10:59:57');
    expect(await next({ override: null }, undefined, SWITCHED)).toBe('11:00:00');
  });

  // Until then a closing that is looked ahead to would have the relaunch forgotten.
  test('never begins before the end of what was relaunched from, which is a look', async () => {
    const over = MASKED.replace('T18:00', 'T10:58');
    const many = shops(10).map(({ id }) => id);
    expect(await next(RELAUNCHED, many, over)).toBe('10:58:00');
    expect(await next(RELAUNCHED, many, over, '10:58:00')).toBe('10:59:48');
  });
});

describe('nothing has to be begun', () => {
  const HOUR = 3600_000;

  test('before the earliest that a lead may reach, nor after it before the next boundary', async () => {
    const made = await situation(CLOSING);
    expect(time(nothingBefore(made, at('09:00:00')))).toBe('09:50:00');
    expect(time(nothingBefore(made, at('09:55:00')))).toBe('09:50:00');
    expect(time(nothingBefore(made, at('10:00:00')))).toBe('12:00:00');
    expect(nothingBefore(made, at('12:00:00'))).toBe(Number.POSITIVE_INFINITY);
  });

  test('and a long lead of a closing that lies beyond a day is in sight', async () => {
    const made = await situation(`${CLOSING}    maxLead: 20h\n`);
    expect(nothingBefore(made, at('10:00:00') - 30 * HOUR)).toBe(at('10:00:00') - 20 * HOUR);
  });
});

describe('the lead never reaches', () => {
  const rule = (key: string, effect: string, from: string, to: string) => `  ${key}:
    priority: 5
    effect: ${effect}
    dates: [{ from: ${DAY}T${from}, to: ${DAY}T${to} }]
`;
  const TEXT = '{ reachable: keep, chatHours: keep, offlineMessage: closed }';

  test.each<[what: string, rules: string, when: string, starts: string | null]>([
    ['into an open', rule('sunday', 'open', '09:00', '09:59'), '09:58:59', null],
    ['back before the end of an open', rule('sunday', 'open', '09:00', '09:59'), '09:59:00', '09:50:00'],
    ['into a leave', rule('works', 'leave', '09:00', '09:59'), '09:58:59', null],
    ['over an open that lies ahead', rule('sunday', 'open', '09:55', '09:57'), '09:54:00', null],
    ['into the end of another closure', rule('text', TEXT, '09:00', '09:55'), '09:54:59', null],
    ['back before that end', rule('text', TEXT, '09:00', '09:55'), '09:55:00', '09:50:00'],
    ['over a closure that comes and goes before', rule('text', TEXT, '09:52', '09:55'), '09:51:00', null],
    [
      'before a closure that goes on, which is no hindrance',
      rule('text', TEXT, '09:52', '11:00'),
      '09:51:00',
      '09:50:00',
    ],
    [
      'into another closing, which is the next',
      rule('early', '{}', '09:50', '09:55'),
      '09:00:00',
      '09:40:00',
    ],
    ['into a closing that is in force', rule('early', '{}', '09:50', '09:55'), '09:52:00', null],
  ])('%s', async (_what, other, when, starts) => {
    expect(await startsAt(CLOSING + other, when, 1000)).toBe(starts);
  });

  test('into a hold', async () => {
    expect(await startsAt(CLOSING, '09:59:29', 100, [HOLD])).toBeNull();
    expect(await startsAt(CLOSING, '09:59:30', 100, [HOLD])).toBe('09:58:14');
  });
});

const look = async (made: Situation, when: string, marks: BusinessMark[] = [], eager = false) =>
  candidates({
    situation: made,
    wanting: new Wanting(made),
    marks: new Map(marks.map((mark) => [mark.business, mark])),
    at: at(when),
    now: at(when),
    spacing: SPACING,
    eager,
  });
const mark = (overrides: Partial<BusinessMark>): BusinessMark => ({
  ...markOf(newRecord('b0', 'ST-0'), 0),
  ...overrides,
});

describe('which shops a pass looks at, and in which order', () => {
  test('nobody before the lead, everybody in it, decided for the closing', async () => {
    const made = await situation(CLOSING, 2);
    expect(await look(made, '09:00:00')).toEqual([]);
    const found = await look(made, '09:59:58');
    expect(found.map((one) => [one.business.id, time(one.decidedAt), time(one.deadline), one.due])).toEqual([
      ['b0', '10:00:00', '10:00:00', true],
      ['b1', '10:00:00', '10:00:00', true],
    ]);
  });

  test('urgent before all, then by deadline', async () => {
    const urgent = {
      ...HOLD,
      id: 'flood',
      hold: false,
      urgent: true,
      scope: { codes: ['ST-2'] },
      all: false,
      from: `${DAY}T10:30:00+01:00`,
      until: null,
      effect: { kind: 'set' as const, open: false, reachable: false },
    };
    const made = await situation(
      `${CLOSING}  earlier:
    scope: { codes: [ST-1] }
    dates: [{ from: ${DAY}T09:30, to: ${DAY}T12:00 }]
`.replace('  closing:', '  closing:\n    scope: { exclude: { codes: [ST-1] } }'),
      3,
      [urgent],
    );
    const found = await look(made, '10:31:00');
    expect(found.map((one) => one.business.id)).toEqual(['b2', 'b1', 'b0']);
  });

  test.each<[what: string, mark: Partial<BusinessMark>, eager: boolean, looked: boolean]>([
    ['nothing is known', {}, false, false],
    [
      'in a closure and seen just now',
      { hasBaseline: true, seenAt: at('08:50:00'), seenDecidedAt: at('08:50:00') },
      true,
      false,
    ],
    [
      'in a closure and seen an hour ago',
      { hasBaseline: true, seenAt: at('08:00:00'), seenDecidedAt: at('08:00:00') },
      false,
      true,
    ],
    ['open and seen a day ago', { seenAt: at('08:00:00') - 86_400_000 }, true, false],
    ['unconfirmed, and somebody waits', { unsettled: true, lookAgainAt: at('09:30:00') }, true, true],
    ['unconfirmed, and nobody waits', { unsettled: true, lookAgainAt: at('09:30:00') }, false, false],
    ['unconfirmed, and it is time', { unsettled: true, lookAgainAt: at('09:00:00') }, false, true],
    ['failing with nothing in place', { failing: true, lookAgainAt: at('09:00:00') }, true, false],
    [
      'failing in a closure, and it is time',
      { failing: true, hasBaseline: true, lookAgainAt: at('09:00:00') },
      false,
      true,
    ],
    [
      'failing in a closure, and it is not',
      { failing: true, hasBaseline: true, lookAgainAt: at('09:30:00') },
      false,
      false,
    ],
  ])('a second look: %s', async (_what, known, eager, looked) => {
    const made = await situation(CLOSING, 1);
    expect((await look(made, '09:00:00', [mark(known)], eager)).length).toBe(looked ? 1 : 0);
  });

  const named = `messages:\n  named: { en: 'We at {{address}} are closed.' }\n${CLOSING}    effect: EFFECT\n`;
  const UNTOUCHED = mark({});
  test.each<[what: string, effect: string, mark: BusinessMark | null, made: number]>([
    ['a closing', '{ offlineMessage: named }', null, 0],
    ['a closing of who was closed before', '{ offlineMessage: named }', UNTOUCHED, 0],
    ['what is in place already', '{ offlineMessage: named }', mark({ overlayKey: '[]' }), 1],
    ['what was let stand', '{ offlineMessage: named }', mark({ standsFor: '[]' }), 1],
    ['a text alone', '{ reachable: keep, chatHours: keep, offlineMessage: named }', null, 1],
  ])('the texts of %s are made by who turns to a shop, or to tell', async (_, effect, known, made) => {
    const shopsThere = await situation(named.replace('EFFECT', effect), 1);
    const wanting = new Wanting(shopsThere);
    const now = at('10:30:00');
    const marks = new Map(known ? [['b0', known]] : []);
    const [found] = candidates({
      situation: shopsThere,
      wanting,
      marks,
      at: now,
      now,
      spacing: SPACING,
      eager: false,
    });
    // A text that cannot be filled is remembered as such when it is made.
    expect(wanting.missing.size).toBe(made);
    const inPlace = known ? overlayOfKey(known.overlayKey) : {};
    const wanted = cohortWanted(found!.cohort, now);
    expect(found!.overlayKey).toBe(wanting.desired(found!.business, wanted, inPlace).overlayKey);
    expect(found!.due).toBe(true);
  });

  test('no information, no decision: a shop closed by a rule that is not known stays', async () => {
    const made = await situation(CLOSING, 1);
    const [cohort] = made.cohorts;
    Object.assign(cohort!, { unknownRules: ['lost'] });
    const closed = mark({ overlayKey: '[["reachable",false]]', closures: ['lost'] });
    expect(await look(made, '09:00:00', [closed])).toEqual([]);
    expect(await look(made, '09:00:00', [{ ...closed, closures: ['removed'] }])).toHaveLength(1);
  });
});

describe('what was closed within its lead stays closed until its instant', () => {
  const over = (rules: string, adHoc: AdHocClosure[] = []) => situation(rules, 2, adHoc);
  const rule = (effect: string, from: string, to: string) =>
    `  other:\n    priority: 5\n    effect: ${effect}\n    dates: [{ from: ${DAY}T${from}, to: ${DAY}T${to} }]\n`;
  const TEXT = '{ reachable: keep, chatHours: keep, offlineMessage: closed }';
  const later = CLOSING.replace('T10:00', 'T10:05');
  const short = `${CLOSING}    maxLead: 4m\n`;
  const said = `messages:\n  sale: { en: Sold out }\n${CLOSING}    effect: { offlineMessage: sale }\n`;
  const hold = [{ ...HOLD, from: `${DAY}T09:56:00+01:00` }];

  // Two shops, of which one was closed when the wave was thought to be longer. It begins at 9:59:56.
  test.each<[what: string, rules: string, when: string, adHoc: AdHocClosure[], decidedAt: string | null]>([
    ['though the lead is shorter by now', CLOSING, '09:55:00', [], null],
    ['and once it is over', CLOSING, '10:00:00', [], null],
    [
      'beside a closure that begins before, and goes on',
      CLOSING + rule(TEXT, '09:56', '11:00'),
      '09:55:00',
      [],
      null,
    ],
    ['with another text, where it is to have one', said, '09:55:00', [], '10:00:00'],
    ['but not ahead of its longest lead', CLOSING, '09:49:59', [], '09:49:59'],
    ['nor of one that was made shorter', short, '09:55:00', [], '09:55:00'],
    ['nor once the closure is later', later, '09:56:00', [], '09:56:00'],
    ['nor once it is gone', 'rules: {}\n', '09:55:00', [], '09:55:00'],
    ['nor where somebody holds it open before', CLOSING, '09:55:00', hold, '09:55:00'],
    ['nor while it is held open', CLOSING, '09:57:00', hold, '09:57:00'],
    [
      'nor where an `open` lies between',
      CLOSING + rule('open', '09:56', '09:58'),
      '09:55:00',
      [],
      '09:55:00',
    ],
    ['nor where another closure ends', CLOSING + rule(TEXT, '09:00', '09:58'), '09:55:00', [], '09:55:00'],
  ])('%s', async (_what, rules, when, adHoc, decidedAt) => {
    const [closed] = await look(await over(CLOSING), '09:59:58');
    const inPlace = { overlayKey: closed!.overlayKey, closures: ['closing'], hasBaseline: true };
    const seen = { seenAt: at('09:45:00'), seenDecidedAt: at('09:45:00') };
    const found = await look(await over(rules, adHoc), when, [
      mark({ ...inPlace, ...seen, aheadOf: at('10:00:00') }),
    ]);
    const first = found.filter(({ business: { id } }) => id === 'b0');
    expect(first.map((one) => time(one.decidedAt))).toEqual(decidedAt === null ? [] : [decidedAt]);
  });

  test.each(['09:50:00', '09:55:00', '09:59:58'])(
    'and what was relaunched then stays open, at %s',
    async (when) => {
      const made = await over(CLOSING);
      expect(await look(made, when, [mark({ override: at('10:00:00') })])).toHaveLength(
        when < '09:59:56' ? 0 : 1,
      );
      const relaunched = mark({
        override: at('10:00:00'),
        overlayKey: '[["reachable",false]]',
        hasBaseline: true,
      });
      const [first] = await look(made, when, [relaunched]);
      expect([first?.due, first?.overlayKey, time(first?.decidedAt)]).toEqual([true, '', '10:00:00']);
    },
  );

  test('but not what was relaunched by a clock that was ahead: it is decided for now', async () => {
    const relaunched = mark({
      override: at('09:30:00'),
      overlayKey: '[["reachable",false]]',
      hasBaseline: true,
    });
    const [first] = await look(await over(CLOSING), '09:20:00', [relaunched]);
    expect(time(first?.decidedAt)).toBe('09:20:00');
  });

  test('which is said of it while it is so', () => {
    const closures = [{ key: 'closing', name: 'closing', start: at('10:00:00'), end: at('12:00:00') }];
    const record = { ...newRecord('b0', 'ST-0'), closures };
    expect(markOf(record, at('09:59:59')).aheadOf).toBe(at('10:00:00'));
    expect(markOf(record, at('10:00:00'))).not.toHaveProperty('aheadOf');
  });
});
