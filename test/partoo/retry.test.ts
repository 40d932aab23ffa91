import { describe, expect, it } from 'vitest';
import { NO_REFUSAL } from '../../lib/partoo/errors/refusal.ts';
import type { PartooTransportErrorCode } from '../../lib/partoo/errors/transport-error.ts';
import type { Failure } from '../../lib/partoo/failure.ts';
import { PartooApiError } from '../../lib/partoo/index.ts';
import { backoffMilliseconds, planRetry, readRetryAfter, shouldRetry } from '../../lib/partoo/retry.ts';
import { answers, inTurn, resets, startServer } from '../support/world/server.ts';
import { rejection, settingsOf, testClient } from './support/client.ts';
import { START } from './support/clocks.ts';

function status(code: number, retryAfterSeconds: number | null = null): Failure {
  const mayHaveArrived = code >= 500;
  return {
    kind: 'status',
    status: code,
    requestId: null,
    retryAfterSeconds,
    refusal: NO_REFUSAL,
    mayHaveArrived,
  };
}
const transport = (code: PartooTransportErrorCode, mayHaveArrived: boolean): Failure => ({
  kind: 'transport',
  code,
  mayHaveArrived,
});
const answer = (code: 'cut-body' | 'html' | 'not-json' | 'too-large', mayHaveArrived: boolean): Failure => ({
  kind: 'answer',
  code,
  status: 200,
  requestId: null,
  mayHaveArrived,
});

describe('whether a failed attempt is followed by another', () => {
  it.each<[string, Failure, always: boolean, unlessArrived: boolean]>([
    ['400', status(400), false, false],
    ['401', status(401), false, false],
    ['403', status(403), false, false],
    ['404', status(404), false, false],
    ['408', status(408), true, true],
    ['415', status(415), false, false],
    ['429', status(429), true, true],
    ['302', status(302), false, false],
    ['500', status(500), true, false],
    ['501', status(501), false, false],
    ['502', status(502), true, false],
    ['503', status(503), true, false],
    ['504', status(504), true, false],
    ['time-out after sending', transport('timeout', true), true, false],
    ['time-out before sending', transport('timeout', false), true, true],
    ['reset', transport('reset', true), true, false],
    ['connection refused', transport('refused', false), true, true],
    ['name not resolved', transport('dns', false), true, true],
    ['bad certificate', transport('tls', false), false, false],
    ['aborted by the caller', transport('aborted', false), false, false],
    ['limiter broken', transport('limiter', false), false, false],
    ['no key', transport('no-key', false), false, false],
    ['cut body', answer('cut-body', false), true, true],
    ['HTML', answer('html', false), true, true],
    ['no JSON', answer('not-json', false), true, true],
    ['too large', answer('too-large', false), false, false],
    ['cut body after a write', answer('cut-body', true), false, false],
    ['HTML after a write', answer('html', true), false, false],
    ['no JSON after a write', answer('not-json', true), false, false],
    ['401 although the key is accepted', { ...status(401), isDoubtful: true } as Failure, true, true],
    ['403 although the key is accepted', { ...status(403), isDoubtful: true } as Failure, true, true],
  ])('%s', (_, failure, always, unlessArrived) => {
    expect(shouldRetry(failure, 'always')).toBe(always);
    expect(shouldRetry(failure, 'unless-arrived')).toBe(unlessArrived);
  });
});

describe('how long it waits', () => {
  it('doubles, keeps at least half of it, and stops growing', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((n) => backoffMilliseconds(n, () => 1))).toEqual([
      500, 1000, 2000, 4000, 8000, 16_000, 16_000,
    ]);
    expect(backoffMilliseconds(3, () => 0)).toBe(1000);
  });

  const standing = {
    repeat: 'always',
    attempts: 1,
    maxAttempts: 5,
    now: START,
    longestWait: 300_000,
    remaining: 60_000,
    comesBack: false,
  } as const;
  it.each<
    [
      string,
      Failure,
      { deadline?: number; remaining?: number; attempts?: number; longestWait?: number; comesBack?: boolean },
      unknown,
    ]
  >([
    ['backoff', status(503), {}, { wait: 500, counted: 500 }],
    ['what Partoo asks for', status(429, 60), {}, { wait: 60_000, counted: 0 }],
    ['the same with a 503', status(503, 7), {}, { wait: 7000, counted: 0 }],
    ['never less than the backoff', status(429, 0), {}, { wait: 500, counted: 0 }],
    ['just before the deadline', status(429, 60), { deadline: START + 60_001 }, { wait: 60_000, counted: 0 }],
    ['not to the deadline', status(429, 60), { deadline: START + 60_000 }, { gaveUp: 'deadline' }],
    ['not for an hour', status(429, 3600), {}, { gaveUp: 'total-time' }],
    ['nor because the caller would', status(429, 3600), { deadline: START + 4e6 }, { gaveUp: 'total-time' }],
    ['no longer than the caller wants', status(503, 31), { longestWait: 30_000 }, { gaveUp: 'total-time' }],
    ['but its own backoff', status(503), { longestWait: 100 }, { wait: 500, counted: 500 }],
    ['not beyond the total time', status(503), { remaining: 500 }, { gaveUp: 'total-time' }],
    ['not after the last attempt', status(503), { attempts: 5 }, { gaveUp: 'attempts' }],
    ['not where the caller comes back to it', status(503, 7), { comesBack: true }, { gaveUp: 'attempts' }],
    ['but for a quota', status(429, 7), { comesBack: true }, { wait: 7000, counted: 0 }],
    ['not at all for what is final', status(404), {}, { gaveUp: 'final' }],
  ])('%s', (_, failure, more, expected) => {
    expect(planRetry(failure, { ...standing, deadline: undefined, ...more }, () => 1)).toEqual(expected);
  });

  it.each<[string | null, number | null]>([
    ['60', 60],
    [' 0 ', 0],
    ['1.5', 1.5],
    [new Date(START + 30_000).toUTCString(), 30],
    [new Date(START - 30_000).toUTCString(), 0],
    ['-5', null],
    ['soon', null],
    ['299', 299],
    ['301', 300],
    ['3600', 300],
    ['2147484', 300],
    ['99999999999999999999', 300],
    ['9'.repeat(400), 300],
    [`1.${'0'.repeat(400)}1`, 1],
    [new Date(START + 86_400_000).toUTCString(), 300],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 300],
    ['Fri, 31 Dec 275761 23:59:59 GMT', null],
    ['NaN', null],
    ['Infinity', null],
    ['1e9', null],
    ['+60', null],
    ['0x10', null],
    ['60, 60', null],
    ['٣', null],
    ['60 apples', null],
    ['Mon, 99 Nonsense GMT', null],
    ['', null],
    [null, null],
  ])('reads Retry-After: %s as %s', (header, seconds) => {
    expect(readRetryAfter(header, START)).toBe(seconds);
  });
});

describe('a write after which nobody knows', () => {
  it('is repeated where its values are absolute, and says at the end that it may have arrived', async () => {
    const server = await startServer(inTurn(resets, answers(503), answers(400)));
    const client = testClient(server.baseUrl);
    const error = await rejection(client.settings.update(1, settingsOf(1)));
    expect(error).toMatchObject({ code: 'bad-request', attempts: 3, mayHaveArrived: true, gaveUp: 'final' });
    expect(client.requests).toEqual({ reads: 0, writes: 3, retries: 2 });
  });

  it('is not repeated where it would make a second template', async () => {
    const server = await startServer(answers(503));
    const error = await rejection(testClient(server.baseUrl).templates.create({ title: 'T', text: 't' }));
    expect(error).toMatchObject({ code: 'server-error', attempts: 1, mayHaveArrived: true });
    expect(server.seen).toHaveLength(1);
  });

  it('is repeated after 429, which did nothing', async () => {
    const template = { id: 'a', title: 'T', content: '{"text":"t","_version":"0.1"}' };
    const server = await startServer(
      inTurn(answers(429, {}, { 'retry-after': '2' }), answers(201, template)),
    );
    await expect(
      testClient(server.baseUrl).templates.create({ title: 'T', text: 't' }),
    ).resolves.toMatchObject({
      text: 't',
    });
    expect(server.seen).toHaveLength(2);
  });

  it('never may have arrived where it was only read', async () => {
    const server = await startServer(answers(500));
    const error = await rejection(testClient(server.baseUrl, { maxAttempts: 2 }).users.me());
    expect(error).toBeInstanceOf(PartooApiError);
    expect(error).toMatchObject({ attempts: 2, mayHaveArrived: false, gaveUp: 'attempts' });
  });
});
