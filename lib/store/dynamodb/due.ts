import { createHash } from 'node:crypto';
import type { DueStore } from '../store.ts';
import { DUE_INDEX } from './definition.ts';
import { type Key, ofOrganization } from './items.ts';
import type { Table } from './table.ts';

/**
 * How many keys of the index organizations are spread over: at an instant when all are due at once (midnight), each
 * takes 1,000 writes a second; and an idle tick costs as many requests.
 */
const DUE_SHARDS = 4;

const keyOf = (organization: string): Key => ({ pk: ofOrganization(organization), sk: 'due' });
const shardOf = (organization: string): string =>
  `due#${(createHash('sha256').update(organization).digest()[0] as number) % DUE_SHARDS}`;

export function due(table: Table): DueStore {
  const dueIn = async (shard: string, until: number): Promise<{ organization: string; dueAt: number }[]> => {
    const found: { organization: string; dueAt: number }[] = [];
    const items = table.query<{ dueAt: number }>({
      index: DUE_INDEX,
      condition: '#dueShard = :shard AND #dueAt <= :until',
      values: { shard, until },
    });
    for await (const { pk, dueAt } of items)
      found.push({ organization: pk.slice(ofOrganization('').length), dueAt });
    return found;
  };

  return {
    readDue: async (organization) => (await table.get<{ dueAt: number }>(keyOf(organization)))?.dueAt ?? null,
    setDue: async (organization, at) => {
      await table.put({ ...keyOf(organization), dueShard: shardOf(organization), dueAt: at });
    },
    // From an index, which follows within moments: an organization may be seen a tick late, or once too often.
    listDue: async (until) => {
      const shards = await Promise.all(
        Array.from({ length: DUE_SHARDS }, (_, shard) => dueIn(`due#${shard}`, until)),
      );
      return shards.flat().sort((a, b) => a.dueAt - b.dueAt || (a.organization < b.organization ? -1 : 1));
    },
  };
}
