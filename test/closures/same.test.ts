import { describe, expect, test } from 'vitest';
import type { WeekHours } from '../../lib/closures/model.ts';
import { sameDay, sameHours, sameText } from '../../lib/closures/same.ts';

describe('texts are the same up to what Partoo may do to them', () => {
  test.each<[a: string | null, b: string | null, same: boolean]>([
    ['Fermé', 'Fermé', true],
    ['Ferme\u0301', 'Fermé', true],
    [' Fermé\n', 'Fermé', true],
    ['a\r\nb', 'a\nb', true],
    ['a\rb', 'a\nb', true],
    ['a\n\nb', 'a\nb', false],
    ['a  b', 'a b', false],
    ['Fermé', 'fermé', false],
    ['', null, false],
    [null, null, true],
    ['', '  ', true],
  ])('%j and %j: %s', (a, b, same) => {
    expect(sameText(a, b)).toBe(same);
    expect(sameText(b, a)).toBe(same);
  });
});

describe('hours are the same day by day', () => {
  test.each<[a: WeekHours | null, b: WeekHours | null, same: boolean]>([
    [{ monday: ['09:00-12:00'] }, { monday: ['09:00-12:00'] }, true],
    [{ monday: ['09:00-12:00'] }, { sunday: [], monday: ['09:00-12:00'] }, true],
    [{ monday: ['09:00-12:00'] }, { tuesday: ['09:00-12:00'] }, false],
    [{ monday: ['09:00-12:00', '14:00-18:00'] }, { monday: ['14:00-18:00', '09:00-12:00'] }, false],
    [{}, { monday: [], sunday: [] }, true],
    [{}, null, false],
    [null, null, true],
  ])('%j and %j: %s', (a, b, same) => {
    expect(sameHours(a, b)).toBe(same);
    expect(sameHours(b, a)).toBe(same);
  });

  test('a day that is missing, null or empty is closed', () => {
    expect(sameDay(undefined, [])).toBe(true);
    expect(sameDay(null, [])).toBe(true);
    expect(sameDay(undefined, ['00:00-23:59'])).toBe(false);
  });
});
