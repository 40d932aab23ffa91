import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { BatchWriteItemCommand, CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openDynamodbStore, TABLE } from '../../../lib/store/dynamodb.ts';
import { openSqliteStore } from '../../../lib/store/sqlite.ts';
import type { Store } from '../../../lib/store/store.ts';
import type { Moment } from '../model.ts';

export type Kind = 'sqlite' | 'dynamodb';

/** Releases of which there are fixtures, with their format of stores; `scripts/upgrade-fixtures.ts` makes them. */
export const RELEASES = [{ release: '0.1.0', format: 2 }];

function read(release: string, name: string): Buffer {
  return brotliDecompressSync(
    readFileSync(join(import.meta.dirname, '..', 'fixtures', release, `${name}.br`)),
  );
}

export function momentOf(release: string, kind: Kind): Moment {
  return JSON.parse(read(release, `${kind}.moment.json`).toString('utf8')) as Moment;
}

/** Puts the fixture's file at `path`. */
export async function placeSqlite(release: string, path: string): Promise<() => Promise<Store>> {
  await writeFile(path, read(release, 'sqlite.store'));
  return () => openSqliteStore(path);
}

type Attributes = Record<string, { S: string } | { N: string } | { B: string | Uint8Array }>;

/** Puts the fixture's items into a new table of the database at `endpoint`. */
export async function placeDynamodb(
  release: string,
  endpoint: string,
  table: string,
): Promise<() => Promise<Store>> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const config = { endpoint, region: 'eu-west-3', credentials };
  const client = new DynamoDBClient(config);
  await client.send(new CreateTableCommand({ TableName: table, ...structuredClone(TABLE) } as never));
  const items = (JSON.parse(read(release, 'dynamodb.store').toString('utf8')) as Attributes[]).map(withBytes);
  for (let from = 0; from < items.length; from += 25) {
    const puts = items.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: puts } } as never));
  }
  client.destroy();
  return () => openDynamodbStore(table, config);
}

function withBytes(item: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      'B' in value ? { B: Buffer.from(value.B as string, 'base64') } : value,
    ]),
  );
}
