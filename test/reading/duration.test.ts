import { describe, expect, test } from 'vitest';
import { parseDuration } from '../../lib/reading/duration.ts';

describe('durations', () => {
  test.each([
    ['0', 0],
    ['90s', 90_000],
    ['10m', 600_000],
    ['1h', 3_600_000],
    ['1h30m', 5_400_000],
    ['3d', 259_200_000],
    ['2w1d', 1_296_000_000],
    [' 5m ', 300_000],
  ])('%s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each(['', '10', 'm', '-5m', '1.5h', '30m1h', '1m1m', '5 m', '1y', '9999999999s'])(
    '%j is none',
    (text) => {
      expect(() => parseDuration(text)).toThrow(expect.objectContaining({ code: 'duration' }));
      expect(() => parseDuration(text)).toThrow('write 90s, 10m, 1h30m, 3d or 2w');
    },
  );
});
