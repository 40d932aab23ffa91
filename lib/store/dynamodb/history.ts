import { createHash, randomBytes } from 'node:crypto';
import type { Instant } from '../../clock.ts';
import type { HistoryEntry, HistoryStore } from '../store.ts';
import { TIME_TO_LIVE } from './definition.ts';
import { type Item, type Key, sortable, toAttributes } from './items.ts';
import { expand, shrink } from './small-texts.ts';
import type { Question, Table } from './table.ts';
import { inGroups } from './transactions.ts';

const DEFAULT_LIMIT = 100;
const DAY = 24 * 60 * 60 * 1000;
/** As long as calendars are looked ahead: enough to compare a holiday with that of the year before. */
const KEPT_SECONDS = (400 * DAY) / 1000;
/** Entries that share an item, as many as stay below a kilobyte, mostly. */
const ENTRIES_PER_ITEM = 8;
/** Of one business, everything that is kept is looked through, in so many parts side by side. */
const PARTS = 8;
const PART_MILLISECONDS = 50 * DAY;

const ofHistory = (organization: string): string => `history#${organization}`;
/** Where the partitions that hold history are listed, for whoever asks for everybody's. */
const REGISTRY = 'organizations';

export interface History extends HistoryStore {
  /** Has the organizations of these entries found by whoever asks for everybody's. */
  register(entries: readonly HistoryEntry[]): Promise<void>;
  /** The items to put, once, for entries of one organization: the later given, the newer of the same instant. */
  itemsOf(entries: readonly HistoryEntry[]): Item[];
}

/** How many items {@link History.itemsOf} makes. */
export function historyItemCount(entries: number): number {
  return Math.ceil(entries / ENTRIES_PER_ITEM);
}

/** Entries that lie in one item, under the instant of the newest of them. */
interface EntriesItem extends Key {
  entries: Uint8Array;
}
interface Found {
  entry: HistoryEntry;
  /** Of its item, and its place there: of one instant, what was written last is the newest. */
  sk: string;
  place: number;
}

interface Asked {
  business: string | undefined;
  since: Instant | undefined;
  /** What is newer is read and passed over: an item may hold some of both. */
  until: Instant | undefined;
  limit: number;
}

/** The `about` of an item names, by a few characters each, the businesses that its entries are about. */
export function history(table: Table): History {
  const registered = new Set<string>();
  const writer = randomBytes(4).toString('hex');
  let written = 0;

  const register = async (entries: readonly HistoryEntry[]): Promise<void> => {
    for (const { organization } of entries) {
      if (registered.has(organization)) continue;
      await table.put({ pk: REGISTRY, sk: ofHistory(organization) });
      registered.add(organization);
    }
  };

  const itemsOf = (entries: readonly HistoryEntry[]): Item[] =>
    Array.from({ length: historyItemCount(entries.length) }, (_, index) => {
      const some = entries.slice(index * ENTRIES_PER_ITEM, (index + 1) * ENTRIES_PER_ITEM);
      const newest = some.reduce((last, { at }) => Math.max(last, at), 0);
      return {
        pk: ofHistory(some[0]?.organization ?? ''),
        sk: `${sortable(newest)}#${String(written++).padStart(8, '0')}${writer}`,
        about: some.map(({ business }) => tagOf(business)).join(' '),
        entries: shrink(JSON.stringify(some)),
        [TIME_TO_LIVE.AttributeName]: Math.ceil(newest / 1000) + KEPT_SECONDS,
      };
    });

  /** What fits, in no order: the `limit` newest, and perhaps more. */
  const collect = async (
    question: Pick<Question, 'condition' | 'values' | 'pageSize'>,
    { business, since, until, limit }: Asked,
  ): Promise<Found[]> => {
    if (limit <= 0) return [];
    let found: Found[] = [];
    /** Nothing older belongs to the newest. */
    let oldest = Number.NEGATIVE_INFINITY;
    const items = table.query<EntriesItem>({
      ...question,
      ...(business === undefined
        ? {}
        : {
            filter: 'contains(#about, :about)',
            values: { ...question.values, about: tagOf(business) },
          }),
      descending: true,
    });
    for await (const { sk, entries } of items) {
      // An item lies where its newest entry does: those that follow hold nothing newer.
      if (oldest > instantOfKey(sk)) break;
      (JSON.parse(expand(entries)) as HistoryEntry[]).forEach((entry, place) => {
        const fits =
          (business === undefined || entry.business === business) &&
          entry.at >= (since ?? -Infinity) &&
          entry.at <= (until ?? Infinity);
        if (fits) found.push({ entry, sk, place });
      });
      // Not at every item: a whole wave may have been written at one instant.
      if (found.length < (oldest === Number.NEGATIVE_INFINITY ? limit : 2 * limit)) continue;
      found = found.sort(newestFirst).slice(0, limit);
      oldest = found.at(-1)?.entry.at ?? oldest;
    }
    return found;
  };

  const ofOrganization = async (pk: string, asked: Asked): Promise<Found[]> => {
    const { business, since, limit } = asked;
    const ofAll = { condition: '#pk = :pk', values: { pk } };
    if (business === undefined) {
      const pageSize = Number.isFinite(limit) ? { pageSize: historyItemCount(limit) + 1 } : {};
      const values = { pk, since: sortable(since ?? 0) };
      return collect({ condition: '#pk = :pk AND #sk >= :since', values, ...pageSize }, asked);
    }
    const { value: newest } = await table.query({ ...ofAll, descending: true, pageSize: 1 }).next();
    if (!newest) return [];
    const bounds = Array.from({ length: PARTS }, (_, part) =>
      part === PARTS - 1 ? 0 : instantOfKey(newest.sk) - (part + 1) * PART_MILLISECONDS,
    );
    const lists = bounds.map(async (bound, part) => {
      const first = sortable(Math.max(bound, since ?? 0));
      const later = bounds[part - 1];
      const last = later === undefined ? `${newest.sk}~` : sortable(later);
      if (first > last) return [];
      return collect(
        { condition: '#pk = :pk AND #sk BETWEEN :first AND :last', values: { pk, first, last } },
        asked,
      );
    });
    return (await Promise.all(lists)).flat();
  };

  const registeredPartitions = async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const { sk } of table.query({ condition: '#pk = :pk', values: { pk: REGISTRY } }))
      found.push(sk);
    return found;
  };

  return {
    register,
    itemsOf,

    appendHistory: async (entries) => {
      await register(entries);
      const units = [...Map.groupBy(entries, (entry) => entry.organization).values()]
        .flatMap(itemsOf)
        .map((item) => [{ Put: { TableName: table.name, Item: toAttributes(item) } }]);
      if (units.length === 0) return;
      for (const actions of inGroups(units, 0)) await table.transact(actions);
    },

    listHistory: async ({ business, organization, since, until, limit = DEFAULT_LIMIT }) => {
      const partitions =
        organization === undefined ? await registeredPartitions() : [ofHistory(organization)];
      const asked = { business, since, until, limit };
      const lists = await Promise.all(partitions.map((pk) => ofOrganization(pk, asked)));
      return lists
        .flat()
        .sort(newestFirst)
        .slice(0, Math.max(0, limit))
        .map(({ entry }) => entry);
    },
  };
}

/** Enough of a business' id to pass over nearly all items that are not about it. */
function tagOf(business: string): string {
  return createHash('sha256').update(business).digest('base64url').slice(0, 6);
}

/** That of the newest entry of an item. */
function instantOfKey(sk: string): Instant {
  return Number(sk.slice(0, sk.indexOf('#')));
}

/** Of two items of one process, the later written has the higher. */
function orderOfKey(sk: string): string {
  return sk.slice(sk.indexOf('#'));
}

function newestFirst(a: Found, b: Found): number {
  if (a.entry.at !== b.entry.at) return b.entry.at - a.entry.at;
  const [before, after] = [orderOfKey(a.sk), orderOfKey(b.sk)];
  if (before !== after) return before < after ? 1 : -1;
  return b.place - a.place;
}
