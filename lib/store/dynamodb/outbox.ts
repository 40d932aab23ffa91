import { type Packed, pack, unpack } from '../packing.ts';
import type { OutboxFact, Store } from '../store.ts';
import { type Item, ofOrganization, sortable, toAttributes } from './items.ts';
import type { Table } from './table.ts';
import { inGroups } from './transactions.ts';

const PREFIX = 'outbox#';
/** Deleted side by side; each is a request of its own, at half the price of a transaction. */
const AT_ONCE = 10;

/** The item of a fact. Its key holds the instant, so that facts come in their order. */
export function itemOf(fact: OutboxFact): Item {
  return {
    pk: ofOrganization(fact.organization),
    sk: `${PREFIX}${sortable(fact.at)}#${fact.id}`,
    fact: pack(fact),
  };
}

export function outbox(table: Table): Pick<Store, 'appendOutbox' | 'takeOutbox' | 'ackOutbox'> {
  return {
    appendOutbox: async (facts) => {
      const units = [...new Map(facts.map((fact) => [fact.id, fact])).values()].map((fact) => [
        { Put: { TableName: table.name, Item: toAttributes(itemOf(fact)) } },
      ]);
      if (units.length === 0) return;
      for (const actions of inGroups(units, 0)) await table.transact(actions);
    },

    takeOutbox: async (organization, limit) => {
      const facts: OutboxFact[] = [];
      const items = table.query<{ fact: Packed }>({
        condition: '#pk = :pk AND begins_with(#sk, :prefix)',
        values: { pk: ofOrganization(organization), prefix: PREFIX },
        pageSize: limit,
      });
      for await (const { fact } of items) {
        facts.push(unpack<OutboxFact>(fact));
        if (facts.length >= limit) break;
      }
      return facts;
    },

    ackOutbox: async (facts) => {
      const keys = facts.map(itemOf).map(({ pk, sk }) => ({ pk, sk }));
      const worker = async (): Promise<void> => {
        for (let key = keys.shift(); key !== undefined; key = keys.shift()) await table.delete(key);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    },
  };
}
