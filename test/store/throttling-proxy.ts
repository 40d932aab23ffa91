import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request is answered with instead of being passed on. */
export interface Refusal {
  status: number;
  body: object;
}
export type Fault = (operation: string, count: number, body: unknown) => Refusal | 'lose-answer' | undefined;

/**
 * Stands before DynamoDB Local, which never throttles, and lets `fault` answer in its place. `count` is the number of
 * requests of this operation so far, this one included. `lose-answer`: passed on, and the connection then cut.
 */
export async function throttlingProxy(
  target: string,
  fault: Fault,
): Promise<{ endpoint: string; counts: Map<string, number>; stop(): Promise<void> }> {
  const counts = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const count = (counts.get(operation) ?? 0) + 1;
    counts.set(operation, count);
    const refusal = fault(operation, count, JSON.parse(body.toString()));
    if (refusal !== undefined && refusal !== 'lose-answer') {
      response.writeHead(refusal.status, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(refusal.body));
      return;
    }
    const headers = Object.fromEntries(
      ['content-type', 'x-amz-target', 'x-amz-date', 'authorization'].flatMap((name) => {
        const value = request.headers[name];
        return typeof value === 'string' ? [[name, value]] : [];
      }),
    );
    const answer = await fetch(target, { method: 'POST', headers, body });
    const text = await answer.text();
    if (refusal === 'lose-answer') return void response.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    counts,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const error = (name: string, extra: object = {}): Refusal => ({
  status: 400,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name, ...extra },
});
export const throttled = error('ProvisionedThroughputExceededException');
export const accessDenied = error('AccessDeniedException');
export const cancelled = (...codes: string[]): Refusal =>
  error('TransactionCanceledException', { CancellationReasons: codes.map((Code) => ({ Code })) });
