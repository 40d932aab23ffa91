import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { type Packed, pack, unpack } from '../packing.ts';
import { type Lease, LeaseLostError, type Mark, type Store } from '../store.ts';
import type { History } from './history.ts';
import { type Item, type Key, ofOrganization, toAttributes } from './items.ts';
import { whileHeld } from './leases.ts';
import { itemOf } from './outbox.ts';
import type { Table } from './table.ts';
import { inGroups } from './transactions.ts';

type Businesses = Pick<Store, 'listMarks' | 'readBusinesses' | 'saveBusinesses' | 'deleteBusinesses'>;

// Marks apart from bodies: every pass reads all marks, and few bodies. The body's item holds the mark too, so that
// what is read of one business belongs together.
const MARK = 'mark#';
const BODY = 'body#';
/** Writing is paid by the kilobyte, twice within a transaction, and a body says most of what it says three times over. */
const COMPRESS_FROM = 1024;
const keyOf = (organization: string, kind: string, business: string): Key => ({
  pk: ofOrganization(organization),
  sk: `${kind}${business}`,
});

/**
 * A transaction of DynamoDB holds 100 actions and 4 MB. A larger save is several, each under the same guard; a business
 * and the history that comes with it are never apart.
 */
export function businesses(table: Table, history: History): Businesses {
  const put = (item: Item): TransactWriteItem => ({
    Put: { TableName: table.name, Item: toAttributes(item) },
  });
  const remove = (key: Key): TransactWriteItem => ({
    Delete: { TableName: table.name, Key: toAttributes({ ...key }) },
  });
  const guarded = async (lease: Lease, units: TransactWriteItem[][]): Promise<void> => {
    for (const actions of inGroups(units, 1))
      if (!(await table.transact([whileHeld(table, lease), ...actions])))
        throw new LeaseLostError(lease.organization);
  };

  return {
    listMarks: async (organization) => {
      const marks: Mark[] = [];
      const items = table.query<{ mark: string }>({
        condition: '#pk = :pk AND begins_with(#sk, :prefix)',
        values: { pk: ofOrganization(organization), prefix: MARK },
      });
      for await (const { mark } of items) marks.push(JSON.parse(mark) as Mark);
      return marks;
    },

    readBusinesses: async (organization, ids) => {
      const keys = [...new Set(ids)].map((id) => keyOf(organization, BODY, id));
      const items = await table.getMany<{ mark: string; body: Packed }>(keys);
      return new Map(
        items.map(({ sk, mark, body }) => [
          sk.slice(BODY.length),
          { mark: JSON.parse(mark) as Mark, body: unpack<string>(body) },
        ]),
      );
    },

    saveBusinesses: async (lease, businesses, entries = [], facts = []) => {
      // The last of each: an item may stand in a transaction only once.
      const latest = new Map(businesses.map((business) => [business.mark.business, business]));
      const ownerOf = (business: unknown): string =>
        typeof business === 'string' && latest.has(business) ? business : '';
      const recorded = Map.groupBy(await history.itemsOf(entries), ({ business }) => ownerOf(business));
      const told = Map.groupBy(new Map(facts.map((fact) => [fact.id, fact])).values(), ({ business }) =>
        ownerOf(business),
      );
      const recordsOf = (business: string) =>
        [...(recorded.get(business) ?? []), ...(told.get(business) ?? []).map(itemOf)].map(put);
      const units: TransactWriteItem[][] = [];
      for (const [id, { mark: facts, body }] of latest) {
        const mark = JSON.stringify(facts);
        units.push([
          put({ ...keyOf(lease.organization, BODY, id), mark, body: pack(body, COMPRESS_FROM) }),
          put({ ...keyOf(lease.organization, MARK, id), mark }),
          ...recordsOf(id),
        ]);
      }
      units.push(...recordsOf('').map((action) => [action]));
      await guarded(lease, units);
    },

    deleteBusinesses: async (lease, ids) =>
      guarded(
        lease,
        [...new Set(ids)].map((id) =>
          [MARK, BODY].map((kind) => remove(keyOf(lease.organization, kind, id))),
        ),
      ),
  };
}
