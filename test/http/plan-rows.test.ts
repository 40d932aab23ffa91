import { expect, test } from 'vitest';
import { PlanRows } from '../../lib/http/plan-rows.ts';
import type { Beginning, PlannedClosure } from '../../lib/operations/index.ts';
import { business } from '../support/world/samples.ts';

const made: string[] = [];

/** Rows that say nothing but where they belong. */
function beginning(start: string, rule: string, ids: readonly string[]): Beginning {
  const rowFor = ({ id }: { id: string }) => {
    made.push(id);
    return { start, rule, business: id } as PlannedClosure;
  };
  return { organization: 'acme', rule, start, end: null, businesses: ids.map((id) => business(id)), rowFor };
}

const shown = ({ start, rule, business: id }: PlannedClosure) => `${start.slice(0, 16)} ${id} ${rule}`;
// One instant in two zones, businesses in no order, two rules of one business.
const NOON = ['2026-12-25T12:00:00+01:00', '2026-12-25T11:00:00+00:00'] as const;
const ALL = [
  beginning('2026-12-26T00:00:00+01:00', 'feast', ['c', 'a']),
  beginning(NOON[0], 'nights', ['d', 'b']),
  beginning(NOON[1], 'nights', ['c']),
  beginning(NOON[0], 'feast', ['b']),
  beginning('2026-12-24T00:00:00+01:00', 'eve', ['a']),
];
const IN_ORDER = [
  '2026-12-24T00:00 a eve',
  '2026-12-25T12:00 b feast',
  '2026-12-25T12:00 b nights',
  '2026-12-25T11:00 c nights',
  '2026-12-25T12:00 d nights',
  '2026-12-26T00:00 a feast',
  '2026-12-26T00:00 c feast',
];

test.each([1, 2, 3, 4, 6, 7, 8])('pages of %i have every row once, in order', (limit) => {
  const rows = new PlanRows(ALL);
  expect(rows.count).toBe(7);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { page, next } = rows.page({ limit, cursor });
    expect(page.length).toBeLessThanOrEqual(limit);
    expect(next === null).toBe(seen.length + page.length === 7);
    seen.push(...page.map(shown));
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(IN_ORDER);
});

test('only what a page shows is put into words', () => {
  made.splice(0);
  const rows = new PlanRows(ALL);
  const { next } = rows.page({ limit: 2 });
  expect(made).toHaveLength(2);
  // Of rows that came or went meanwhile nothing is left out, nor shown twice.
  const without = new PlanRows(ALL.filter(({ rule }) => rule !== 'feast'));
  expect(without.page({ limit: 9, cursor: next! }).page.map(shown)).toEqual(IN_ORDER.slice(2, 5));
});

test.each([[''], ['x'], ['WyJhIl0'], ['WzFd']])('the cursor "%s" is none', (cursor) => {
  expect(() => new PlanRows(ALL).page({ limit: 5, cursor })).toThrow();
});

test('an empty plan is one page', () => {
  expect(new PlanRows([]).page({ limit: 5 })).toEqual({ page: [], next: null });
});
