import { expect, test } from 'vitest';
import {
  type AfterPass,
  dueAfterFailure,
  dueAfterSilence,
  nextDue,
} from '../../../lib/reconcile/policy/next-due.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = 1000 * DAY;

/** Nothing is in place, nothing begins, the directory was read just now; woken 90 s ahead. */
const QUIET: AfterPass = {
  results: [],
  marks: [],
  refreshAt: NOW + DAY,
  boundary: null,
  wokenAhead: 90 * SECOND,
};
const OPEN = { state: 'open', hasBaseline: false, seenAt: null, lookAgainAt: null } as const;
const CLOSED = { ...OPEN, state: 'closed', hasBaseline: true, seenAt: NOW - 10 * MINUTE } as const;
const AHEAD = 90 * SECOND;

test.each<[why: string, after: Partial<AfterPass>, dueIn: number]>([
  ['nothing is to come: the refresh', {}, DAY + AHEAD],
  ['a refresh that is overdue already: not before a minute', { refreshAt: NOW - HOUR }, MINUTE + AHEAD],
  ['a boundary, for which one is woken ahead', { boundary: NOW + HOUR }, HOUR],
  ['a boundary in the same instant', { boundary: NOW }, SECOND],
  ['a business without anything in place', { marks: [OPEN] }, DAY + AHEAD],
  [
    'a business in a closure: its drift check, an hour after the last',
    { marks: [CLOSED] },
    50 * MINUTE + AHEAD,
  ],
  [
    'a drift check that this pass did not make',
    { marks: [{ ...CLOSED, seenAt: NOW - 2 * HOUR }] },
    MINUTE + AHEAD,
  ],
  ['a next try', { marks: [{ ...OPEN, lookAgainAt: NOW + 5 * MINUTE }] }, 5 * MINUTE + AHEAD],
  ['the earlier of check and try', { marks: [{ ...CLOSED, lookAgainAt: NOW + HOUR }] }, 50 * MINUTE + AHEAD],
  [
    'the earliest of several businesses',
    { marks: [CLOSED, { ...CLOSED, seenAt: NOW - 20 * MINUTE }] },
    40 * MINUTE + AHEAD,
  ],
  ['a business that is gone', { marks: [{ ...CLOSED, state: 'gone' }] }, DAY + AHEAD],
  ['something failed', { results: [{ outcome: 'failed' }] }, MINUTE],
  [
    'something is left over',
    { results: [{ outcome: 'deferred', error: { code: 'out-of-time' } }] },
    30 * SECOND,
  ],
  [
    'something waits for `resume`',
    { results: [{ outcome: 'deferred', error: { code: 'paused' } }] },
    DAY + AHEAD,
  ],
  ['all went well', { results: [{ outcome: 'applied' }, { outcome: 'kept' }] }, DAY + AHEAD],
])('%s', (_why, after, dueIn) => {
  expect(nextDue(NOW, { ...QUIET, ...after }) - NOW).toBe(dueIn);
});

test('an organization that cannot be served is tried again later and later, half an hour at most', () => {
  const waits = [0, 2, 4, 99].map((failed) => (dueAfterFailure(NOW, NOW - failed * MINUTE) - NOW) / MINUTE);
  expect(waits).toEqual([1, 2, 4, 30]);
});

test.each<[why: string, wokenAhead: number, dueIn: number]>([
  ['by hand: at its end', 0, HOUR],
  ['woken within what is waited for: at its end', 30 * SECOND, HOUR],
  ['woken further ahead: not so soon that it would be woken in vain', 90 * SECOND, HOUR + MINUTE],
])('after a silence, %s', (_why, wokenAhead, dueIn) => {
  expect(dueAfterSilence(NOW + HOUR, wokenAhead, 30 * SECOND) - NOW).toBe(dueIn);
});
