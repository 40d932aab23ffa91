import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { ExpandedCalendars } from '../calendars/model.ts';
import type { Directory } from './store.ts';

/** From this many characters on, JSON is compressed, unless told: below, it is small enough and stays readable. */
const COMPRESS_FROM = 64 * 1024;

/** A value as the store keeps it: JSON text while small, brotli-compressed JSON text beyond. */
export type Packed = string | Uint8Array;

/**
 * Quality 1, because a directory of 100,000 businesses (20 MB in columns) then packs in 0.2 s to a fifth of its size;
 * higher qualities cost two to ten times the time and gain a tenth.
 */
export function pack(value: unknown, compressFrom = COMPRESS_FROM): Packed {
  const text = JSON.stringify(value);
  return text.length < compressFrom ? text : compressed(text);
}

function compressed(text: string | Uint8Array): Uint8Array {
  return brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 1,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  });
}

/** The inverse of {@link pack}. The caller vouches for the type: only what `pack` wrote comes here. */
export function unpack<T>(packed: Packed): T {
  const text = typeof packed === 'string' ? packed : brotliDecompressSync(packed).toString('utf8');
  return JSON.parse(text) as T;
}

/** Version 0.1.0 looks a rule up in `failed` before it decides by it, and has to find that there. */
export function packCalendars(calendars: ExpandedCalendars, compressFrom?: number): Packed {
  const { configHash, ...rest } = calendars;
  return pack({ ...rest, failed: {}, configHash }, compressFrom);
}

/** The inverse of {@link packCalendars}. */
export function unpackCalendars(packed: Packed): ExpandedCalendars {
  const { failed: _, ...calendars } = unpack<ExpandedCalendars & { failed: object }>(packed);
  return calendars;
}

interface Table {
  fields: string[];
  rows: number;
  /** One list a field, in the order of `fields`. */
  columns: (unknown[] | Shared)[];
}

/** A column in which few values are found over and over: each once, and for every row which one; -1: left out. */
interface Shared {
  distinct: unknown[];
  of: number[];
}

/** Some hundred opening hours for 100,000 businesses. They come out as few objects as well. */
const SHARED_FIELDS = new Set(['openHours', 'chatHours']);

/** Field names once instead of once a business: a third smaller, and three times quicker to parse. */
export function packDirectory(directory: Directory, compressFrom = COMPRESS_FROM): Packed {
  const bytes = Buffer.concat(Array.from(partsOf(directory), (part) => Buffer.from(part)));
  return bytes.length < compressFrom ? bytes.toString() : compressed(bytes);
}

/** Of its JSON, a column each: one text of 100,000 businesses would take 40 MB, and twice that while it grows. */
function* partsOf({ businesses, ...rest }: Directory): Generator<string> {
  const fields = fieldsOf(businesses);
  const table = { fields, rows: businesses.length };
  yield `${JSON.stringify(rest).slice(0, -1)},"businesses":${JSON.stringify(table).slice(0, -1)},"columns":[`;
  for (const [index, field] of fields.entries())
    yield `${index > 0 ? ',' : ''}${JSON.stringify(columnOf(businesses, field))}`;
  yield ']}}';
}

/** The inverse of {@link packDirectory}. */
export function unpackDirectory(packed: Packed): Directory {
  const { businesses, ...rest } = unpack<Omit<Directory, 'businesses'> & { businesses: Table }>(packed);
  return { ...rest, businesses: fromTable<Directory['businesses'][number]>(businesses) };
}

function fieldsOf(rows: readonly object[]): string[] {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  return [...names];
}

function columnOf(rows: readonly object[], field: string): unknown[] | Shared {
  const values = rows.map((row) => (row as Record<string, unknown>)[field]);
  return SHARED_FIELDS.has(field) ? share(values) : values;
}

function share(values: readonly unknown[]): Shared {
  const indexes = new Map<unknown, number>();
  const texts = new Map<string, number>();
  const distinct: unknown[] = [];
  const of = values.map((value) => {
    if (value === undefined) return -1;
    const text = indexes.has(value) ? '' : JSON.stringify(value);
    const index = indexes.get(value) ?? texts.get(text) ?? distinct.push(value) - 1;
    indexes.set(value, index);
    if (text !== '') texts.set(text, index);
    return index;
  });
  return { distinct, of };
}

function fromTable<T>({ fields, rows, columns }: Table): T[] {
  // A plain loop: Object.fromEntries takes four times as long over 100,000 businesses.
  const table: Record<string, unknown>[] = [];
  for (let row = 0; row < rows; row++) {
    const record: Record<string, unknown> = {};
    for (let column = 0; column < fields.length; column++) {
      const values = columns[column];
      if (!isShared(values)) record[fields[column] as string] = values?.[row];
      else if (values.of[row] !== -1)
        record[fields[column] as string] = values.distinct[values.of[row] as number];
    }
    table.push(record);
  }
  return table as T[];
}

function isShared(column: unknown[] | Shared | undefined): column is Shared {
  return column !== undefined && !Array.isArray(column);
}
