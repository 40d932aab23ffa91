import { Problem } from './problem.ts';

/** What a list is in the order of; never changes for an item that is in it. */
type Key = readonly (string | number)[];

interface Paging {
  limit: number;
  cursor?: string | undefined;
}

/**
 * A page of `items`, and where the next one begins. A cursor says after which key, not how many came before: whatever comes
 * or goes meanwhile, nothing that stays is left out or comes twice.
 * @param keyOf what decides the order, ascending, and is another for every item
 */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => Key,
  { limit, cursor }: Paging,
): { page: T[]; next: string | null } {
  const after = cursor === undefined ? null : keyIn(cursor);
  const left = items
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => after === null || compare(key, after) > 0)
    .sort((a, b) => compare(a.key, b.key));
  const page = left.slice(0, limit);
  const last = page.at(-1);
  return {
    page: page.map(({ item }) => item),
    next: last !== undefined && left.length > limit ? cursorOf(last.key) : null,
  };
}

export function cursorOf(key: Key): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @throws Problem 400 for what is none of ours */
export function keyIn(cursor: string): Key {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.every((part) => typeof part === 'string' || Number.isFinite(part)))
      return key;
  } catch {
    // Said below.
  }
  throw noCursor();
}

export function noCursor(): Problem {
  return new Problem(400, { code: 'invalid', errors: [{ path: 'cursor', message: 'is no cursor' }] });
}

function compare(one: Key, other: Key): number {
  for (const [index, part] of one.entries()) {
    const against = other[index];
    if (part === against || against === undefined) continue;
    return part < against ? -1 : 1;
  }
  return 0;
}
