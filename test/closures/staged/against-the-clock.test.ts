import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOpenAt, type LocalMinute, localMinutes } from '../../../bench/support/by-the-minute.ts';
import { chainsOf, linksOf } from '../../../lib/closures/chains.ts';
import { type Occurrence, WEEKDAYS, type WeekHours } from '../../../lib/closures/model.ts';
import { stagedAt } from '../../../lib/closures/staged/staged.ts';
import { timelineOf } from '../../../lib/closures/timeline.ts';
import { PLANNED, source } from '../support.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PLAYED_DAYS = 30;
/** Clocks change, or do not, some ten days after. */
const PLACES: [zone: string, from: string][] = [
  ['Europe/Paris', '2026-12-10'],
  ['Europe/Paris', '2027-03-18'],
  ['Europe/Paris', '2027-10-20'],
  ['America/Santiago', '2027-08-25'],
  ['Australia/Lord_Howe', '2027-03-25'],
  ['Asia/Kathmandu', '2026-12-10'],
];

const two = (value: number) => String(value).padStart(2, '0');
const time = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
const dateIn = (from: string, days: number) =>
  new Date(Date.parse(from) + days * DAY).toISOString().slice(0, 10);

/** A day's hours: none, one window, two, the whole day, or one that ends on the next. */
const dayHours = fc.oneof(
  fc.constant([]),
  fc.constant(['00:00-23:59']),
  fc
    .tuple(fc.integer({ min: 360, max: 660 }), fc.integer({ min: 960, max: 1380 }))
    .map(([from, to]) => [`${time(from)}-${time(to)}`]),
  fc.constant(['09:00-12:30', '14:00-19:00']),
  fc
    .tuple(fc.integer({ min: 1000, max: 1320 }), fc.integer({ min: 5, max: 200 }))
    .map(([from, to]) => [`${time(from)}-${time(to)}`]),
);
const week: fc.Arbitrary<WeekHours> = fc.oneof(
  dayHours.map((windows) => Object.fromEntries(WEEKDAYS.map((day) => [day, windows]))),
  fc
    .tuple(...WEEKDAYS.map(() => dayHours))
    .map((days) => Object.fromEntries(WEEKDAYS.map((day, index) => [day, days[index] as string[]]))),
);

interface Closure {
  day: number;
  days: number;
  /** Of the day on which it begins, and of that on which it ends; null: whole days. Never in an hour that is repeated. */
  times: [number, number] | null;
  switched: boolean;
}
const closure: fc.Arbitrary<Closure> = fc.record({
  day: fc.integer({ min: 8, max: 20 }),
  days: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 9 })),
  times: fc.option(fc.tuple(fc.integer({ min: 300, max: 1439 }), fc.integer({ min: 300, max: 1439 }))),
  switched: fc.boolean(),
});

function occurrenceOf(from: string, { day, days, times }: Closure): Occurrence {
  const [first, last] = [dateIn(from, day), dateIn(from, day + days)];
  if (times === null) return { start: first, end: last, names: {} };
  return { start: `${first}T${time(times[0])}`, end: `${last}T${time(times[1])}`, names: {} };
}

const local = ({ date, minute }: LocalMinute) => `${date}T${time(minute)}`;
const full = (bound: string) => (bound.length === 10 ? `${bound}T00:00` : bound);
const covers = ({ start, end }: Occurrence, at: string) => full(start) <= at && at < full(end as string);

test('whatever the hours, the closures and the clock: not one wrong minute', () => {
  const question = fc.record({
    place: fc.constantFrom(...PLACES),
    own: week,
    closures: fc.array(closure, { minLength: 1, maxLength: 4 }),
    when: fc.constantFrom('soon', 'late'),
    roomHours: fc.constantFrom(0, 1, 20),
  });
  fc.assert(
    fc.property(question, ({ place: [zone, date], own, closures, when, roomHours }) => {
      const start = Date.parse(`${date}T12:00Z`);
      const end = start + PLAYED_DAYS * DAY;
      const staged = closures.filter(({ switched }) => !switched).map((one) => occurrenceOf(date, one));
      // A switched one of higher priority wins the chat hours: those minutes count as own hours.
      const switched = closures.filter((one) => one.switched).map((one) => occurrenceOf(date, one));
      const timeline = timelineOf([
        ...chainsOf(source({ effect: PLANNED, staged: true, priority: 40 }), linksOf(staged, zone)),
        ...chainsOf(source({ key: 'other', priority: 60 }), linksOf(switched, zone)),
      ]);
      const hours = { own: { week: own }, business: null };
      const written: [number, WeekHours][] = [[start, own]];
      let inPlace: WeekHours | null = null;
      for (let at = start; at < end; ) {
        const roomMilliseconds = roomHours * 3600_000;
        const { due, grid, until } = stagedAt({ timeline, zone, hours, inPlace, at, roomMilliseconds });
        if (due && roomHours > 0 && !due.isIntermediate && due.by - due.from > 0 && at > start + DAY)
          expect(due.by).toBeGreaterThan(at);
        if (due === null || (when === 'late' && due.by - MINUTE > at)) at = due ? due.by - MINUTE : until;
        else {
          written.push([at, grid ?? own]);
          inPlace = grid;
        }
      }
      // Whatever it said: once all is over, nothing of ours is left.
      if (when === 'soon') expect(inPlace).toBe(null);
      let [index, wrong] = [0, ''];
      for (const minute of localMinutes(zone, start, end)) {
        while (((written[index + 1] ?? [Number.POSITIVE_INFINITY])[0] as number) <= minute.at) index += 1;
        const shows = (written[index] as [number, WeekHours])[1];
        const at = local(minute);
        const isTaken = staged.some((one) => covers(one, at)) && !switched.some((one) => covers(one, at));
        if (isOpenAt(shows, minute) !== (isOpenAt(own, minute) && !isTaken)) wrong ||= at;
      }
      expect(wrong).toBe('');
    }),
    { numRuns: 20, seed: 12 },
  );
});
