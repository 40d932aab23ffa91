import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConfigError, parseConfig } from '../../lib/config/index.ts';
import { anyCharacter } from '../support/any-character.ts';
import { datesRule, FILE, faultsOf, file, ruleFile } from './support.ts';

/** One fault each: the text, then its line, column and path, what is wrong, and what would be right. */
function oneFault(rows: [text: string, place: string, message: string, remedy: string][]): void {
  for (const [text, place, message, remedy] of rows)
    test(`${text.trim().split('\n').at(-1)?.trim()} → ${place}`, () => {
      const faults = faultsOf(text);
      expect(faults).toHaveLength(1);
      expect(faults[0]!.startsWith(`${place}: `)).toBe(true);
      expect(faults[0]).toContain(message);
      expect(faults[0]).toContain(remedy);
    });
}

describe('syntax', () => {
  oneFault([
    ['version: 1\nversion: 1', '2:1', 'stands twice', 'keep one'],
    ['a:\n\t- b', '2:1', 'tab', 'spaces'],
    ['a: @x', '1:4', 'must not begin', 'quotes'],
    ['a: "\\q"', '1:5', 'backslash', 'single quotes'],
    ['a: !!int 5', '1:4', 'tag', 'leave it out'],
    ['a: !secret 5', '1:4', 'tag', 'leave it out'],
    ['a: b: c', '1:4', 'second `key:`', 'quotes'],
    ['a: 1\n---\nb: 1', '2:1', 'second document', 'one document'],
    ['[a]: 1', '1:1', 'key is no text', 'quotes'],
    ['a: *b', '1:1', 'alias', 'write the values out'],
  ]);

  test('aliases that multiply are refused', () => {
    const level = (name: string, of: string) => `${name}: &${name} [${Array(10).fill(of).join(', ')}]\n`;
    const bomb = level('a', 'x') + level('b', '*a') + level('c', '*b') + level('d', '*c');
    expect(faultsOf(bomb)).toEqual([expect.stringContaining('too many')]);
  });

  test('a few aliases are welcome', () => {
    expect(faultsOf(file('rules:\n  a: &a { dates: [{ from: 2026-12-06 }] }\n  b: *a\n'))).toEqual([]);
  });

  test('faults of the syntax do not quote the file', () => {
    expect(faultsOf('apiKey: "sk_secret\nx: [sk_secret').join()).not.toContain('sk_secret');
  });
});

describe('top level and organizations', () => {
  const organization = (members: string) =>
    `version: 1\norganizations:\n  acme:\n    apiKey: env:KEY\n    ${members}\n`;
  oneFault([
    ['', '1:1', 'is empty', 'version: 1'],
    ['- a', '1:1', 'is a list', 'version: 1'],
    ['organizations: { a: { apiKey: env:K } }', '1:1: version', 'is missing', 'version: 1'],
    ['version: 2\norganizations: { a: { apiKey: env:K } }', '1:10: version', 'not known', 'version: 1'],
    ['version: 1', '1:1: organizations', 'is missing', 'apiKey'],
    ['version: 1\norganizations: {}', '2:16: organizations', 'names no organization', 'apiKey'],
    ['version: 1\norganizations:\n', '2:1: organizations', 'is empty', 'apiKey'],
    [file('rule: {}'), '3:1: rule', 'no key', 'did you mean "rules"?'],
    [
      'version: 1\norganizations:\n  a b: { apiKey: env:K }',
      '3:3: organizations."a b"',
      'no name',
      'letters',
    ],
    [
      'version: 1\norganizations:\n  __proto__: { apiKey: env:K }',
      '3:3: organizations.__proto__',
      'no name',
      '',
    ],
    [
      'version: 1\norganizations:\n  a: {}',
      '3:6: organizations.a.apiKey',
      'is missing',
      'env:PARTOO_API_KEY',
    ],
    [organization('apikey: x'), '5:5: organizations.acme.apikey', 'no key', 'did you mean "apiKey"?'],
    [
      organization('baseUrl: http://partoo.co'),
      '5:14: organizations.acme.baseUrl',
      'neither https',
      'loopback',
    ],
    [organization('baseUrl: ftp://localhost'), '5:14: organizations.acme.baseUrl', 'neither https', ''],
    [organization('baseUrl: https://u:p@x.co'), '5:14: organizations.acme.baseUrl', 'password', 'leave'],
    [organization('baseUrl: https://x.co?a=b'), '5:14: organizations.acme.baseUrl', 'query', 'leave out'],
    [organization('baseUrl: env:a-b'), '5:14: organizations.acme.baseUrl', 'env:', 'capitals'],
    [
      organization('requestsPerMinute: 0'),
      '5:24: organizations.acme.requestsPerMinute',
      'is 0',
      '1 to 100000',
    ],
    [
      organization('requestsPerMinute: 100001'),
      '5:24: organizations.acme.requestsPerMinute',
      'is 1',
      '100000',
    ],
    [organization('budgetShare: 0'), '5:18: organizations.acme.budgetShare', 'is 0', 'above 0'],
    [organization('budgetShare: 80%'), '5:18: organizations.acme.budgetShare', 'not a number', 'share'],
    [organization('timezone: Paris'), '5:15: organizations.acme.timezone', 'no time zone', '"Europe/Paris"'],
    [organization('timezone: Europe/Pariss'), '5:15: organizations.acme.timezone', 'zone', '"Europe/Paris"'],
    [organization('timezone: "+02:00"'), '5:15: organizations.acme.timezone', 'no time zone', 'IANA'],
    [organization('timezone: EST'), '5:15: organizations.acme.timezone', 'no time zone', ''],
    [organization('language: fr_FR'), '5:15: organizations.acme.language', 'no language', '"fr-FR"'],
    [organization('language: english'), '5:15: organizations.acme.language', 'no language', 'pt-BR'],
    [organization('webhookPublicKey: abc'), '5:23: organizations.acme.webhookPublicKey', 'Ed25519', 'PEM'],
    [
      organization('businesses: { "": { region: FR-67 } }'),
      '5:19: organizations.acme.businesses.""',
      'blank',
      '',
    ],
    [organization('businesses: { A: {} }'), '5:22: organizations.acme.businesses.A', 'nothing', 'timezone'],
    [
      organization('businesses: { A: { region: Alsace } }'),
      '5:32: organizations.acme.businesses.A.region',
      'no region',
      '3166-2',
    ],
    [
      organization('businesses: { A: { region: UK-LND } }'),
      '5:32: organizations.acme.businesses.A.region',
      'no country',
      '"GB"',
    ],
    [organization('corrections: []'), '5:18: organizations.acme.corrections', 'empty list', 'leave it out'],
    [
      organization('corrections: [{ region: FR-67 }]'),
      '5:19: organizations.acme.corrections[0].scope',
      'missing',
      '',
    ],
    [
      organization('corrections: [{ scope: { codes: [A] } }]'),
      '5:19: organizations.acme.corrections[0]',
      'nothing',
      '',
    ],
    [
      organization('corrections: [{ scope: { exclude: { codes: [A] } }, language: fr }]'),
      '5:28: organizations.acme.corrections[0].scope',
      'names no shop',
      '',
    ],
  ]);

  test.each([
    '0123456789abcdef0123456789abcdef',
    'env:0123456789abcdef',
    'env:0123456789abcdef-0123',
    'ssm:0123456789abcdef=',
    '"secretsmanager:0123456789abcdef secret"',
    '[0123456789abcdef]',
    '{ 0123456789abcdef: x }',
  ])('the literal key %s is refused and not printed', (key) => {
    const faults = faultsOf(`version: 1\norganizations:\n  acme:\n    apiKey: ${key}\n`);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^4:\d+: organizations\.acme\.apiKey: /);
    expect(faults[0]).not.toContain('0123456789abcdef');
  });

  test('a private webhook key is refused and not printed', () => {
    const key = 'MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC';
    const [fault] = faultsOf(organization(`webhookPublicKey: ${key}`));
    expect(fault).toContain('no Ed25519 public key');
    expect(fault).not.toContain(key.slice(0, 8));
  });
});

describe('messages', () => {
  const message = (text: string) => file(`messages:\n  m: ${text}\n`);
  oneFault([
    [message('""'), '4:6: messages.m', 'is blank', 'text'],
    [message('[]'), '4:6: messages.m', 'is a list', 'fr:'],
    [message('{}'), '4:6: messages.m', 'no text', 'fr:'],
    [message('{ xx: a }'), '4:8: messages.m.xx', 'no language', 'fr'],
    [message('{ fr: 3, fr: 4 }'), '4:15', 'twice', 'keep one'],
    [message('{ pt-BR: 3, pt-br: 4 }'), '4:18: messages.m.pt-br', 'twice', 'keep one'],
    [message('{ fr: [a] }'), '4:12: messages.m.fr', 'is a list', 'text'],
    [message('{ template: A, fr: b }'), '4:25: messages.m.fr', 'beside `template`', 'either'],
    [message('{ template: [] }'), '4:18: messages.m.template', 'is a list', 'title'],
    [message('{ fr: "{{closure_nam}}" }'), '4:12: messages.m.fr', '{{closure_nam}}', '"closure_name"'],
    [message('"{{zzz}}"'), '4:6: messages.m', 'no variable', 'known are closure_name'],
    [message('"{{client_first_name}}"'), '4:6: messages.m', 'before anybody has written', 'leave it out'],
    [message('"Ferm\\u202Eé"'), '4:6: messages.m', 'control character U+202E at place 5', 'leave it out'],
    [message(`"${'a'.repeat(2001)}"`), '4:6: messages.m', 'has 2001 characters', 'at most 2000'],
    [message('"{{reopens"'), '4:6: messages.m', 'no placeholder', '{{reopens}}'],
    [message('"{{re opens}}"'), '4:6: messages.m', 'no placeholder', '{{reopens}}'],
    [message('"reopens}}"'), '4:6: messages.m', 'no placeholder', 'single braces'],
    [file('messages:\n  keep: x\n'), '4:3: messages.keep', '"keep"', 'another name'],
    [file('messages:\n  a/b: x\n'), '4:3: messages."a/b"', 'no name', 'letters'],
  ]);

  test('what is the content of templates alone may name the consumer', () => {
    const text = 'Bonjour {{client_first_name}}, {{reopens}}';
    const swap = 'effect: { templates: { A: { content: m } } }';
    const rules = (also: string) => `rules:\n  r:\n    dates: [{ from: 2026-12-25 }]\n    ${swap}${also}`;
    const both = (also: string) => faultsOf(file(`messages:\n  m: "${text}"\n${rules(also)}\n`));
    expect(both('')).toEqual([]);
    expect(both('\n    message: m')).toHaveLength(1);
    expect(both('\n    announce: { before: 1d, welcomeMessage: m }')).toHaveLength(1);
  });

  test('where the last rule that named a message is gone, it may go too', () => {
    const text = 'messages:\n  m: "Bonjour {{client_first_name}}"\n';
    const [unused] = faultsOf(file(`${text}rules: {}\n`));
    const [named] = faultsOf(file(`${text}rules:\n  r: { dates: [{ from: 2026-12-25 }], message: m }\n`));
    const remedy = 'or leave the message out, which no rule names';
    expect([unused, named].map((one) => one?.includes(remedy))).toEqual([true, false]);
  });

  test('every consumer variable says why it cannot be used', () => {
    const text = '{{client_full_name}} {{client_first_name}} {{my_first_name}} {{rb_link}}';
    expect(faultsOf(message(`"${text}"`))).toHaveLength(4);
  });
});

describe('rules', () => {
  const scoped = (scope: string) => datesRule(`scope: ${scope}`);
  const announced = (announce: string) => datesRule(`announce: ${announce}`);
  const dates = (entries: string) => ruleFile(`dates: ${entries}`);
  oneFault([
    [
      ruleFile('name: x'),
      '4:3: rules.r',
      'no calendar',
      'add one of cron, dates, holidays, ical, sheet, specificHours or weekly',
    ],
    [datesRule('holidays: {}'), '6:15: rules.r.holidays', 'second calendar', 'its own'],
    [ruleFile('ical: ftp://example.com/a.ics'), '5:11: rules.r.ical.from', 'no address', 'https://'],
    [
      ruleFile('ical: https://me:secret@example.com/a.ics'),
      '5:11: rules.r.ical.from',
      'password',
      'env:NAME',
    ],
    [ruleFile('ical: env:calendar'), '5:11: rules.r.ical.from', 'variable', 'env:NAME'],
    [ruleFile('ical: { only: { summaries: [a] } }'), '5:11: rules.r.ical.from', 'is missing', 'https://'],
    [ruleFile('ical: { from: a.ics, only: {} }'), '5:32: rules.r.ical.only', 'chooses nothing', 'categories'],
    [file('rules:\n  a/b: { dates: [{ from: 2026-12-06 }] }'), '4:3: rules."a/b"', 'no name', 'letters'],
    [datesRule('mesage: closed'), '6:5: rules.r.mesage', 'no key', '"message"'],
    [datesRule('message: closd'), '6:14: rules.r.message', 'no message "closd"', '"closed"'],
    [datesRule('priority: high'), '6:15: rules.r.priority', 'not a number', 'whole number'],
    [datesRule('onManualChange: repsect'), '6:21: rules.r.onManualChange', 'not known', '"respect"'],
    [datesRule('maxLead: 25h'), '6:14: rules.r.maxLead', 'longer than a day', '24h'],
    [datesRule('maxLead: soon'), '6:14: rules.r.maxLead', 'no duration', '10m'],
    [announced('{ before: 3d }'), '6:15: rules.r.announce', 'shows nothing', 'offlineMessage'],
    [announced('{ offlineMessage: closed }'), '6:15: rules.r.announce.before', 'is missing', '3d'],
    [
      announced('{ before: soon, offlineMessage: closed }'),
      '6:25: rules.r.announce.before',
      'no duration',
      '36h',
    ],
    [announced('{ before: 0d, offlineMessage: closed }'), '6:25: rules.r.announce.before', 'no time', '3d'],
    [
      announced('{ before: 9w, offlineMessage: closed }'),
      '6:25: rules.r.announce.before',
      '60 days',
      'later',
    ],
    [
      announced('{ before: 1441h, offlineMessage: closed }'),
      '6:25: rules.r.announce.before',
      '60 days',
      'later',
    ],
    [
      announced('{ before: 3d, welcomeMessage: sonn }'),
      '6:45: rules.r.announce.welcomeMessage',
      '"sonn"',
      'closed',
    ],
    [
      announced('{ before: 3d, welcomeMessage: closed, text: x }'),
      '6:53: rules.r.announce.text',
      'no key',
      'before',
    ],
    [announced('3d'), '6:15: rules.r.announce', 'is text', 'before: 3d'],
    [
      datesRule('effect: open\nannounce: { before: 3d, offlineMessage: closed }'),
      '7:15: rules.r.announce',
      'closes nothing',
      'leave it out',
    ],
    [
      ruleFile('weekly: { monday: ["09:00-19:00"] }\nannounce: { before: 3d, offlineMessage: closed }'),
      '6:15: rules.r.announce',
      'does not go with weekly',
      'leave it out',
    ],
    [datesRule('enabled: "true"'), '6:14: rules.r.enabled', 'is text', 'without quotes'],
    [scoped(''), '6:5: rules.r.scope', 'is empty', 'countries'],
    [scoped('{}'), '6:12: rules.r.scope', 'names no shop', 'leave it out'],
    [scoped('{ exclude: {} }'), '6:23: rules.r.scope.exclude', 'names nothing', 'leave it out'],
    [scoped('{ codes: [] }'), '6:21: rules.r.scope.codes', 'empty list', 'leave it out'],
    [scoped('{ exclude: { codes: [] } }'), '6:32: rules.r.scope.exclude.codes', 'empty list', 'leave it out'],
    [scoped('{ cities: Paris }'), '6:22: rules.r.scope.cities', 'is text', 'list'],
    [scoped('{ citys: [Paris] }'), '6:14: rules.r.scope.citys', 'no key', '"cities"'],
    [scoped('{ groups: [three] }'), '6:23: rules.r.scope.groups[0]', 'not a number', 'such as 3'],
    [scoped('{ groups: [1.5] }'), '6:23: rules.r.scope.groups[0]', 'is 1.5', 'such as 3'],
    [scoped('{ countries: [UK] }'), '6:26: rules.r.scope.countries[0]', 'no country', '"GB"'],
    [scoped('{ countries: [Frence] }'), '6:26: rules.r.scope.countries[0]', 'no country', '"FR" (France)'],
    [scoped('{ countries: [ESP] }'), '6:26: rules.r.scope.countries[0]', 'no country', '"ES"'],
    [scoped('{ countries: [ZZ] }'), '6:26: rules.r.scope.countries[0]', 'no country', 'ISO 3166-1'],
    [scoped('{ regions: [FR] }'), '6:24: rules.r.scope.regions[0]', 'no region', 'ISO 3166-2'],
    [scoped('{ zipcodes: ["7*5"] }'), '6:25: rules.r.scope.zipcodes[0]', 'before its end', '"75*"'],
    [scoped('{ zipcodes: ["*"] }'), '6:25: rules.r.scope.zipcodes[0]', 'no postcode', 'leave'],
    [scoped('{ organizations: [acne] }'), '6:30: rules.r.scope.organizations[0]', '"acne"', '"acme"'],
    [ruleFile('holidays: FR'), '5:15: rules.r.holidays', 'is text', 'public'],
    [ruleFile('holidays: { types: [] }'), '5:24: rules.r.holidays.types', 'empty list', 'public'],
    [ruleFile('holidays: { types: [pubic] }'), '5:25: rules.r.holidays.types[0]', 'not known', '"public"'],
    [
      ruleFile('holidays: { country: FR, region: ES-CT }'),
      '5:38: rules.r.holidays.region',
      'is not in FR',
      'ES',
    ],
    [
      ruleFile('holidays: { except: [12-24] }'),
      '5:26: rules.r.holidays.except[0]',
      'no date',
      '{ every: 12-24 }',
    ],
    [
      ruleFile('holidays: { except: [2027-02-30] }'),
      '5:26: rules.r.holidays.except[0]',
      'not exist',
      '01 to 28',
    ],
    [ruleFile('holidays: { also: [12-24] }'), '5:24: rules.r.holidays.also[0]', 'is text', 'every: 12-24'],
    [
      ruleFile('cron: { close: "0 19 * *", open: "0 9 * * *" }'),
      '5:20: rules.r.cron.close',
      '4 fields',
      'five',
    ],
    [
      ruleFile('cron: { close: "@daily", open: "0 9 * * *" }'),
      '5:20: rules.r.cron.close',
      '1 field,',
      'five',
    ],
    [ruleFile('cron: { close: "0 19 * * *" }'), '5:11: rules.r.cron.open', 'is missing', 'five fields'],
    [ruleFile('weekly: {}'), '5:13: rules.r.weekly', 'never opens', 'monday'],
    [
      ruleFile('weekly: { munday: [09:00-10:00], friday: [09:00-10:00] }'),
      '5:15: rules.r.weekly.munday',
      'no key',
      '"monday"',
    ],
    [
      ruleFile('weekly: { monday: [9:00-10:00] }'),
      '5:24: rules.r.weekly.monday[0]',
      'no window',
      '"09:00-10:00"',
    ],
    [dates('[]'), '5:12: rules.r.dates', 'empty list', 'at least one'],
    [dates('[2027-02-01]'), '5:13: rules.r.dates[0]', 'is text', '{ from: 2027-02-01 }'],
    [dates('[{ from: 2027-02-30 }]'), '5:21: rules.r.dates[0].from', 'does not exist', '01 to 28'],
    [dates('[{ from: 2027-13-01 }]'), '5:21: rules.r.dates[0].from', 'no such month', '01 to 12'],
    [dates('[{ from: 0207-01-01 }]'), '5:21: rules.r.dates[0].from', 'not in this age', 'year'],
    [dates('[{ from: 12-24 }]'), '5:21: rules.r.dates[0].from', 'no date', '{ every: 12-24 }'],
    [dates('[{ from: 2027-02-01T10:00+01:00 }]'), '5:21: rules.r.dates[0].from', 'no date', 'offset'],
    [dates('[{ from: 2027-02-01 10:00 }]'), '5:21: rules.r.dates[0].from', 'no date', '"2027-02-01T10:00"'],
    [dates('[{ from: 2027-02-01T25:00 }]'), '5:21: rules.r.dates[0].from', 'no date', '12:00'],
    [
      dates('[{ from: 2027-02-02, to: 2027-02-01 }]'),
      '5:37: rules.r.dates[0].to',
      'before it starts',
      'later',
    ],
    // Of what is no day nothing follows.
    [dates('[{ from: 2027-13-01, to: 2027-12-31 }]'), '5:21: rules.r.dates[0].from', 'no such month', '12'],
    [dates('[{ from: 2027-12-24, to: 2027-02-30 }]'), '5:37: rules.r.dates[0].to', 'not exist', '28'],
    [
      dates('[{ from: 2027-02-02T10:00, to: 2027-02-02T10:00 }]'),
      '5:43: rules.r.dates[0].to',
      'before',
      'later',
    ],
    [dates('[{ to: 2027-02-02 }]'), '5:13: rules.r.dates[0].from', 'is missing', '2027-02-01'],
    [dates('[{ from: 2027-02-02, until: x }]'), '5:33: rules.r.dates[0].until', 'no key', 'from, to or name'],
    [dates('[{ every: 13-01 }]'), '5:22: rules.r.dates[0].every', 'not exist', '01 to 12'],
    [dates('[{ every: 08-01, to: 08-01 }]'), '5:33: rules.r.dates[0].to', 'one day', 'leave'],
    [dates('[{ every: 08-01, to: 08-32 }]'), '5:33: rules.r.dates[0].to', 'not exist', '01 to 31'],
    [dates('[{ every: 08-01, to: 8 }]'), '5:33: rules.r.dates[0].to', 'no time', 'HH:MM'],
    [dates('[{ every: 02-30 }]'), '5:22: rules.r.dates[0].every', 'not exist', '01 to 29'],
    [dates('[{ every: 2027-02-01 }]'), '5:22: rules.r.dates[0].every', 'no day', 'MM-DD'],
    [
      dates('[{ every: 02-29 }]'),
      '5:13: rules.r.dates[0]',
      '29 February',
      '28 (February), 1 (March) or skip',
    ],
    [dates('[{ every: 02-28, leap: 28 }]'), '5:35: rules.r.dates[0].leap', '29 February only', 'leave'],
    [dates('[{ every: 02-29, leap: 27 }]'), '5:35: rules.r.dates[0].leap', 'not known', '"28"'],
    [dates('[{ every: 12-24, from: 9:00 }]'), '5:35: rules.r.dates[0].from', 'no time', 'HH:MM'],
    [dates('[{ every: 12-24, to: 24:00 }]'), '5:33: rules.r.dates[0].to', 'no time', 'leave it out'],
    [dates('[{ every: 12-24, from: 10:00, to: 10:00 }]'), '5:46: rules.r.dates[0].to', 'ends when', 'leave'],
  ]);

  const effect = (text: string) => datesRule(`effect: ${text}`);
  oneFault([
    [effect('opne'), '6:13: rules.r.effect', 'not known', '"open"'],
    [effect(''), '6:5: rules.r.effect', 'is empty', 'open, leave'],
    [effect('{ reachable: no }'), '6:26: rules.r.effect.reachable', 'is text', 'true, false or keep'],
    [effect('{ offlineMessage: nights }'), '6:31: rules.r.effect.offlineMessage', 'no message', 'closed'],
    [effect('{ templates: { A: {} } }'), '6:31: rules.r.effect.templates.A', 'changes nothing', 'content'],
    [effect('{ templates: {} }'), '6:26: rules.r.effect.templates', 'names no template', 'leave it out'],
    [effect('{ templates: [A] }'), '6:26: rules.r.effect.templates', 'is a list', '"Holiday"'],
    [
      effect('{ templates: { A: { content: clsed } } }'),
      '6:42: rules.r.effect.templates.A.content',
      'no message',
      '"closed"',
    ],
    [
      effect('{ templates: { A: { text: closed } } }'),
      '6:33: rules.r.effect.templates.A.text',
      'no key',
      'content',
    ],
    [
      effect('{ templates: { A: { title: "{{reopens}}" } } }'),
      '6:40: rules.r.effect.templates.A.title',
      'only content',
      'out',
    ],
    [
      effect('{ templates: { "A ": { icon: x }, A: { icon: y } } }'),
      '6:47: rules.r.effect.templates.A',
      'twice',
      'keep one',
    ],
    [
      effect('{ open: true, templates: { A: { icon: x } } }'),
      '6:38: rules.r.effect.templates',
      'open: true',
      '',
    ],
    [
      ruleFile('cron: { close: "0 19 * * *", open: "0 9 * * *" }\neffect: { templates: { A: { icon: x } } }'),
      '6:26: rules.r.effect.templates',
      'does not go with cron',
      'leave it out',
    ],
    [
      effect('{ open: true, reachable: false }'),
      '6:38: rules.r.effect.reachable',
      'open: true',
      'leave it out',
    ],
    [effect('{ open: true, welcomeMessage: keep }'), '6:43: rules.r.effect.welcomeMessage', 'open: true', ''],
    [effect('{ open: "true" }'), '6:21: rules.r.effect.open', 'is text', 'true'],
    [effect('{ chatHours: close }'), '6:26: rules.r.effect.chatHours', 'not known', '"closed"'],
    [effect('{ chatHours: [] }'), '6:26: rules.r.effect.chatHours', 'empty list', 'closed'],
    [effect('{ chatHours: true }'), '6:26: rules.r.effect.chatHours', 'is true', 'business'],
    [effect('{ chatHours: [10:00-10:00] }'), '6:27: rules.r.effect.chatHours[0]', 'same time', '00:00-24:00'],
    [effect('{ chatHours: [24:00-25:00] }'), '6:27: rules.r.effect.chatHours[0]', 'no window', 'HH:MM-HH:MM'],
    [effect('open\nmessage: closed'), '7:14: rules.r.message', 'does not close', 'leave it out'],
    [effect('leave\nmessage: closed'), '7:14: rules.r.message', 'does not close', 'leave it out'],
    [
      effect('{ offlineMessage: keep }\nmessage: closed'),
      '7:14: rules.r.message',
      'is not the offline',
      'keep one',
    ],
  ]);
});

test('all faults of a file come at once, in the order of the file', () => {
  const faults = faultsOf(`version: 3
organizations:
  acme: { apiKey: literal, timezone: Nowhere }
messages:
  m: "{{nothing}}"
rules:
  a: { holidays: {}, cron: {}, message: x, priority: y }
  b: { ical: x, effect: { templates: {}, chatHours: 7 } }
  c: {}
extra: 1
`);
  expect(faults.map((fault) => fault.split(': ')[0])).toEqual([
    '1:10',
    '3:19',
    '3:38',
    '5:6',
    '7:28',
    '7:28',
    '7:28',
    '7:41',
    '7:54',
    '8:38',
    '8:53',
    '9:6',
    '10:1',
  ]);
});

test('a list of many problems is cut in print, not in fact', () => {
  const text = file(`messages: { ${Array.from({ length: 300 }, (_, index) => `m${index}: ""`).join(', ')} }`);
  try {
    parseConfig(text, FILE);
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.issues).toHaveLength(300);
    expect(error.message).toContain('and 100 more problems');
  }
});

describe('whatever the file holds, nothing but a ConfigError is thrown', () => {
  const attempt = (text: string) => {
    try {
      parseConfig(text, FILE);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
    }
  };
  const words = [
    'version',
    'organizations',
    'messages',
    'rules',
    'apiKey',
    'scope',
    'dates',
    'from',
    'effect',
  ];
  const more = [
    'chatHours',
    'holidays',
    'except',
    'weekly',
    'monday',
    'cron',
    'close',
    '__proto__',
    'constructor',
  ];
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom('1', 'open', '2026-12-06', 'FR', '*', '{{')),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.oneof(fc.constantFrom(...words, ...more), fc.string()), tie('node'), { maxKeys: 5 }),
    ),
  })).node;

  test('JSON', () => {
    fc.assert(
      fc.property(value, (json) => attempt(JSON.stringify(json))),
      { numRuns: 500 },
    );
  });

  test('JSON inside a file that is otherwise right', () => {
    fc.assert(
      fc.property(value, fc.constantFrom('rules', 'messages'), (json, part) =>
        attempt(file(`${part}: { a: ${JSON.stringify(json)} }`)),
      ),
      { numRuns: 500 },
    );
  });

  test('text', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => attempt(text)),
      { numRuns: 500 },
    );
    for (const text of ['['.repeat(20_000), '{a: '.repeat(20_000), '- '.repeat(20_000), 'a: &a\n  b: *a'])
      attempt(text);
  });
});
