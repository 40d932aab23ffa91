import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { civilDay, dayNumber, firstWeek, weekdayOf } from '../../../lib/calendars/ical/recurrence/days.ts';
import { recur } from '../../../lib/calendars/ical/recurrence/expand.ts';
import { parseRule } from '../../../lib/calendars/ical/recurrence/rule.ts';

const secondsOf = (text: string): number => Date.parse(`${text}Z`) / 1000;
const textOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19);

function ours(rule: string, start: string, from: string, to: string): string[] {
  return recur({
    rule: parseRule(rule),
    start: secondsOf(start),
    until: Number.POSITIVE_INFINITY,
    from: secondsOf(from),
    to: secondsOf(to),
    budget: { left: 300_000 },
  }).map(textOf);
}

test('days are those of the Gregorian calendar, from year 1 to 4000', () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_162, max: 741_000 }), (number) => {
      const at = new Date(number * 86_400_000);
      const day = { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
      expect(civilDay(number)).toEqual(day);
      expect(dayNumber(day.year, day.month, day.day)).toBe(number);
      expect((weekdayOf(number) + 1) % 7).toBe(at.getUTCDay());
    }),
  );
});

test('the first week of a year has its first Thursday', () => {
  for (let year = 1990; year < 2040; year++) {
    const thursday = firstWeek(year, 0) + 3;
    expect(civilDay(thursday).year).toBe(year);
    expect(civilDay(thursday - 7).year).toBe(year - 1);
  }
});

/** Rules as people and calendars write them. */
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const some = <T>(values: readonly T[], most: number) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: most });
const part = (name: string, values: fc.Arbitrary<(string | number)[]>) =>
  fc.option(
    values.map((list) => `;${name}=${list.join()}`),
    { nil: '', freq: 2 },
  );
const month = part('BYMONTH', some([1, 2, 3, 5, 8, 10, 12], 3));
const interval = fc.integer({ min: 1, max: 4 }).map((value) => `;INTERVAL=${value}`);
const count = fc.option(
  fc.integer({ min: 1, max: 30 }).map((value) => `;COUNT=${value}`),
  { nil: '' },
);
const weekStart = part('WKST', some(WEEKDAYS, 1));
const monthDay = part('BYMONTHDAY', some([1, 13, 28, 29, 31, -1, -2, -30], 3));
const weekday = part('BYDAY', some(WEEKDAYS, 3));
// Beside a plain weekday the library drops that in yearly rules: the table below has the case.
const nth = part(
  'BYDAY',
  some(
    WEEKDAYS.flatMap((day) => [`1${day}`, `-1${day}`, `3${day}`]),
    2,
  ),
);
const hour = part('BYHOUR', some([0, 8, 17, 23], 2));
const rules = fc.oneof(
  fc.tuple(fc.constant('FREQ=DAILY'), interval, month, monthDay, weekday, hour, count),
  fc.tuple(fc.constant('FREQ=WEEKLY'), interval, weekday, weekStart, count),
  fc.tuple(fc.constant('FREQ=MONTHLY'), interval, nth, monthDay, count),
  fc.tuple(fc.constant('FREQ=YEARLY'), interval, month, nth, count),
  fc.tuple(fc.constant('FREQ=HOURLY'), interval, weekday, hour, count),
);

test('what recurs is what a library finds that steps through all of it', { timeout: 60_000 }, () => {
  const day = fc.integer({ min: dayNumber(2025, 1, 1), max: dayNumber(2026, 12, 28) });
  fc.assert(
    fc.property(rules, day, fc.constantFrom(8, 17), (parts, first, at) => {
      const rule = parts.join('');
      const start = textOf(first * 86_400 + at * 3600);
      const [from, to] = ['2026-11-20T00:00:00', '2027-01-20T00:00:00'];
      const zoned = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('UTC');
      const library = new RRuleTemporal({ rruleString: `RRULE:${rule}`, dtstart: zoned(start) });
      const expected = library
        .between(zoned(from), zoned(to).subtract({ seconds: 1 }), true)
        .map((one) => textOf(one.epochMilliseconds / 1000));
      expect(ours(rule, start, from, to)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test.each([
  [
    'a period that begins before its DTSTART',
    'FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10;BYSETPOS=1,2,-1,-2;COUNT=3',
    '2026-08-10T00:00:00',
    ['2026-08-10', '2026-09-01', '2026-09-02'],
  ],
  [
    'positions that name the same one twice',
    'FREQ=DAILY;BYHOUR=8,9,10;BYSETPOS=2,-2;COUNT=2',
    '2026-08-10T09:00:00',
    ['2026-08-10', '2026-08-11'],
  ],
  [
    'a week of the year before, in January',
    'FREQ=YEARLY;BYWEEKNO=53;BYDAY=TU,SA;COUNT=6',
    '2015-01-01T00:00:00',
    ['2015-12-29', '2016-01-02', '2020-12-29', '2021-01-02', '2026-12-29', '2027-01-02'],
  ],
  [
    'weeks from the end of the year',
    'FREQ=YEARLY;BYWEEKNO=-1;COUNT=2',
    '2026-12-29T00:00:00',
    ['2026-12-29', '2027-12-28'],
  ],
  [
    'an interval that skips the years of its weeks',
    'FREQ=YEARLY;BYWEEKNO=53;INTERVAL=5;BYDAY=TH;COUNT=1',
    '2027-01-03T00:00:00',
    ['2032-12-30'],
  ],
  [
    'months that come up every 13',
    'FREQ=MONTHLY;INTERVAL=13;BYMONTH=5;COUNT=2',
    '2010-02-12T00:00:00',
    ['2013-05-12', '2026-05-12'],
  ],
  [
    'the 29th of February and its like',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-29;COUNT=2',
    '2024-02-01T00:00:00',
    ['2024-02-01', '2028-02-01'],
  ],
  [
    'a 61st minute',
    'FREQ=MINUTELY;BYMINUTE=5,25;INTERVAL=61;COUNT=3',
    '2025-01-01T05:05:00',
    ['2025-01-01', '2025-01-02', '2025-01-03'],
  ],
  [
    'a first Monday beside every Friday',
    'FREQ=YEARLY;BYDAY=1MO,FR;COUNT=4',
    '2026-12-18T00:00:00',
    ['2026-12-18', '2026-12-25', '2027-01-01', '2027-01-04'],
  ],
  [
    'values out of order and repeated',
    'FREQ=YEARLY;BYMONTH=5,4,5;COUNT=3',
    '2026-05-01T00:00:00',
    ['2026-05-01', '2027-04-01', '2027-05-01'],
  ],
])('%s', (_, rule, start, days) => {
  expect(
    ours(rule, start, '1990-01-01T00:00:00', '2032-12-31T00:00:00').map((at) => at.slice(0, 10)),
  ).toEqual(days);
});

test.each([
  '',
  'COUNT=3',
  'FREQ=FORTNIGHTLY',
  'FREQ=DAILY;INTERVAL=0',
  'FREQ=DAILY;COUNT=-1',
  'FREQ=DAILY;BYHOUR=24',
  'FREQ=DAILY;BYMONTHDAY=0',
  'FREQ=WEEKLY;BYDAY=XX',
  'FREQ=MONTHLY;BYDAY=0MO',
  'FREQ=DAILY;UNTIL=tomorrow',
  'FREQ=YEARLY;RSCALE=HEBREW',
  `FREQ=DAILY;BYHOUR=${'1,'.repeat(3000)}`,
])('a rule that cannot be carried out is refused: %s', (rule) => {
  expect(() => parseRule(rule)).toThrow(expect.objectContaining({ name: 'RecurrenceError' }));
});
