import { describe, expect, test } from 'vitest';
import { closest, suggest } from '../../lib/reading/suggest.ts';

describe('suggestions', () => {
  const keys = ['holidays', 'dates', 'cron', 'weekly', 'open', 'leave'];
  test.each([
    ['holiday', 'holidays'],
    ['HOLIDAYS', 'holidays'],
    ['holidyas', 'holidays'],
    ['date', 'dates'],
    ['corn', 'cron'],
    ['opne', 'open'],
    ['weeekly', 'weekly'],
    ['something', null],
    ['x', null],
    ['', null],
    ['h'.repeat(10_000), null],
  ])('%s → %s', (word, expected) => {
    expect(suggest(word, keys)).toBe(expected);
  });
});

test('several may be meant: the likeliest first, equals as they come, each once', () => {
  expect(closest('FR', ['FR', 'GR', 'FI', 'IT', 'FR'])).toEqual(['FR', 'GR', 'FI']);
  expect(closest('Monady', ['Sunday', 'Monday', 'Money'], 2)).toEqual(['Monday', 'Money']);
});
