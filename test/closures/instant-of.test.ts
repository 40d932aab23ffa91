import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addDays, civilDateOf, instantOf, isoInZone } from '../../lib/closures/civil-time.ts';

const utc = (instant: number) => new Date(instant).toISOString();

describe('the instant that a bound means', () => {
  it.each<[string, string, 'start' | 'end', string, string]>([
    ['2026-12-25', 'Europe/Paris', 'start', '2026-12-24T23:00:00.000Z', 'the start of the day'],
    ['2026-03-29T02:30', 'Europe/Paris', 'start', '2026-03-29T01:00:00.000Z', 'in a gap: right after it'],
    ['2026-03-29T02:30', 'Europe/Paris', 'end', '2026-03-29T01:00:00.000Z', 'in a gap: right after it'],
    ['2026-10-25T02:30', 'Europe/Paris', 'start', '2026-10-25T00:30:00.000Z', 'repeated: the first pass'],
    ['2026-10-25T02:30', 'Europe/Paris', 'end', '2026-10-25T01:30:00.000Z', 'repeated: the second pass'],
    ['2026-09-06', 'America/Santiago', 'start', '2026-09-06T04:00:00.000Z', 'a day that begins at 01:00'],
    [
      '2026-11-01',
      'America/Havana',
      'end',
      '2026-11-01T04:00:00.000Z',
      'a midnight that comes twice: the first',
    ],
    ['2011-12-30', 'Pacific/Apia', 'start', '2011-12-30T10:00:00.000Z', 'a day that was left out'],
    ['2026-01-01', 'Pacific/Kiritimati', 'start', '2025-12-31T10:00:00.000Z', 'in the year before, in UTC'],
    ['2026-12-24T17:00:00+01:00', 'Asia/Tokyo', 'start', '2026-12-24T16:00:00.000Z', 'an instant'],
  ])('%s in %s as %s is %s: %s', (bound, zone, side, expected) => {
    expect(utc(instantOf(bound, zone, side))).toBe(expected);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-12-25T24:00', '2026-12-25T10:60', 'Christmas'])(
    'refuses %s',
    (bound) => {
      expect(() => instantOf(bound, 'Europe/Paris', 'start')).toThrow(RangeError);
    },
  );

  it('refuses a zone that is none', () => {
    expect(() => instantOf('2026-12-25', 'Europe/Atlantis', 'start')).toThrow(RangeError);
  });

  it('is what Temporal says, in any zone at any time', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    const minute = fc.integer({ min: Date.UTC(2000, 0, 1) / 60_000, max: Date.UTC(2040, 0, 1) / 60_000 });
    fc.assert(
      fc.property(minute, fc.constantFrom(...zones), fc.constantFrom('start', 'end'), (at, zone, side) => {
        const bound = utc(at * 60_000).slice(0, 16);
        expect(instantOf(bound, zone, side)).toBe(byTemporal(bound, zone, side));
        const day = bound.slice(0, 10);
        expect(instantOf(day, zone, side)).toBe(
          Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds,
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('the date of an instant, and dates after it', () => {
  it('is what Temporal says, in any zone at any time', () => {
    const zones = [...Intl.supportedValuesOf('timeZone'), 'UTC'];
    const instant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) });
    fc.assert(
      fc.property(
        instant,
        fc.constantFrom(...zones),
        fc.integer({ min: -800, max: 800 }),
        (at, zone, days) => {
          const date = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
          expect(civilDateOf(at, zone)).toBe(date.toString());
          expect(addDays(date.toString(), days)).toBe(date.add({ days }).toString());
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(['2026-02-29', '2026-13-01', 'Christmas', ''])('adds nothing to %j', (date) => {
    expect(() => addDays(date, 1)).toThrow(RangeError);
  });
});

describe('an instant in words of a zone', () => {
  it('is what Temporal says, in any zone at any time', () => {
    const zones = [...Intl.supportedValuesOf('timeZone'), 'UTC'];
    const instant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) });
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (at, timeZone) => {
        const said = Temporal.Instant.fromEpochMilliseconds(at).toString({
          timeZone,
          smallestUnit: 'second',
        });
        expect(isoInZone(at, timeZone)).toBe(said);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['2026-12-31T23:59:59.999Z', 'Pacific/Kiritimati', '2027-01-01T13:59:59+14:00'],
    ['2026-01-01T00:00:00.000Z', 'America/St_Johns', '2025-12-31T20:30:00-03:30'],
    ['2026-03-29T01:00:00.000Z', 'Europe/Paris', '2026-03-29T03:00:00+02:00'],
  ])('%s in %s is %s', (at, zone, expected) => {
    expect(isoInZone(Date.parse(at), zone)).toBe(expected);
  });
});

/** Around clock changes Temporal's `earlier` and `later` lie an hour off where there is a gap; the gap's end is between. */
function byTemporal(bound: string, zone: string, side: 'start' | 'end'): number {
  const time = Temporal.PlainDateTime.from(bound);
  const zoned = time.toZonedDateTime(zone, { disambiguation: side === 'start' ? 'earlier' : 'later' });
  if (zoned.toPlainDateTime().equals(time)) return zoned.epochMilliseconds;
  const before = time.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return (before.getTimeZoneTransition('next') ?? zoned).epochMilliseconds;
}
