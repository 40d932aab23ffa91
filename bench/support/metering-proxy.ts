/** Stands before DynamoDB Local: writes down what is asked, and what AWS would charge for it. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StoreRequest {
  operation: string;
  input: Record<string, unknown>;
  readUnits: number;
  writeUnits: number;
  /** When it came and when it was answered, ms of one clock: what overlaps was asked side by side. */
  from: number;
  to: number;
}

export interface MeteringProxy {
  endpoint: string;
  /** In the order of arrival; empty it with `splice(0)` to count anew. */
  requests: StoreRequest[];
  close(): void;
}

interface Consumed {
  CapacityUnits?: number;
  ReadCapacityUnits?: number;
  WriteCapacityUnits?: number;
}

export async function startMeteringProxy(target: string): Promise<MeteringProxy> {
  const requests: StoreRequest[] = [];
  const server = createServer(async (request, response) => {
    const from = performance.now();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const input = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const answer = await fetch(target, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': String(request.headers['x-amz-target']),
        authorization: String(request.headers.authorization),
      },
      body: JSON.stringify({ ...input, ReturnConsumedCapacity: 'TOTAL' }),
    });
    const text = await answer.text();
    requests.push({
      operation,
      input,
      from,
      to: performance.now(),
      ...(operation === 'TransactWriteItems'
        ? { readUnits: 0, writeUnits: transactionUnits(input) }
        : unitsOf(operation, input, JSON.parse(text || '{}'))),
    });
    // The functions' clocks are set: with a date that lies far from theirs, the SDK would ask again until it had followed.
    response.sendDate = false;
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const READS = new Set(['GetItem', 'Query', 'BatchGetItem']);

export interface Action {
  Put?: { Item: Record<string, Attribute> };
}
interface Attribute {
  S?: string;
  N?: string;
  B?: string;
}

/**
 * What AWS charges for a transaction: two units a kilobyte of each item, two for a check or a deletion of little, and one
 * for each index that an item is in. DynamoDB Local names the same number whatever a transaction holds.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html
 */
function transactionUnits({ TransactItems = [] }: { TransactItems?: Action[] }): number {
  return TransactItems.reduce((sum, { Put: put }) => {
    if (!put) return sum + 2;
    return sum + 2 * Math.ceil(bytesOf(put.Item) / 1024) + ('dueShard' in put.Item ? 1 : 0);
  }, 0);
}

export function bytesOf(item: Record<string, Attribute>): number {
  return Object.entries(item).reduce(
    (sum, [name, { S, N, B }]) =>
      sum + name.length + Buffer.byteLength(B ?? S ?? N ?? '', B ? 'base64' : 'utf8'),
    0,
  );
}

/** DynamoDB Local charges nothing for a condition that does not hold, nor for a question without an answer; AWS does. */
function unitsOf(
  operation: string,
  { ConsistentRead }: { ConsistentRead?: boolean },
  { ConsumedCapacity }: { ConsumedCapacity?: Consumed | Consumed[] },
) {
  const all = [ConsumedCapacity ?? []].flat();
  const total = all.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
  return READS.has(operation)
    ? { readUnits: Math.max(total, ConsistentRead ? 1 : 0.5), writeUnits: 0 }
    : { readUnits: 0, writeUnits: Math.max(total, 1) };
}
