import { expect, test } from 'vitest';
import { ConfigError, parseConfig } from '../../lib/config/index.ts';
import { deserializeConfig, serializeConfig } from '../../lib/config/serialize.ts';

const file = (rule: string, messages = '') => `version: 1
organizations: { acme: { apiKey: env:KEY } }
${messages}rules:
  r:
${rule
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
`;
const DATES = 'dates: [{ from: 2026-12-25 }]';
const CRON = 'cron: { close: "0 19 * * *", open: "0 9 * * *" }';
const MESSAGES = 'messages: { dated: "Bis {{reopens_date}}", plain: "Nachts geschlossen" }\n';

test.each([
  [DATES, { reachable: 'keep', offlineMessage: { message: 'planned' }, chatHours: 'closed' }],
  [CRON, { reachable: 'keep', offlineMessage: 'keep', chatHours: 'closed' }],
  [`${DATES}\nmessage: plain`, { reachable: 'keep', offlineMessage: { message: 'plain' } }],
  [`${CRON}\nmessage: plain`, { offlineMessage: { message: 'plain' } }],
  [`${DATES}\neffect: { reachable: false, chatHours: ["10:00-12:00"] }`, { reachable: false }],
])('staged, what %s leaves out is', (rule, effect) => {
  const { config } = parseConfig(file(`staged: true\n${rule}`, MESSAGES), 'closures.yml');

  expect(config.rules[0]).toMatchObject({ staged: true, effect: { kind: 'set', open: false, ...effect } });
  expect(deserializeConfig(serializeConfig(config))).toEqual(config);
});

test('switched, nothing of it is there', () => {
  const { config } = parseConfig(file(`staged: false\n${DATES}`), 'closures.yml');
  expect(config.rules[0]).toMatchObject({
    effect: { reachable: false, offlineMessage: { message: 'closed' } },
  });
  expect(config.rules[0]).not.toHaveProperty('staged');
});

test.each([
  [`${DATES}\neffect: { chatHours: keep }`, '8:26: rules.r.effect.chatHours: keeps the chat hours'],
  [`${DATES}\neffect: open`, '8:13: rules.r.effect: keeps the chat hours'],
  [`${DATES}\neffect: leave`, '8:13: rules.r.effect: leaves shops alone'],
  [`${CRON}\nmessage: dated`, '8:14: rules.r.message: names dates'],
  [`${CRON}\nmessage: closed`, '8:14: rules.r.message: names dates'],
  [`${CRON}\neffect: { offlineMessage: planned }`, '8:31: rules.r.effect.offlineMessage: names dates'],
])('what cannot be staged is an error at its place: %s', (rule, fault) => {
  const load = () => parseConfig(file(`staged: true\n${rule}`, MESSAGES), 'closures.yml');
  expect(load).toThrow(ConfigError);
  expect(load).toThrow(fault);
});
