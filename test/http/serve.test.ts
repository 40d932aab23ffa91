/** The host on this machine: what is slow, what is under way when it stops. */
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { serveHttp } from '../../lib/http/index.ts';

const BOUNDS = { request: 60, headers: 40, idle: 5_000, look: 10, closing: 5_000 };
const LOCAL = { host: '127.0.0.1', port: 0 };

function open(url: string, text: string): { socket: Socket; answer: Promise<string> } {
  const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
  let read = '';
  const answer = new Promise<string>((resolve, reject) => {
    socket.setEncoding('utf8').on('data', (part) => {
      read += part;
    });
    socket.on('close', () => resolve(read));
    socket.on('error', reject);
  });
  return { socket, answer };
}

test.each([
  ['headers that never end', 'GET /health HTTP/1.1\r\nHost: a\r\nX-'],
  ['a body that never ends', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nab'],
])('%s are cut off', async (_what, text) => {
  const read = async (request: Request) => new Response(await request.text());
  const serving = await serveHttp(read, LOCAL, BOUNDS);
  const { answer } = open(serving.url, text);
  expect(await answer).toMatch(/^HTTP\/1\.1 408 /);
  await serving.close();
});

test('what is under way when it stops is answered; nothing new is taken', async () => {
  const asked = Promise.withResolvers<void>();
  const done = Promise.withResolvers<Response>();
  const serving = await serveHttp(
    () => {
      asked.resolve();
      return done.promise;
    },
    LOCAL,
    { ...BOUNDS, request: 5_000 },
  );
  const { answer } = open(serving.url, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await asked.promise;
  const closed = serving.close();
  await expect(fetch(serving.url)).rejects.toThrow();
  done.resolve(new Response('kept'));
  expect(await answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*kept$/);
  await closed;
});

test('whoever stops reading an answer is let go of, and it with them', async () => {
  const large = new Uint8Array(50 * 1024 * 1024);
  const asked = Promise.withResolvers<void>();
  const answer = async () => {
    asked.resolve();
    return new Response(large);
  };
  // It would wait for a minute; what has let go already is not waited for.
  const serving = await serveHttp(answer, LOCAL, { ...BOUNDS, idle: 50, request: 5_000, closing: 60_000 });
  const socket = connect(Number(new URL(serving.url).port), '127.0.0.1', () => {
    socket.pause().write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  });
  socket.on('error', () => {});
  await asked.promise;
  await serving.close();
  socket.destroy();
});

test('who asks again and again and reads nothing is answered no further than the connection holds', async () => {
  const answer = new Uint8Array(64 * 1024);
  let made = 0;
  const count = async () => {
    made += 1;
    return new Response(answer);
  };
  const serving = await serveHttp(count, LOCAL, { ...BOUNDS, request: 60_000, headers: 60_000 });
  const url = new URL(serving.url);
  const readers = Array.from({ length: 5 }, () => {
    const socket = connect(Number(url.port), '127.0.0.1', () => {
      socket.pause().write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(500));
    });
    return socket.on('error', () => {});
  });
  const before = process.memoryUsage().rss;
  // Others are served meanwhile, as often as it takes for what is going to be made to have been made.
  for (let quiet = 0, last = 0; quiet < 20; quiet = made === last + 1 ? quiet + 1 : 0) {
    last = made;
    expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(answer.length);
  }
  // A connection holds some megabytes on its way; all that was asked for would be 160.
  expect(made).toBeLessThan(5 * 250);
  expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024);
  for (const socket of readers) socket.destroy();
  await serving.close();
});

test('an address that is taken is a wrong call', async () => {
  const serving = await serveHttp(async () => new Response(), LOCAL);
  const port = Number(new URL(serving.url).port);
  await expect(serveHttp(async () => new Response(), { ...LOCAL, port })).rejects.toMatchObject({
    code: 'address',
    message: expect.stringContaining('EADDRINUSE'),
  });
  await serving.close();
});
