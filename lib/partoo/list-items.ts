import type * as z from 'zod';
import type { Key } from './list-end.ts';
import { answerMisfit } from './misfit.ts';
import type { OperationId } from './operations.ts';
import { type AsDocumented, asItIs, check, isRecord } from './schemas/check.ts';
import type { Reply } from './transport.ts';

/** An item of a list that does not fit what Partoo documents. It is told, and the others are handed on. */
export interface InvalidItem {
  /** Position in the list, or on its page, from 0. */
  index: number;
  /** As far as they could be read; cut to 100 characters. */
  id: string | number | null;
  code: string | null;
  businessId: string | null;
  /** Where and why it does not fit, without the values in it. */
  issue: string;
}

/** What a list is freed of repetitions by; items without an id are told apart by what they hold. */
export interface Identified {
  id?: string | number | null;
}

/** How to read one kind of list. */
export interface PagedList<V extends Identified, T> {
  operation: OperationId;
  /** Member of the answer that holds the items. */
  member: string;
  item: z.ZodType<V>;
  /** Brings an item into the shape that is documented. */
  asDocumented: AsDocumented;
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
  asDocumented: AsDocumented = asItIs,
): PagedList<V, V> {
  return { operation, member, item, asDocumented, wrapper: () => (value) => value };
}

/** The items of one page, sorted. */
export interface SortedItems<T> {
  items: T[];
  invalid: InvalidItem[];
  /** What each item on the page is told apart by, in order, those that are not new included. */
  keys: Key[];
}

/** Parts the items of one page into those that fit and are new to `seen`, and those that do not fit. */
export function sortItems<V extends Identified, T>(
  { member, item, asDocumented, wrapper }: PagedList<V, T>,
  reply: Reply,
  seen: Set<Key>,
): SortedItems<T> {
  const values = isRecord(reply.json) ? reply.json[member] : undefined;
  // A list that is missing is no empty list: nothing may be concluded from it.
  if (!Array.isArray(values)) throw answerMisfit(reply, `${member}: no array`);
  const wrap = wrapper(reply);
  const sorted: SortedItems<T> = { items: [], invalid: [], keys: [] };
  values.forEach((value: unknown, index) => {
    const read = check(item, asDocumented(value));
    const misfit = read.ok ? null : invalidItem(value, index, read.issue);
    const key = read.ok ? (read.value.id ?? JSON.stringify(read.value)) : keyOf(misfit as InvalidItem);
    sorted.keys.push(key);
    // What has no name may be another one each time.
    if (seen.has(key) && !isNameless(misfit)) return;
    seen.add(key);
    if (read.ok) sorted.items.push(wrap(read.value, index));
    else sorted.invalid.push(misfit as InvalidItem);
  });
  return sorted;
}

/** Of what has no name only the place is known. */
function keyOf(misfit: InvalidItem): Key {
  const { id, businessId, code, index } = misfit;
  return `misfit ${id ?? businessId ?? code ?? `at ${index}`}`;
}

function isNameless(misfit: InvalidItem | null): boolean {
  return misfit !== null && (misfit.id ?? misfit.businessId ?? misfit.code) === null;
}

/** What can be told of an item that does not fit. */
export function invalidItem(value: unknown, index: number, issue: string): InvalidItem {
  const { id, code, business_id } = isRecord(value) ? value : {};
  return {
    index,
    id: typeof id === 'number' ? id : shortText(id),
    code: shortText(code),
    businessId: shortText(business_id),
    issue,
  };
}

function shortText(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  return String(value).slice(0, 100);
}
