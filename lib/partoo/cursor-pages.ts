import { answerMisfit } from './misfit.ts';
import type { Call } from './options.ts';
import { type Identified, type Page, type PagedList, sortItems } from './pages.ts';
import { check } from './schemas/check.ts';
import { cursorEnvelope } from './schemas/common.ts';
import type { Query, Send } from './transport.ts';

/** Reads page after page by the cursor that each answer gives for the next, until there is none. */
export async function* readCursorPages<V extends Identified, T>(
  send: Send,
  list: PagedList<V, T>,
  query: Query,
  call: Call,
): AsyncGenerator<Page<T>> {
  const seen = new Set<string | number>();
  const cursors = new Set<string>();
  let cursor: string | undefined;
  for (let number = 1; ; number += 1) {
    const reply = await send({ operation: list.operation, query: { ...query, cursor } }, call);
    const envelope = check(cursorEnvelope, reply.json);
    if (!envelope.ok) throw answerMisfit(reply, envelope.issue);
    const { count, next_cursor: next } = envelope.value;
    const { items, invalid } = sortItems(list, reply, envelope.value, seen);
    yield { number, maxPage: null, count: count ?? null, items, invalid };
    if (next === null || next === undefined || next === '') return;
    // A cursor that comes back would go round for ever, at the cost of the quota.
    if (cursors.has(next)) throw answerMisfit(reply, 'next_cursor: comes back');
    cursors.add(next);
    cursor = next;
  }
}
