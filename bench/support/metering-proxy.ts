/** Stands before DynamoDB Local: writes down what is asked, and what AWS would charge for it. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StoreRequest {
  operation: string;
  input: Record<string, unknown>;
  readUnits: number;
  writeUnits: number;
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
    requests.push({ operation, input, ...unitsOf(operation, JSON.parse(text || '{}')) });
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

function unitsOf(operation: string, { ConsumedCapacity }: { ConsumedCapacity?: Consumed | Consumed[] }) {
  const all = [ConsumedCapacity ?? []].flat();
  const total = all.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
  return READS.has(operation) ? { readUnits: total, writeUnits: 0 } : { readUnits: 0, writeUnits: total };
}
