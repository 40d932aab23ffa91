import { expect, test } from 'vitest';
import { checkMessages } from '../../lib/config/index.ts';
import { file, load } from './support.ts';

/** The warnings of a file as `line path: message`. */
function warningsOf(rest: string): string[] {
  const { config, locate } = load(file(rest));
  return checkMessages(config, '2026-12-20').map(
    ({ path, message }) => `${locate(path).line} ${path.join('.')}: ${message}`,
  );
}

test('texts that say less than others, and messages without use', () => {
  const warnings = warningsOf(`messages:
  unused: Back {{reopens}}
  closed: { fr: "Fermé, retour {{reopens}}." }
  holiday:
    fr: "Fermé. Réouverture : {{reopens}}."
    en: "{{closed_from}} closed on 3."
  off: { fr: "Retour {{reopens}}" }
rules:
  a: { dates: [{ from: 2026-12-06 }], message: holiday }
  c: { dates: [{ from: 2026-12-06 }], message: off, enabled: false }
`);
  expect(warnings).toEqual([
    '4 messages.unused: is used by no enabled rule',
    '7 messages.holiday.fr: does not say {{closed_from}}, which another language says',
    '8 messages.holiday.en: does not say {{reopens}}, which another language says',
    '9 messages.off: is used by no enabled rule',
  ]);
});

const used = (texts: string) =>
  warningsOf(
    `messages:\n  m: ${texts}\nrules:\n  r: { dates: [{ from: 2026-12-06, name: n }], message: m }\n`,
  );

test.each([
  ['"We are closed."', '4 messages.m: says neither why nor until when'],
  ['{ fr: "Fermé." }', '4 messages.m.fr: says neither why nor until when'],
  ['"Back {{reopens}}, see <b>here</b>"', '4 messages.m: holds HTML at place 23'],
  ['"Back {{reopens}} &amp; soon"', '4 messages.m: holds HTML at place 18'],
  [`"{{reopens}}${'a'.repeat(500)}"`, '4 messages.m: has 511 characters'],
  ['{ fr: "{{reopens}} ok", en: "{{reopens}} ok" }', '4 messages.m.en: is the very text of fr'],
  ['"Closed until 2026-01-02"', '4 messages.m: names 2026-01-02, which is over'],
  ['"Closed until 24/12/2025"', '4 messages.m: names 24/12/2025, which is over'],
  ['{ de: "Bis 24. Dezember 2025" }', '4 messages.m.de: names 24. Dezember 2025, which is over'],
  ['{ fr: "Jusqu’au 1er août 2026" }', '4 messages.m.fr: names 1er août 2026, which is over'],
  ['{ es: "Hasta el 3 de enero de 2026" }', '4 messages.m.es: names 3 de enero de 2026, which is over'],
  ['{ en: "Until January 3, 2026" }', '4 messages.m.en: names January 3, 2026, which is over'],
  ['{ pl: "Do 3 stycznia 2026" }', '4 messages.m.pl: names 3 stycznia 2026, which is over'],
])('%s: %s', (texts, warning) => {
  expect(used(texts)).toEqual([warning]);
});

test.each([
  '{ fr: "{{reopens}}", en: "{{ reopens }}", default: en }',
  '"Closed until 2026-12-24, 24/12/2026, 1 < 2"',
  '{ de: "Bis 24. Dezember 2026" }',
  '"{{closure_name}}"',
])('nothing is wrong with %s', (texts) => {
  expect(used(texts)).toEqual([]);
});

test.each([
  ['cron: { close: "0 19 * * *", open: "0 9 * * *" }', 'cron'],
  ['weekly: { monday: ["09:00-18:00"] }', 'weekly'],
  ['dates: [{ from: 2026-12-06, name: x }, { from: 2026-12-07 }]', 'dates.1'],
  ['holidays: { also: [{ every: 12-24 }] }', 'holidays.also.0'],
])('a closure without a name that a text names: %s', (calendar, place) => {
  const rule = (name: string) =>
    warningsOf(`messages: { m: "{{closure_name}}" }\nrules:\n  r: { ${calendar}, message: m${name} }\n`);
  expect(rule('')).toEqual([
    `5 rules.r.${place}: has no name, and message "m" names the closure; the built-in text would stand in for it`,
  ]);
  expect(rule(', name: Works')).toEqual([]);
});

test('a closed text as the welcome message', () => {
  const rule = (effect: string) =>
    warningsOf(
      `messages: { m: "Back {{reopens}}" }\nrules:\n  r: { dates: [{ from: 2026-12-06 }], effect: ${effect} }\n`,
    );
  const warning =
    '5 rules.r.effect.welcomeMessage: says that the shop is closed, and greets people within chat hours';
  expect(rule('{ offlineMessage: m, welcomeMessage: closed }')).toEqual([warning]);
  expect(rule('{ offlineMessage: m, welcomeMessage: m }')).toEqual([warning]);
  expect(rule('{ offlineMessage: closed, welcomeMessage: m }')).toEqual([]);
});

test('an announcement that says closed, or names what has no name', () => {
  const rule = (members: string) =>
    warningsOf(
      `messages: { soon: "Soon {{closure_name}}: {{reopens}}" }\nrules:\n  r: { dates: [{ from: 2026-12-06 }], announce: { before: 3d, ${members} } }\n`,
    );
  expect(rule('offlineMessage: closed, welcomeMessage: soon')).toEqual([
    expect.stringContaining(
      '5 rules.r.dates.0: has no name, and message "soon" names the closure; it would not be shown',
    ),
    expect.stringContaining(
      '5 rules.r.announce.offlineMessage: says that the shop is closed, and shows before it is',
    ),
  ]);
});

const staged = (rule: string, messages = '') =>
  warningsOf(`${messages}rules:\n  r: { staged: true, ${rule} }\n`).filter((one) =>
    one.includes('closed_from'),
  );
const DATES = 'dates: [{ from: 2026-12-25, name: n }]';

test.each([
  ['message: m', 'messages: { m: "Retour {{reopens}}" }\n', '3 messages.m'],
  ['message: m', 'messages: { m: { fr: "Retour {{reopens}}" } }\n', '3 messages.m'],
  ['effect: { offlineMessage: m }', 'messages: { m: "Retour {{reopens}}" }\n', '3 messages.m'],
  ['effect: { reachable: keep }', 'messages: { planned: "Retour {{reopens}}" }\n', '3 messages.planned'],
  ['message: closed', '', '4 rules.r.message'],
])('staged with %s: its text stands before the closing begins', (rule, messages, place) => {
  expect(staged(`${DATES}, ${rule}`, messages)).toEqual([
    `${place}: is shown by staged rule "r" before the closing begins, and does not say {{closed_from}}`,
  ]);
});

test.each([
  [DATES, ''],
  [`${DATES}, message: m`, 'messages: { m: "Dès le {{ closed_from }}" }\n'],
  [`${DATES}, message: m`, 'messages: { m: { template: 642bca3d2830e15c6806cc33 } }\n'],
  [`${DATES}, effect: { offlineMessage: keep }`, ''],
  ['cron: { close: "0 19 * * *", open: "0 9 * * *" }, message: m', 'messages: { m: "Fermé la nuit" }\n'],
])('nothing is said of %s with %s', (rule, messages) => {
  expect(staged(rule, messages)).toEqual([]);
});
