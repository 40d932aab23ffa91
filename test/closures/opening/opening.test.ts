import { describe, expect, test } from 'vitest';
import type { WeekHours } from '../../../lib/closures/model.ts';
import { type BusinessHours, partooHours } from '../../../lib/closures/opening/own-hours.ts';
import { set } from '../support.ts';
import { chat, daily, mondayToSaturday, opening, promised, type Rule, rule } from './support.ts';

const PARIS = 'Europe/Paris';
const SHOP = chat(mondayToSaturday('09:00-19:00'));
const LUNCH = chat(mondayToSaturday('09:00-12:00', '14:00-19:00'));
const UNKNOWN_HOURS: BusinessHours = { own: null, business: null };
const text = { text: 'closed' };

const christmas = rule([
  ['2026-12-25', '2026-12-26'],
  ['2026-12-26', '2026-12-27'],
]);
const day = (date: string, end: string) => rule([[date, end]]);
/** What Partoo has of a business that keeps to its opening hours. */
const listed = (
  open_hours: WeekHours | null,
  open: [string, string, string[]][] = [],
  close: [string, string][] = [],
): BusinessHours => {
  const days = (starts_at: string, ends_at: string) => ({ starts_at, ends_at });
  const hours = partooHours({
    open_hours,
    specific_hours: {
      open: open.map(([from, to, open_hours]) => ({ ...days(from, to), open_hours })),
      close: close.map(([from, to]) => days(from, to)),
    },
  });
  return { own: hours, business: hours };
};

type Row = [
  what: string,
  zone: string,
  hours: BusinessHours,
  rules: Rule[],
  expected: string | null,
  at?: string,
];

// biome-ignore format: a case a line
describe.each<[string, Row[]]>([
  [
    'the hours of a week',
    [
      ['none known: the end', PARIS, UNKNOWN_HOURS, [christmas], '2026-12-27T00:00+01:00'],
      ['seven empty days: the end', PARIS, listed({}), [christmas], '2026-12-27T00:00+01:00'],
      ['a closed Sunday is skipped', PARIS, SHOP, [christmas], '2026-12-28T09:00+01:00'],
      ['within hours: the end itself', PARIS, SHOP, [rule([['2026-12-23T10:00', '2026-12-23T15:30']])], '2026-12-23T15:30+01:00'],
      ['between two windows', PARIS, LUNCH, [rule([['2026-12-23T10:00', '2026-12-23T12:30']])], '2026-12-23T14:00+01:00'],
      ['at the end of a window: the next', PARIS, LUNCH, [rule([['2026-12-23T10:00', '2026-12-23T12:00']])], '2026-12-23T14:00+01:00'],
      ['at the start of a window', PARIS, LUNCH, [rule([['2026-12-23T10:00', '2026-12-23T14:00']])], '2026-12-23T14:00+01:00'],
      ['after the last window: the next day', PARIS, LUNCH, [rule([['2026-12-23T10:00', '2026-12-23T19:00']])], '2026-12-24T09:00+01:00'],
      ['before the first window', PARIS, LUNCH, [rule([['2026-12-22T18:00', '2026-12-23T06:00']])], '2026-12-23T09:00+01:00'],
      ['windows out of order', PARIS, chat({ monday: ['14:00-19:00', '08:00-10:00'] }), [christmas], '2026-12-28T08:00+01:00'],
      ['windows that overlap', PARIS, chat({ sunday: ['10:00-14:00', '09:00-11:00'] }), [christmas], '2026-12-27T09:00+01:00'],
      ['one day a week', PARIS, chat({ thursday: ['10:00-11:00'] }), [christmas], '2026-12-31T10:00+01:00'],
      ['the whole day is midnight', PARIS, chat(daily('00:00-23:59')), [christmas], '2026-12-27T00:00+01:00'],
      ['23:59 is the end of the day', PARIS, chat(daily('00:00-23:59')), [rule([['2026-12-23T10:00', '2026-12-23T23:59']])], '2026-12-23T23:59+01:00'],
      ['a whole day on Monday alone', PARIS, chat({ monday: ['00:00-23:59'] }), [christmas], '2026-12-28T00:00+01:00'],
      ['00:00-00:00 is a whole day', PARIS, listed({ tuesday: ['00:00-00:00'] }), [christmas], '2026-12-29T00:00+01:00'],
      ['an end at midnight, written 00:00', PARIS, listed({ sunday: ['18:00-00:00'] }), [christmas], '2026-12-27T18:00+01:00'],
      ['an end at 24:00', PARIS, chat({ sunday: ['18:00-24:00'] }), [christmas], '2026-12-27T18:00+01:00'],
    ],
  ],
  [
    'windows past midnight',
    [
      ['the rest of the evening before does not count', PARIS, chat({ saturday: ['22:00-02:00'], sunday: [], monday: ['09:00-12:00'] }), [day('2026-12-26', '2026-12-27')], '2026-12-28T09:00+01:00'],
      ['an end within the rest: that', PARIS, chat({ saturday: ['22:00-02:00'], monday: ['09:00-12:00'] }), [rule([['2026-12-26', '2026-12-27T01:00']])], '2026-12-27T01:00+01:00'],
      ['an end within the evening: that', PARIS, chat({ saturday: ['22:00-02:00'], monday: ['09:00-12:00'] }), [rule([['2026-12-26', '2026-12-26T23:00']])], '2026-12-26T23:00+01:00'],
      ['after the rest: the next', PARIS, chat({ saturday: ['22:00-02:00'], monday: ['09:00-12:00'] }), [rule([['2026-12-26', '2026-12-27T02:00']])], '2026-12-28T09:00+01:00'],
      ['a window of the new day counts, the rest beside it or not', PARIS, chat({ saturday: ['22:00-02:00'], sunday: ['01:00-03:00'] }), [day('2026-12-26', '2026-12-27')], '2026-12-27T01:00+01:00'],
      ['written as two days: both count', PARIS, chat({ saturday: ['22:00-23:59'], sunday: ['00:00-02:00'] }), [day('2026-12-26', '2026-12-27')], '2026-12-27T00:00+01:00'],
      ['the evening after', PARIS, chat({ sunday: ['22:00-02:00'] }), [day('2026-12-26', '2026-12-27')], '2026-12-27T22:00+01:00'],
      ['another end at the same day does not bring the rest back', PARIS, chat({ saturday: ['22:00-02:00'], monday: ['09:00-12:00'] }), [day('2026-12-26', '2026-12-27'), rule([['2026-12-26', '2026-12-27T00:30']], set({ welcomeMessage: 'keep' }))], '2026-12-28T09:00+01:00'],
      ['a closed evening in between takes it away, too', PARIS, chat({ saturday: ['22:00-04:00'], monday: ['09:00-12:00'] }), [rule([['2026-12-26', '2026-12-26T23:00'], ['2026-12-27', '2026-12-27T01:00']])], '2026-12-26T23:00+01:00'],
    ],
  ],
  [
    "Partoo's own hours",
    [
      ['open_hours, Sunday closed', PARIS, listed({ ...mondayToSaturday('09:00-19:00'), sunday: [] }), [christmas], '2026-12-28T09:00+01:00'],
      ['a special closing', PARIS, listed(mondayToSaturday('09:00-19:00'), [], [['2026-12-28', '2026-12-29']]), [christmas], '2026-12-30T09:00+01:00'],
      ['a special opening', PARIS, listed(mondayToSaturday('09:00-19:00'), [['2026-12-27', '2026-12-27', ['13:00-17:00']]]), [christmas], '2026-12-27T13:00+01:00'],
      ['an opening within a longer closing', PARIS, listed(mondayToSaturday('09:00-19:00'), [['2026-12-29', '2026-12-29', ['10:00-11:00']]], [['2026-12-27', '2027-01-03']]), [christmas], '2026-12-29T10:00+01:00'],
      ['a closing within longer special hours', PARIS, listed(mondayToSaturday('09:00-19:00'), [['2026-12-01', '2026-12-31', ['08:00-20:00']]], [['2026-12-27', '2026-12-27']]), [christmas], '2026-12-28T08:00+01:00'],
      ['both for the same day: closed', PARIS, listed(mondayToSaturday('09:00-19:00'), [['2026-12-28', '2026-12-28', ['10:00-11:00']]], [['2026-12-28', '2026-12-28']]), [christmas], '2026-12-29T09:00+01:00'],
      ['a special evening past midnight', PARIS, listed({}, [['2026-12-31', '2026-12-31', ['20:00-03:00']]], [['2026-12-27', '2027-01-03']]), [christmas], '2026-12-31T20:00+01:00'],
      ['special days alone: open on all others', PARIS, listed(null, [], [['2026-12-27', '2026-12-27']]), [christmas], '2026-12-28T00:00+01:00'],
      ['windows and dates that are none are left out', PARIS, listed({ monday: ['9-12', '25:00-26:00', '10:00-10:00', '11:00-12:00'] }, [['2026-12-27', 'soon', ['08:00-09:00']], ['2026-12-27', '2026-12-27', ['?']]]), [christmas], '2026-12-28T11:00+01:00'],
      ['chatHours: business over chat hours', PARIS, { own: { week: { saturday: ['10:00-11:00'] } }, business: { week: { sunday: ['15:00-16:00'] } } }, [christmas, rule([['2026-12-20', '2027-01-10']], set({ reachable: true, offlineMessage: 'keep', chatHours: 'business' }), { priority: 10 })], '2026-12-27T15:00+01:00'],
    ],
  ],
  [
    'the clock is changed',
    [
      ['a start in the gap: after it', PARIS, chat({ sunday: ['02:30-06:00'] }), [day('2027-03-27', '2027-03-28')], '2027-03-28T03:00+02:00'],
      ['a window within the gap does not exist', PARIS, chat({ sunday: ['02:10-02:50'], monday: ['08:00-09:00'] }), [day('2027-03-27', '2027-03-28')], '2027-03-29T08:00+02:00'],
      ['a repeated hour: the first pass', PARIS, chat({ sunday: ['02:30-06:00'] }), [day('2026-10-24', '2026-10-25')], '2026-10-25T02:30+02:00'],
      ['an end between the passes: the second', PARIS, chat({ sunday: ['02:30-02:45'] }), [rule([['2026-10-24', '2026-10-25T00:50Z']])], '2026-10-25T02:30+01:00'],
      ['a closure that ends in the repeated hour', PARIS, chat({ sunday: ['01:00-06:00'] }), [rule([['2026-10-24', '2026-10-25T02:15']])], '2026-10-25T02:15+01:00'],
      ['summer time lies between', PARIS, SHOP, [rule([['2027-03-26', '2027-03-28']])], '2027-03-29T09:00+02:00'],
      ['a day that begins at 01:00', 'America/Santiago', chat({ saturday: ['22:00-03:00'], sunday: ['10:00-12:00'] }), [day('2027-09-04', '2027-09-05')], '2027-09-05T10:00-03:00'],
      ['a day that begins at 01:00, open all day', 'America/Santiago', chat(daily('00:00-23:59')), [day('2027-09-04', '2027-09-05')], '2027-09-05T01:00-03:00'],
      ['a midnight that comes twice', 'America/Havana', chat(daily('00:00-23:59')), [day('2026-10-31', '2026-11-01')], '2026-11-01T00:00-04:00'],
    ],
  ],
  [
    'zones',
    [
      ['Réunion', 'Indian/Reunion', SHOP, [christmas], '2026-12-28T09:00+04:00'],
      ['Kathmandu', 'Asia/Kathmandu', SHOP, [christmas], '2026-12-28T09:00+05:45'],
      ['Kiritimati', 'Pacific/Kiritimati', SHOP, [christmas], '2026-12-28T09:00+14:00'],
      ['New York', 'America/New_York', SHOP, [christmas], '2026-12-28T09:00-05:00'],
      ['a closure as instants', 'America/New_York', SHOP, [rule([['2026-12-24T18:00Z', '2026-12-25T22:00Z']])], '2026-12-25T17:00-05:00'],
    ],
  ],
  [
    'other closures',
    [
      ['one after the other', PARIS, SHOP, [christmas, day('2026-12-28', '2026-12-29')], '2026-12-29T09:00+01:00'],
      ['weekly hours after the holiday', PARIS, UNKNOWN_HOURS, [christmas, rule([['2026-12-26T19:00', '2026-12-28T09:00']], undefined, { priority: 10 })], '2026-12-28T09:00+01:00'],
      ['nights and own hours', PARIS, chat({ saturday: ['10:00-18:00'] }), [day('2026-12-25', '2026-12-26'), rule([['2026-12-25T19:00', '2026-12-26T08:00']], set({ reachable: false, offlineMessage: 'keep', chatHours: 'keep' }), { priority: 10 })], '2026-12-26T10:00+01:00'],
      ['only messaging is off', PARIS, SHOP, [christmas, rule([['2026-12-28', '2026-12-28T11:00']], set({ reachable: false, chatHours: 'keep' }))], '2026-12-28T11:00+01:00'],
      ['only hours are emptied', PARIS, SHOP, [christmas, rule([['2026-12-28', '2026-12-28T11:00']], set({ reachable: 'keep', chatHours: 'closed' }))], '2026-12-28T11:00+01:00'],
      ['one that only speaks is closed to its end', PARIS, SHOP, [rule([['2026-12-23T08:00', '2026-12-23T16:00']], set({ reachable: 'keep', offlineMessage: text, chatHours: 'keep' }))], '2026-12-23T16:00+01:00'],
      ['one that only speaks, under an open', PARIS, SHOP, [rule([['2026-12-23', '2026-12-24']], set({ offlineMessage: text })), rule([['2026-12-23T12:00', '2026-12-23T13:00']], set({ open: true }), { priority: 80 })], '2026-12-23T12:00+01:00'],
      ['one that only changes a greeting does not hide the other', PARIS, SHOP, [christmas, rule([['2026-12-27', '2026-12-29']], set({ welcomeMessage: 'keep', offlineMessage: 'keep' }))], '2026-12-28T09:00+01:00'],
      ['what nobody sets is own hours', PARIS, SHOP, [christmas, rule([['2026-12-27', '2027-01-10']], set({ reachable: true, chatHours: 'keep' }))], '2026-12-28T09:00+01:00'],
      ['a lower closure does not hide the window of a higher one', PARIS, SHOP, [christmas, rule([['2026-12-27', '2026-12-28']], set({ reachable: true, chatHours: { sunday: ['11:00-12:00'] } }), { priority: 70 }), rule([['2026-12-26', '2026-12-29']], undefined, { priority: 10 })], '2026-12-27T11:00+01:00'],
    ],
  ],
  [
    'holds, openings, and what is left alone',
    [
      ['a hold inside a chain', PARIS, SHOP, [christmas, rule([['2026-12-26T08:00', '2026-12-26T12:00']], set({ open: true }), { level: 'hold' })], '2026-12-26T09:00+01:00'],
      ['a hold that begins within hours', PARIS, SHOP, [christmas, rule([['2026-12-26T10:30', '2026-12-26T12:00']], set({ open: true }), { level: 'hold' })], '2026-12-26T10:30+01:00'],
      ['a hold outside of hours does not help', PARIS, SHOP, [christmas, rule([['2026-12-26T20:00', '2026-12-27']], set({ open: true }), { level: 'hold' })], '2026-12-28T09:00+01:00'],
      ['an open Sunday within a weekly closing', PARIS, SHOP, [rule([['2026-12-05T19:00', '2026-12-07T09:00']], undefined, { priority: 10 }), rule([['2026-12-06', '2026-12-07']], set({ open: true, chatHours: daily('10:00-18:00') }), { priority: 80, })], '2026-12-06T10:00+01:00'],
      ['an open without hours', PARIS, UNKNOWN_HOURS, [rule([['2026-12-05T19:00', '2026-12-07T09:00']], undefined, { priority: 10 }), rule([['2026-12-06', '2026-12-07']], set({ open: true }), { priority: 80 })], '2026-12-06T00:00+01:00'],
      ['an open of lower precedence', PARIS, SHOP, [christmas, rule([['2026-12-26', '2026-12-27']], set({ open: true }), { priority: 5 })], '2026-12-28T09:00+01:00'],
      ['windows of seven empty days are closed', PARIS, SHOP, [christmas, rule([['2026-12-27', '2026-12-28T15:00']], set({ reachable: true, chatHours: { monday: [] } }))], '2026-12-28T15:00+01:00'],
      ['what is left alone stays closed', PARIS, SHOP, [christmas, rule([['2026-12-26', '2026-12-28T12:00']], { kind: 'leave' }, { priority: 90 })], '2026-12-28T12:00+01:00'],
      ['what is left alone stays open', PARIS, SHOP, [day('2026-12-25', '2026-12-26'), rule([['2026-12-26T09:00', '2026-12-28']], { kind: 'leave' }, { priority: 90 })], '2026-12-26T09:00+01:00'],
    ],
  ],
  [
    'until when is looked',
    [
      ['until further notice', PARIS, SHOP, [rule([['2026-12-25', null]])], null],
      ['until further notice, with a hold', PARIS, SHOP, [rule([['2026-12-25', null]]), rule([['2027-01-04', '2027-01-05']], set({ open: true }), { level: 'hold' })], '2027-01-04T09:00+01:00'],
      ['nothing for 60 days', PARIS, listed(mondayToSaturday('09:00-19:00'), [], [['2026-12-01', '2027-03-01']]), [christmas], null],
      ['just within 60 days', PARIS, listed(mondayToSaturday('09:00-19:00'), [], [['2026-12-01', '2027-02-23']]), [christmas], '2027-02-24T09:00+01:00'],
      ['another closure begins and never ends', PARIS, SHOP, [christmas, rule([['2026-12-27', null]])], null],
      ['over the turn of the year', PARIS, SHOP, [rule([['2026-12-24', '2027-01-03']])], '2027-01-04T09:00+01:00'],
      ['a chain of two years', PARIS, SHOP, [rule([['2026-12-24', '2028-12-24']])], '2028-12-25T09:00+01:00'],
      ['asked for in the middle of it', PARIS, SHOP, [christmas], '2026-12-28T09:00+01:00', '2026-12-26T12:00'],
    ],
  ],
])('%s', (_, rows) => {
  test.each(rows)('%s', (_what, zone, hours, rules, expected, at) => {
    expect(promised(zone, hours, rules, at)).toBe(expected);
  });
});

describe('a closure with windows of its own', () => {
  const short = rule(
    [['2026-12-23', '2026-12-25']],
    set({ reachable: true, chatHours: daily('10:00-12:00') }),
  );
  test.each([
    ['before the window', '2026-12-23T08:00', '2026-12-23T10:00+01:00', '2026-12-23T10:00+01:00'],
    [
      'within it: nobody reads the text',
      '2026-12-23T11:00',
      '2026-12-23T11:00+01:00',
      '2026-12-24T10:00+01:00',
    ],
    ['after the last: own hours', '2026-12-24T12:00', '2026-12-26T09:00+01:00', '2026-12-26T09:00+01:00'],
    ['within the last', '2026-12-24T10:00', '2026-12-24T10:00+01:00', '2026-12-26T09:00+01:00'],
  ])('%s', (_, at, first, text) => {
    const rules = [short, day('2026-12-25', '2026-12-26')];
    expect(opening(PARIS, SHOP, rules, at)).toBe(first);
    expect(promised(PARIS, SHOP, rules, at)).toBe(text);
  });

  test('open until the end of what speaks: whatever comes then', () => {
    const rules = [rule([['2026-12-23', '2026-12-24']], set({ reachable: true }))];
    expect(promised(PARIS, UNKNOWN_HOURS, rules)).toBe('2026-12-24T00:00+01:00');
  });
});
