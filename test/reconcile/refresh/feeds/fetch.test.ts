import type { ServerResponse } from 'node:http';
import type { LookupFunction } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type FetchOptions, fetchFeed } from '../../../../lib/reconcile/refresh/feeds/fetch.ts';
import { feedServer } from './server.ts';

const ALLOWED: FetchOptions = { allowPrivateAddress: true, validators: null };
const JUDGED: FetchOptions = { allowPrivateAddress: false, validators: null };
const text = async (url: string, options = ALLOWED) => {
  const { bytes } = await fetchFeed(url, options);
  return bytes && Buffer.from(bytes).toString();
};
const answering = (...addresses: string[]): LookupFunction => {
  let asked = 0;
  return (_name, _options, callback) => {
    const address = addresses[Math.min(asked++, addresses.length - 1)]!;
    callback(null, [{ address, family: address.includes(':') ? 6 : 4 }]);
  };
};
const redirect = (response: ServerResponse, to: string) => response.writeHead(302, { location: to }).end();

test('content comes with what it takes to ask whether it changed', async () => {
  await using server = await feedServer((request, response) => {
    if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
    else response.writeHead(200, { etag: '"1"', 'last-modified': 'Wed, 25 Nov 2026 10:00:00 GMT' }).end('a');
  });
  const first = await fetchFeed(server.url, ALLOWED);
  expect(first.validators).toEqual({ etag: '"1"', lastModified: 'Wed, 25 Nov 2026 10:00:00 GMT' });
  const again = await fetchFeed(server.url, { ...ALLOWED, validators: first.validators });
  expect(again).toEqual({ bytes: null, validators: first.validators });
  expect(server.requests[1]!.headers['if-modified-since']).toBe('Wed, 25 Nov 2026 10:00:00 GMT');
});

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
] as const)('%s is unpacked, and bounded by what it unpacks to', async (encoding, pack) => {
  const contents = ['small', 'x'.repeat(6 * 1024 * 1024)];
  await using server = await feedServer((request, response) => {
    response
      .writeHead(200, { 'content-encoding': encoding })
      .end(pack(contents[Number(request.url!.slice(1))]!));
  });
  expect(await text(`${server.url}/0`)).toBe('small');
  await expect(text(`${server.url}/1`)).rejects.toMatchObject({ code: 'too-large' });
});

describe('redirects', () => {
  test('are followed five times, and no more', async () => {
    await using server = await feedServer((request, response) => {
      const left = Number(request.url!.slice(1));
      if (left === 0) response.end('here');
      else redirect(response, `/${left - 1}`);
    });
    expect(await text(`${server.url}/5`)).toBe('here');
    await expect(text(`${server.url}/6`)).rejects.toMatchObject({ code: 'redirects' });
  });

  test.each([
    ['file:///etc/passwd', 'address'],
    ['http://user:word@example.com/', 'address'],
  ])('to %s are not followed', async (to, code) => {
    await using server = await feedServer((_, response) => redirect(response, to));
    await expect(text(server.url)).rejects.toMatchObject({ code });
  });
});

describe('an address of a private network is refused', () => {
  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://169.254.169.254/latest/',
    'http://017700000001/',
    'http://127.1/',
    'http://[fd00::1]/',
    'http://[2002:7f00:1::]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[::ffff:0:7f00:1]/',
  ])('%s', async (url) => {
    await expect(text(url, JUDGED)).rejects.toMatchObject({ code: 'private-address' });
  });
  test('where a name leads there', async () => {
    const lookup = answering('10.0.0.7');
    await expect(text('http://calendar.test/', { ...JUDGED, lookup })).rejects.toMatchObject({
      code: 'private-address',
    });
  });
  test('and none with a zone of this machine is an address', async () => {
    await expect(text('http://[fe80::1%25eth0]/', JUDGED)).rejects.toMatchObject({ code: 'address' });
  });
  test.each(['localhost', 'localhost.', 'calendar.localhost'])(
    '%s, by whatever it resolves to',
    async (name) => {
      for (const address of ['127.0.0.1', '::1', 'fe80::1%eth0'])
        await expect(
          text(`http://${name}/`, { ...JUDGED, lookup: answering(address) }),
        ).rejects.toMatchObject({ code: 'private-address' });
    },
  );
  test('where one of several addresses does', async () => {
    const lookup: LookupFunction = (_, __, callback) =>
      callback(null, [
        { address: '93.184.216.34', family: 4 },
        { address: '::1', family: 6 },
      ]);
    await expect(text('http://calendar.test/', { ...JUDGED, lookup })).rejects.toMatchObject({
      code: 'private-address',
    });
  });
  test('and the name is asked once: what was judged is what is connected to', async () => {
    await using server = await feedServer((_, response) => response.end('inside'));
    const { port } = new URL(server.url);
    let asked = 0;
    // Nobody has this address, which is none of a private network; asked a second time, the name would lead inside.
    const lookup: LookupFunction = (_name, _options, callback) =>
      callback(null, [{ address: asked++ === 0 ? '2000::1' : '127.0.0.1', family: asked === 1 ? 6 : 4 }]);
    const found = text(`http://calendar.test:${port}/`, { ...JUDGED, lookup, timeoutMilliseconds: 200 });
    await expect(found).rejects.toMatchObject({ code: expect.stringMatching(/^(unreachable|timeout)$/) });
    expect([asked, server.requests]).toEqual([1, []]);
  });
  describe('also when a public one leads there', () => {
    /** Nobody here has a public address: what is judged is one, what is connected to is this machine. */
    const lookup: LookupFunction = (name, _options, callback) => {
      let looked = 0;
      const seemingly = {
        family: 4,
        get address() {
          return looked++ === 0 ? '93.184.216.34' : '127.0.0.1';
        },
      };
      callback(null, [name === 'public.test' ? seemingly : { address: '10.0.0.1', family: 4 }]);
    };
    test.each(['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', 'inside.test'])(
      '%s',
      async (to) => {
        await using inside = await feedServer((_, response) => response.end('inside'));
        const { port } = new URL(inside.url);
        await using server = await feedServer((_, response) => redirect(response, `http://${to}:${port}/`));
        const asked = text(`http://public.test:${new URL(server.url).port}/`, { ...JUDGED, lookup });
        await expect(asked).rejects.toMatchObject({ code: 'private-address' });
        expect([server.requests.length, inside.requests]).toEqual([1, []]);
      },
    );
    test('unless it is allowed', async () => {
      await using inside = await feedServer((_, response) => response.end('inside'));
      await using server = await feedServer((_, response) => redirect(response, inside.url));
      expect(await text(server.url)).toBe('inside');
    });
  });
});

describe('what cannot be had is said in words, without the address', () => {
  test('a status', async () => {
    await using server = await feedServer((_, response) => response.writeHead(404).end('no'));
    const error = await text(`${server.url}/secret-token`).catch((one: unknown) => String(one));
    expect(error).toMatch(/^FeedError: 127\.0\.0\.1:\d+ answered 404$/);
  });
  test('nobody there', async () => {
    const error = await text('http://127.0.0.1:9/secret-token').catch((one: unknown) => String(one));
    expect(error).toBe('FeedError: it cannot be reached (ECONNREFUSED)');
  });
  test('a server that never answers, and one that never ends', async () => {
    await using server = await feedServer((request, response) => {
      if (request.url === '/drip') response.write('a');
    });
    for (const path of ['', '/drip'])
      await expect(text(server.url + path, { ...ALLOWED, timeoutMilliseconds: 50 })).rejects.toMatchObject({
        code: 'timeout',
      });
  });
  test('one that never ends a body whose end nothing but the connection tells: what came is no whole content', async () => {
    await using server = await feedServer((_, response) => {
      response.useChunkedEncodingByDefault = false;
      response.write('code,from\nST-00001,2027-02-1');
    });
    await expect(text(server.url, { ...ALLOWED, timeoutMilliseconds: 50 })).rejects.toMatchObject({
      code: 'timeout',
    });
  });
  test('a body that breaks off', async () => {
    await using server = await feedServer((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('a', () => response.destroy());
    });
    await expect(text(server.url)).rejects.toMatchObject({ code: 'body' });
  });
  test.each([
    [{ 'content-encoding': 'gzip' }, 'no gzip', 'body'],
    [{ 'content-encoding': 'zstd' }, '', 'body'],
    [{ 'content-length': '9999999' }, '', 'too-large'],
  ])('%o', async (headers, body, code) => {
    await using server = await feedServer((_, response) => response.writeHead(200, headers).end(body));
    await expect(text(server.url)).rejects.toMatchObject({ code });
  });
});
