import { describe, expect, test } from 'vitest';
import type { DatesEntry } from '../../../lib/calendars/dates/stored.ts';
import { expand } from '../../../lib/calendars/expand.ts';
import { checkCalendar } from '../../../lib/calendars/index.ts';

import { load, ruleFile } from '../../config/support.ts';

const NOWHERE = { country: null, region: null };

async function bounds(entry: DatesEntry, from: string, to: string): Promise<string[]> {
  const found = await expand({ kind: 'dates', entries: [entry] }, NOWHERE, { from, to });
  return found.map(({ start, end }) => `${start}..${end}`);
}
const once = (from: string, to: string | null = null): DatesEntry => ({ from, to, name: null });
const every = (
  day: string,
  fromTime: string | null = null,
  toTime: string | null = null,
  leap: '28' | '1' | 'skip' | null = null,
): DatesEntry => ({ every: day, fromTime, toTime, leap, name: null });

describe('story 8: whole days are civil days, never midnights of UTC', () => {
  test.each([
    ['one day', once('2027-02-01'), '2027-02-01..2027-02-02'],
    ['two days, both included', once('2027-02-01', '2027-02-02'), '2027-02-01..2027-02-03'],
    ['a time to the end of its day', once('2027-02-10T12:00'), '2027-02-10T12:00..2027-02-11'],
    ['between two times', once('2027-02-10T12:00', '2027-02-10T18:00'), '2027-02-10T12:00..2027-02-10T18:00'],
    ['from a day to a time', once('2027-02-10', '2027-02-11T12:00'), '2027-02-10..2027-02-11T12:00'],
    ['from a time to a day', once('2027-02-10T12:00', '2027-02-11'), '2027-02-10T12:00..2027-02-12'],
    ['yearly, a whole day', every('06-24'), '2027-06-24..2027-06-25'],
    ['yearly, from a time', every('12-24', '17:00'), '2027-12-24T17:00..2027-12-25'],
    ['yearly, up to a time', every('12-26', null, '12:00'), '2027-12-26..2027-12-26T12:00'],
    ['yearly, past midnight', every('06-21', '22:00', '02:00'), '2027-06-21T22:00..2027-06-22T02:00'],
    [
      'yearly, equal times are 24 hours',
      every('06-21', '08:00', '08:00'),
      '2027-06-21T08:00..2027-06-22T08:00',
    ],
  ])('%s', async (_, entry, expected) => {
    expect(await bounds(entry, '2027-01-01', '2028-01-01')).toEqual([expected]);
  });

  test('an occurrence of no or negative length is none, and check says so', async () => {
    const entries = [once('2027-02-02', '2027-02-01'), once('2027-02-10T12:00', '2027-02-10T12:00')];
    const window = { from: '2027-01-01', to: '2028-01-01' };
    expect(await expand({ kind: 'dates', entries }, NOWHERE, window)).toEqual([]);
    expect(await checkCalendar({ kind: 'dates', entries }, window)).toMatchObject([
      { path: ['dates', 0], severity: 'warning' },
      { path: ['dates', 1], severity: 'warning' },
    ]);
  });

  test('names go with their occurrences', async () => {
    const entries = [{ from: '2027-02-01', to: null, name: 'Stock-taking' }];
    expect(
      await expand({ kind: 'dates', entries }, NOWHERE, { from: '2027-02-01', to: '2027-02-02' }),
    ).toEqual([{ start: '2027-02-01', end: '2027-02-02', names: { '': 'Stock-taking' } }]);
  });
});

describe('a yearly range', () => {
  const range = (from: string, to: string): DatesEntry => ({ ...every(from), toDay: to });
  test.each([
    ['both days included', range('08-01', '08-15'), ['2027-08-01..2027-08-16']],
    [
      'story 19: over the end of the year',
      range('12-24', '01-02'),
      ['2026-12-24..2027-01-03', '2027-12-24..2028-01-03'],
    ],
    ['to the end of February', range('02-15', '02-29'), ['2027-02-15..2027-03-01']],
    [
      'a time of its first day',
      { ...range('12-24', '12-26'), fromTime: '17:00' },
      ['2027-12-24T17:00..2027-12-27'],
    ],
    ['nearly always', range('03-02', '02-29'), ['2026-03-02..2027-03-01', '2027-03-02..2028-03-01']],
  ])('%s', async (_, entry, expected) => {
    expect(await bounds(entry, '2027-01-01', '2028-01-01')).toEqual(expected);
  });
  test('reads as it is written', () => {
    expect(load(ruleFile('dates: [{ every: 08-01, to: 08-15 }]')).config.rules[0]!.calendar).toMatchObject({
      entries: [{ every: '08-01', toDay: '08-15', fromTime: null, toTime: null }],
    });
  });
});

describe('story 19: a closure spans the end of the year', () => {
  test.each([
    ['seen from the old year', '2026-12-30', '2027-01-01'],
    ['seen from the new year', '2027-01-01', '2027-01-02'],
  ])('%s it is whole', async (_, from, to) => {
    expect(await bounds(once('2026-12-31', '2027-01-01'), from, to)).toEqual(['2026-12-31..2027-01-02']);
    expect(await bounds(every('12-31', '20:00', '06:00'), from, to)).toEqual([
      '2026-12-31T20:00..2027-01-01T06:00',
    ]);
  });

  test('what only touches the window is outside it', async () => {
    expect(await bounds(once('2026-12-31'), '2027-01-01', '2027-02-01')).toEqual([]);
    expect(await bounds(once('2027-02-01'), '2027-01-01', '2027-02-01')).toEqual([]);
  });
});

describe('story 20: 29 February comes every year as was said', () => {
  test.each([
    ['28', ['2027-02-28..2027-03-01', '2028-02-29..2028-03-01']],
    ['1', ['2027-03-01..2027-03-02', '2028-02-29..2028-03-01']],
    ['skip', ['2028-02-29..2028-03-01']],
  ] as const)('leap: %s', async (leap, expected) => {
    expect(await bounds(every('02-29', null, null, leap), '2027-01-01', '2029-01-01')).toEqual(expected);
  });

  test('without being told it is an error that says how', async () => {
    await expect(bounds(every('02-29'), '2027-01-01', '2028-01-01')).rejects.toMatchObject({
      code: 'leap-missing',
      path: ['dates', 0, 'every'],
      suggestions: ['leap: 28', 'leap: 1', 'leap: skip'],
    });
  });
});

test.each([
  ['2027-02-30', ['dates', 1, 'from']],
  ['2027-02-01T25:00', ['dates', 1, 'from']],
  ['2027-02-01T12:00+01:00', ['dates', 1, 'from']],
  ['tomorrow', ['dates', 1, 'from']],
])('story 24: %s is named, and the other entries are judged all the same', async (from, path) => {
  const entries = [once('2027-02-01'), once(from), every('02-30')];
  const issues = await checkCalendar({ kind: 'dates', entries }, { from: '2027-01-01', to: '2028-01-01' });
  expect(issues).toMatchObject([
    { path, severity: 'error' },
    { path: ['dates', 2, 'every'], severity: 'error' },
  ]);
});
