import { expect, test } from 'vitest';
import { stage } from '../../bench/staged.ts';

/** What docs/performance.md says of 2,000 businesses, held for a few with every test run. */
test('staged shops in 14 zones close to the minute with two writes each, also while nothing runs', async () => {
  const window: [number, number] = [Date.parse('2026-12-23T12:00Z'), Date.parse('2026-12-26T23:00Z')];

  expect(await stage(28, 6, true, window)).toMatchObject({ writes: 56, late: 0, early: 0, changed: 0 });
}, 60_000);
