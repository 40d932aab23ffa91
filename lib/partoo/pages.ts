import type * as z from 'zod';
import { answerMisfit } from './misfit.ts';
import type { OperationId } from './operations.ts';
import type { Call } from './options.ts';
import { check } from './schemas/check.ts';
import { pageEnvelope } from './schemas/common.ts';
import type { Query, Reply, Send } from './transport.ts';

/** An item of a list that does not fit what Partoo documents. It is told, and the others are handed on. */
export interface InvalidItem {
  /** Position in the list, or on its page, from 0. */
  index: number;
  /** As far as it could be read. */
  id: string | number | null;
  businessId: string | null;
  /** Where and why it does not fit, without the values in it. */
  issue: string;
}

/** One page of a list. An item that an earlier page gave already is left out. */
export interface Page<T> {
  /** Counted from 1, anew for every hundred of the ids that a list is narrowed to. */
  number: number;
  /** As Partoo tells them; null where it does not. */
  maxPage: number | null;
  count: number | null;
  items: T[];
  invalid: InvalidItem[];
}

/** A call of a list that hands items out one by one. */
export interface ListCall extends Call {
  /** Told of every item that does not fit and is therefore left out. Default: nobody is. */
  onInvalid?: (item: InvalidItem) => void;
}

/** What a list is freed of repetitions by; items without an id are all handed out. */
export interface Identified {
  id?: string | number | null;
}

/** How to read one kind of list that comes in pages. */
export interface PagedList<V extends Identified, T> {
  operation: OperationId;
  /** Member of the answer that holds the items. */
  member: string;
  item: z.ZodType<V>;
  /** Makes what is handed out of the items of one page that fit; `index` is an item's position on it. */
  wrapper: (reply: Reply) => (value: V, index: number) => T;
  /** For a list that answers in pages but documents no `page`: it is sent from the second page on. Default false. */
  firstPageUnnumbered?: boolean;
}

/** A list whose items are handed out as they are. */
export function plainList<V extends Identified>(
  operation: OperationId,
  member: string,
  item: z.ZodType<V>,
): PagedList<V, V> {
  return { operation, member, item, wrapper: () => (value) => value };
}

/**
 * Reads page after page until Partoo's `max_page` or an empty one, or, where it tells none, until one that is not full. Rows can
 * shift while one is paging, hence one `seen` for all pages of a list.
 */
export async function* readPages<V extends Identified, T>(
  send: Send,
  list: PagedList<V, T>,
  query: Query & { per_page?: number },
  seen: Set<string | number>,
  call: Call,
): AsyncGenerator<Page<T>> {
  for (let number = 1; ; number += 1) {
    const page = list.firstPageUnnumbered && number === 1 ? undefined : number;
    const reply = await send({ operation: list.operation, query: { ...query, page } }, call);
    const envelope = check(pageEnvelope, reply.json);
    if (!envelope.ok) throw answerMisfit(reply, envelope.issue);
    const maxPage = envelope.value.max_page ?? null;
    const { items, invalid, size } = sortItems(list, reply, envelope.value, seen);
    yield { number, maxPage, count: envelope.value.count ?? null, items, invalid };
    // An empty page is the end whatever max_page says: else a wrong one would have it asked a thousand million times.
    if (size === 0 || (maxPage === null ? size < (query.per_page ?? 1) : number >= maxPage)) return;
  }
}

/** Parts the items of one page into those that fit and are new, and those that do not fit; `size` counts all. */
export function sortItems<V extends Identified, T>(
  { member, item, wrapper }: PagedList<V, T>,
  reply: Reply,
  envelope: Record<string, unknown>,
  seen: Set<string | number>,
): Pick<Page<T>, 'items' | 'invalid'> & { size: number } {
  const values = envelope[member];
  // A list that is missing is no empty list: nothing may be concluded from it.
  if (!Array.isArray(values)) throw answerMisfit(reply, `${member}: no array`);
  const wrap = wrapper(reply);
  const items: T[] = [];
  const invalid: InvalidItem[] = [];
  values.forEach((value: unknown, index) => {
    const read = check(item, value);
    if (!read.ok) {
      invalid.push(invalidItem(value, index, read.issue));
    } else if (isNew(read.value, seen)) {
      items.push(wrap(read.value, index));
    }
  });
  return { items, invalid, size: values.length };
}

function isNew({ id }: Identified, seen: Set<string | number>): boolean {
  if (id === null || id === undefined) return true;
  if (seen.has(id)) return false;
  seen.add(id);
  return true;
}

/** What can be told of an item that does not fit. */
export function invalidItem(value: unknown, index: number, issue: string): InvalidItem {
  const { id, business_id } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  return {
    index,
    id: typeof id === 'string' || typeof id === 'number' ? id : null,
    businessId: typeof business_id === 'string' ? business_id : null,
    issue,
  };
}

/** The items of pages, one by one. */
export async function* itemsOf<T>(
  pages: AsyncIterable<Page<T>>,
  onInvalid?: ListCall['onInvalid'],
): AsyncGenerator<T> {
  for await (const { items, invalid } of pages) {
    if (onInvalid) invalid.forEach(onInvalid);
    yield* items;
  }
}
