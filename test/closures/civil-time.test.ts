import { describe, expect, test } from 'vitest';
import { addDays, civilDateOf, instantOf, isoInZone } from '../../lib/closures/civil-time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Where 2027 has clock changes of every kind: by an hour, by half of one, at midnight, into and out of a day. */
const ZONES: [zone: string, changes: number][] = [
  ['Europe/Paris', 2],
  ['Europe/London', 2],
  ['America/New_York', 2],
  ['America/Santiago', 2],
  ['Africa/Cairo', 2],
  ['Asia/Beirut', 2],
  ['Australia/Sydney', 2],
  ['Australia/Lord_Howe', 2],
  ['Pacific/Auckland', 2],
  ['America/Havana', 2],
  ['Atlantic/Azores', 2],
];

const formats = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of a zone, `YYYY-MM-DDTHH:MM`, by the runtime's own tables: independent of what is tested. */
function wallClock(instant: number, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    formats.set(zone, format);
  }
  return format.format(instant).replace(' ', 'T');
}

const offsetOf = (instant: number, zone: string) => Date.parse(`${wallClock(instant, zone)}Z`) - instant;

/** The instants of 2027 at which the zone's offset changes. */
function clockChanges(zone: string): number[] {
  const found: number[] = [];
  const end = Date.UTC(2028, 0, 1);
  for (let at = Date.UTC(2027, 0, 1); at < end; at += 24 * HOUR) {
    if (offsetOf(at, zone) === offsetOf(at + 24 * HOUR, zone)) continue;
    let change = at;
    while (offsetOf(change, zone) === offsetOf(change + MINUTE, zone)) change += MINUTE;
    found.push(change + MINUTE);
  }
  return found;
}

/** Every minute of some hours around an instant, with its wall clock. */
function minutesAround(instant: number, hours: number, zone: string): { at: number; wall: string }[] {
  const first = instant - hours * HOUR;
  return Array.from({ length: hours * 120 }, (_, index) => {
    const at = first + index * MINUTE;
    return { at, wall: wallClock(at, zone) };
  });
}

describe('story 6: hours do not shift when the clocks change', () => {
  test.each(ZONES)('%s: every minute around its %i changes of 2027', (zone, count) => {
    const changes = clockChanges(zone);
    expect(changes).toHaveLength(count);
    for (const change of changes) {
      const minutes = minutesAround(change, 4, zone);
      const instants = new Map<string, number[]>();
      for (const { at, wall } of minutes) instants.set(wall, [...(instants.get(wall) ?? []), at]);
      const from = Date.parse(`${wallClock(change - 2 * HOUR, zone)}Z`);
      let gaps = 0;
      let repeats = 0;
      for (let minute = 0; minute < 240; minute += 1) {
        const wall = new Date(from + minute * MINUTE).toISOString().slice(0, 16);
        const passes = instants.get(wall) ?? [];
        if (passes.length === 0) gaps += 1;
        if (passes.length === 2) repeats += 1;
        // In a gap the change itself is the first valid instant after it.
        expect(instantOf(wall, zone, 'start'), `${wall} start`).toBe(passes[0] ?? change);
        expect(instantOf(wall, zone, 'end'), `${wall} end`).toBe(passes.at(-1) ?? change);
      }
      expect(gaps + repeats).toBe(zone === 'Australia/Lord_Howe' ? 30 : 60);
    }
  });

  test('a window of the same hours has the same wall clock on both sides of a change', () => {
    const opening = ['2027-03-27', '2027-03-28', '2027-03-29'].map((day) =>
      isoInZone(instantOf(`${day}T09:00`, 'Europe/Paris', 'end'), 'Europe/Paris'),
    );
    expect(opening).toEqual([
      '2027-03-27T09:00:00+01:00',
      '2027-03-28T09:00:00+02:00',
      '2027-03-29T09:00:00+02:00',
    ]);
  });
});

describe('story 8: a day begins where it begins, even without a 00:00', () => {
  test.each(ZONES)('%s: the days around its changes', (zone) => {
    for (const change of clockChanges(zone)) {
      for (const day of [-1, 0, 1]) {
        const date = wallClock(change + day * 24 * HOUR, zone).slice(0, 10);
        const first = minutesAround(change + day * 24 * HOUR, 28, zone).find(
          ({ wall }) => wall.slice(0, 10) === date,
        );
        expect(instantOf(date, zone, 'start'), date).toBe(first?.at);
        expect(instantOf(date, zone, 'end'), date).toBe(first?.at);
      }
    }
  });

  test('some of them have none', () => {
    const without = ZONES.flatMap(([zone]) =>
      clockChanges(zone)
        .map((change) => isoInZone(instantOf(wallClock(change, zone).slice(0, 10), zone, 'start'), zone))
        .filter((iso) => !iso.includes('T00:00')),
    );
    expect(without).toEqual([
      '2027-09-05T01:00:00-03:00',
      '2027-04-30T01:00:00+03:00',
      '2027-03-28T01:00:00+03:00',
      '2027-03-14T01:00:00-04:00',
      '2027-03-28T01:00:00+00:00',
    ]);
  });
});

describe('story 7: the civil date is that of the business', () => {
  test.each([
    ['2027-06-06T12:30:00Z', 'Pacific/Auckland', '2027-06-07'],
    ['2027-06-07T02:30:00Z', 'America/Sao_Paulo', '2027-06-06'],
    ['2026-12-31T12:00:00Z', 'Pacific/Kiritimati', '2027-01-01'],
    ['2027-01-01T09:00:00Z', 'Pacific/Pago_Pago', '2026-12-31'],
  ])('%s in %s is %s', (instant, zone, date) => {
    expect(civilDateOf(Date.parse(instant), zone)).toBe(date);
  });
});

describe('the three forms of a bound', () => {
  test.each([
    ['2026-12-25', 'Europe/Paris', '2026-12-24T23:00:00.000Z'],
    ['2026-12-25T17:00', 'Europe/Paris', '2026-12-25T16:00:00.000Z'],
    ['2026-12-25T17:00:30', 'Europe/Paris', '2026-12-25T16:00:30.000Z'],
    ['2026-12-25T17:00:00+09:00', 'Europe/Paris', '2026-12-25T08:00:00.000Z'],
    ['2026-12-25T17:00:00Z', 'Europe/Paris', '2026-12-25T17:00:00.000Z'],
    ['2026-12-25', 'Pacific/Kiritimati', '2026-12-24T10:00:00.000Z'],
    ['2026-12-25', 'America/St_Johns', '2026-12-25T03:30:00.000Z'],
    // Samoa had no 30 December 2011: the day begins, and ends, with the next.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s in %s is %s', (bound, zone, expected) => {
    expect(new Date(instantOf(bound, zone, 'start')).toISOString()).toBe(expected);
  });

  test.each(['2026-13-01', '2026-02-30T10:00', 'tomorrow', '2026-12-25T17', ''])('%j is none', (bound) => {
    expect(() => instantOf(bound, 'Europe/Paris', 'start')).toThrow(RangeError);
  });

  test('a start and an end at the same repeated minute are an hour apart', () => {
    const start = instantOf('2027-10-31T02:30', 'Europe/Paris', 'start');
    const end = instantOf('2027-10-31T02:30', 'Europe/Paris', 'end');
    expect(end - start).toBe(HOUR);
  });
});

test.each([
  ['2026-12-31', 1, '2027-01-01'],
  ['2027-03-01', -1, '2027-02-28'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2027-03-27', 400, '2028-04-30'],
])('%s plus %i days is %s', (date, days, expected) => {
  expect(addDays(date, days)).toBe(expected);
});
