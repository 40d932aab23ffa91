/** What the DynamoDB store asks of its indexes, as it goes over the wire. */
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openDynamodbStore } from '../../lib/store/dynamodb.ts';
import type { Store } from '../../lib/store/store.ts';

const CREDENTIALS = { accessKeyId: 'AKID', secretAccessKey: 'secret', sessionToken: 'session' };
const SHARDS = 4;

interface Asked {
  headers: IncomingHttpHeaders;
  body: string;
}
type Answer = (response: ServerResponse, asked: Asked) => void;

const closers: (() => unknown)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closers.splice(0)) await close();
});

const answer =
  (body: unknown, status = 200): Answer =>
  (response) =>
    void response
      .writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
      .end(JSON.stringify(body));
const nothing = answer({ Count: 0, Items: [] });
const item = (organization: string, dueAt: number) => ({
  pk: { S: `organization#${organization}` },
  sk: { S: 'due' },
  dueShard: { S: 'due#0' },
  dueAt: { N: String(dueAt) },
});

/** A store before a server that answers as it is told, and otherwise with an empty page. */
async function makeStore(): Promise<{ store: Store; asked: Asked[]; answers: Answer[] }> {
  const asked: Asked[] = [];
  const answers: Answer[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one = { headers: request.headers, body: Buffer.concat(chunks).toString() };
    asked.push(one);
    (answers.shift() ?? nothing)(response, one);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const store = await openDynamodbStore('closures', {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-3',
    credentials: CREDENTIALS,
  });
  closers.push(
    () => store.close(),
    () => server.close(),
  );
  return { store, asked, answers };
}

/** The same, after the first tick. */
async function makeWarmStore() {
  const made = await makeStore();
  await made.store.listDue(1000);
  made.asked.splice(0);
  return made;
}

test('a tick asks once for each key of the index, the first as every later one', async () => {
  const { store, asked } = await makeStore();
  await store.listDue(1000);
  const first = asked.splice(0);
  await store.listDue(1000);
  const bodies = (of: Asked[]) => of.map(({ body }) => JSON.parse(body)).sort(byShard);
  expect(first).toHaveLength(SHARDS);
  expect(bodies(asked)).toEqual(bodies(first));
  // What differs: the client's count of attempts, the instant, and the key that is asked for.
  const ofOne = /^(amz-sdk-|x-amz-date|x-amz-content-sha256|authorization|content-length)/;
  const lasting = ({ headers }: Asked) => Object.entries(headers).filter(([name]) => !ofOne.test(name));
  expect(Object.fromEntries(lasting(asked[0]!))).toEqual(Object.fromEntries(lasting(first[0]!)));
});

test('no request says that it belongs to the trace of another invocation', async () => {
  vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'tick');
  vi.stubEnv('_X_AMZN_TRACE_ID', 'Root=1-first');
  const { store, asked } = await makeStore();
  await store.listDue(1000);
  expect(asked[0]?.headers).toHaveProperty('x-amzn-trace-id', 'Root=1-first');
  vi.stubEnv('_X_AMZN_TRACE_ID', 'Root=1-second');
  asked.splice(0);
  await store.listDue(1000);
  for (const { headers } of asked) expect(headers).not.toHaveProperty('x-amzn-trace-id', 'Root=1-first');
});

function byShard(a: Question, b: Question): number {
  return a.ExpressionAttributeValues[':shard'].S < b.ExpressionAttributeValues[':shard'].S ? -1 : 1;
}
interface Question {
  ExpressionAttributeValues: { ':shard': { S: string } };
}

test('every request is signed as AWS wants it', async () => {
  const { store, asked } = await makeStore();
  await store.listDue(1000);
  await store.listDue(61_000);
  expect(asked).toHaveLength(2 * SHARDS);
  for (const one of asked) {
    expect(one.headers.authorization).toBe(authorizationOf(one));
    expect(one.headers['x-amz-security-token']).toBe('session');
  }
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html, for a POST to `/`. */
function authorizationOf({ headers, body }: Asked): string {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
  expect(names.split(';')).toEqual(expect.arrayContaining(['host', 'x-amz-date', 'x-amz-target']));
  const lines = names.split(';').map((name) => `${name}:${headers[name]}\n`);
  const canonical = ['POST', '/', '', lines.join(''), names, sha256(body)].join('\n');
  const date = String(headers['x-amz-date']);
  const scope = [date.slice(0, 8), 'eu-west-3', 'dynamodb', 'aws4_request'];
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${CREDENTIALS.secretAccessKey}`);
  const signed = hmac(key, ['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(canonical)].join('\n'));
  const credential = [CREDENTIALS.accessKeyId, ...scope].join('/');
  return `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signed.toString('hex')}`;
}

test('what is due is read, over several pages', async () => {
  const { store, answers } = await makeWarmStore();
  answers.push(
    answer({ Items: [item('acme', 500)], LastEvaluatedKey: item('acme', 500) }),
    nothing,
    nothing,
    nothing,
    (response, asked) => {
      expect(JSON.parse(asked.body)).toMatchObject({ ExclusiveStartKey: item('acme', 500) });
      answer({ Items: [item('beta', 400)] })(response, asked);
    },
  );
  expect(await store.listDue(1000)).toEqual([
    { organization: 'beta', dueAt: 400 },
    { organization: 'acme', dueAt: 500 },
  ]);
});

describe('what fails is asked once more, through the client', () => {
  test.each<[string, Answer]>([
    ['throttled', answer({ __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException' }, 400)],
    ['an internal error', answer({ __type: 'InternalServerError' }, 500)],
    ['no JSON', (response) => void response.writeHead(200).end('<html>')],
    ['a connection that breaks', (response) => void response.destroy()],
  ])('%s', async (_, failing) => {
    const { store, asked, answers } = await makeWarmStore();
    answers.push(failing, nothing, nothing, nothing, answer({ Items: [item('acme', 500)] }));
    expect(await store.listDue(1000)).toEqual([{ organization: 'acme', dueAt: 500 }]);
    expect(asked).toHaveLength(SHARDS + 1);
  });

  test('which says what is wrong', async () => {
    const { store, answers } = await makeWarmStore();
    const denied = answer({ __type: 'com.amazon.coral.service#AccessDeniedException' }, 400);
    answers.push(...Array.from({ length: 2 * SHARDS }, () => denied));
    await expect(store.listDue(1000)).rejects.toMatchObject({ name: 'StoreError', code: 'refused' });
  });
});
