import { expect, test } from 'vitest';
import { stage } from '../../bench/staged.ts';

/** What docs/performance.md says of 2,000 businesses, held for as many as have all zones and all kinds of hours. */
test.each([
  ['watching', false],
  ['dead around the closing', true],
])(
  'staged shops in 14 zones close to the minute with two writes each: %s',
  async (_, isDead) => {
    const window: [number, number] = [Date.parse('2026-12-23T12:00Z'), Date.parse('2026-12-26T23:00Z')];

    const result = await stage(56, 12, isDead, window);

    expect(result).toMatchObject({ writes: 112, notTwo: 0, late: 0, early: 0, changed: 0 });
  },
  60_000,
);
