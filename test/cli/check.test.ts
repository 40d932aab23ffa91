import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closedNow, desk } from '../support/desk/desk.ts';

test('a right configuration ends with 0 and without a look at Partoo', async () => {
  await using user = await desk(closedNow('stock-taking'));
  const { code, stdout } = await user.run(['check']);
  expect(code).toBe(0);
  expect(stdout).toContain('ok  closures.yml: 1 organization, 1 rule, 0 messages');
  expect(user.sandbox.requests).toHaveLength(0);
});

test('a cron is said in words', async () => {
  await using user = await desk(
    '  nights: { cron: { close: "0 19 * * mon-fri", open: "0 9 * * FRI-MON" } }\n',
  );
  const words = 'closes at 19:00, Monday through Friday; opens at 09:00, Friday through Monday';
  const { stdout } = await user.run(['check']);
  expect(stdout).toContain(`nights  ${words}\n`);
  const { json } = await user.run(['check', '--json']);
  expect(json().inWords).toEqual([{ rule: 'nights', words }]);
});

test('every error is told with file, line, column and the remedy', async () => {
  await using user = await desk(
    '  nights: { cron: { close: "0 19 * * *", open: "0 9 * * *" }, priorty: 5 }\n  sale: { dates: [{ from: 2027-02-30 }] }\n',
  );
  const { code, stdout, stderr } = await user.run(['check']);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  const lines = stderr.trim().split('\n');
  expect(lines.length).toBeGreaterThanOrEqual(2);
  for (const line of lines) expect(line).toMatch(/^closures\.yml:[56]:\d+: .+; .+/);
  expect(stderr).toContain('did you mean "priority"?');
});

test('every fault is named in one go, whatever stage finds it', async () => {
  await using user = await desk('');
  await user.configure(`version: 1
organizations:
  acme:
    apiKey: sk-live-1234567890
    corrections: [{ scope: { zipcodes: ["67*"] }, region: FR-99 }]
rules:
  broken: { cron: { close: "0 19 * * FUNDAY", open: "0 9 31 2 *" }, priorty: 5 }
  sale: { dates: [{ from: 2027-02-30 }] }
  nights: { cron: { close: "0 25 * * *", open: "0 9 * * MOND" } }
  never: { cron: { close: "0 9 30 2 *", open: "0 9 * * *" }, scope: [] }
  feasts: { holidays: { country: FR, except: [Whit Mondy] }, message: closd }
`);
  const { code, stderr } = await user.run(['check']);
  expect(code).toBe(2);
  const told = stderr.trim().split('\n');
  expect(told.map((line) => line.split(': ').slice(0, 2).join(' '))).toEqual([
    expect.stringMatching(/^closures.yml:4:13 organizations.acme.apiKey/),
    expect.stringMatching(/^closures.yml:5:\d+ organizations.acme.corrections/),
    expect.stringMatching(/^closures.yml:7:\d+ rules.broken.cron.close/),
    expect.stringMatching(/^closures.yml:7:\d+ rules.broken.priorty/),
    expect.stringMatching(/^closures.yml:8:\d+ rules.sale.dates\[0\].from/),
    expect.stringMatching(/^closures.yml:9:\d+ rules.nights.cron.close/),
    expect.stringMatching(/^closures.yml:9:\d+ rules.nights.cron.open/),
    expect.stringMatching(/^closures.yml:10:\d+ rules.never.cron.close/),
    expect.stringMatching(/^closures.yml:10:\d+ rules.never.scope/),
    expect.stringMatching(/^closures.yml:11:\d+ rules.feasts.holidays.except\[0\]/),
    expect.stringMatching(/^closures.yml:11:\d+ rules.feasts.message/),
  ]);
  expect(stderr).not.toContain('sk-live');
});

test('a fault hides no other one beside it', async () => {
  await using user = await desk('');
  await user.configure(`version: 1
organizations:
  acme:
    apiKey: env:PARTOO_API_KEY
    businesses:
      ST-1: { timezone: Europe/Pariss, region: FR-999 }
      ST-2: { region: ES-XX }
    corrections:
      - { scope: { zipcodes: [] }, region: FR-99 }
      - { scope: { regions: [FR-98] }, timezone: Nowhere }
messages:
  away: { fr: "{{reopen}}", en: "Back {{reopens}}", default: de }
rules: {}
`);
  const { code, stderr } = await user.run(['check']);
  const told = stderr
    .trim()
    .split('\n')
    .map((line) => line.split(': ')[1]);
  expect([code, told.toSorted()]).toEqual([
    2,
    [
      'messages.away.default',
      'messages.away.fr',
      'organizations.acme.businesses.ST-1.region',
      'organizations.acme.businesses.ST-1.timezone',
      'organizations.acme.businesses.ST-2.region',
      'organizations.acme.corrections[0].region',
      'organizations.acme.corrections[0].scope.zipcodes',
      'organizations.acme.corrections[1].scope.regions[0]',
      'organizations.acme.corrections[1].timezone',
    ],
  ]);
});

test('what only the calendars can tell has its line and column as well', async () => {
  await using user = await desk('  feasts:\n    holidays: { country: FR, except: [Whit Mondy] }\n');
  const { code, stderr, json } = await user.run(['check', '--json']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^closures\.yml:6:\d+: rules\.feasts\.holidays\.except\[0\]/);
  expect(json().error.issues[0]).toMatchObject({ line: 6, file: 'closures.yml' });
});

const EVERYWHERE: [string, string, RegExp][] = [
  ['a feast of one region', 'holidays: { country: ES, except: [Sant Esteve] }', /^$/],
  ['a day of one region', 'holidays: { country: FR, except: [{ every: 12-26 }] }', /^$/],
  ['a feast of one city', 'holidays: { country: IT, types: [public, local], except: [Sant’Ambrogio] }', /^$/],
  ['none of any', 'holidays: { country: ES, except: [Sant Estebe] }', /did you mean Sant Esteve/],
  ['one of one of the scope', 'scope: { countries: [FR, ES] }, holidays: { except: [Sant Esteve] }', /^$/],
  [
    'none in the scope',
    'scope: { countries: [FR, BE] }, holidays: { except: [Whit Mondy] }',
    /Whit Monday\?/,
  ],
  ['none in its regions', 'scope: { regions: [FR-67] }, holidays: { except: [Whit Mondy] }', /Whit Monday\?/],
  ['another region’s', 'scope: { regions: [ES-MD] }, holidays: { except: [Sant Esteve] }', /is no holiday/],
  ['where there is no data', 'scope: { countries: [KP] }, holidays: { except: [Whit Mondy] }', /^$/],
  ['nobody knows where', 'holidays: { except: [Whit Mondy] }', /^$/],
];

test('before a shop is known an except is judged by everywhere that the rule may concern', async () => {
  await using user = await desk('');
  for (const [which, rule, told] of EVERYWHERE) {
    await user.configure(
      `version: 1\norganizations:\n  acme: { apiKey: env:PARTOO_API_KEY }\nrules:\n  feasts: { ${rule} }\n`,
    );
    const { code, stderr } = await user.run(['check']);
    expect([which, code, stderr], which).toEqual([
      which,
      told.source === '^$' ? 0 : 2,
      expect.stringMatching(told),
    ]);
  }
});

test('the file may be named by option and by environment', async () => {
  await using user = await desk(closedNow('stock-taking'));
  await mkdir(join(user.folder, 'conf'));
  await writeFile(join(user.folder, 'conf', 'other.yml'), 'version: 2\n');
  const byOption = await user.run(['check', '--config', 'conf/other.yml']);
  expect(byOption.code).toBe(2);
  expect(byOption.stderr).toContain('conf/other.yml:1:10');
  const byEnvironment = await user.run(['check'], { PARTOO_CLOSURES_CONFIG: 'conf/other.yml' });
  expect(byEnvironment.stderr).toBe(byOption.stderr);
});

test('warnings do not matter to the exit code', async () => {
  await using user = await desk(closedNow('stock-taking'));
  await user.configure(
    `version: 1\norganizations:\n  acme: { apiKey: env:PARTOO_API_KEY }\nmessages:\n  unused: { fr: "Retour {{reopens}}" }\n`,
  );
  const { code, json, stderr } = await user.run(['check', '--json']);
  expect(code).toBe(0);
  expect(json()).toMatchObject({ valid: true, warnings: [{ code: 'message' }] });
  expect(stderr).toContain('warning');
});

test('once the businesses are known it warns of late waves, and still asks nobody', async () => {
  await using user = await desk('  nights: { cron: { close: "0 20 * * *", open: "0 8 * * *" } }\n');
  expect((await user.run(['apply', '--yes', '--allow-now', '12'])).code).toBe(0);
  expect((await user.run(['check'])).stderr).not.toContain('will be late');
  await user.configure(
    `version: 1\norganizations:\n  acme: { apiKey: env:PARTOO_API_KEY, baseUrl: env:PARTOO_BASE_URL, timezone: Europe/Paris, requestsPerMinute: 2 }\n` +
      'rules:\n  nights: { cron: { close: "0 20 * * *", open: "0 8 * * *" } }\n',
  );
  const { length } = user.sandbox.requests;
  const { code, stderr } = await user.run(['check']);
  expect(code).toBe(0);
  expect(stderr).toMatch(/waves will be late, the worst at .*requestsPerMinute: \d+/);
  expect(user.sandbox.requests).toHaveLength(length);
});
