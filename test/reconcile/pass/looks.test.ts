import { expect, test } from 'vitest';
import { type Looks, renewed, withLook } from '../../../lib/reconcile/pass/looks.ts';
import type { BusinessMark } from '../../../lib/store/records.ts';

const settled = (seenAt: number, changes: Partial<BusinessMark> = {}): BusinessMark => ({
  business: 'b',
  overlayKey: '',
  state: 'closed',
  lookAgainAt: null,
  unsettled: false,
  hasBaseline: true,
  override: null,
  seenAt,
  seenDecidedAt: seenAt,
  closures: [],
  failing: false,
  failingSince: null,
  noSettings: false,
  asWritten: null,
  ...changes,
});

test('a look at all counts for those that were due, and for nobody else', () => {
  const known = renewed([], 20, 60);
  expect(withLook(settled(10), known).seenAt).toBe(60);
  expect(withLook(settled(21), known).seenAt).toBe(21);
  expect(withLook(settled(10, { unsettled: true }), known).seenAt).toBe(10);
  expect(withLook(settled(10, { failing: true }), known).seenAt).toBe(10);
  expect(withLook(settled(10, { hasBaseline: false }), known).seenAt).toBe(10);
});

test.each<[string, Looks, number, number, Looks]>([
  ['the first', [], 20, 60, [{ after: 0, until: 20, at: 60 }]],
  [
    'those closed later are due on their own',
    [{ after: 0, until: 20, at: 60 }],
    50,
    90,
    [
      { after: 0, until: 20, at: 60 },
      { after: 20, until: 50, at: 90 },
    ],
  ],
  [
    'seen again together, they stay together',
    [
      { after: 0, until: 20, at: 60 },
      { after: 20, until: 50, at: 90 },
    ],
    100,
    140,
    [{ after: 0, until: 100, at: 140 }],
  ],
])('%s', (_, known, until, at, expected) => {
  expect(renewed(known, until, at)).toEqual(expected);
});
