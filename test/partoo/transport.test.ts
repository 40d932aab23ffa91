import { describe, expect, it } from 'vitest';
import { PartooAnswerError, PartooTransportError } from '../../lib/partoo/index.ts';
import { manualClock } from '../support/world/manual-clock.ts';
import {
  answers,
  closedPort,
  cuts,
  hangs,
  inTurn,
  json,
  resets,
  startServer,
} from '../support/world/server.ts';
import { KEY, pageOf, rejection, settingsOf, testClient } from './support/client.ts';
import { LONG, START, skippingClock } from './support/clocks.ts';

const ME = { id: 'u1', role: 'ORG_ADMIN' };

describe('every request', () => {
  it('carries key, agent and, when it writes, the content type', async () => {
    const server = await startServer((seen, response) =>
      json(response, seen.method === 'GET' ? ME : settingsOf(1)),
    );
    const client = testClient(`${server.baseUrl}/`, { apiKey: async () => ` ${KEY}\n` });
    await client.users.me();
    await client.settings.update(1, {
      is_launched: false,
      welcome_message: null,
      offline_message: undefined,
    });
    const [read, write] = server.seen;
    expect(read).toMatchObject({ method: 'GET', path: '/user/me', body: '' });
    expect(read?.headers['content-type']).toBeUndefined();
    expect(write).toMatchObject({ method: 'POST', path: '/messaging/settings/1' });
    expect(write?.headers['content-type']).toBe('application/json');
    expect(write?.body).toBe('{"is_launched":false,"welcome_message":null}');
    for (const { headers } of server.seen) {
      expect(headers['x-apikey']).toBe(KEY);
      expect(headers['user-agent']).toMatch(/^partoo-closures\/\d+\.\d+\.\d+/);
    }
  });

  it('waits for the limiter, retries and reads included', async () => {
    const server = await startServer(
      inTurn(answers(503), answers(429, {}, { 'retry-after': '60' }), answers(200, ME)),
    );
    let slots = 0;
    const pauses: number[] = [];
    const clock = skippingClock();
    const limiter = {
      acquire: async () => {
        slots += 1;
        expect(server.seen).toHaveLength(slots - 1);
      },
      pauseUntil: (instant: number) => void pauses.push(instant),
    };
    const client = testClient(server.baseUrl, { limiter, clock });
    await client.users.me();
    expect(slots).toBe(3);
    expect(pauses).toEqual([START + 500 + 60_000]);
    expect(clock.slept).toEqual([500, 60_000]);
    expect(client.requests).toEqual({ reads: 3, writes: 0, retries: 2 });
  });

  it('is not sent anywhere else by a redirect', async () => {
    const elsewhere = await startServer(answers(200, ME));
    const server = await startServer(answers(302, '', { location: `${elsewhere.baseUrl}/user/me` }));
    const error = await rejection(testClient(server.baseUrl).users.me());
    expect(error).toMatchObject({ code: 'unexpected-status', status: 302, attempts: 1 });
    expect(error.message).toContain('a redirect, which is not followed');
    expect(elsewhere.seen).toEqual([]);
  });
});

describe('what comes back broken', () => {
  it.each([
    ['a reset', resets],
    ['a cut body', cuts],
    ['an HTML page with status 200', answers(200, '<html>Maintenance</html>')],
    ['half a JSON text', answers(200, '{"id": "u')],
    ['an empty body', answers(200, '')],
    ['500', answers(500, '<h1>oops</h1>', { 'content-type': 'text/html' })],
  ])('is asked for again: %s', async (_, broken) => {
    const server = await startServer(inTurn(broken, broken, answers(200, ME)));
    const clock = skippingClock();
    await expect(testClient(server.baseUrl, { clock }).users.me()).resolves.toEqual(ME);
    expect(server.seen).toHaveLength(3);
    expect(clock.slept).toEqual([500, 1000]);
    expect(clock.sleeping()).toBe(0);
  });

  it.each([
    ['cut-body', cuts],
    ['html', answers(200, ' <!doctype html>')],
    ['not-json', answers(200, 'OK')],
  ])('ends as an error of its own family: %s', async (code, broken) => {
    const server = await startServer(broken);
    const error = await rejection(testClient(server.baseUrl, { maxAttempts: 1 }).settings.update(7, {}));
    expect(error).toBeInstanceOf(PartooAnswerError);
    expect(error).toMatchObject({ code, status: 200, mayHaveArrived: true, path: '/messaging/settings/7' });
  });

  it('is refused if its bytes are no UTF-8, rather than mended', async () => {
    const server = await startServer((_, response) => {
      response.writeHead(200);
      response.end(Buffer.from([0x22, 0xff, 0x22]));
    });
    const error = await rejection(testClient(server.baseUrl, { maxAttempts: 1 }).users.me());
    expect(error).toMatchObject({ name: 'PartooAnswerError', code: 'not-json' });
  });

  it('is not read beyond 20 MB, nor asked for again', async () => {
    const server = await startServer((_, response) => {
      const megabyte = Buffer.alloc(1024 * 1024, ' ');
      const pour = () => {
        while (!response.destroyed) if (!response.write(megabyte)) return void response.once('drain', pour);
      };
      response.writeHead(200);
      pour();
    });
    const error = await rejection(testClient(server.baseUrl).users.me());
    expect(error).toMatchObject({ name: 'PartooAnswerError', code: 'too-large', attempts: 1 });
  });

  it('is not asked for again if it does not fit', async () => {
    const server = await startServer(answers(200, { role: 12 }));
    const error = await rejection(testClient(server.baseUrl).users.me());
    expect(error).toMatchObject({ code: 'unexpected-shape', attempts: 1, mayHaveArrived: false });
    expect(error.message).toContain('role: is a number, not text');
    const list = await startServer(answers(200, { page: 1 }));
    const missing = await rejection(testClient(list.baseUrl).settings.list()[Symbol.asyncIterator]().next());
    expect(missing.message).toContain('settings: no array');
  });

  it.each([
    ['refused', async () => `http://127.0.0.1:${await closedPort()}/v2`],
    ['dns', async () => 'http://partoo.invalid/v2'],
  ])('cannot have arrived without a connection: %s', async (code, baseUrl) => {
    const error = await rejection(testClient(await baseUrl(), { maxAttempts: 2 }).settings.update(1, {}));
    expect(error).toBeInstanceOf(PartooTransportError);
    expect(error).toMatchObject({ code, mayHaveArrived: false, attempts: 2 });
  });
});

describe('time', () => {
  const manual = (baseUrl: string, more = {}) => {
    const clock = manualClock(START);
    const times = { attemptTimeoutMilliseconds: 10_000, totalTimeoutMilliseconds: 60_000 };
    return { clock, client: testClient(baseUrl, { clock, ...times, ...more }) };
  };

  it('of an attempt ends it, in the clock that was handed in', async () => {
    const server = await startServer(hangs);
    const { clock, client } = manual(server.baseUrl, { maxAttempts: 1 });
    const ended = rejection(client.settings.update(1, {}));
    await server.saw(1);
    await clock.advance(9999);
    expect(clock.sleeping()).toBe(1);
    await clock.advance(1);
    expect(await ended).toMatchObject({ code: 'timeout', mayHaveArrived: true, attempts: 1 });
    expect(clock.sleeping()).toBe(0);
  });

  it('of an attempt covers the body', async () => {
    let started = () => {};
    const headersSent = new Promise<void>((resolve) => {
      started = resolve;
    });
    const server = await startServer((_, response) => {
      response.writeHead(200);
      response.write('{"id":', () => started());
    });
    const { clock, client } = manual(server.baseUrl, { maxAttempts: 1 });
    const ended = rejection(client.users.me());
    await headersSent;
    await clock.advance(10_000);
    expect(await ended).toMatchObject({
      name: 'PartooTransportError',
      code: 'timeout',
      mayHaveArrived: false,
    });
    expect(clock.sleeping()).toBe(0);
  });

  it('of all attempts together is bounded', async () => {
    const clock = skippingClock();
    const server = await startServer((_, response) => {
      clock.pass(3 * LONG);
      json(response, {}, 503);
    });
    const error = await rejection(testClient(server.baseUrl, { clock }).users.me());
    expect(error).toMatchObject({ status: 503, attempts: 1, gaveUp: 'total-time' });
    expect(error.message).toContain('the time allowed for this call is spent');
  });

  it('that Partoo asks for beyond the deadline is not waited for, nor cut short', async () => {
    const server = await startServer(answers(429, {}, { 'retry-after': '60' }));
    const { clock, client } = manual(server.baseUrl);
    const error = await rejection(client.users.me({}, { deadline: START + 59_000 }));
    expect(error).toMatchObject({
      code: 'rate-limited',
      retryAfterSeconds: 60,
      gaveUp: 'deadline',
      attempts: 1,
    });
    expect(error.message).toContain('asks to wait 60 s');
    expect(error.message).toContain('after the deadline');
    expect(clock.sleeping()).toBe(0);
  });

  it('that Partoo asks for by date is waited for', async () => {
    const date = new Date(START + 45_000).toUTCString();
    const server = await startServer(inTurn(answers(429, {}, { 'retry-after': date }), answers(200, ME)));
    const clock = skippingClock();
    await testClient(server.baseUrl, { clock }).users.me();
    expect(clock.slept).toEqual([45_000]);
  });

  it('from the deadline on begins nothing', async () => {
    const server = await startServer(answers(200, ME));
    const error = await rejection(testClient(server.baseUrl).users.me({}, { deadline: START }));
    expect(error).toMatchObject({ code: 'deadline', attempts: 0, mayHaveArrived: false, gaveUp: 'deadline' });
    expect(server.seen).toEqual([]);
  });

  it('spent waiting for a slot ends with the deadline, and tells the limiter', async () => {
    const server = await startServer(answers(200, ME));
    let told: AbortSignal | undefined;
    const limiter = {
      acquire: (signal?: AbortSignal) => {
        told = signal;
        return new Promise<void>(() => {});
      },
    };
    const { clock, client } = manual(server.baseUrl, { limiter });
    const ended = rejection(client.settings.update(1, {}, { deadline: START + 1000 }));
    while (clock.sleeping() === 0 || told === undefined) await Promise.resolve();
    await clock.advance(1000);
    expect(await ended).toMatchObject({ code: 'deadline', attempts: 0, mayHaveArrived: false });
    expect(told.aborted).toBe(true);
    expect(server.seen).toEqual([]);
  });

  it('does not hold up a caller who aborts, wherever the call is', async () => {
    const during = await startServer(hangs);
    const { clock, client } = manual(during.baseUrl);
    const stop = new AbortController();
    const write = rejection(client.settings.update(1, {}, { signal: stop.signal }));
    await during.saw(1);
    stop.abort();
    expect(await write).toMatchObject({ code: 'aborted', mayHaveArrived: true, attempts: 1 });
    expect(await rejection(client.users.me({}, { signal: stop.signal }))).toMatchObject({
      code: 'aborted',
      attempts: 0,
    });

    const between = await startServer(answers(503));
    const pausing = manual(between.baseUrl);
    const later = new AbortController();
    const read = rejection(pausing.client.users.me({}, { signal: later.signal }));
    await between.saw(1);
    // The attempt's time-out is gone, and the backoff is being slept through.
    while (pausing.client.requests.reads < 1 || pausing.clock.sleeping() !== 1)
      await new Promise(setImmediate);
    later.abort();
    expect(await read).toMatchObject({ code: 'aborted', attempts: 1, mayHaveArrived: false });
    expect(clock.sleeping() + pausing.clock.sleeping()).toBe(0);
  });
});

it('a limiter or a key that fails ends the call with its own error as the cause', async () => {
  const server = await startServer(answers(200, pageOf([])));
  const broken = new Error('store is away');
  const limiter = { acquire: () => Promise.reject(broken) };
  const limited = await rejection(testClient(server.baseUrl, { limiter }).users.me());
  expect(limited).toMatchObject({ code: 'limiter', attempts: 0, cause: broken });
  const keyless = await rejection(
    testClient(server.baseUrl, { apiKey: () => Promise.reject(broken) }).users.me(),
  );
  expect(keyless).toMatchObject({ code: 'no-key', attempts: 0, cause: broken });
  expect(server.seen).toEqual([]);
});
