import { hexId } from '../random.ts';
import type { OddRows } from './schema.ts';

type Row = Record<string, unknown>;

/**
 * An answer with its rows made odd: those of a list, or the one object that it is.
 * @param concerned which rows, by the id of their business; null: all
 */
export function withOddRows(body: unknown, odd: OddRows, concerned: ReadonlySet<string> | null): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const [name, list] = Object.entries(body).find(([, value]) => Array.isArray(value) && isRows(value)) ?? [];
  if (name !== undefined) return { ...body, [name]: oddRows(list as Row[], odd, concerned) };
  return isConcerned(body as Row, concerned) ? changed(body as Row, odd, true) : body;
}

function isRows(list: readonly unknown[]): boolean {
  return list.every((row) => typeof row === 'object' && row !== null && 'id' in row);
}

function oddRows(rows: readonly Row[], odd: OddRows, concerned: ReadonlySet<string> | null): Row[] {
  let isFirst = true;
  const all = rows.flatMap((row) => {
    if (!isConcerned(row, concerned)) return [row];
    if (odd.missing) return [];
    const is = changed(row, odd, isFirst);
    isFirst = false;
    return odd.repeated ? [is, is] : [is];
  });
  const [first] = rows;
  const foreign = first ? Array.from({ length: odd.foreign ?? 0 }, (_, index) => invented(first, index)) : [];
  return [...(odd.reversed ? all.reverse() : all), ...foreign];
}

function isConcerned(row: Row, concerned: ReadonlySet<string> | null): boolean {
  return concerned === null || concerned.has(String(row.business_id ?? row.id));
}

function changed(row: Row, odd: OddRows, isFirst: boolean): Row {
  const is: Row = { ...row, ...odd.set };
  for (const member of odd.without ?? []) delete is[member];
  if (odd.numbers) for (const member of ['id', 'business_id', 'code']) is[member] = numbered(is[member]);
  if (isFirst && odd.depth) is.nested = nested(odd.depth);
  if (isFirst && odd.bytes) is.padding = 'x'.repeat(odd.bytes);
  return is;
}

function numbered(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
}

/** Stands for what is nested too deep for `JSON.stringify`, until {@link deepJson} puts it in. */
function nested(depth: number): string {
  return `${NESTED}${depth}`;
}

const NESTED = '\u2402nested ';

/** An answer as JSON text. */
export function deepJson(body: unknown): string {
  const text = JSON.stringify(body);
  if (!text.includes(NESTED)) return text;
  return text.replace(new RegExp(`"${NESTED}(\\d+)"`), (_marker, depth) => {
    return '['.repeat(Number(depth)) + ']'.repeat(Number(depth));
  });
}

/** Like a real one, of a business that nobody has. */
function invented(row: Row, index: number): Row {
  const id = hexId(index, 'foreign');
  return 'business_id' in row
    ? { ...row, id: 990_000 + index, business_id: id }
    : { ...row, id, code: `FOREIGN-${index}` };
}
