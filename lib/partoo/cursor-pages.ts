import { type Key, Reading } from './list-end.ts';
import { type Identified, sortItems } from './list-items.ts';
import type { Page, Source } from './pages.ts';
import { isRecord, toldNumber } from './schemas/check.ts';

/**
 * Reads page after page by the cursor that each answer gives for the next, until there is none. A page that brings nothing
 * new ends the list, as incomplete: a cursor that leads back would go round for ever, at the cost of the quota.
 */
export async function* readCursorPages<V extends Identified, T>({
  send,
  list,
  query,
  seen,
  call,
}: Source<V, T>): AsyncGenerator<Page<T>> {
  const reading = new Reading(new Set<Key>(), null);
  let cursor: string | undefined;
  for (let number = 1; ; number += 1) {
    const reply = await send({ operation: list.operation, query: { ...query, cursor } }, call);
    const { items, invalid, keys } = sortItems(list, reply, seen);
    cursor = nextCursor(reply.json);
    const count = toldNumber(reply.json, 'count');
    const isLast = cursor === undefined;
    const incomplete = reading.takeCursor({ number, keys, count, isLast });
    yield { number, maxPage: null, count, items, invalid, incomplete };
    if (isLast || incomplete !== null) return;
  }
}

function nextCursor(json: unknown): string | undefined {
  const next = isRecord(json) ? json.next_cursor : undefined;
  return typeof next === 'string' && next !== '' ? next : undefined;
}
