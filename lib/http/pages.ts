import { Problem } from './problem.ts';

/** What a list is in the order of; never changes for an item that is in it. */
type Key = readonly (string | number)[];

interface Paging {
  limit: number;
  cursor?: string | undefined;
}

/** Ascending by what decides the order, which is another for every item. */
export function inOrder<T>(items: readonly T[], keyOf: (item: T) => Key): T[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ item }) => item);
}

/**
 * A page of `items`, and where the next one begins. A cursor says after which key, not how many came before: whatever comes
 * or goes meanwhile, nothing that stays is left out or comes twice.
 * @param items in the order of `keyOf`
 * @param fits which of them are listed. Default: all
 */
export function pageIn<T>(
  items: readonly T[],
  keyOf: (item: T) => Key,
  { limit, cursor }: Paging,
  fits: (item: T) => boolean = () => true,
): { page: T[]; next: string | null } {
  const page: T[] = [];
  let at = cursor === undefined ? 0 : firstAfter(items, keyOf, keyLike(items, keyOf, cursor));
  for (; at < items.length; at += 1) {
    const item = items[at] as T;
    if (!fits(item)) continue;
    const last = page.at(-1);
    if (last !== undefined && page.length === limit) return { page, next: cursorOf(keyOf(last)) };
    page.push(item);
  }
  return { page, next: null };
}

/** The same of items in any order. */
export function pageOf<T>(items: readonly T[], keyOf: (item: T) => Key, paging: Paging) {
  return pageIn(inOrder(items, keyOf), keyOf, paging);
}

function firstAfter<T>(items: readonly T[], keyOf: (item: T) => Key, after: Key): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(keyOf(items[middle] as T), after) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
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

/** @throws Problem 400 for a cursor of another list as well: its key has other parts */
function keyLike<T>(items: readonly T[], keyOf: (item: T) => Key, cursor: string): Key {
  const key = keyIn(cursor);
  const ours = items[0] === undefined ? key : keyOf(items[0]);
  const isLike = key.length === ours.length && key.every((part, at) => typeof part === typeof ours[at]);
  if (isLike) return key;
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
