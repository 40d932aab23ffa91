import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chainsOf, linksOf } from '../../lib/closures/chains.ts';
import type { Occurrence } from '../../lib/closures/model.ts';
import { inForceAt, nextBoundary, timelineOf } from '../../lib/closures/timeline.ts';
import { chain, source } from './support.ts';

const occurrence = (start: string, end: string | null): Occurrence => ({ start, end, names: {} });
const spans = (occurrences: Occurrence[], zone = 'Europe/Paris') =>
  chainsOf(source(), linksOf(occurrences, zone)).map(({ start, end, links }) => [
    new Date(start).toISOString().slice(0, 16),
    Number.isFinite(end) ? new Date(end).toISOString().slice(0, 16) : null,
    links.length,
  ]);

describe('occurrences that touch or overlap are one chain', () => {
  test.each<[what: string, occurrences: Occurrence[], expected: unknown[]]>([
    [
      'story 10: two days in a row leave no hole of a minute',
      [occurrence('2026-12-25', '2026-12-26'), occurrence('2026-12-26', '2026-12-27')],
      [['2026-12-24T23:00', '2026-12-26T23:00', 2]],
    ],
    [
      'a minute between two is a minute',
      [
        occurrence('2026-12-25T08:00', '2026-12-25T09:00'),
        occurrence('2026-12-25T09:01', '2026-12-25T10:00'),
      ],
      [
        ['2026-12-25T07:00', '2026-12-25T08:00', 1],
        ['2026-12-25T08:01', '2026-12-25T09:00', 1],
      ],
    ],
    [
      'one within another does not shorten it',
      [occurrence('2026-12-24', '2026-12-28'), occurrence('2026-12-25', '2026-12-26')],
      [['2026-12-23T23:00', '2026-12-27T23:00', 2]],
    ],
    [
      'in any order',
      [occurrence('2026-12-26', '2026-12-27'), occurrence('2026-12-25', '2026-12-26')],
      [['2026-12-24T23:00', '2026-12-26T23:00', 2]],
    ],
    [
      'until further notice swallows what follows',
      [occurrence('2026-12-25', null), occurrence('2027-01-01', '2027-01-02')],
      [['2026-12-24T23:00', null, 2]],
    ],
    [
      'story 19: over the end of the year',
      [occurrence('2026-12-31', '2027-01-01'), occurrence('2027-01-01', '2027-01-02')],
      [['2026-12-30T23:00', '2027-01-01T23:00', 2]],
    ],
    [
      'story 9: of no or negative length is none; past midnight is one',
      [
        occurrence('2026-12-25T10:00', '2026-12-25T10:00'),
        occurrence('2026-12-25T12:00', '2026-12-25T11:00'),
        occurrence('2026-12-25T22:00', '2026-12-26T02:00'),
      ],
      [['2026-12-25T21:00', '2026-12-26T01:00', 1]],
    ],
    [
      'a window that a clock change swallows is none',
      [occurrence('2027-03-28T02:10', '2027-03-28T02:50')],
      [],
    ],
  ])('%s', (_what, occurrences, expected) => {
    expect(spans(occurrences)).toEqual(expected);
  });

  test('the same occurrences in two zones are two things, whoever asked first', () => {
    const occurrences = [occurrence('2026-12-25', '2026-12-26')];
    expect(spans(occurrences)).toEqual([['2026-12-24T23:00', '2026-12-25T23:00', 1]]);
    expect(spans(occurrences, 'Asia/Tokyo')).toEqual([['2026-12-24T15:00', '2026-12-25T15:00', 1]]);
    expect(spans(occurrences)).toEqual([['2026-12-24T23:00', '2026-12-25T23:00', 1]]);
  });
});

const intervals = fc.array(fc.tuple(fc.nat({ max: 30 }), fc.integer({ min: 1, max: 10 })), { maxLength: 8 });

test('chains cover the same instants as their links, and do not touch each other', () => {
  fc.assert(
    fc.property(intervals, (list) => {
      const links = list
        .map(([start, length]) => ({ start, end: start + length, names: {}, wallMilliseconds: length }))
        .sort((a, b) => a.start - b.start);
      const made = chainsOf(source(), links);
      for (let at = 0; at <= 42; at += 1) {
        const covered = links.some(({ start, end }) => start <= at && at < end);
        expect(made.filter(({ start, end }) => start <= at && at < end)).toHaveLength(covered ? 1 : 0);
      }
      for (const [index, { end }] of made.entries()) {
        const next = made[index + 1];
        if (next) expect(next.start).toBeGreaterThan(end);
      }
    }),
  );
});

test('a timeline says what is in force, half-open, and where it changes', () => {
  fc.assert(
    fc.property(intervals, (list) => {
      const made = list.map(([start, length], index) => chain({ key: `${index}` }, start, start + length));
      const timeline = timelineOf(made);
      const ends = new Set(made.flatMap(({ start, end }) => [start, end]));
      for (let at = -1; at <= 42; at += 1) {
        const expected = made
          .filter(({ start, end }) => start <= at && at < end)
          .map((one) => one.source.key);
        expect(
          inForceAt(timeline, at)
            .map((one) => one.source.key)
            .sort(),
        ).toEqual(expected.sort());
        const after = [...ends].filter((bound) => bound > at);
        expect(nextBoundary(timeline, at)).toBe(after.length > 0 ? Math.min(...after) : null);
      }
    }),
  );
});

test('what is in force until further notice has no boundary at its end', () => {
  const timeline = timelineOf([chain({}, 10, Number.POSITIVE_INFINITY)]);
  expect(timeline.boundaries).toEqual([10]);
  expect(inForceAt(timeline, 1e15)).toHaveLength(1);
  expect(nextBoundary(timeline, 10)).toBeNull();
});
