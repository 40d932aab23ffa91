import { PartooAnswerError } from './errors/answer-error.ts';
import { PartooApiError } from './errors/api-error.ts';
import { type Incomplete, type Key, Reading } from './list-end.ts';
import { type Identified, type InvalidItem, type PagedList, sortItems } from './list-items.ts';
import { refuseIncomplete } from './misfit.ts';
import type { OperationId } from './operations.ts';
import type { Call } from './options.ts';
import { toldNumber } from './schemas/check.ts';
import type { Query, Send } from './transport.ts';

/** One page of a list. An item that an earlier page gave already is left out. */
export interface Page<T> {
  /** Counted from 1, anew for every part of the ids that a list is narrowed to, and where a list is read again. */
  number: number;
  /** As Partoo tells them; null where it does not. */
  maxPage: number | null;
  count: number | null;
  items: T[];
  invalid: InvalidItem[];
  /** On the last page of a list (or of a part of its ids) that ended with less than there seems to be; else null. */
  incomplete: Incomplete | null;
}

/** A call of a list that hands items out one by one. */
export interface ListCall extends Call {
  /** Told of every item that does not fit and is therefore left out. Default: nobody is. */
  onInvalid?: (item: InvalidItem) => void;
  /** Told where there seem to be more items than came. Default: the list ends with an error, code `incomplete`. */
  onIncomplete?: (incomplete: Incomplete) => void;
}

/** One list that is to be read. */
export interface Source<V extends Identified, T> {
  send: Send;
  list: PagedList<V, T>;
  query: Query & { per_page?: number };
  /** What was handed out, or told to be invalid: rows can shift while one is paging. */
  seen: Set<Key>;
  /** How many ids the list is narrowed to. Default: it is not. */
  expected?: number;
  call: Call;
}

/** How often a list is read that turns out to be incomplete. */
const MOST_READINGS = 2;

/**
 * Reads a list page by page: until Partoo's `max_page`, if as many different items came by then as its `count` says, else
 * until a page that brings nothing new. A list that ends with less is read once more, as a whole; what both readings found
 * together is the list. Where an answer is too large, pages are asked for that are half as long, unless ids narrow the list.
 */
export async function* readPages<V extends Identified, T>(source: Source<V, T>): AsyncGenerator<Page<T>> {
  const found = new Set<Key>();
  let perPage = source.query.per_page;
  for (let readings = 1; ; ) {
    const reading = new Reading(found, source.expected ?? null);
    const query = perPage === undefined ? source.query : { ...source.query, per_page: perPage };
    try {
      const incomplete = yield* readOnce({ ...source, query }, reading, readings === MOST_READINGS);
      if (incomplete === null || incomplete.reason === 'endless' || readings === MOST_READINGS) return;
      readings += 1;
    } catch (error) {
      if (!isTooLarge(error) || source.expected !== undefined) throw error;
      if (perPage === undefined || perPage === 1) throw error;
      perPage = Math.ceil(perPage / 2);
    }
  }
}

async function* readOnce<V extends Identified, T>(
  { send, list, query, seen, call }: Source<V, T>,
  reading: Reading,
  isLast: boolean,
): AsyncGenerator<Page<T>, Incomplete | null> {
  for (let number = 1; ; number += 1) {
    const page = list.firstPageUnnumbered && number === 1 ? undefined : number;
    const reply = await send({ operation: list.operation, query: { ...query, page } }, call);
    const { items, invalid, keys } = sortItems(list, reply, seen);
    const told = { maxPage: toldNumber(reply.json, 'max_page'), count: toldNumber(reply.json, 'count') };
    const end = reading.take({ number, keys, ...told, perPage: query.per_page ?? null });
    const incomplete = end !== 'more' && (isLast || end?.reason === 'endless') ? end : null;
    yield { number, ...told, items, invalid, incomplete };
    if (end !== 'more') return end;
  }
}

/** Whether an answer, or the address that asked for it, passed what a server or we take. */
export function isTooLarge(error: unknown): boolean {
  if (error instanceof PartooAnswerError) return error.code === 'too-large';
  return error instanceof PartooApiError && TOO_LARGE.has(error.status);
}

/** Content, address, header fields too large (RFC 9110, 15.5.14 and 15.5.15; RFC 6585, 5). */
const TOO_LARGE: ReadonlySet<number> = new Set([413, 414, 431]);

/** The items of pages, one by one. @throws PartooAnswerError with code `incomplete`, unless `onIncomplete` is told */
export async function* itemsOf<T>(
  pages: AsyncIterable<Page<T>>,
  operation: OperationId,
  { onInvalid, onIncomplete = refuseIncomplete(operation) }: ListCall,
): AsyncGenerator<T> {
  for await (const { items, invalid, incomplete } of pages) {
    if (onInvalid) invalid.forEach(onInvalid);
    yield* items;
    if (incomplete !== null) onIncomplete(incomplete);
  }
}
