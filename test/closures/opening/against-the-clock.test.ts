import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Chain } from '../../../lib/closures/chains.ts';
import { type Effect, type Hours, WEEKDAYS, type WeekHours } from '../../../lib/closures/model.ts';
import { openingFrom, promisedOpening } from '../../../lib/closures/opening/opening.ts';
import { timelineOf } from '../../../lib/closures/timeline.ts';
import { chain, set } from '../support.ts';
import { answeredSteps, type Closure, STEP } from './by-the-clock.ts';

const MINUTE = 60_000;
const DAY = 24 * 60;
/** How long is played: the closures begin in the first days, and end in the first nine. */
const PLAYED = 20 * DAY;
/** Two days before a change of the clock, and where there is none. */
const PLACES: [zone: string, from: string][] = [
  ['Europe/Paris', '2026-12-23T00:00+01:00'],
  ['Europe/Paris', '2027-03-26T00:00+01:00'],
  ['Europe/Paris', '2026-10-23T00:00+02:00'],
  ['America/Santiago', '2027-09-03T00:00-04:00'],
  ['America/Havana', '2026-10-30T00:00-04:00'],
  ['Australia/Lord_Howe', '2027-04-02T00:00+11:00'],
  ['Asia/Kathmandu', '2026-12-23T00:00+05:45'],
];
const text = { text: 'closed' };
type Sets = Closure['sets'];
const closes: Sets = { reachable: false, hours: 'closed', says: 'text' };
const opens: Sets = { reachable: 'keep', hours: 'keep', says: 'keep' };
/** An effect as the core has it, beside what the checker makes of it; windows are put in for `hours: 'windows'`. */
const EFFECTS: [Effect, Sets][] = [
  [set({ reachable: false, offlineMessage: text, chatHours: 'closed' }), closes],
  [set({ reachable: false, offlineMessage: 'keep', chatHours: 'keep' }), { ...opens, reachable: false }],
  [set({ reachable: 'keep', offlineMessage: text, chatHours: 'closed' }), { ...closes, reachable: 'keep' }],
  [set({ offlineMessage: text }), { says: 'text', speaks: true }],
  [
    set({ reachable: 'keep', offlineMessage: text, chatHours: 'keep' }),
    { ...opens, says: 'text', speaks: true },
  ],
  [set({ open: true }), opens],
  [{ kind: 'leave' }, { reachable: 'leave', hours: 'leave' }],
  [set({ open: true, chatHours: {} }), { ...opens, hours: 'windows' }],
  [
    set({ reachable: true, offlineMessage: text, chatHours: {} }),
    { reachable: true, hours: 'windows', says: 'text' },
  ],
];

const time = fc.integer({ min: 0, max: 95 }).map((quarter) => clock(quarter * 15));
const window = fc.oneof(
  { arbitrary: fc.tuple(time, time).filter(([from, to]) => from !== to), weight: 6 },
  { arbitrary: fc.constant(['00:00', '23:59'] as [string, string]), weight: 1 },
);
const windows = fc.array(
  window.map(([from, to]) => `${from}-${to}`),
  { maxLength: 2 },
);
const week = fc.array(windows, { minLength: 7, maxLength: 7 });
const closure = fc.record({
  start: fc.integer({ min: 0, max: 6 * DAY }),
  length: fc.integer({ min: 1, max: 3 * DAY }),
  // Many begin and end with a day.
  isWhole: fc.boolean(),
  effect: fc.integer({ min: 0, max: EFFECTS.length - 1 }),
  windows,
  isEndless: fc.integer({ min: 0, max: 20 }).map((one) => one === 0),
});

const shop = fc.record({
  place: fc.constantFrom(...PLACES),
  week: fc.option(week, { freq: 5 }),
  special: fc.dictionary(fc.integer({ min: 0, max: 9 }).map(String), windows, { maxKeys: 2 }),
  closures: fc.array(closure, { minLength: 1, maxLength: 4 }),
  at: fc.double({ min: 0, max: 0.99, noNaN: true }),
});

test('the opening is the first moment at which the shop answers, by a checker that shares no code', () => {
  fc.assert(
    fc.property(shop, (drawn) => {
      const [zone, begins] = drawn.place;
      const from = Date.parse(begins) / MINUTE;
      const made = drawn.closures.map((one, index) => make(one, index, from));
      const spoken = made[0]!.chain;
      const at = roundTo(
        STEP,
        spoken.start / MINUTE +
          drawn.at * (Math.min(spoken.end / MINUTE, from + 9 * DAY) - spoken.start / MINUTE),
      );
      const days = Object.fromEntries(
        Object.entries(drawn.special).map(([n, on]) => [dateAfter(begins, +n), on]),
      );
      const answers = answeredSteps(
        { zone, week: drawn.week?.every((on) => on.length === 0) ? null : drawn.week, days },
        made.map(({ closure }) => closure),
        at,
        from + PLAYED,
      );
      const timeline = timelineOf(made.map(({ chain }) => chain));
      const own: Hours = {
        week: weekOfDays(drawn.week),
        special: Object.entries(days).map(([d, on]) => [d, d, on]),
      };
      const question = {
        timeline,
        zone,
        hours: { own, business: null },
        at: at * MINUTE,
        chainEnd: spoken.end,
      };
      const asMinute = (found: number | null) =>
        found === null || found >= (from + PLAYED) * MINUTE ? -1 : (found / MINUTE - at) / STEP;
      expect(asMinute(openingFrom(question))).toBe(answers.indexOf(true));
      expect(asMinute(promisedOpening(question))).toBe(
        promisedBy(answers, (spoken.end / MINUTE - at) / STEP),
      );
    }),
    { numRuns: 150 },
  );
});

/** Read once it is closed again; or once it has ended, where it is open until then. */
function promisedBy(answers: boolean[], end: number): number {
  const closed = answers.indexOf(false);
  const isOpenToItsEnd = closed === -1 || closed >= end;
  if (isOpenToItsEnd && end >= answers.length) return -1;
  return answers.indexOf(true, isOpenToItsEnd ? end : closed);
}

interface DrawnClosure {
  start: number;
  length: number;
  isWhole: boolean;
  effect: number;
  windows: string[];
  isEndless: boolean;
}

function make(drawn: DrawnClosure, index: number, from: number): { chain: Chain; closure: Closure } {
  const [start, length] = drawn.isWhole
    ? [roundTo(DAY, drawn.start), Math.max(DAY, roundTo(DAY, drawn.length))]
    : [roundTo(STEP, drawn.start), Math.max(STEP, roundTo(STEP, drawn.length))];
  const begin = from + start;
  const end = drawn.isEndless ? Number.POSITIVE_INFINITY : begin + length;
  const [effect, sets] = EFFECTS[drawn.effect]!;
  const priority = 10 + index;
  const own = { ...effect } as Extract<Effect, { kind: 'set' }>;
  if (sets.hours === 'windows')
    own.chatHours = Object.fromEntries(WEEKDAYS.map((day) => [day, drawn.windows]));
  const hours = drawn.windows.length === 0 ? 'closed' : drawn.windows;
  return {
    chain: chain({ key: `rule-${index}`, priority, effect: own }, begin * MINUTE, end * MINUTE),
    closure: {
      start: begin,
      end,
      rank: priority,
      sets: sets.hours === 'windows' ? { ...sets, hours } : sets,
    },
  };
}

function weekOfDays(days: string[][] | null): WeekHours | null {
  if (days === null || days.every((on) => on.length === 0)) return null;
  return Object.fromEntries(WEEKDAYS.map((day, index) => [day, days[(index + 1) % 7]!]));
}

function dateAfter(begins: string, days: number): string {
  return new Date(Date.parse(`${begins.slice(0, 10)}T00:00Z`) + days * DAY * MINUTE)
    .toISOString()
    .slice(0, 10);
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function roundTo(step: number, minutes: number): number {
  return Math.floor(minutes / step) * step;
}
