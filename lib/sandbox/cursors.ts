import { badRequest } from './replies.ts';

export interface Slice<T> {
  rows: T[];
  count: number;
  next_cursor: string | null;
}

/** One slice of a list with cursors. Rows go by falling ids, so that what is added meanwhile shifts nothing. */
export function sliceOf<T extends { id: number }>(
  rows: T[],
  cursor: string | undefined,
  perPage: number,
): Slice<T> {
  const below = cursor === undefined ? Number.POSITIVE_INFINITY : decoded(cursor);
  const rest = rows.filter((row) => row.id < below).sort((a, b) => b.id - a.id);
  const page = rest.slice(0, perPage);
  const more = rest.length > perPage;
  return { rows: page, count: rows.length, next_cursor: more ? encoded(page.at(-1)!.id) : null };
}

function encoded(id: number): string {
  return Buffer.from(`below:${id}`).toString('base64url');
}

function decoded(cursor: string): number {
  const match = /^below:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match) throw badRequest({ cursor: 'unknown cursor' });
  return Number(match[1]);
}
