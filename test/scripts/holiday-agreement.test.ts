import { describe, expect, test } from 'vitest';
import { regionFault } from '../../lib/calendars/holidays/regions.ts';
import { compare, type Difference, listedDays, patronsOf } from '../../scripts/holiday-differences.ts';
import { isExplained, readReasons, reasonsOf } from '../../scripts/holiday-reasons.ts';

const LIST = {
  FR: { '2026-01-01': 'Jour de l’an', '2026-05-01': 'Fête du Travail', '2026-07-15': 'Made up' },
  'FR-57': { plus: { '2026-04-03': 'Vendredi saint' }, minus: ['2026-07-15'] },
  IT: { '2026-01-01': 'Capodanno' },
  'IT-MI': { plus: { '2026-12-07': 'Sant’Ambrogio' }, minus: [] },
  'IT-BZ': { plus: { '2026-05-25': 'Lunedì di Pentecoste' }, minus: [] },
};
const onlyTheirs = async (place: string, days: Record<string, string>, year = 2026) =>
  (await compare(place, days, year, patronsOf(LIST)))?.differences
    .filter(({ side }) => side === 'theirs')
    .map(({ date, kind }) => `${date} ${kind}`);

describe('another list of holidays', () => {
  test('has in a part of a country the days of the country, with more and fewer', () => {
    expect(Object.keys(listedDays(LIST, 'FR-57'))).toEqual(['2026-01-01', '2026-05-01', '2026-04-03']);
    expect(Object.keys(listedDays(LIST, 'FR'))).toHaveLength(3);
  });

  test('is held against ours day by day', async () => {
    const found = await compare('FR', LIST.FR, 2026, new Set());
    expect(found).toMatchObject({ place: 'FR', year: 2026, both: 2 });
    expect(found?.differences).toHaveLength(10);
    expect(found?.differences).toContainEqual({
      place: 'FR',
      date: '2026-07-15',
      side: 'theirs',
      names: ['Made up'],
      kind: 'other',
    });
    expect(found?.differences.find(({ date }) => date === '2026-07-14')).toMatchObject({ side: 'ours' });
    expect(await compare('FR-Nowhere', LIST.FR, 2026, new Set())).toBeNull();
  });

  test.each([
    ['a feast of the moon a day earlier', 'MA', '2027-08-13', 'moon moved'],
    ['a day more of one', 'AE', '2027-03-12', 'moon'],
    ['a substitute', 'FR', '2026-05-04', 'substitute'],
    ['a patron of a province', 'IT-MI', '2026-12-07', 'patron'],
    ['Whit Monday of Bolzano', 'IT-BZ', '2026-05-26', 'other'],
  ])('tells %s', async (_, place, date, kind) => {
    const name = kind === 'substitute' ? 'Labour Day (observed)' : 'Mawlid';
    // Of a feast that moved, the other day has to be missing; of one that lasts longer, none.
    const rest: Record<string, string> =
      place === 'AE' ? { '2027-03-09': 'Eid', '2027-03-10': 'Eid', '2027-03-11': 'Eid' } : {};
    expect(await onlyTheirs(place, { ...rest, [date]: name }, Number(date.slice(0, 4)))).toEqual([
      `${date} ${kind}`,
    ]);
  });
});

describe('the reasons of the page', () => {
  const [reason] = reasonsOf(
    '### Where others count differently\n\n| AR-W, FR | 17 August, 1 May 2027, mi-carême | why |\n',
  );
  const difference = (place: string, date: string, name: string): Difference => ({
    place,
    date,
    side: 'theirs',
    names: [name],
    kind: 'other',
  });
  test.each([
    ['AR-W', '2027-08-17', 'San Martín', true],
    ['AR', '2027-08-17', 'San Martín', false],
    ['AR-W', '2027-08-18', 'San Martín', false],
    ['FR-971', '2027-03-04', 'Mi-Carême', true],
    ['FR', '2027-05-01', 'Travail', true],
    ['FR', '2026-05-01', 'Travail', false],
  ])('%s %s %s: %s', (place, date, name, explained) => {
    expect(isExplained(difference(place, date, name), [reason!])).toBe(explained);
  });

  test('are of places that there are', async () => {
    const reasons = await readReasons();
    expect(reasons.length).toBeGreaterThan(20);
    for (const code of reasons.flatMap(({ places }) => places))
      if (code.includes('-')) expect(regionFault(code), code).toBeNull();
  });
});
