import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createPartooClient } from '../../lib/partoo/index.ts';
import { VERSION } from '../../lib/partoo/version.ts';
import { KEY } from './support/client.ts';
import { skippingClock } from './support/clocks.ts';

const good = { baseUrl: 'https://api.partoo.co/v2', apiKey: KEY, clock: skippingClock() };

it('refuses an unknown option and lists the known ones', () => {
  const misspelt = { ...good, timeout: 5 };
  expect(() => createPartooClient(misspelt)).toThrow(
    /^Unknown option timeout\. Known options: baseUrl, apiKey, clock, fetch, limiter, .*maxAttempts\.$/,
  );
});

it.each([
  ['a base URL that is none', { baseUrl: 'api.partoo.co' }, /base URL/],
  ['one of another protocol', { baseUrl: 'ftp://api.partoo.co' }, /base URL/],
  ['one with a password', { baseUrl: 'https://me:secret@api.partoo.co' }, /may hold no user/],
  ['one with a query', { baseUrl: 'https://api.partoo.co/v2?a=b' }, /query/],
  ['no attempts', { maxAttempts: 0 }, /maxAttempts/],
  ['no time', { attemptTimeoutMilliseconds: Number.NaN }, /attemptTimeoutMilliseconds/],
])('refuses %s', (_, wrong, message) => {
  expect(() => createPartooClient({ ...good, ...wrong })).toThrow(message);
});

it('tells Partoo the version of the package', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(VERSION).toBe(version);
});
