import { randomUUID } from 'node:crypto';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Lease, LeaseStore } from '../store.ts';
import { type Key, ofOrganization, toAttributes, valuesOf } from './items.ts';
import type { Table } from './table.ts';

interface LeaseItem {
  token: number;
  until: number;
  /** A random word of whoever took it; absent once it was released. The item stays, so that tokens only ever grow. */
  holder?: string;
}

const HELD = '#token = :token AND attribute_exists(#holder)';
const keyOf = (organization: string): Key => ({ pk: ofOrganization(organization), sk: 'lease' });

/** Nobody sees a function die: its lease is free when it has expired or was released, not before. */
export function leases(table: Table): LeaseStore {
  return {
    takeLease: async (organization, now, milliseconds) => {
      const holder = randomUUID();
      const until = now + milliseconds;
      const taken =
        (await table.update<LeaseItem>(
          keyOf(organization),
          {
            update: 'SET #token = if_not_exists(#token, :zero) + :one, #until = :until, #holder = :holder',
            condition: 'attribute_not_exists(#holder) OR #until <= :now',
            values: { zero: 0, one: 1, until, holder, now },
          },
          'ALL_NEW',
        )) ?? (await table.get<LeaseItem>(keyOf(organization)));
      // Refused, but it is ours: the answer to a first attempt was lost, and the SDK has sent it again.
      if (taken?.token === undefined || taken.holder !== holder) return null;
      return { organization, token: taken.token, expiresAt: until };
    },

    lastLease: async (organization, now) => {
      const found = await table.get<LeaseItem>(keyOf(organization));
      if (found === undefined) return null;
      const { token, until, holder } = found;
      return { organization, token, expiresAt: until, isHeld: holder !== undefined && until > now };
    },

    // One that has expired but was taken by nobody is still its holder's.
    renewLease: async (lease, now, milliseconds) => {
      const renewed = { ...lease, expiresAt: now + milliseconds };
      const done = await table.update(keyOf(lease.organization), {
        update: 'SET #until = :until',
        condition: HELD,
        values: { until: renewed.expiresAt, token: lease.token },
      });
      return done === undefined ? null : renewed;
    },

    releaseLease: async ({ organization, token }) => {
      await table.update(keyOf(organization), {
        update: 'REMOVE #holder',
        condition: '#token = :token',
        values: { token },
      });
    },
  };
}

/** The action that lets a transaction pass only while `lease` is the current one. */
export function whileHeld(table: Table, { organization, token }: Lease): TransactWriteItem {
  return {
    ConditionCheck: {
      TableName: table.name,
      Key: toAttributes({ ...keyOf(organization) }),
      ConditionExpression: HELD,
      ExpressionAttributeNames: { '#token': 'token', '#holder': 'holder' },
      ExpressionAttributeValues: valuesOf({ token }),
    },
  };
}
