import { badRequest } from './replies.ts';

export interface Page<T> {
  rows: T[];
  page: number;
  count: number;
  max_page: number;
}

/**
 * One numbered page. With `shifted`, a row counts as pushed in at the front after page 1 was read, as happens when
 * something is created meanwhile: page 2 begins with the last row of page 1, and there is one row more to count.
 */
export function pageOf<T>(rows: readonly T[], page: number, perPage: number, shifted = false): Page<T> {
  const shift = shifted && page > 1 && rows.length > 0 ? 1 : 0;
  const start = (page - 1) * perPage - shift;
  const count = rows.length + shift;
  return {
    rows: rows.slice(start, start + perPage),
    page,
    count,
    max_page: Math.max(1, Math.ceil(count / perPage)),
  };
}

/** Sorts by a field name, descending behind a `-`. The sort is stable and leaves the given order where equal. */
export function ordered<T extends object>(
  rows: T[],
  by: string | undefined,
  fields: readonly (keyof T & string)[],
): T[] {
  if (!by) return rows;
  const descending = by.startsWith('-');
  const field = fields.find((name) => name === by.replace(/^-/, ''));
  if (!field) throw badRequest({ order_by: `must be one of ${fields.join(', ')}` });
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare(a[field], b[field]));
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a ?? ''), String(b ?? '')];
  return left < right ? -1 : left > right ? 1 : 0;
}
