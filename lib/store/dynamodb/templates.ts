import { bodyOf, recordIn } from '../records.ts';
import { LeaseLostError, type TemplateStore } from '../store.ts';
import type { History } from './history.ts';
import { ofOrganization, toAttributes } from './items.ts';
import { whileHeld } from './leases.ts';
import { parcelsOf } from './outbox.ts';
import { expand, shrink } from './small-texts.ts';
import type { Table } from './table.ts';
import { inGroups } from './transactions.ts';

const PREFIX = 'template#';

/** An item each: there are few, and every pass reads all of them. */
export function templates(table: Table, history: Pick<History, 'register' | 'itemsOf'>): TemplateStore {
  return {
    listTemplates: async (organization) => {
      const items = table.query<{ record: Uint8Array }>({
        condition: '#pk = :pk AND begins_with(#sk, :prefix)',
        values: { pk: ofOrganization(organization), prefix: PREFIX },
      });
      const found: Awaited<ReturnType<TemplateStore['listTemplates']>> = [];
      for await (const { sk, record } of items) {
        const name = sk.slice(PREFIX.length);
        found.push({ name, record: recordIn(name, expand(record)) });
      }
      return found;
    },

    saveTemplates: async (lease, records, entries = [], facts = []) => {
      await history.register(entries);
      const latest = new Map(records.map((record) => [record.business, record]));
      const items = [...latest].map(([name, record]) => ({
        pk: ofOrganization(lease.organization),
        sk: `${PREFIX}${name}`,
        record: shrink(bodyOf(record)),
      }));
      const besides = [...history.itemsOf(entries), ...parcelsOf([...facts])];
      const units = [...items, ...besides].map((item) => [
        { Put: { TableName: table.name, Item: toAttributes(item) } },
      ]);
      for (const actions of inGroups(units, 1))
        if (!(await table.transact([whileHeld(table, lease), ...actions])))
          throw new LeaseLostError(lease.organization);
    },
  };
}
