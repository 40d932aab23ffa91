import { expect, test } from 'vitest';
import { longDay, moment, offsetMoment, shortDay, shortMoment } from '../lib/short-times.ts';

test.each([
  ['2026-12-05T07:00:00Z', '5 Dec 07:00 UTC'],
  ['2026-12-05T07:00:03.999Z', '5 Dec 07:00:03 UTC'],
  ['2026-12-05T00:30:00+01:00', '4 Dec 23:30 UTC'],
])('the instant %s is %s', (iso, said) => {
  expect(moment(Date.parse(iso))).toBe(said);
});

test('what carries its offset is said in it, and a day without its time', () => {
  expect(shortMoment('2026-12-25T00:00:00+01:00')).toBe('25 Dec 00:00');
  expect(shortDay('2027-01-02T00:00')).toBe('2 Jan');
  expect(longDay('2026-12-25')).toBe('Friday 25 Dec 2026');
});

test.each([
  ['2026-12-25T00:00:00+01:00', '25 Dec 00:00 UTC+1'],
  ['2026-12-24T23:00:00Z', '24 Dec 23:00 UTC'],
  ['2026-12-24T23:00:00+00:00', '24 Dec 23:00 UTC'],
  ['2026-12-25T04:45:00+05:45', '25 Dec 04:45 UTC+5:45'],
  ['2026-12-24T19:30:00-03:30', '24 Dec 19:30 UTC-3:30'],
])('where nobody can tell whose time it is, %s is %s', (iso, said) => {
  expect(offsetMoment(iso)).toBe(said);
});
