/** Stories of calendars, told through the special hours that Partoo holds. */
import { expect, test } from 'vitest';
import { expand } from '../../lib/calendars/expand.ts';
import { partooHours, specialHoursFault } from '../../lib/closures/opening/own-hours.ts';
import { type RuleWithOccurrences, wantedState } from '../../lib/closures/wanted-state.ts';

const WINDOW = { from: '2026-11-01', to: '2028-04-01' };
const DAY = ['09:00-19:00'];
const WEEK = {
  monday: DAY,
  tuesday: DAY,
  wednesday: DAY,
  thursday: DAY,
  friday: DAY,
  saturday: DAY,
  sunday: [],
};

const closed = (from: string, to = from) => ({ starts_at: from, ends_at: to });
const open = (day: string, ...open_hours: string[]) => ({ starts_at: day, ends_at: day, open_hours });

/** What the listing says, as a rule of `specificHours: true`. */
async function listing(close: object[], opening: object[] = []): Promise<RuleWithOccurrences> {
  const openHours = partooHours({ open_hours: WEEK, specific_hours: { close, open: opening } });
  const calendar = { kind: 'specificHours', closings: true, openings: true } as const;
  const occurrences = await expand(calendar, { country: null, region: null, openHours }, WINDOW);
  return { key: 'listing', priority: 30, openingPriority: 45, occurrences };
}

const at = (rules: RuleWithOccurrences[], zone: string, instant: string) =>
  wantedState({ business: { zone }, rules, at: Date.parse(instant) });
const states = (rules: RuleWithOccurrences[], zone: string, ...instants: string[]) =>
  instants.map((instant) => at(rules, zone, instant).state);

// biome-ignore format: a line a zone
test.each([
  ['Europe/Paris', '2027-03-28', '2027-03-28T00:00+01:00', '2027-03-29T00:00+02:00'],
  ['Europe/London', '2026-10-25', '2026-10-25T00:00+01:00', '2026-10-26T00:00Z'],
  ['America/New_York', '2027-03-14', '2027-03-14T00:00-05:00', '2027-03-15T00:00-04:00'],
  ['Australia/Sydney', '2027-04-04', '2027-04-04T00:00+11:00', '2027-04-05T00:00+10:00'],
  ['America/Santiago', '2027-09-05', '2027-09-05T01:00-03:00', '2027-09-06T00:00-03:00'],
  ['Africa/Cairo', '2027-04-30', '2027-04-30T01:00+03:00', '2027-05-01T00:00+03:00'],
  ['Australia/Lord_Howe', '2027-04-04', '2027-04-04T00:00+11:00', '2027-04-05T00:00+10:30'],
])('story 6: a listed day on which clocks change lasts from midnight to midnight in %s', async (zone, day, from, to) => {
  const openHours = partooHours({ open_hours: WEEK, specific_hours: { close: [closed(day)], open: [] } });
  const calendar = { kind: 'specificHours', closings: true, openings: true } as const;
  const window = { from: '2026-10-01', to: '2027-12-01' };
  const occurrences = await expand(calendar, { country: null, region: null, openHours }, window);
  const rules = [{ key: 'listing', occurrences }];
  const just = (instant: string) => new Date(Date.parse(instant) - 1).toISOString();
  expect(states(rules, zone, just(from), from, just(to), to)).toEqual(['open', 'closed', 'closed', 'open']);
});

test('story 7: Monday is Monday where the shop is, also for what is as usual on a Monday', async () => {
  // Monday 21 December in Auckland begins on Sunday in UTC.
  const rule = await listing([], [open('2026-12-21', ...DAY)]);
  expect(rule.occurrences[0]?.opening?.chatHours).toBeUndefined();
  const holiday = {
    key: 'holidays',
    priority: 40,
    occurrences: [{ start: '2026-12-21', end: '2026-12-22', names: {} }],
  };
  expect(states([rule, holiday], 'Pacific/Auckland', '2026-12-20T11:30:00Z', '2026-12-21T10:59:00Z')).toEqual(
    ['open', 'open'],
  );
});

test('story 8: a listed day begins and ends at local midnight, not that of UTC', async () => {
  const rule = await listing([closed('2026-12-25')]);
  expect(
    states(
      [rule],
      'America/Sao_Paulo',
      '2026-12-25T02:59:59Z',
      '2026-12-25T03:00:00Z',
      '2026-12-26T02:59:59Z',
      '2026-12-26T03:00:00Z',
    ),
  ).toEqual(['open', 'closed', 'closed', 'open']);
});

test('story 9: an opening across midnight is one, and the same start and end are the whole day or a slip', async () => {
  const rule = await listing([closed('2026-12-31', '2027-01-01')], [open('2026-12-31', '20:00-03:00')]);
  expect(states([rule], 'Europe/Paris', '2027-01-01T02:59:00+01:00', '2027-01-01T03:00:00+01:00')).toEqual([
    'open',
    'closed',
  ]);
  expect(specialHoursFault({ close: [], open: [open('2026-12-31', '00:00-00:00')] })).toBeNull();
  expect(specialHoursFault({ close: [], open: [open('2026-12-31', '20:00-20:00')] })).not.toBeNull();
});

test('story 10: no minute is open between two closed days, however 23:59 is written', async () => {
  const days = await listing([closed('2026-12-25'), closed('2026-12-26')]);
  expect(states([days], 'Europe/Paris', '2026-12-25T23:59:59+01:00', '2026-12-26T00:00:00+01:00')).toEqual([
    'closed',
    'closed',
  ]);
  expect(at([days], 'Europe/Paris', '2026-12-25T12:00:00+01:00').closures).toHaveLength(1);
  const nights = {
    key: 'nights',
    priority: 10,
    recurs: true,
    occurrences: [{ start: '2026-12-24T19:00', end: '2026-12-25T09:00', names: {} }],
  };
  const late = await listing([], [open('2026-12-24', '10:00-23:59')]);
  expect(
    states([late, nights], 'Europe/Paris', '2026-12-24T23:59:30+01:00', '2026-12-25T00:00:00+01:00'),
  ).toEqual(['open', 'closed']);
});

test('story 13: a listed opening, a holiday and a closing meet by priority, in whatever order they stand', async () => {
  const rule = await listing([closed('2026-12-24', '2026-12-26')], [open('2026-12-25', '10:00-14:00')]);
  const holiday = {
    key: 'a-holiday',
    priority: 40,
    occurrences: [{ start: '2026-12-25', end: '2026-12-26', names: {} }],
  };
  for (const rules of [
    [rule, holiday],
    [holiday, rule],
  ])
    expect(at(rules, 'Europe/Paris', '2026-12-25T12:00:00+01:00').fields.is_launched).toEqual({
      winner: 'listing',
      losers: [
        { key: 'a-holiday', why: 'priority 40 is lower than 45' },
        { key: 'listing', why: 'priority 30 is lower than 45' },
      ],
    });
});

test('story 19: a closing over the year’s end is one, from its first day to its last', async () => {
  const rule = await listing([closed('2026-12-31', '2027-01-02')]);
  expect(at([rule], 'Europe/Paris', '2027-01-01T00:00:00+01:00').closures).toMatchObject([
    { start: Date.parse('2026-12-31T00:00:00+01:00'), end: Date.parse('2027-01-03T00:00:00+01:00') },
  ]);
});

test('story 20: 29 February is a day in leap years, and none in others', async () => {
  expect((await listing([closed('2028-02-29')])).occurrences).toMatchObject([
    { start: '2028-02-29', end: '2028-03-01' },
  ]);
  expect(specialHoursFault({ close: [closed('2027-02-29')], open: [] })).toBe('a date that is none');
  expect((await listing([closed('2027-02-29')])).occurrences).toEqual([]);
});

test.each([
  ['a window', { close: [], open: [open('2026-12-24', 'always')] }],
  ['a date', { close: [closed('every day')], open: [] }],
  ['a list', { close: 'always', open: [] }],
])('story 21: %s that nobody understands never means "always"', async (_what, specific) => {
  expect(specialHoursFault(specific)).not.toBeNull();
  const { occurrences } = await listing(Array.isArray(specific.close) ? specific.close : [], specific.open);
  expect(occurrences).toEqual([]);
});
