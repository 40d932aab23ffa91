import { expect, test } from 'vitest';
import { businessWait, failingSince, organizationWait } from '../../../lib/reconcile/policy/tries.ts';

const MINUTE = 60_000;

test.each<[attempts: number, businessMinutes: number, organizationMinutes: number]>([
  [1, 1, 1],
  [2, 2, 2],
  [3, 4, 4],
  [5, 16, 16],
  [6, 32, 30],
  [7, 60, 30],
  [1000, 60, 30],
])(
  'after %d failures in a row a business waits for %d minutes, an organization for %d',
  (attempts, ...waits) => {
    expect([businessWait(attempts), organizationWait(attempts)].map((wait) => wait / MINUTE)).toEqual(waits);
  },
);

test('what fails again keeps since when it does, and is new only once', () => {
  const first = failingSince({ failing: null }, { code: 'a', message: 'A' }, 1000);
  expect(first).toEqual({
    ...{ since: 1000, attempts: 1, code: 'a', message: 'A' },
    ...{ nextTryAt: 1000 + MINUTE, isNew: true },
  });
  expect(failingSince({ failing: first }, { code: 'b', message: 'B' }, 5000)).toEqual({
    ...{ since: 1000, attempts: 2, code: 'b', message: 'B' },
    nextTryAt: 5000 + 2 * MINUTE,
  });
  expect(failingSince({ failing: first }, { code: 'b', message: 'B' }, 5000, 7).nextTryAt).toBe(5007);
});
