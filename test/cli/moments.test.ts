import { describe, expect, test } from 'vitest';
import { laterBound, parseBound, parseFor, parseInstant } from '../../lib/cli/moments.ts';
import { parseConfig } from '../../lib/config/index.ts';

const read = (parse: (text: string) => unknown, text: string) => {
  try {
    return parse(text);
  } catch (error) {
    return { refused: (error as Error).message };
  }
};
const refused = (why: RegExp) => ({ refused: expect.stringMatching(why) });

describe('moments and durations of the command line stay within bounds', () => {
  test.each([
    ['2000-01-01', '2000-01-01'],
    ['2199-12-31T23:59', '2199-12-31T23:59'],
    ['1999-12-31', refused(/year from 2000 to 2199/)],
    ['2200-01-01T00:00', refused(/year from 2000 to 2199/)],
    ['0001-01-01', refused(/year/)],
    ['9999-12-31T23:59:59Z', refused(/year/)],
    ['+275760-09-13', refused(/Write 2026/)],
    ['-2026-12-25', refused(/Write 2026/)],
    ['2026-13-01', refused(/Write 2026/)],
    ['1e3', refused(/Write 2026/)],
    ['NaN', refused(/Write 2026/)],
  ])('--from, --until %s', (text, expected) => {
    expect(read(parseBound, text)).toEqual(expected);
  });

  test.each([
    ['2026-12-25T00:00:00Z', Date.UTC(2026, 11, 25)],
    ['9999-12-31T23:59:59Z', refused(/year from 2000 to 2199/)],
    ['1970-01-01T00:00:00Z', refused(/year/)],
    ['1798156800000', refused(/instant with its offset/)],
  ])('--at %s', (text, expected) => {
    expect(read(parseInstant, text)).toEqual(expected);
  });

  test.each([
    ['90m', 5_400_000],
    ['0', refused(/how long/)],
    ['-1h', refused(/how long/)],
    ['1.5h', refused(/how long/)],
    ['Infinity', refused(/how long/)],
    ['NaN', refused(/how long/)],
    ['99999999d', refused(/two years/)],
    ['999999999w', refused(/two years/)],
    [`${'9'.repeat(400)}d`, refused(/how long/)],
  ])('--for %s', (text, expected) => {
    expect(read(parseFor, text)).toEqual(expected);
  });

  test('the longest duration after the last moment is still one', () => {
    expect(laterBound(parseBound('2199-12-31T23:59'), parseFor('731d'))).toMatch(/^2202-/);
  });
});

test.each([
  ['requestsPerMinute: 1, budgetShare: 1', null],
  ['requestsPerMinute: 300, budgetShare: 0.01', null],
  ['requestsPerMinute: 0', /whole number from 1/],
  ['requestsPerMinute: -5', /whole number from 1/],
  ['requestsPerMinute: 1.5', /whole number from 1/],
  ['requestsPerMinute: 100001', /whole number from 1/],
  ['requestsPerMinute: .nan', /not a number/],
  ['requestsPerMinute: 1e400', /not a number/],
  ['budgetShare: 0', /above 0/],
  ['budgetShare: 1.01', /at most 1/],
  ['budgetShare: .inf', /not a number/],
  ['budgetShare: 0.000000000000001', /less than one request a minute/],
  ['requestsPerMinute: 1', /less than one request a minute/],
])('closures.yml with %s', (numbers, why) => {
  const text = `version: 1\norganizations:\n  acme: { apiKey: env:KEY, ${numbers} }\nrules:\n  day: { dates: [{ from: 2026-12-25 }] }\n`;
  const parse = () => parseConfig(text, 'closures.yml');
  if (why === null) expect(parse).not.toThrow();
  else expect(parse).toThrow(why);
});
