import { expect, test } from 'vitest';
import { isLocalUrl } from '../lib/local-url.ts';

test.each([
  ['http://127.0.0.1:8080/v2', true],
  ['http://127.1.2.3/v2', true],
  ['http://localhost:8080/v2', true],
  ['http://[::1]:8080/v2', true],
  ['nothing', false],
  ['https://api.partoo.co/v2', false],
  ['https://127.0.0.1.example.com/v2', false],
  ['https://127.example.com/v2', false],
  ['https://localhost.example.com/v2', false],
])('%s is on this machine: %s', (url, expected) => {
  expect(isLocalUrl(url)).toBe(expected);
});
