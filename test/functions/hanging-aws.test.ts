/** One call of AWS that never answers must not hold a whole invocation: tick and closure-events live 30 and 60 s. */
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readManagedSecret } from '../../lib/config/aws-managed-secret.ts';
import { readParameter } from '../../lib/config/aws-parameter.ts';
import { eventBridgeBus } from '../../lib/events/eventbridge.ts';
import { openDynamodbStore } from '../../lib/store/dynamodb.ts';
import { awsAt } from '../support/aws-at.ts';

const sockets = new Set<Socket>();
let server: Server;

beforeAll(async () => {
  server = createServer((socket) => void sockets.add(socket.on('error', () => {})));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  awsAt(port);
});
afterAll(() => {
  vi.unstubAllEnvs();
  for (const socket of sockets) socket.destroy();
  server.close();
});

const CALLS: Record<string, () => Promise<unknown>> = {
  'the Parameter Store': () => readParameter('/partoo-closures/dev/acme'),
  'the Secrets Manager': () => readManagedSecret('acme', undefined),
  DynamoDB: async () => (await openDynamodbStore('partoo-closures-dev')).readApplied(),
  "DynamoDB's indexes": async () => (await openDynamodbStore('partoo-closures-dev')).listDue(0),
  EventBridge: () => eventBridgeBus('partoo-closures-dev').put([{ type: 'x', detail: {} }]),
};

test('whatever is asked of AWS ends by itself, where AWS accepts and never answers', async () => {
  const ends = await Promise.all(
    Object.entries(CALLS).map(async ([name, call]) => {
      const from = performance.now();
      const how = await call().then(
        () => 'answered',
        () => 'gave up',
      );
      return { name, how, seconds: (performance.now() - from) / 1000 };
    }),
  );
  for (const { name, how, seconds } of ends) {
    expect.soft(how, name).toBe('gave up');
    expect.soft(seconds, name).toBeLessThan(20);
  }
}, 60_000);
