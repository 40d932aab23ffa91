import { randomUUID } from 'node:crypto';
import type { AdHocClosure } from '../../closures/model.ts';
import { type Packed, pack, unpack } from '../packing.ts';
import type { Store } from '../store.ts';
import { type Key, ofOrganization } from './items.ts';
import type { Table } from './table.ts';

interface AdHocItem {
  closure: Packed;
  /** A random word of this very write. */
  written: string;
}

const PREFIX = 'ad-hoc#';
const keyOf = (organization: string, id: string): Key => ({
  pk: ofOrganization(organization),
  sk: `${PREFIX}${id}`,
});

export function adHoc(table: Table): Pick<Store, 'listAdHoc' | 'putAdHoc' | 'deleteAdHoc'> {
  return {
    listAdHoc: async (organization) => {
      const closures: AdHocClosure[] = [];
      const items = table.query<AdHocItem>({
        condition: '#pk = :pk AND begins_with(#sk, :prefix)',
        values: { pk: ofOrganization(organization), prefix: PREFIX },
      });
      for await (const { closure } of items) closures.push(unpack<AdHocClosure>(closure));
      return closures.sort((a, b) => a.createdAt - b.createdAt);
    },

    putAdHoc: async (organization, closure, expect) => {
      const key = keyOf(organization, closure.id);
      const written = randomUUID();
      const item = { ...key, closure: pack(closure), written };
      if (expect === 'present') return table.put(item, 'attribute_exists(#pk)');
      const done = await (expect === 'absent'
        ? table.put(item, 'attribute_not_exists(#pk)')
        : table.put(item, '#closure = :before', { before: pack(expect) }));
      // Refused, but what is there is ours: the answer to a first attempt was lost, and the SDK has sent it again.
      return done || (await table.get<AdHocItem>(key))?.written === written;
    },

    deleteAdHoc: async (organization, id) => table.delete(keyOf(organization, id)),
  };
}
