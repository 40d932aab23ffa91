import { randomUUID } from 'node:crypto';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { AdHocClosure } from '../../closures/model.ts';
import { type Packed, pack, unpack } from '../packing.ts';
import type { ClosureStore } from '../store.ts';
import { TIME_TO_LIVE } from './definition.ts';
import { type Item, type Key, ofOrganization, toAttributes, valuesOf } from './items.ts';
import type { Table } from './table.ts';

interface AdHocItem {
  closure: Packed;
  /** A random word of this very write. */
  written: string;
}

const LISTED = 'ad-hoc#';
/** Under another prefix than the listed ones, so that listing those does not read these. */
const PUT_AWAY = 'ended-ad-hoc#';
/** Put away side by side: each is a transaction of its own, since each may have changed. */
const AT_ONCE = 10;

const keyOf = (organization: string, id: string, prefix = LISTED): Key => ({
  pk: ofOrganization(organization),
  sk: `${prefix}${id}`,
});

export function adHoc(table: Table): ClosureStore {
  const list = async (organization: string, prefix: string): Promise<AdHocClosure[]> => {
    const closures: AdHocClosure[] = [];
    const items = table.query<AdHocItem>({
      condition: '#pk = :pk AND begins_with(#sk, :prefix)',
      values: { pk: ofOrganization(organization), prefix },
    });
    for await (const { closure } of items) closures.push(unpack<AdHocClosure>(closure));
    return closures.sort((a, b) => a.createdAt - b.createdAt);
  };
  const put = (item: Item): TransactWriteItem => ({
    Put: {
      TableName: table.name,
      Item: toAttributes(item),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  });
  /** @param before what has to be there; null: whatever it is */
  const remove = (key: Key, before: AdHocClosure | null): TransactWriteItem => ({
    Delete: {
      TableName: table.name,
      Key: toAttributes({ ...key }),
      ConditionExpression: before === null ? 'attribute_exists(pk)' : 'closure = :before',
      ...(before === null ? {} : { ExpressionAttributeValues: valuesOf({ before: pack(before) }) }),
    },
  });
  const absent = (key: Key): TransactWriteItem => ({
    ConditionCheck: {
      TableName: table.name,
      Key: toAttributes({ ...key }),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  });

  return {
    listAdHoc: (organization) => list(organization, LISTED),
    listPutAway: (organization) => list(organization, PUT_AWAY),

    readAdHoc: async (organization, id) => {
      const item =
        (await table.get<AdHocItem>(keyOf(organization, id))) ??
        (await table.get<AdHocItem>(keyOf(organization, id, PUT_AWAY)));
      return item === undefined ? null : unpack<AdHocClosure>(item.closure);
    },

    putAdHoc: async (organization, closure, expect) => {
      const key = keyOf(organization, closure.id);
      const putAwayKey = keyOf(organization, closure.id, PUT_AWAY);
      const written = randomUUID();
      const item = { ...key, closure: pack(closure), written };
      const before = typeof expect === 'object' ? expect : null;
      if (expect === 'absent') {
        if (await table.transact([put(item), absent(putAwayKey)])) return true;
      } else if (
        await (before === null
          ? table.put(item, 'attribute_exists(#pk)')
          : table.put(item, '#closure = :before', { before: pack(before) }))
      )
        return true;
      // Refused, but what is there is ours: the answer to a first attempt was lost, and the SDK has sent it again.
      if ((await table.get<AdHocItem>(key))?.written === written) return true;
      return expect !== 'absent' && table.transact([put(item), remove(putAwayKey, before)]);
    },

    putAway: async (organization, closures, forgetAt) => {
      const left = [...closures];
      const worker = async (): Promise<void> => {
        for (let closure = left.shift(); closure !== undefined; closure = left.shift()) {
          const item = {
            ...keyOf(organization, closure.id, PUT_AWAY),
            closure: pack(closure),
            written: randomUUID(),
            [TIME_TO_LIVE.AttributeName]: Math.ceil(forgetAt / 1000),
          };
          await table.transact([put(item), remove(keyOf(organization, closure.id), closure)]);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    },

    // DynamoDB does it by itself.
    forgetPast: async () => {},
  };
}
