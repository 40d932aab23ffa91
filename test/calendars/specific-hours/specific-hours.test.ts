import { describe, expect, test } from 'vitest';
import { expand } from '../../../lib/calendars/expand.ts';
import { placeKeyOf } from '../../../lib/calendars/place-key.ts';
import type { Hours, SpecialDays } from '../../../lib/closures/model.ts';
import { faultsOf, load, ruleFile } from '../../config/support.ts';

const WINDOW = { from: '2026-12-01', to: '2027-12-31' };
const BOTH = { kind: 'specificHours', closings: true, openings: true } as const;
const WEEK = {
  monday: ['09:00-12:00', '14:00-19:00'],
  tuesday: ['09:00-19:00'],
  wednesday: ['09:00-19:00'],
  thursday: ['09:00-19:00'],
  friday: ['20:00-02:00'],
  saturday: ['09:00-23:59'],
};
const hours = (...special: SpecialDays[]): Hours => ({ week: WEEK, special });
const nowhere = { country: null, region: null };

async function shown(openHours: Hours, calendar: Partial<typeof BOTH> = {}): Promise<string[]> {
  const found = await expand({ ...BOTH, ...calendar }, { ...nowhere, openHours }, WINDOW);
  return found.map(({ start, end, opening }) => {
    const grid = opening?.chatHours && Object.entries(opening.chatHours);
    const days = grid?.flatMap(([day, windows]) =>
      windows.length > 0 ? [`${day.slice(0, 2)} ${windows}`] : [],
    );
    return [start, end, opening ? `open ${opening.windows}` : 'closed', ...(days ?? [])].join(' | ');
  });
}

const USUAL = {
  mo: 'mo 09:00-12:00,14:00-19:00',
  tu: 'tu 09:00-19:00',
  we: 'we 09:00-19:00',
  th: 'th 09:00-19:00',
  fr: 'fr 20:00-23:59',
  sa: 'sa 00:00-02:00,09:00-23:59',
};
const week = (changed: Partial<typeof USUAL & { su: string }>): string =>
  Object.values({ ...USUAL, ...changed })
    .filter(Boolean)
    .join(' | ');

// 24 December 2026 is a Thursday.
test.each<[what: string, special: SpecialDays[], expected: string[]]>([
  ['nothing', [], []],
  ['a closing of some days', [['2026-12-24', '2026-12-26', []]], ['2026-12-24 | 2026-12-27 | closed']],
  ['what is over', [['2026-01-01', '2026-01-01', []]], []],
  [
    'an opening with hours of its own; other weekdays keep theirs',
    [['2026-12-24', '2026-12-24', ['09:00-16:00']]],
    [`2026-12-24 | 2026-12-25 | open 09:00-16:00 | ${week({ th: 'th 09:00-16:00' })}`],
  ],
  [
    'the usual hours: confirmed, and nothing to write',
    [['2026-12-24', '2026-12-24', ['09:00-19:00']]],
    ['2026-12-24 | 2026-12-25 | open 09:00-19:00'],
  ],
  [
    'the usual hours, written otherwise',
    [
      ['2026-12-21', '2026-12-21', ['14:00-19:00', '09:00-12:00']],
      ['2026-12-22', '2026-12-22', ['09:00-12:00', '12:00-19:00']],
      ['2026-12-26', '2026-12-26', ['09:00-00:00']],
    ],
    [
      '2026-12-21 | 2026-12-22 | open 14:00-19:00,09:00-12:00',
      '2026-12-22 | 2026-12-23 | open 09:00-12:00,12:00-19:00',
      '2026-12-26 | 2026-12-27 | open 09:00-00:00',
    ],
  ],
  [
    'days of which some are as usual',
    [['2026-12-22', '2026-12-25', ['09:00-19:00']]],
    [
      '2026-12-22 | 2026-12-25 | open 09:00-19:00',
      `2026-12-25 | 2026-12-26 | open 09:00-19:00 | ${week({ fr: 'fr 09:00-19:00', sa: 'sa 09:00-23:59' })}`,
    ],
  ],
  [
    'two entries in a row share one grid',
    [
      ['2026-12-23', '2026-12-23', ['09:00-22:00']],
      ['2026-12-24', '2026-12-24', ['09:00-16:00']],
    ],
    [
      `2026-12-23 | 2026-12-24 | open 09:00-22:00 | ${week({ we: 'we 09:00-22:00', th: 'th 09:00-16:00' })}`,
      `2026-12-24 | 2026-12-25 | open 09:00-16:00 | ${week({ we: 'we 09:00-22:00', th: 'th 09:00-16:00' })}`,
    ],
  ],
  [
    'an evening past midnight',
    [['2026-12-31', '2026-12-31', ['20:00-03:00']]],
    [
      `2026-12-31 | 2027-01-01 | open 20:00-03:00 | ${week({ th: 'th 20:00-23:59', fr: 'fr 00:00-03:00,20:00-23:59' })}`,
    ],
  ],
  [
    'the evening before goes on past midnight, unless it was closed',
    [['2026-12-26', '2026-12-26', ['10:00-12:00']]],
    [`2026-12-26 | 2026-12-27 | open 10:00-12:00 | ${week({ sa: 'sa 00:00-02:00,10:00-12:00' })}`],
  ],
  [
    'the evening before was closed',
    [
      ['2026-12-26', '2026-12-26', ['10:00-12:00']],
      ['2026-12-25', '2026-12-25', []],
    ],
    [
      '2026-12-25 | 2026-12-26 | closed',
      `2026-12-26 | 2026-12-27 | open 10:00-12:00 | ${week({ fr: '', sa: 'sa 10:00-12:00' })}`,
    ],
  ],
  [
    'of openings that hold a day the shortest counts, and the rest is in parts',
    [
      ['2026-12-22', '2026-12-24', ['08:00-20:00']],
      ['2026-12-23', '2026-12-23', ['08:00-22:00']],
    ],
    [
      '22 | 2026-12-23 | open 08:00-20:00',
      '23 | 2026-12-24 | open 08:00-22:00',
      '24 | 2026-12-25 | open 08:00-20:00',
    ].map(
      (part) =>
        `2026-12-${part} | ${week({ tu: 'tu 08:00-20:00', we: 'we 08:00-22:00', th: 'th 08:00-20:00' })}`,
    ),
  ],
])('%s', async (_what, special, expected) => {
  expect(await shown(hours(...special))).toEqual(expected);
});

test('a second such weekday with other hours begins another grid', async () => {
  const found = await shown(
    hours(['2026-12-14', '2026-12-21', ['08:00-20:00']], ['2026-12-21', '2026-12-21', ['08:00-22:00']]),
  );
  expect(found.map((line) => line.split(' | ').slice(0, 3).join(' '))).toEqual([
    '2026-12-14 2026-12-21 open 08:00-20:00',
    '2026-12-21 2026-12-22 open 08:00-22:00',
  ]);
});

test('closings or openings alone', async () => {
  const both = hours(['2026-12-24', '2026-12-24', ['09:00-19:00']], ['2026-12-25', '2026-12-25', []]);
  expect(await shown(both, { openings: false } as object)).toEqual(['2026-12-25 | 2026-12-26 | closed']);
  expect(await shown(both, { closings: false } as object)).toEqual([
    '2026-12-24 | 2026-12-25 | open 09:00-19:00',
  ]);
});

describe('who shares what is kept', () => {
  const key = (openHours: Hours | null, calendar: object = BOTH) =>
    placeKeyOf(calendar as typeof BOTH, { country: 'FR', region: 'FR-67', id: 'x', openHours });
  const closing: SpecialDays = ['2026-12-25', '2026-12-25', []];
  const opening: SpecialDays = ['2026-12-24', '2026-12-24', ['09:00-16:00']];

  test('equal sets, wherever the business is', () => {
    expect(key(hours(closing, opening))).toBe(key(structuredClone(hours(closing, opening))));
    expect(key(hours(closing))).not.toBe(key(hours(opening)));
  });

  test('all that have none of what is taken', () => {
    expect([key(null), key({ week: WEEK }), key(hours(opening), { ...BOTH, openings: false })]).toEqual([
      '',
      '',
      '',
    ]);
  });

  test('closings alone, whatever the usual hours', () => {
    const closings = { ...BOTH, openings: false };
    expect(key({ week: null, special: [closing] }, closings)).toBe(key(hours(closing, opening), closings));
  });
});

test.each([
  ['true', true, true],
  ['{ closings: true, openings: true }', true, true],
  ['{ closings: true }', true, false],
  ['{ openings: true }', false, true],
  ['{ openings: false }', true, false],
])('specificHours: %s', (written, closings, openings) => {
  const { config } = load(ruleFile(`specificHours: ${written}`));
  expect(config.rules[0]).toMatchObject({
    calendar: { closings, openings },
    priority: 30,
    openingPriority: 45,
  });
});

test.each([
  ['false', 'is false'],
  ['{}', 'is empty'],
  ['{ closings: false, openings: false }', 'takes neither closings nor openings'],
  ['{ closing: true }', 'is no key known here'],
  ['yes please', 'is neither true nor a mapping'],
])('specificHours: %s is refused', (written, message) => {
  expect(faultsOf(ruleFile(`specificHours: ${written}`)).join()).toContain(message);
});
