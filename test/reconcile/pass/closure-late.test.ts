import { expect, test } from 'vitest';
import type { Business, WeekHours } from '../../../lib/closures/model.ts';
import { overlayKeyOf } from '../../../lib/closures/overlay.ts';
import { newRecord } from '../../../lib/closures/record.ts';
import { parseConfig } from '../../../lib/config/index.ts';
import { type Announced, newsOf, type Told } from '../../../lib/reconcile/pass/closure-news.ts';
import { makeSituation } from '../../../lib/reconcile/pass/session.ts';
import { expandCalendars } from '../../../lib/reconcile/refresh/refresh.ts';
import { markOf } from '../../../lib/reconcile/situation/marks.ts';
import type { BusinessMark } from '../../../lib/store/records.ts';
import { business, directory } from '../../support/world/samples.ts';
import { closuresYml } from '../../support/world/situation.ts';

const START = Date.parse('2026-12-25T00:00:00+01:00');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SWITCHED = '  christmas: { dates: [{ from: 2026-12-25, name: Noël }] }\n';
const STAGED = SWITCHED.replace('{ ', '{ staged: true, ');
const WEEK: WeekHours = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
    day,
    ['09:00-19:00'],
  ]),
);
const HOURS = { week: WEEK };
const shops = (count: number): Business[] =>
  Array.from({ length: count }, (_, index) => business(`b${index}`, { openHours: HOURS }));

interface Scene {
  rules: string;
  count: number;
  requestsPerMinute: number;
  /** What is remembered of the first of them, and of how many. */
  done?: [count: number, mark: Partial<BusinessMark>];
  told?: Told;
}

async function newsAt(now: number, { rules, count, requestsPerMinute, done = [0, {}], told }: Scene) {
  const quota = `    requestsPerMinute: ${requestsPerMinute}\n    budgetShare: 1\n`;
  const text = closuresYml('https://api.partoo.co/v2', `rules:\n${rules}`, quota);
  const { config } = parseConfig(text, 'closures.yml');
  const [acme] = config.organizations;
  const businesses = shops(count);
  const window = { from: '2026-11-01', to: '2027-02-01' };
  const { calendars } = await expandCalendars(config, '', acme!, businesses, window);
  const situation = makeSituation(config, acme!, { directory: directory(businesses), calendars }, []);
  const [many, mark] = done;
  const marks = new Map(
    businesses
      .slice(0, many)
      .map(({ id }) => [id, { ...markOf(newRecord(id, null), now), hasBaseline: true, ...mark }]),
  );
  const { facts, ...rest } = newsOf({
    ...{ situation, marks, changedAt: 0, now },
    told: told ?? { until: START - 24 * HOUR, inForce: {} },
  });
  const late = facts
    .filter(({ type }) => type === 'Closure Late')
    .map(({ at, detail }) => ({ ...detail, at }));
  return { late, told: { until: now, ...rest } };
}

const CLOSED = { overlayKey: overlayKeyOf({ reachable: false, chatHours: 'closed' }) };

test('a wave that maxLead has no room for is told hours before, once, with how late how many will be', async () => {
  // 10 minutes of lead at 60 a minute, for 1,200 shops.
  const scene = { rules: SWITCHED, count: 1200, requestsPerMinute: 60 };
  const before = await newsAt(START - 5 * HOUR, scene);
  expect(before.late).toEqual([
    expect.objectContaining({
      closure: 'christmas',
      at: START - 5 * HOUR,
      start: '2026-12-24T23:00:00.000Z',
    }),
  ]);
  const [{ businesses, lateSeconds }] = before.late as unknown as [
    { businesses: number; lateSeconds: number },
  ];
  expect(businesses).toBeGreaterThan(600);
  expect(businesses).toBeLessThan(700);
  expect(lateSeconds).toBeGreaterThan(600);
  expect(lateSeconds).toBeLessThan(700);

  const again = await newsAt(START - 4 * HOUR, { ...scene, told: before.told });
  expect(again.late).toEqual([]);
  const during = await newsAt(START + 5 * MINUTE, { ...scene, told: again.told });
  expect(during.late).toEqual([]);
});

test('a wave that began too late, or goes slower than planned, is told while it still goes on', async () => {
  const scene = { rules: SWITCHED, count: 550, requestsPerMinute: 60 };
  expect((await newsAt(START - HOUR, scene)).late).toEqual([]);
  expect((await newsAt(START - 5 * MINUTE, { ...scene, done: [280, CLOSED] })).late).toEqual([]);
  expect((await newsAt(START - 5 * MINUTE, { ...scene, done: [100, CLOSED] })).late).toMatchObject([
    { closure: 'christmas' },
  ]);
});

const OPEN_LATER = Date.parse('2026-12-25T09:00:00+01:00');

const STAGED_IN_PLACE = {
  overlayKey: overlayKeyOf({ chatHours: { ...WEEK, friday: [] }, staged: true }),
  isStaged: true as const,
  ownHours: '',
};

test('staged hours that the quota cannot write by their deadline are told before it', async () => {
  const scene = { rules: STAGED, count: 1200, requestsPerMinute: 60 };
  expect((await newsAt(OPEN_LATER - 24 * HOUR, scene)).late).toEqual([]);
  const late = await newsAt(OPEN_LATER - 10 * MINUTE, scene);
  expect(late.late).toMatchObject([{ closure: 'christmas' }]);
  const inTime = { ...scene, done: [1200, STAGED_IN_PLACE] } satisfies Scene;
  expect((await newsAt(OPEN_LATER - 10 * MINUTE, inTime)).late).toEqual([]);
  expect((await newsAt(OPEN_LATER - 10 * MINUTE, { ...scene, told: late.told })).late).toEqual([]);
});

test('staged hours that are not there when their closure takes the first minute are late, and before it not', async () => {
  const scene = { rules: STAGED, count: 3, requestsPerMinute: 60 };
  expect((await newsAt(START + HOUR, scene)).late).toEqual([]);
  expect((await newsAt(OPEN_LATER + 2 * MINUTE, scene)).late).toMatchObject([
    { closure: 'christmas', businesses: 3, lateSeconds: 120 },
  ]);
});

test('staged hours that were taken back behind the last minute of their closure are not late', async () => {
  const scene = { rules: STAGED, count: 3, requestsPerMinute: 60 };
  const noon = await newsAt(START + 12 * HOUR, { ...scene, done: [3, STAGED_IN_PLACE] });
  expect(noon.late).toEqual([]);
  expect((await newsAt(START + 20 * HOUR, { ...scene, told: noon.told })).late).toEqual([]);
  // Of whom nobody was at work when it began, nobody knows better.
  expect((await newsAt(START + 20 * HOUR, scene)).late).toMatchObject([{ closure: 'christmas' }]);
});

test('staged hours whose minutes another closure has now are to be opened, and are not late', async () => {
  const strike = `  strike: { dates: [{ from: 2026-12-25T12:00, to: 2026-12-25T18:00 }], priority: 90 }\n`;
  const scene = { rules: `${STAGED}${strike}`, count: 3, requestsPerMinute: 60 };
  const late = (await newsAt(START + 12 * HOUR + 2 * MINUTE, { ...scene, done: [3, STAGED_IN_PLACE] })).late;
  expect(late).toMatchObject([{ closure: 'strike' }]);
});

test('who was closed by another closure up to now is to have staged hours from now on, and is not late', async () => {
  const strike = `  strike: { dates: [{ from: 2026-12-25T12:00, to: 2026-12-25T14:00 }], priority: 90 }\n`;
  const scene = {
    rules: `${STAGED}${strike}`,
    count: 3,
    requestsPerMinute: 60,
    done: [3, CLOSED],
  } satisfies Scene;
  const before = await newsAt(START + 13 * HOUR, scene);
  expect((await newsAt(START + 14 * HOUR, { ...scene, told: before.told })).late).toEqual([]);
  expect(before.late).toEqual([]);
});

test('what an opening masked is late from the end of the opening on, not from its own start', async () => {
  const market = `  market: { dates: [{ from: 2026-12-25T09:00, to: 2026-12-25T18:00 }], effect: open, priority: 90 }\n`;
  const scene = { rules: `${SWITCHED}${market}`, count: 3, requestsPerMinute: 300 };
  const noon = await newsAt(START + 12 * HOUR, scene);
  expect(noon.late).toEqual([]);
  const evening = START + 18 * HOUR;
  expect((await newsAt(evening + MINUTE / 2, { ...scene, told: noon.told })).late).toEqual([]);
  const later = await newsAt(evening + 5 * MINUTE, { ...scene, told: noon.told });
  expect(later.late).toEqual([expect.objectContaining({ closure: 'christmas', lateSeconds: 300 })]);
});

test('what an opening took out of staged hours is late from its end on, not from when they were there before', async () => {
  const market = `  market: { dates: [{ from: 2026-12-25T12:00, to: 2026-12-25T18:00 }], effect: open, priority: 90 }\n`;
  const scene = { rules: `${STAGED}${market}`, count: 3, requestsPerMinute: 300 };
  const { told, late } = await newsAt(START + 11 * HOUR, { ...scene, done: [3, STAGED_IN_PLACE] });
  expect(late).toEqual([]);
  const evening = START + 18 * HOUR;
  expect((await newsAt(evening + MINUTE / 2, { ...scene, told })).late).toEqual([]);
  const later = await newsAt(evening + 5 * MINUTE, { ...scene, told });
  expect(later.late).toEqual([expect.objectContaining({ closure: 'christmas', lateSeconds: 300 })]);
});

test('what another closure has put in place of staged hours is not late for theirs', async () => {
  const fair = `  fair: { dates: [{ from: 2026-12-25T19:30, to: 2026-12-25T23:00 }], priority: 90, effect: { reachable: keep, offlineMessage: keep, chatHours: ["18:00-23:00"] } }\n`;
  const days = STAGED.replace('12-25,', '12-25, to: 2026-12-26,');
  const scene = { rules: `${days}${fair}`, count: 3, requestsPerMinute: 300 };
  const { told } = await newsAt(START + 19 * HOUR, { ...scene, done: [3, STAGED_IN_PLACE] });
  const windows = Object.fromEntries(Object.keys(WEEK).map((day) => [day, ['18:00-23:00']]));
  const done: Scene['done'] = [3, { overlayKey: overlayKeyOf({ chatHours: windows }), ownHours: '' }];
  expect((await newsAt(START + 19.5 * HOUR + MINUTE / 5, { ...scene, done, told })).late).toEqual([]);
});

test('of staged closures over one another the one that has the hours is late', async () => {
  const strike = `  strike: { staged: true, dates: [{ from: 2026-12-25T12:00, to: 2026-12-25T18:00 }], priority: 90 }\n`;
  const market = `  market: { dates: [{ from: 2026-12-25T11:00, to: 2026-12-25T13:00 }], effect: open, priority: 95 }\n`;
  const scene = { rules: `${STAGED}${strike}${market}`, count: 3, requestsPerMinute: 300 };
  const { told } = await newsAt(START + 12 * HOUR, { ...scene, done: [3, STAGED_IN_PLACE] });
  const later = await newsAt(START + 13 * HOUR + 5 * MINUTE, { ...scene, told });
  expect(later.late).toEqual([expect.objectContaining({ closure: 'strike', lateSeconds: 300 })]);
});

test('whoever is concerned only later has the time of a pass before he is told to be late', async () => {
  const scene = { rules: SWITCHED, count: 3, requestsPerMinute: 60 };
  const now = START + 20 * HOUR;
  const { told } = await newsAt(now, { ...scene, told: { until: now - HOUR, inForce: {} } });
  const [[id, closure]] = Object.entries(told.inForce) as [[string, Announced]];
  const fewer: Told = { ...told, until: now + MINUTE, inForce: { [id]: { ...closure, businesses: 2 } } };
  const grown = await newsAt(now + 2 * MINUTE, { ...scene, told: fewer });
  expect(grown.late).toEqual([]);
  expect((await newsAt(now + 3 * MINUTE, { ...scene, told: grown.told })).late).toMatchObject([
    { closure: 'christmas', businesses: 3 },
  ]);
});

const RELAUNCHED = 'relaunched from one closure, into another that the first masks for the others';
const MASKED = `  planned:
    staged: true
    dates: [{ from: 2026-12-20, to: 2026-12-27 }]
  lower:
    priority: 10
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
    dates: [{ from: 2026-12-25T00:00, to: 2026-12-25T12:00 }]
`;

test(`${RELAUNCHED}: told beforehand where they are too many`, async () => {
  const relaunched = { override: START - 48 * HOUR };
  const many = { rules: MASKED, count: 1200, requestsPerMinute: 60, done: [1200, relaunched] } as const;
  const { late } = await newsAt(START - 5 * HOUR, { ...many, done: [1200, relaunched] });
  expect(late).toEqual([expect.objectContaining({ closure: 'lower', at: START - 5 * HOUR })]);
  const few = await newsAt(START - 5 * HOUR, { ...many, done: [500, relaunched] });
  expect(few.late).toEqual([]);
});

test(`${RELAUNCHED}: told where they are not closed by it, and they alone`, async () => {
  const scene: Scene = {
    ...{ rules: MASKED, count: 20, requestsPerMinute: 60 },
    done: [2, { override: START - 48 * HOUR }],
    told: { until: START - HOUR, inForce: {} },
  };
  const { late } = await newsAt(START + 2 * MINUTE, scene);
  expect(late).toEqual([expect.objectContaining({ closure: 'lower', businesses: 2, lateSeconds: 120 })]);
  const closed = await newsAt(START + 2 * MINUTE, {
    ...scene,
    done: [2, { override: START - 48 * HOUR, ...CLOSED }],
  });
  expect(closed.late).toEqual([]);
});

test('what an opening masked that is gone before its time is late from when that is heard of', async () => {
  const market = `  market: { dates: [{ from: 2026-12-25T09:00, to: 2026-12-25T18:00 }], effect: open, priority: 90 }\n`;
  const scene = { rules: SWITCHED, count: 3, requestsPerMinute: 300 };
  const noon = START + 12 * HOUR;
  const { told } = await newsAt(noon, { ...scene, rules: `${SWITCHED}${market}` });
  const gone = await newsAt(noon + HOUR, { ...scene, told });
  expect(gone.late).toEqual([]);
  const later = await newsAt(noon + HOUR + 2 * MINUTE, { ...scene, told: gone.told });
  expect(later.late).toMatchObject([{ closure: 'christmas', businesses: 3, lateSeconds: 120 }]);
  const shorter = market.replace('T18:00', 'T12:30');
  const cut = await newsAt(noon + HOUR, { ...scene, rules: `${SWITCHED}${shorter}`, told });
  expect(cut.late).toEqual([]);
});

test('what had begun when all was told, and is heard of only now, is late from now on', async () => {
  const scene = { rules: SWITCHED, count: 3, requestsPerMinute: 60 };
  const now = START + 20 * HOUR;
  const heard = await newsAt(now, { ...scene, told: { until: now - HOUR, inForce: {} } });
  expect(heard.late).toEqual([]);
  expect((await newsAt(now + 1000, { ...scene, told: heard.told })).late).toEqual([]);
  expect((await newsAt(now + 2 * MINUTE, { ...scene, told: heard.told })).late).toMatchObject([
    { closure: 'christmas', businesses: 3, lateSeconds: 120 },
  ]);
});

test('staged hours that were put back once nothing was open any more were not late', async () => {
  const until = (time: string) =>
    `  eve: { staged: true, dates: [{ from: 2026-12-24T18:30, to: 2026-12-24T${time} }] }\n`;
  const begins = START - 5.5 * HOUR;
  const closed = overlayKeyOf({ chatHours: { ...WEEK, thursday: ['09:00-18:30'] }, staged: true });
  const done: Scene['done'] = [3, { ...STAGED_IN_PLACE, overlayKey: closed }];
  const begun = async (rules: string) =>
    (await newsAt(begins, { rules, count: 3, requestsPerMinute: 300, done })).told;

  // At 19:00 the shops close by themselves.
  const rules = until('20:00');
  const told = await begun(rules);
  const over = { rules, count: 3, requestsPerMinute: 300, told };
  expect((await newsAt(begins + 91 * MINUTE, over)).late).toEqual([]);

  const short = until('18:50');
  const missed = { ...over, rules: short, told: await begun(short) };
  expect((await newsAt(begins + 21 * MINUTE, missed)).late).toEqual([
    expect.objectContaining({ closure: 'eve', lateSeconds: 20 * 60 }),
  ]);
});

test('a day on which shops were to open, and are to be closed by what was just heard, is late from then on', async () => {
  const scene = { count: 3, requestsPerMinute: 300 };
  const opening = { ...scene, rules: SWITCHED.replace(' }\n', ', effect: open }\n') };
  const { told } = await newsAt(START + HOUR, opening);
  const closing = { ...scene, rules: SWITCHED };
  const heard = await newsAt(START + 10 * HOUR, { ...closing, told });
  expect(heard.late).toEqual([]);
  const { late } = await newsAt(START + 10 * HOUR + 2 * MINUTE, { ...closing, told: heard.told });
  expect(late).toEqual([expect.objectContaining({ closure: 'christmas', lateSeconds: 120 })]);
});
