import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { adHoc } from './dynamodb/ad-hoc.ts';
import { businesses } from './dynamodb/businesses.ts';
import { documents } from './dynamodb/documents.ts';
import { due } from './dynamodb/due.ts';
import { history } from './dynamodb/history.ts';
import { leases } from './dynamodb/leases.ts';
import { outbox } from './dynamodb/outbox.ts';
import { slots } from './dynamodb/slots.ts';
import { Table } from './dynamodb/table.ts';
import { templates } from './dynamodb/templates.ts';
import type { Store } from './store.ts';

export { TABLE, TIME_TO_LIVE } from './dynamodb/definition.ts';

/**
 * Opens the store in a DynamoDB table (`TABLE` defines it), shared by any number of functions and processes.
 * `config` goes to the AWS client; by default region, endpoint and credentials come from AWS's own environment.
 * No request is made before the first method is called.
 *
 * Every method may throw StoreError: the table is missing, may not be used, cannot be reached, or stayed throttled.
 * Differences from the embedded store: a lease outlives its process until it expires; `listDue` and the history of one
 * business come from indexes that follow within moments; history is deleted after 400 days; and a save larger than a
 * transaction of DynamoDB (about 30 businesses) is several, each atomic and each under the lease's guard.
 */
export async function openDynamodbStore(table: string, config?: DynamoDBClientConfig): Promise<Store> {
  const opened = new Table(table, config);
  const { itemsOf, ...historyMethods } = history(opened);
  return {
    ...documents(opened),
    ...adHoc(opened),
    ...businesses(opened, { itemsOf, ...historyMethods }),
    ...templates(opened, { itemsOf, ...historyMethods }),
    ...historyMethods,
    ...outbox(opened),
    ...leases(opened),
    ...slots(opened),
    ...due(opened),
    close: async () => opened.close(),
  };
}
