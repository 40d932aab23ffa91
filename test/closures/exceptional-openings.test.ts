import { describe, expect, test } from 'vitest';
import { closing } from '../../lib/closures/closing-effect.ts';
import { openingTimes } from '../../lib/closures/opening-times.ts';
import { type RuleWithOccurrences, wantedState } from '../../lib/closures/wanted-state.ts';
import { OFF } from './support.ts';

const PARIS = 'Europe/Paris';
const OPEN = { thursday: ['10:00-16:00'] };
const day = (start: string, end: string) => ({ start, end, names: {} });

/** 24 December 2026, a Thursday: open from 10 to 16. */
const opening: RuleWithOccurrences = {
  key: 'listing',
  priority: 30,
  openingPriority: 45,
  occurrences: [
    { ...day('2026-12-24', '2026-12-25'), opening: { windows: ['10:00-16:00'], chatHours: OPEN } },
  ],
};
const confirmed: RuleWithOccurrences = {
  ...opening,
  occurrences: [{ ...day('2026-12-24', '2026-12-25'), opening: { windows: ['10:00-16:00'] } }],
};
const closings: RuleWithOccurrences = { ...opening, occurrences: [day('2026-12-23', '2026-12-28')] };
const both: RuleWithOccurrences = {
  ...opening,
  occurrences: [...closings.occurrences, ...opening.occurrences],
};
const holidays: RuleWithOccurrences = {
  key: 'holidays',
  priority: 40,
  occurrences: [day('2026-12-24', '2026-12-27')],
};
const nights: RuleWithOccurrences = {
  key: 'nights',
  priority: 10,
  recurs: true,
  effect: OFF,
  occurrences: [day('2026-12-23T19:00', '2026-12-24T09:00'), day('2026-12-24T15:00', '2026-12-25T09:00')],
};
const weekly: RuleWithOccurrences = { ...nights, effect: closing() };
const dates: RuleWithOccurrences = {
  key: 'dates',
  priority: 60,
  occurrences: [day('2026-12-24T12:00', '2026-12-24T14:00')],
};

const at = (rules: RuleWithOccurrences[], time: string) =>
  wantedState({ business: { zone: PARIS }, rules, at: Date.parse(`2026-12-24T${time}:00+01:00`) });
const hoursAt = (rules: RuleWithOccurrences[], time: string): string => {
  const { state, overlay } = at(rules, time);
  return `${state} ${JSON.stringify(overlay.chatHours ?? 'as usual')}`;
};
const OWN = `open ${JSON.stringify(OPEN)}`;

// biome-ignore format: a case a line
test.each<[what: string, rules: RuleWithOccurrences[], byTime: Record<string, string>]>([
  ['alone: its windows for the whole local day', [opening], { '00:00': OWN, '12:00': OWN, '23:59': OWN }],
  ['it masks a holiday', [opening, holidays], { '00:00': OWN, '12:00': OWN, '23:59': OWN }],
  ['it masks closings of special hours', [both], { '00:00': OWN, '12:00': OWN, '23:59': OWN }],
  ['also those of another rule', [opening, { ...closings, key: 'others' }], { '12:00': OWN }],
  ['nights go on outside its windows', [opening, holidays, nights], {
    '08:59': `closed ${JSON.stringify(OPEN)}`, '09:00': OWN, '10:00': OWN, '15:30': OWN, '16:00': `closed ${JSON.stringify(OPEN)}`, '23:00': `closed ${JSON.stringify(OPEN)}`,
  }],
  ['weekly hours too; the windows stay in place', [opening, weekly], { '08:59': `closed ${JSON.stringify(OPEN)}`, '15:30': OWN, '16:00': `closed ${JSON.stringify(OPEN)}` }],
  ['confirmed: it masks, and writes nothing', [confirmed, holidays, closings], { '00:00': 'open "as usual"', '12:00': 'open "as usual"' }],
  ['confirmed: nights go on outside its windows', [confirmed, holidays, nights], { '08:59': 'closed "as usual"', '15:30': 'open "as usual"', '16:00': 'closed "as usual"' }],
  ['confirmed: so do weekly hours, emptied ones too', [confirmed, weekly], { '08:59': 'closed "closed"', '15:30': 'open "as usual"', '16:00': 'closed "closed"' }],
  ['dates go before it', [opening, dates], { '11:59': OWN, '12:00': 'closed "closed"', '14:00': OWN }],
  ['at equal priority it goes first', [{ ...opening, openingPriority: 60 }, dates], { '12:00': OWN }],
])('%s', (_what, rules, byTime) => {
  const found = Object.fromEntries(Object.keys(byTime).map((time) => [time, hoursAt(rules, time)]));
  expect(found).toEqual(byTime);
  const turned = rules.toReversed();
  expect(Object.fromEntries(Object.keys(byTime).map((time) => [time, hoursAt(turned, time)]))).toEqual(byTime);
});

describe('what is said of it', () => {
  test('which won, and why the others did not', () => {
    expect(at([opening, holidays], '12:00').fields.is_launched).toEqual({
      winner: 'listing',
      losers: [{ key: 'holidays', why: 'priority 40 is lower than 45' }],
    });
    expect(at([opening, holidays, nights], '20:00').fields.is_launched).toEqual({
      winner: 'nights',
      losers: [
        { key: 'listing', why: 'outside its hours, what recurs goes on' },
        { key: 'holidays', why: 'an opening masks it' },
      ],
    });
  });

  test('what comes next: the ends of its windows, where something recurs', () => {
    const next = (rules: RuleWithOccurrences[]) => new Date(at(rules, '12:00').next ?? 0).toISOString();
    expect(next([opening, holidays])).toBe('2026-12-24T23:00:00.000Z');
    expect(next([opening, nights])).toBe('2026-12-24T14:00:00.000Z');
    expect(new Date(at([opening, nights], '15:30').next ?? 0).toISOString()).toBe('2026-12-24T15:00:00.000Z');
  });

  test('the text of a night promises the next opening behind it', () => {
    const text = at(
      [opening, { ...weekly, effect: closing({ offlineMessage: { text: '{{reopens}}' } }) }],
      '08:00',
    ).overlay;
    expect(text.offlineMessage).toContain('10:00');
  });
});

test('story 11: the evening of an opening lasts past midnight, also into a holiday', () => {
  const evening: RuleWithOccurrences = {
    ...opening,
    occurrences: [{ ...day('2026-12-24', '2026-12-25'), opening: { windows: ['20:00-02:00'] } }],
  };
  const christmas = { ...holidays, occurrences: [day('2026-12-25', '2026-12-26')] };
  const stateAt = (instant: string) =>
    wantedState({ business: { zone: PARIS }, rules: [evening, christmas], at: Date.parse(instant) }).state;
  expect(stateAt('2026-12-25T01:59:00+01:00')).toBe('open');
  expect(stateAt('2026-12-25T02:00:00+01:00')).toBe('closed');
});

// biome-ignore format: a case a line
test.each([
  ['an hour that is skipped', '2027-03-28', '2027-03-29', '02:30-04:00', '2027-03-28T01:00Z', '2027-03-28T02:00Z'],
  ['one that is repeated', '2027-10-31', '2027-11-01', '02:30-02:45', '2027-10-31T00:30Z', '2027-10-31T01:45Z'],
  ['the whole day', '2027-03-28', '2027-03-29', '00:00-23:59', '2027-03-27T23:00Z', '2027-03-28T22:00Z'],
])('story 6: windows in %s', (_what, start, end, window, from, until) => {
  const times = openingTimes({ start, end, names: {}, opening: { windows: [window] } }, PARIS);
  expect(times).toEqual([{ start: Date.parse(from), end: Date.parse(until) }]);
});
