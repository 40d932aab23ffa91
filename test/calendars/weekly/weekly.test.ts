import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civilMinutes, DAY } from '../../../lib/calendars/civil.ts';
import { expand } from '../../../lib/calendars/expand.ts';
import { checkCalendar } from '../../../lib/calendars/index.ts';
import { WEEKDAYS, type WeekHours } from '../../../lib/closures/model.ts';

const NOWHERE = { country: null, region: null };
/** Monday to Monday. */
const WEEK = { from: '2027-06-07', to: '2027-06-14' };

async function closed(open: WeekHours, window = WEEK): Promise<string[]> {
  const found = await expand({ kind: 'weekly', open }, NOWHERE, window);
  return found.map(({ start, end }) => `${start}..${end}`);
}
const daily = (...windows: string[]): WeekHours =>
  Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, windows]));

test('closed is what lies between the openings, and a day not listed is closed', async () => {
  expect(await closed({ monday: ['09:00-12:00', '14:00-19:00'], friday: ['09:00-18:00'] })).toEqual([
    '2027-06-04T18:00..2027-06-07T09:00',
    '2027-06-07T12:00..2027-06-07T14:00',
    '2027-06-07T19:00..2027-06-11T09:00',
    '2027-06-11T18:00..2027-06-14T09:00',
  ]);
});

describe('story 9: windows across midnight', () => {
  test('friday 09:00-02:00 runs into saturday', async () => {
    expect(await closed({ friday: ['09:00-02:00'] })).toEqual([
      '2027-06-05T02:00..2027-06-11T09:00',
      '2027-06-12T02:00..2027-06-18T09:00',
    ]);
  });
  test('sunday 22:00-02:00 runs into monday', async () => {
    expect(await closed({ sunday: ['22:00-02:00'] })).toEqual(['2027-06-07T02:00..2027-06-13T22:00']);
  });
  test('same start and end means 24 hours', async () => {
    expect(await closed({ ...daily('00:00-00:00'), monday: ['08:00-08:00'] })).toEqual([
      '2027-06-07T00:00..2027-06-07T08:00',
    ]);
  });
});

describe('story 10: no minute falls between two windows', () => {
  test.each([
    ['23:59 is the end of the day', daily('00:00-23:59')],
    ['24:00 too', daily('00:00-24:00')],
    ['00:00 as an end meets 00:00 as a start', daily('00:00-12:00', '12:00-00:00')],
    ['windows that overlap are one', daily('00:00-14:00', '10:00-00:00')],
    ['the night belongs to the day before', daily('08:00-20:00', '20:00-08:00')],
  ])('%s', async (_, open) => {
    expect(await closed(open)).toEqual([]);
    expect(await checkCalendar({ kind: 'weekly', open }, WEEK)).toMatchObject([{ severity: 'warning' }]);
  });
});

test('a week without any opening is refused: it would never end', async () => {
  await expect(closed({ monday: [] })).rejects.toMatchObject({ code: 'weekly-never-open' });
});

test.each([
  ['9-12', { monday: ['9-12'] }],
  ['half a window', { monday: ['09:00'] }],
  ['an hour that is none', { monday: ['09:00-12:00', '25:00-26:00'] }],
])('%s is refused with where it stands', async (_, open) => {
  const [issue] = await checkCalendar({ kind: 'weekly', open }, WEEK);
  expect(issue).toMatchObject({ severity: 'error', path: ['weekly', 'monday', open.monday.length - 1] });
});

const time = fc
  .integer({ min: 0, max: 95 })
  .map(
    (quarter) =>
      `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${['00', '15', '30', '45'][quarter % 4]}`,
  );
const hours = fc.dictionary(
  fc.constantFrom(...WEEKDAYS),
  fc.array(
    fc.tuple(time, time).map(([from, to]) => `${from}-${to}`),
    { maxLength: 3 },
  ),
);

test('every quarter of an hour is either open or in exactly one closure', async () => {
  await fc.assert(
    fc.asyncProperty(hours, async (open) => {
      fc.pre(Object.values(open).some((windows) => windows.length > 0));
      const found = await expand({ kind: 'weekly', open }, NOWHERE, WEEK);
      const spans = found.map(({ start, end }) => [civilMinutes(start), civilMinutes(end!)] as const);
      const monday = civilMinutes(WEEK.from);
      for (let minute = monday; minute < monday + 7 * DAY; minute += 15) {
        const closures = spans.filter(([start, end]) => start <= minute && minute < end).length;
        expect(closures).toBe(isOpen(open, minute - monday) ? 0 : 1);
      }
    }),
    { numRuns: 200 },
  );
});

/** The slow way to say it: some window of this or of last week's days covers the minute of the week. */
function isOpen(open: Record<string, string[]>, minute: number): boolean {
  return WEEKDAYS.some((weekday, day) =>
    (open[weekday] ?? []).some((window) => {
      const [from, to] = window
        .split('-')
        .map((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
      const start = day * DAY + from!;
      const end = day * DAY + to! + (to! <= from! ? DAY : 0);
      return [0, 7 * DAY].some((shift) => start <= minute + shift && minute + shift < end);
    }),
  );
}
