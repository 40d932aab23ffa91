import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createPartooClient, PartooApiError, PartooError } from '../../lib/partoo/index.ts';
import { json, resets, startServer } from '../support/world/server.ts';
import { KEY, rejection, testClient } from './support/client.ts';
import { skippingClock } from './support/clocks.ts';

async function refusalOf(status: number, body: unknown, headers: Record<string, string> = {}) {
  const server = await startServer(({ path }, response) =>
    path === '/user/me' ? json(response, { id: 1 }) : json(response, body, status, headers),
  );
  const error = await rejection(testClient(server.baseUrl, { maxAttempts: 1 }).settings.update(3, {}));
  if (!(error instanceof PartooApiError)) throw error;
  return error;
}

describe('an answer of 400 and more', () => {
  it.each([
    [400, 'bad-request', false],
    [401, 'unauthorized', false],
    [403, 'forbidden', false],
    [404, 'not-found', false],
    [408, 'unexpected-status', true],
    [409, 'unexpected-status', false],
    [415, 'unsupported-media-type', false],
    [422, 'bad-request', false],
    [429, 'rate-limited', false],
    [500, 'server-error', true],
    [503, 'server-error', true],
  ])('%i is %s', async (status, code, mayHaveArrived) => {
    const error = await refusalOf(status, {}, { 'x-request-id': 'r-1' });
    expect(error).toMatchObject({
      code,
      status,
      mayHaveArrived,
      requestId: 'r-1',
      method: 'POST',
      attempts: 1,
    });
    expect(error).toBeInstanceOf(PartooError);
    expect(error.message).toContain(`POST /messaging/settings/3 with ${status} (${code})`);
  });

  it.each([
    [{ error: { json: {} } }, { json: {} }, {}],
    [
      { errors: { json: { custom_chat_hours: 'must be an object', days: { monday: ['too', 'many'] } } } },
      { json: { custom_chat_hours: 'must be an object', days: { monday: ['too', 'many'] } } },
      { custom_chat_hours: 'must be an object', 'days.monday': 'too; many' },
    ],
    [
      { error: { authentication: 'User not authenticated' } },
      { authentication: 'User not authenticated' },
      {},
    ],
    [
      { errors: { authorization: { name: 'edit_not_allowed' } } },
      { authorization: { name: 'edit_not_allowed' } },
      { name: 'edit_not_allowed' },
    ],
    [
      { errors: { offline_message: 'is too long' } },
      { offline_message: 'is too long' },
      { offline_message: 'is too long' },
    ],
    [{ errors: 'Resource not found' }, 'Resource not found', {}],
    ['<html>Bad Gateway</html>', null, {}],
    ['', null, {}],
    ['[1, 2]', null, {}],
    [{ message: 'something else' }, null, {}],
  ])('is read from %j', async (body, details, fields) => {
    const error = await refusalOf(400, body);
    expect(error.details).toEqual(details);
    expect(error.fields).toEqual(fields);
  });

  it('names the fields in its message, but does not quote what is said of them, nor print it', async () => {
    const error = await refusalOf(400, {
      errors: { json: { offline_message: '"We are closed" is too long' } },
    });
    expect(error.message).toContain('It names offline_message.');
    for (const shown of [
      error.message,
      inspect(error, { depth: 9, showHidden: true }),
      JSON.stringify(error),
    ]) {
      expect(shown).not.toContain('We are closed');
    }
  });
});

describe('the key', () => {
  const everythingOf = (value: unknown) => inspect(value, { depth: 20, showHidden: true, getters: true });

  it('cannot be printed from any error', async () => {
    const echo = { errors: { authentication: `no such key: ${KEY}` } };
    const refused = await refusalOf(401, echo, { 'x-request-id': `for-${KEY}` });
    const reset = await startServer(resets);
    const cut = await rejection(testClient(reset.baseUrl, { maxAttempts: 1 }).users.me());
    const leaking = Object.assign(new TypeError(`bad header ${KEY}`, { cause: { key: KEY } }), {
      request: { KEY },
    });
    const fetch = () => Promise.reject(leaking);
    const thrown = await rejection(testClient('http://localhost/v2', { fetch, maxAttempts: 1 }).users.me());
    for (const error of [refused, cut, thrown]) {
      expect(everythingOf(error)).not.toContain(KEY);
      expect(error.stack).not.toContain(KEY);
      expect(JSON.stringify(error)).not.toContain(KEY);
    }
    expect(refused.details).toEqual({ authentication: 'no such key: [API key]' });
    expect(cut.cause).toBeInstanceOf(Error);
    expect(thrown.cause).toMatchObject({ name: 'TypeError', message: 'bad header [API key]' });
  });

  it('cannot be printed from the client', () => {
    expect(everythingOf(testClient('http://localhost/v2'))).not.toContain(KEY);
  });

  it('is not quoted when it cannot be a header', async () => {
    const bad = 'naïve\u2028key';
    const options = { baseUrl: 'http://localhost', clock: skippingClock() };
    expect(() => createPartooClient({ ...options, apiKey: bad })).toThrow(/printable ASCII/);
    expect(() => createPartooClient({ ...options, apiKey: '' })).toThrow(/printable ASCII/);
    const error = await rejection(createPartooClient({ ...options, apiKey: () => bad }).users.me());
    expect(error).toMatchObject({ code: 'no-key', attempts: 0 });
    expect(everythingOf(error)).not.toContain(bad);
  });
});
