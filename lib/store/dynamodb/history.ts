import { randomUUID } from 'node:crypto';
import type { Instant } from '../../clock.ts';
import type { HistoryEntry, Store } from '../store.ts';
import { BUSINESS_INDEX, TIME_TO_LIVE } from './definition.ts';
import { type Item, type Key, sortable, toAttributes } from './items.ts';
import { expand, shrink } from './small-texts.ts';
import type { Question, Table } from './table.ts';
import { inGroups } from './transactions.ts';

const DEFAULT_LIMIT = 100;
/** As long as calendars are looked ahead: enough to compare a holiday with that of the year before. */
const KEPT_SECONDS = 400 * 24 * 60 * 60;
const ofHistory = (organization: string): string => `history#${organization}`;
/** Where the partitions that hold history are listed, for whoever asks for everybody's. */
const REGISTRY = 'organizations';

export interface History extends Pick<Store, 'appendHistory' | 'listHistory'> {
  /** The items to put, once, for these entries: the later asked for, the newer of the same instant. */
  itemsOf(entries: readonly HistoryEntry[]): Promise<Item[]>;
}

export function history(table: Table): History {
  const registered = new Set<string>();
  const writer = randomUUID();
  let written = 0;

  const itemsOf = async (entries: readonly HistoryEntry[]): Promise<Item[]> => {
    for (const organization of new Set(entries.map((entry) => entry.organization))) {
      if (registered.has(organization)) continue;
      await table.put({ pk: REGISTRY, sk: ofHistory(organization) });
      registered.add(organization);
    }
    return entries.map((entry) => ({
      pk: ofHistory(entry.organization),
      sk: `${sortable(entry.at)}#${String(written++).padStart(12, '0')}#${writer}`,
      // A key of the index must not be empty; what concerns no business is not in it.
      ...(entry.business === '' ? {} : { business: entry.business }),
      entry: shrink(JSON.stringify(entry)),
      [TIME_TO_LIVE.AttributeName]: Math.ceil(entry.at / 1000) + KEPT_SECONDS,
    }));
  };

  /** What fits, newest first, `limit` at most. */
  const collect = async <T extends Key>(
    { since, ...question }: Question & { since: Instant | undefined },
    limit: number,
    fits: (item: Key) => boolean = () => true,
  ): Promise<T[]> => {
    if (limit <= 0) return [];
    const found: T[] = [];
    const items = table.query<T>({
      ...question,
      ...(since === undefined
        ? {}
        : {
            condition: `${question.condition} AND #sk >= :since`,
            values: { ...question.values, since: sortable(since) },
          }),
      descending: true,
      pageSize: Number.isFinite(limit) ? limit : undefined,
    });
    for await (const item of items) {
      if (fits(item)) found.push(item);
      if (found.length >= limit) break;
    }
    return found;
  };

  const ofBusiness = async (
    business: string,
    { organization, since, limit }: Asked,
  ): Promise<EntryItem[]> => {
    const keys = await collect(
      {
        index: BUSINESS_INDEX,
        condition: '#business = :business',
        values: { business },
        since,
      },
      limit,
      ({ pk }) => organization === undefined || pk === ofHistory(organization),
    );
    return table.getMany<EntryItem>(keys.map(({ pk, sk }) => ({ pk, sk })));
  };

  const ofOrganizations = async ({ organization, since, limit }: Asked): Promise<EntryItem[]> => {
    const partitions = organization === undefined ? await registeredPartitions() : [ofHistory(organization)];
    const lists = await Promise.all(
      partitions.map((pk) => collect<EntryItem>({ condition: '#pk = :pk', values: { pk }, since }, limit)),
    );
    return lists.flat();
  };

  const registeredPartitions = async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const { sk } of table.query({ condition: '#pk = :pk', values: { pk: REGISTRY } }))
      found.push(sk);
    return found;
  };

  return {
    itemsOf,

    appendHistory: async (entries) => {
      const units = (await itemsOf(entries)).map((item) => [
        { Put: { TableName: table.name, Item: toAttributes(item) } },
      ]);
      if (units.length === 0) return;
      for (const actions of inGroups(units, 0)) await table.transact(actions);
    },

    listHistory: async ({ business, organization, since, limit = DEFAULT_LIMIT }) => {
      const asked = { organization, since, limit };
      const items = await (business === undefined ? ofOrganizations(asked) : ofBusiness(business, asked));
      items.sort((a, b) => (a.sk < b.sk ? 1 : -1));
      return items.slice(0, limit).map(({ entry }) => JSON.parse(expand(entry)) as HistoryEntry);
    },
  };
}

interface EntryItem extends Key {
  entry: Uint8Array;
}
interface Asked {
  organization: string | undefined;
  since: Instant | undefined;
  limit: number;
}
