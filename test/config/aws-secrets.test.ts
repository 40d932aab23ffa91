/** Secrets Manager as AWS speaks: an HTTP server that answers as it does. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { resolveSecret } from '../../lib/config/aws-secrets.ts';
import { awsAt } from '../support/aws-at.ts';

let held = '';
const server = createServer((request, response) => {
  request.resume();
  response
    .setHeader('content-type', 'application/x-amz-json-1.1')
    .end(JSON.stringify({ SecretString: held }));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  awsAt(port);
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

test('a member of a secret that is a JSON object', async () => {
  held = '{"key": " secret\\n"}';
  expect(await resolveSecret('secretsmanager:partoo#key', true)).toBe('secret');
});

test.each(['pk_live_1234', 'null', '"pk_live_1234"', '{"other": "pk_live_1234"', '{"key": 12}', '{}'])(
  'a secret without the member that is asked for is never shown: %s',
  async (secret) => {
    held = secret;
    const error: Error = await resolveSecret('secretsmanager:partoo#key', true).then(
      () => expect.fail('there is none'),
      (thrown: Error) => thrown,
    );
    expect(error.message).toContain('There is nothing under secretsmanager:partoo#key; store a JSON object');
    expect(error.message).not.toContain('pk_live');
  },
);
