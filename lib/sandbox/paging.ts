import type { OddPages } from './oddities/schema.ts';
import { roll } from './random.ts';
import { badRequest } from './replies.ts';

export interface Page<T> {
  rows: T[];
  page: number;
  /** Left out only where a plan of faults says so. */
  count?: number;
  max_page?: number;
}

/** One numbered page. */
export function pageOf<T>(rows: readonly T[], page: number, perPage: number, odd: OddPages = {}): Page<T> {
  const size = odd.perPage ?? perPage;
  const number = odd.ignored ? 1 : page;
  const shift = number > 1 && rows.length > 0 ? (odd.shift ?? 0) : 0;
  const count = Math.max(0, rows.length + shift);
  const last = Math.max(1, Math.ceil(count / size));
  const start = (odd.endless ? (number - 1) % last : number - 1) * size - shift;
  const shown = inOrder(rows, odd.order, number).slice(start, start + Math.min(size, odd.atMost ?? size));
  return {
    rows: odd.empty?.includes(number) ? [] : shown,
    page: number,
    ...said('count', odd.count, count),
    ...said('max_page', odd.maxPage, last),
  };
}

function said(name: string, lie: number | null | undefined, truth: number): Record<string, number> {
  return lie === null ? {} : { [name]: lie ?? truth };
}

function inOrder<T>(rows: readonly T[], order: OddPages['order'], page: number): readonly T[] {
  if (order === 'reversed') return rows.toReversed();
  if (order !== 'byPage') return rows;
  const drawn = rows.map((row, index) => ({ row, place: roll(page, 'order', index) }));
  return drawn.sort((a, b) => a.place - b.place).map(({ row }) => row);
}

/** Sorts by a field of what rows hold, descending behind a `-`. The sort is stable and leaves the given order where equal. */
export function ordered<R, T extends object>(
  rows: readonly R[],
  held: (row: R) => T,
  by: string | undefined,
  fields: readonly (keyof T & string)[],
): readonly R[] {
  if (!by) return rows;
  const descending = by.startsWith('-');
  const field = fields.find((name) => name === by.replace(/^-/, ''));
  if (!field) throw badRequest({ order_by: `must be one of ${fields.join(', ')}` });
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare(held(a)[field], held(b)[field]));
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a ?? ''), String(b ?? '')];
  return left < right ? -1 : left > right ? 1 : 0;
}
