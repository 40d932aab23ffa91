import { expect, test } from 'vitest';
import { failingSince } from '../../../lib/reconcile/policy/tries.ts';
import { businessWait, organizationWait, triedAt } from '../../../lib/reconcile/situation/waits.ts';

const MINUTE = 60_000;

test.each<[failed: number, minutes: number]>([
  [-5, 1],
  [0, 1],
  [7, 7],
  [29, 29],
  [31, 30],
  [10_000, 30],
])('an organization that could not be served for %d minutes waits for %d', (failed, minutes) => {
  expect(organizationWait(failed * MINUTE) / MINUTE).toBe(minutes);
});

test.each<[failed: number, minutes: number]>([
  [-5, 1],
  [0, 1],
  [0.25, 1],
  [7, 7],
  [59, 59],
  [61, 60],
  [10_000, 60],
])('a business that has failed for %d minutes waits for %d', (failed, minutes) => {
  expect(businessWait(failed * MINUTE) / MINUTE).toBe(minutes);
});

test('several tries within a pass are one failure: a quarter of an hour of them is made up for within another one', () => {
  const passes = [0, 1, 2, 4, 8, 16].map((minute) => minute * MINUTE);
  const tries = passes.flatMap((at) => [0, 2000, 4000, 6000].map((later) => at + later));
  let failing: ReturnType<typeof failingSince> | null = null;
  for (const at of tries) failing = failingSince({ failing }, { code: 'a', message: 'A' }, at);
  expect((failing!.nextTryAt - tries.at(-1)!) / MINUTE).toBeCloseTo(16.1, 1);
});

test('what fails again keeps since when it does, and is new only once', () => {
  const first = failingSince({ failing: null }, { code: 'a', message: 'A' }, 1000);
  expect(first).toEqual({
    ...{ since: 1000, attempts: 1, code: 'a', message: 'A' },
    ...{ nextTryAt: 1000 + MINUTE, isNew: true },
  });
  expect(failingSince({ failing: first }, { code: 'b', message: 'B' }, 5000)).toEqual({
    ...{ since: 1000, attempts: 2, code: 'b', message: 'B' },
    nextTryAt: 5000 + MINUTE,
  });
  expect(failingSince({ failing: first }, { code: 'b', message: 'B' }, 5000, 7).nextTryAt).toBe(5007);
});

test.each([0, 0.5, 1, 7, 59, 61, 10_000])(
  'what has failed for %d minutes says when it was tried',
  (minutes) => {
    const at = 5000 + minutes * MINUTE;
    const failing = failingSince({ failing: null }, { code: 'a', message: 'A' }, 5000);
    const { since, nextTryAt } = failingSince({ failing }, { code: 'a', message: 'A' }, at);
    expect(triedAt(since, nextTryAt)).toBe(at);
  },
);
