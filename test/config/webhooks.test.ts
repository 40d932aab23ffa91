import { expect, test } from 'vitest';
import { parseConfig } from '../../lib/config/index.ts';
import { deserializeConfig, serializeConfig } from '../../lib/config/serialize.ts';

const parse = (webhooks: string) =>
  parseConfig(
    `version: 1
organizations: { acme: { apiKey: env:KEY, webhooks: ${webhooks} } }
rules: { x: { dates: [{ from: 2026-12-25 }] } }
`,
    'closures.yml',
  ).config;

test('senders are read and stored', () => {
  const config = parse('[{ name: till, secret: env:TILL }, { name: a.b-c_1, secret: ssm:/x }]');
  expect(config.organizations[0]?.webhooks).toEqual([
    { name: 'till', secret: 'env:TILL' },
    { name: 'a.b-c_1', secret: 'ssm:/x' },
  ]);
  expect(deserializeConfig(serializeConfig(config))).toEqual(config);
});

test.each([
  ['[]', /webhooks: is an empty list/],
  ['[{ name: till }]', /secret: is missing/],
  ['[{ name: till, secret: whsec_AAAA }]', /secret: does not refer to a secret/],
  ['[{ name: a b, secret: env:TILL }]', /name: is no name of a sender/],
  ['[{ name: a, secret: env:A }, { name: a, secret: env:B }]', /stands twice/],
  ['[{ name: a, secret: env:A, url: x }]', /url: is no key known here/],
])('%s is refused', (webhooks, message) => {
  expect(() => parse(webhooks)).toThrow(message);
});
