/** Who is let in, and what everybody is told who is not. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listTokens, revokeToken } from '../../lib/operations/tokens.ts';
import { type HttpWorld, makeHttpWorld } from '../support/world/http.ts';

let world: HttpWorld;
let read: string;
beforeAll(async () => {
  world = await makeHttpWorld({ rules: 'rules: { closed: { dates: [{ from: 2026-12-25 }] } }' });
  read = await world.token(['read']);
}, 60_000);
afterAll(() => world.end());

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('a token', () => {
  test('opens what its scope says, and is stored as a hash alone', async () => {
    expect((await world.ask('GET', '/v1/openapi.json', { token: read })).status).toBe(200);
    const stored = await world.store.readNote('', 'tokens');
    expect(Buffer.from(read.slice(4), 'base64url')).toHaveLength(32);
    expect(stored).not.toContain(read.slice(4));
    expect((await listTokens(world.store))[0]).toMatchObject({ scopes: ['read'], organization: null });
  });

  test('that was revoked or has expired opens nothing', async () => {
    const expiring = await world.token(['read'], { milliseconds: 1000 });
    const revoked = await world.token(['read']);
    const status = async (token: string) => (await world.ask('GET', '/metrics', { token })).status;
    expect([await status(expiring), await status(revoked)]).toEqual([200, 200]);
    await world.until(new Date(world.clock.now() + 1000).toISOString());
    const name = (await listTokens(world.store)).at(-1)!.name;
    await revokeToken(world.store, name);
    expect([await status(expiring), await status(revoked)]).toEqual([401, 401]);
  });

  test.each([
    ['none', {}, 401],
    ['an empty one', { headers: { authorization: 'Bearer' } }, 401],
    ['a wrong one', bearer('pct_AAAA'), 401],
    ['one of another kind', { headers: { authorization: 'Basic YTpi' } }, 401],
    ['one that is very long', bearer('a'.repeat(5000)), 401],
    ['one with a control character in it', bearer('a\tb'), 401],
  ])('%s', async (_what, asking, status) => {
    const answer = await world.ask('GET', '/metrics', asking);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="partoo-closures"/);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ status, title: 'Unauthorized' });
  });

  test('in a query is none', async () => {
    expect((await world.ask('GET', `/metrics?token=${read}`)).status).toBe(401);
  });

  test.each([
    ['calendar', 403],
    ['approve', 403],
    ['operate', 200],
    ['read', 200],
  ] as const)('of scope %s, where reading is asked for: %i', async (scope, status) => {
    const token = await world.token([scope]);
    expect((await world.ask('GET', '/metrics', { token })).status).toBe(status);
  });
});

describe('every answer', () => {
  test.each([
    ['GET', '/nowhere', 404],
    ['GET', '/v1/', 404],
    ['GET', '/v1/../health', 200],
    ['GET', '//health', 404],
    ['GET', '/health', 200],
    ['HEAD', '/health', 200],
    ['POST', '/health', 405],
    ['PUT', '/metrics', 405],
    ['OPTIONS', '/metrics', 405],
    ['DELETE', '/v1/openapi.json', 405],
    ['GET', '/health?verbose=1', 400],
  ])('%s %s is %i', async (method, path, status) => {
    const { status: got, headers, body } = await world.ask(method, path);
    expect(got).toBe(status);
    if (status === 405) expect(headers.get('allow')).toBe('GET, HEAD');
    if (status >= 400) expect(headers.get('content-type')).toBe('application/problem+json');
    if (status >= 400) expect(body).toMatchObject({ status });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test('is kept by nobody', async () => {
    expect((await world.ask('GET', '/metrics', { token: read })).headers.get('cache-control')).toBe(
      'no-store',
    );
  });

  test('to a parameter that comes twice or is not known says which', async () => {
    for (const path of ['/metrics?a=1', '/metrics?__proto__=1'])
      expect((await world.ask('GET', path, { token: read })).body).toMatchObject({
        status: 400,
        errors: [{ message: 'is not known here; nothing is' }],
      });
    const { body } = await world.ask('GET', '/metrics?a=1&a=2', { token: read });
    expect(body.errors).toEqual([{ path: 'a', message: 'stands there twice; keep one of them' }]);
  });
});

test('every answer says how many requests are left', async () => {
  const token = await world.token(['read']);
  const { headers } = await world.ask('GET', '/v1/openapi.json', { token });
  expect(headers.get('ratelimit-policy')).toBe('"token";q=600;w=60');
  expect(headers.get('ratelimit')).toBe('"token";r=599;t=60');
});

test('metrics are numbers of what there is', async () => {
  const { body, headers } = await world.ask('GET', '/metrics', { token: read });
  expect(headers.get('content-type')).toMatch(/^application\/openmetrics-text; version=1\.0\.0/);
  expect(body).toContain('partoo_closures_businesses{organization="acme",state="open"} 10\n');
  expect(body).toContain('partoo_closures_writing_paused{organization="acme"} 0\n');
  expect(body).toMatch(
    /partoo_closures_http_requests_total\{method="GET",path="\/health",status="200"\} \d+\n/,
  );
  expect(body).toMatch(/\n# EOF\n$/);
});

describe('what is no HTTP, or asks for what there is not', () => {
  const HEALTH = 'GET /health HTTP/1.1\r\n';
  test.each([
    ['two lengths', 400, `${HEALTH}Host: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx`],
    [
      'a length and chunks',
      400,
      'POST /v1/closures HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a header with a space before the colon', 400, `${HEALTH}Host : a\r\n\r\n`],
    ['no host', 400, `${HEALTH}\r\n`],
    ['an old request without a host', 400, 'GET /health HTTP/1.0\r\n\r\n'],
    ['a host that is none', 400, `${HEALTH}Host: a b/c?\r\n\r\n`],
    ['headers without end', 431, `${HEALTH}Host: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
    ['a method that is none', 400, 'G@T /health HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['another protocol', 400, '\u0016\u0003\u0001\u0002 HTTP/1.1\r\n\r\n'],
    ['HTTP/2 by prior knowledge', 400, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a method that nobody knows', 501, 'BREW /health HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['a method in small letters', 501, 'get /health HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['a tunnel', 501, 'CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['the server as a whole', 400, 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['an expectation', 417, `${HEALTH}Host: a\r\nExpect: gold\r\n\r\n`],
  ])('%s is answered %i, as a problem', async (_what, status, text) => {
    const [head, body] = (await raw(text)).split('\r\n\r\n') as [string, string];
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toMatch(/\r\ncontent-type: application\/problem\+json\r\n/i);
    expect(JSON.parse(body)).toMatchObject({ type: 'about:blank', status });
  });

  test('what follows it on the connection is not read', async () => {
    const read = await raw(`BREW / HTTP/1.1\r\nHost: a\r\n\r\n${HEALTH}Host: a\r\n\r\n`);
    expect(read).toMatch(/\r\nConnection: close\r\n/);
    expect(read.match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
  });

  test.each(['PUT', 'PROPFIND', 'OPTIONS', 'HEAD'])(
    '%s of what takes others is 405 or no more than a GET',
    async (method) => {
      const { status, headers } = await world.ask(method, '/v1/closures', { token: read });
      expect([status, headers.get('allow')]).toEqual(
        method === 'HEAD' ? [200, null] : [405, expect.stringContaining('POST')],
      );
    },
  );
});

/** Sends bytes as they are, and reads to the end. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(world.url).port), '127.0.0.1', () => socket.end(text));
    let read = '';
    socket.setEncoding('utf8').on('data', (part) => {
      read += part;
    });
    socket.on('close', () => resolve(read));
    socket.on('error', reject);
  });
}
