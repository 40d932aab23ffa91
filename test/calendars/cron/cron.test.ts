import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civilMinutes, DAY, formatTime } from '../../../lib/calendars/civil.ts';
import { expand } from '../../../lib/calendars/expand.ts';
import { calendarInWords, checkCalendar } from '../../../lib/calendars/index.ts';
import type { CivilWindow } from '../../../lib/calendars/model.ts';

const NOWHERE = { country: null, region: null };

async function closed(close: string, open: string, from: string, to: string): Promise<string[]> {
  const found = await expand({ kind: 'cron', close, open }, NOWHERE, { from, to });
  return found.map(({ start, end }) => `${start}..${end}`);
}

describe('a closure runs from a close to the next later open', () => {
  test('nights, and the weekend as one closure that began before the window', async () => {
    expect(await closed('0 19 * * MON-FRI', '0 9 * * MON-FRI', '2027-06-06', '2027-06-08')).toEqual([
      '2027-06-04T19:00..2027-06-07T09:00',
      '2027-06-07T19:00..2027-06-08T09:00',
    ]);
  });
  test('several closes before an open are one', async () => {
    expect(await closed('0 18-20 * * *', '0 9 * * *', '2027-06-07', '2027-06-08')).toEqual([
      '2027-06-06T18:00..2027-06-07T09:00',
      '2027-06-07T18:00..2027-06-08T09:00',
    ]);
  });
  test('where both fire in the same minute it is open, and check says so', async () => {
    const calendar = { kind: 'cron', close: '0 8,20 * * *', open: '0 8 * * *' } as const;
    const window = { from: '2027-06-07', to: '2027-06-08' };
    expect(await closed(calendar.close, calendar.open, window.from, window.to)).toEqual([
      '2027-06-06T20:00..2027-06-07T08:00',
      '2027-06-07T20:00..2027-06-08T08:00',
    ]);
    expect(await checkCalendar(calendar, window)).toMatchObject([
      { path: ['cron', 'close'], severity: 'warning', message: expect.stringContaining('2027-06-07T08:00') },
    ]);
  });
  test('a close long before the window is still in force, and check asks for dates instead', async () => {
    const window = { from: '2027-01-10', to: '2027-01-11' };
    expect(await closed('0 18 31 10 *', '0 9 1 4 *', window.from, window.to)).toEqual([
      '2026-10-31T18:00..2027-04-01T09:00',
    ]);
    const calendar = { kind: 'cron', close: '0 18 31 10 *', open: '0 9 1 4 *' } as const;
    expect(await checkCalendar(calendar, window)).toMatchObject([
      {
        path: ['cron', 'open'],
        severity: 'error',
        message: expect.stringContaining('{ every: 10-31, to: 04-01 }'),
      },
    ]);
  });
  test.each([
    ['a week to the minute', '0 9 * * MON', '1 9 * * MON', 0],
    ['two weeks now and then', '0 19 * * FRI', '0 9 * * MON#1,MON#3', 1],
    ['an open in another month only', '0 19 * * *', '0 9 * 7 *', 1],
  ])('%s', async (_, close, open, errors) => {
    const found = await checkCalendar(
      { kind: 'cron', close, open },
      { from: '2027-01-01', to: '2028-02-05' },
    );
    expect(found.filter(({ severity }) => severity === 'error')).toHaveLength(errors);
  });
  test('two years of nights take less than 50 ms', async () => {
    const times: number[] = [];
    for (let run = 0; run < 5; run++) {
      const before = performance.now();
      const found = await closed('0 19 * * MON-FRI', '0 9 * * MON-FRI', '2027-01-01', '2029-01-01');
      times.push(performance.now() - before);
      // 521 working days, and the night in which the window begins.
      expect(found).toHaveLength(522);
    }
    // The best of them: other tests run at the same time.
    expect(Math.min(...times)).toBeLessThan(50);
  });
});

test('1W of a month that begins on a Saturday is its first Monday', async () => {
  const found = await closed('0 8 1W 5 *', '0 20 * * *', '2027-05-01', '2027-05-31');
  expect(found).toEqual(['2027-05-03T08:00..2027-05-03T20:00']);
});

describe('story 21: an nth-weekday rule runs on that day, and unknown tokens are errors', () => {
  test.each([
    ['first Monday', 'MON#1', ['2027-06-07', '2027-07-05']],
    ['last Friday', 'FRI#L', ['2027-06-25', '2027-07-30']],
    ['last Friday, the other way', '5L', ['2027-06-25', '2027-07-30']],
    ['weekend by names', 'SAT-SUN', ['2027-06-05', '2027-06-06']],
    [
      'over the end of the week',
      'FRI-MON',
      ['2027-06-04', '2027-06-05', '2027-06-06', '2027-06-07', '2027-06-11'],
    ],
    ['the same by numbers', '5-1', ['2027-06-04', '2027-06-05', '2027-06-06', '2027-06-07', '2027-06-11']],
    ['with a step', 'FRI-MON/2', ['2027-06-04', '2027-06-06', '2027-06-11']],
    ['Sunday as 7', '7', ['2027-06-06', '2027-06-13']],
    ['second Sunday, with 7', '7#2', ['2027-06-13', '2027-07-11']],
    ['last Sunday, with 7', '7L', ['2027-06-27', '2027-07-25']],
    ['names in any case', 'sun,Mon', ['2027-06-06', '2027-06-07', '2027-06-13']],
    ['a first one and a step', '2/3', ['2027-06-01', '2027-06-04', '2027-06-08']],
  ])('%s', async (_, weekday, days) => {
    const found = await closed(`0 8 * * ${weekday}`, '0 20 * * *', '2027-06-01', '2027-08-01');
    expect(found.slice(0, days.length).map((bounds) => bounds.slice(0, 10))).toEqual(days);
  });

  test.each([
    ['0 9 * * MONDAY', 'weekday', 'MON'],
    ['0 9 * OCT-MAR *', 'month', 'backwards'],
    ['0 20-6 * * *', 'hour', 'backwards'],
    ['0 9 * * SUN-SUN', 'weekday', 'write SUN'],
    ['0 9 * * MON#6', 'weekday', 'MON#6'],
    ['0 9 * * 8', 'weekday', '"8"'],
    ['0 9 * * *,MON', 'weekday', 'always'],
    ['0 9 * * 1-5#2', 'weekday', '1-5#2'],
    ['0 ? * * *', 'hour', 'write *'],
    ['0 9 * * ?,MON', 'weekday', 'always'],
    ['0 9 * * MON-FRI-SUN', 'weekday', 'not understood'],
    ['0 9 * * W', 'weekday', 'W'],
    ['0 9 15W-17W * *', 'day of the month', '15W-17W'],
    ['0 9 * * MON#0', 'weekday', 'MON#0'],
    ['0 9 0 * *', 'day of the month', '0'],
    ['0 9 * 13 *', 'month', '13'],
    ['0 9 L-3 * *', 'day of the month', 'L-3'],
    ['0 9 32 * *', 'day of the month', '32'],
    ['0 9 * FOO *', 'month', 'FOO'],
    ['0 24 * * *', 'hour', '24'],
    ['0/60 * * * *', 'minute', 'step'],
    ['*/0 * * * *', 'minute', 'step'],
    ['60 * * * *', 'minute', '60'],
    ['0, * * * *', 'minute', ''],
    ['@daily', 'five', '1 field'],
    ['0 0 9 * * *', 'five', '6 fields'],
  ])('%s is refused by the name of its field', async (pattern, field, hint) => {
    const calendar = { kind: 'cron', close: '0 19 * * *', open: pattern } as const;
    const window = { from: '2027-01-01', to: '2027-02-01' };
    await expect(expand(calendar, NOWHERE, window)).rejects.toMatchObject({
      code: 'cron-invalid',
      path: ['cron', 'open'],
      message: expect.stringMatching(new RegExp(field)),
    });
    const [issue] = await checkCalendar(calendar, window);
    expect(issue?.message).toContain(hint);
  });

  test.each(['0 9 31 2 *', '0 9 30W 2 *', '0 9 31 4,6 *'])('%s never fires', async (pattern) => {
    await expect(closed(pattern, '0 9 * * *', '2027-01-01', '2027-02-01')).rejects.toMatchObject({
      code: 'cron-never',
      path: ['cron', 'close'],
    });
    await expect(closed('0 9 * * *', pattern, '2027-01-01', '2027-02-01')).rejects.toMatchObject({
      code: 'cron-never',
    });
  });

  test.each([
    ['0/20 8 1 6 *', ['2027-06-01T08:00']],
    ['0 8 L * *', ['2027-06-30T08:00', '2027-07-31T08:00']],
    ['0-0 8 30-30 * *', ['2027-06-30T08:00', '2027-07-30T08:00']],
    ['0 8 LW * *', ['2027-06-30T08:00', '2027-07-30T08:00']],
    ['0 8 5W * *', ['2027-06-04T08:00', '2027-07-05T08:00']],
    ['0 8 10/10 jun *', ['2027-06-10T08:00', '2027-06-20T08:00', '2027-06-30T08:00']],
    ['0 8 ? * MON#1', ['2027-06-07T08:00', '2027-07-05T08:00']],
    ['0 8 1 * ?', ['2027-06-01T08:00', '2027-07-01T08:00']],
    // The nearest working day stays in its month.
    ['0 8 31W * *', ['2027-07-30T08:00']],
    ['0 8 * 6 FRI#5', []],
    ['0 8 * 7 FRI#5', ['2027-07-30T08:00']],
    ['0 8 15,L 6-7 *', ['2027-06-15T08:00', '2027-06-30T08:00', '2027-07-15T08:00', '2027-07-31T08:00']],
    ['0 8 1-7/3 jul *', ['2027-07-01T08:00', '2027-07-04T08:00', '2027-07-07T08:00']],
    ['0 8 */15 6 *', ['2027-06-01T08:00', '2027-06-16T08:00']],
    // Where both days are given, either fires.
    ['0 8 13 6 FRI#1', ['2027-06-04T08:00', '2027-06-13T08:00']],
  ])('%s', async (pattern, starts) => {
    const found = await closed(pattern, '0 20 * * *', '2027-06-01', '2027-08-01');
    expect(found.map((bounds) => bounds.slice(0, 16))).toEqual(starts);
  });

  test.each([
    ['0 19 * * mon-fri', 'at 19:00, Monday through Friday'],
    ['0 19 * * FRI#L', 'at 19:00, on the last Friday of the month'],
    ['0/5 8 LW * *', 'every 5 minutes, between 08:00 and 08:59, on the last weekday of the month'],
    ['0 9 1W,15W * *', 'by "0 9 1W,15W * *"'],
  ])('%s in words', async (close, words) => {
    const calendar = { kind: 'cron', close, open: '0 9 * * *' } as const;
    expect(await calendarInWords(calendar)).toBe(`closes ${words}; opens at 09:00`);
  });

  test('a day of the month together with a weekday is doubted', async () => {
    const calendar = { kind: 'cron', close: '0 19 1-7 * MON', open: '0 9 * * *' } as const;
    expect(await checkCalendar(calendar, { from: '2027-01-01', to: '2027-02-01' })).toMatchObject([
      { path: ['cron', 'close'], severity: 'warning', message: expect.stringContaining('MON#1') },
    ]);
  });
});

/** The slow way: look at every minute. `null` is any. */
interface Firing {
  minute: number;
  hours: number[];
  weekdays: number[] | null;
}
const firing: fc.Arbitrary<Firing> = fc.record({
  minute: fc.constantFrom(0, 30),
  hours: fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 3 }),
  weekdays: fc.option(fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 3 })),
});
const patternOf = ({ minute, hours, weekdays }: Firing): string =>
  `${minute} ${hours.join()} * * ${weekdays?.join() ?? '*'}`;
const fires = ({ minute, hours, weekdays }: Firing, at: number): boolean =>
  ((at % 60) + 60) % 60 === minute &&
  hours.includes(Math.floor((((at % DAY) + DAY) % DAY) / 60)) &&
  // 1970-01-01, minute 0, was a Thursday.
  (weekdays === null || weekdays.includes((4 + Math.floor(at / DAY)) % 7));

function simulate(close: Firing, open: Firing, window: CivilWindow): string[] {
  const found: string[] = [];
  let since: number | null = null;
  const [from, to] = [civilMinutes(window.from), civilMinutes(window.to)];
  for (let at = from - 15 * DAY; at < to + 8 * DAY; at += 30) {
    if (fires(open, at)) {
      if (since !== null && at > from && since < to) found.push(`${formatTime(since)}..${formatTime(at)}`);
      since = null;
    } else if (fires(close, at)) since ??= at;
  }
  return found;
}

test('cron closures are those of a simulation minute by minute', async () => {
  const window = { from: '2027-03-20', to: '2027-04-05' };
  await fc.assert(
    fc.asyncProperty(firing, firing, async (close, open) => {
      const found = await closed(patternOf(close), patternOf(open), window.from, window.to);
      expect(found).toEqual(simulate(close, open, window));
    }),
    { numRuns: 200 },
  );
});
