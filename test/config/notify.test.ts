import { expect, test } from 'vitest';
import { parseConfig } from '../../lib/config/index.ts';
import { deserializeConfig, serializeConfig } from '../../lib/config/serialize.ts';

const parse = (notify: string, digest = '{ weekday: monday, at: "08:00", timezone: Europe/Paris }') =>
  parseConfig(
    `version: 1
organizations: { acme: { apiKey: env:KEY } }
rules: { x: { dates: [{ from: 2026-12-25 }] } }
notify: ${notify}
digest: ${digest}
`,
    'closures.yml',
  ).config;

test('every way to tell somebody is read and stored', () => {
  const config = parse(`
  - slack: env:SLACK
  - { slack: ssm:/teams, format: teams, organizations: [acme], on: [late, kept] }
  - webhook: { url: env:URL, secret: env:SECRET }
  - email: { to: [ops@example.com], from: us@example.com, smtp: env:SMTP }
  - email: { topic: "arn:aws:sns:eu-west-1:123456789012:ops" }
  - heartbeat: env:PING`);
  expect(config.notify).toEqual([
    { way: 'slack', url: 'env:SLACK', format: 'slack' },
    { way: 'slack', url: 'ssm:/teams', format: 'teams', organizations: ['acme'], on: ['late', 'kept'] },
    { way: 'webhook', url: 'env:URL', secret: 'env:SECRET' },
    { way: 'email', to: ['ops@example.com'], from: 'us@example.com', smtp: 'env:SMTP' },
    { way: 'topic', topic: 'arn:aws:sns:eu-west-1:123456789012:ops' },
    { way: 'heartbeat', url: 'env:PING' },
  ]);
  expect(config.digest).toEqual({ weekday: 'monday', at: '08:00', timezone: 'Europe/Paris' });
  expect(deserializeConfig(serializeConfig(config))).toEqual(config);
});

test.each([
  ['[]', /notify: is an empty list/],
  ['[{}]', /names no way to tell somebody/],
  ['[{ slack: env:A, heartbeat: env:B }]', /names slack and heartbeat/],
  [
    '[{ slack: "https://hooks.example.com/T0/secret" }]',
    /slack: does not refer to a secret \(an address must not stand here\)/,
  ],
  ['[{ heartbeat: env:B, on: [late] }]', /on: says nothing for a heartbeat/],
  ['[{ webhook: { url: env:A }, format: teams }]', /secret: is missing/],
  ['[{ email: { to: [ops@example.com] } }]', /email: needs both `to` and `smtp`/],
  ['[{ email: { to: [ops], smtp: env:S } }]', /to\[0\]: "ops" is no address/],
  ['[{ email: { topic: ops } }]', /topic: is no ARN of a topic/],
  ['[{ slack: env:A, on: [lat] }]', /on\[0\]: "lat" is not known here; did you mean|"lat" is not known here/],
  ['[{ slack: env:A, organizations: [acne] }]', /there is no organization "acne"/],
])('%s is refused', (notify, message) => {
  expect(() => parse(notify)).toThrow(message);
  // The address that stands there by mistake is not shown.
  expect(() => parse(notify)).not.toThrow('T0/secret');
});

test.each([
  ['{ weekday: lundi, at: "08:00", timezone: Europe/Paris }'],
  ['{ weekday: monday, at: "8", timezone: Europe/Paris }'],
  ['{ weekday: monday, at: "08:00", timezone: Paris }'],
])('digest: %s is refused', (digest) => {
  expect(() => parse('[{ slack: env:A }]', digest)).toThrow(/digest\.(weekday|at|timezone)/);
});
