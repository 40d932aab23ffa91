import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Business } from '../../lib/closures/model.ts';
import { parseConfig } from '../../lib/config/index.ts';
import { checkConfig } from '../../lib/operations/index.ts';
import { expandCalendars } from '../../lib/reconcile/refresh/refresh.ts';
import { business } from '../support/world/samples.ts';

const NOW = Date.parse('2026-11-22T00:00:00Z');

test('an unknown region is an error wherever it is named, with its place and what would be right', async () => {
  const loaded = parseConfig(
    `version: 1
organizations:
  acme:
    apiKey: env:KEY
    businesses: { ST-1: { region: ES-XX } }
    corrections:
      - { scope: { zipcodes: ["67*"] }, region: FR-99 }
rules:
  alsace:
    scope: { regions: [FR-67, FR-6E], exclude: { regions: [FR-974, ES-ZZ] } }
    holidays: { country: FR, region: FR-98 }
`,
    'closures.yml',
  );
  const { errors } = await checkConfig(loaded, NOW);
  expect(errors.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    '5: ES-XX is no region of ES',
    '7: FR-99 is no region of FR',
    '10: FR-6E is no region of FR',
    '10: ES-ZZ is no region of ES',
    '11: FR-98 is no region of FR',
  ]);
  for (const { remedy } of errors) expect(remedy).toContain('did you mean');
});

test('a shop whose country is not known keeps nobody from applying, and is told', async () => {
  const loaded = parseConfig(
    `version: 1
organizations:
  acme: { apiKey: env:KEY }
rules:
  public-holidays: { holidays: {} }
`,
    'closures.yml',
  );
  const paris = business('a1', { code: 'ST-1' });
  const nowhere: Business = { ...paris, id: 'a2', code: 'ST-2', country: null, zone: null, zipcode: null };
  const told = async (...list: Business[]) => {
    const { errors, places } = await checkConfig(loaded, NOW, new Map([['acme', list]]));
    expect(errors).toEqual([]);
    return places.map(({ message }) => message);
  };
  // Without a zone nothing is done anyway.
  expect(await told(paris, nowhere)).toEqual([]);
  const lost = { ...nowhere, zone: 'Europe/Paris' };
  expect(await told(paris, lost)).toEqual([
    expect.stringContaining('the country of 1 shop (ST-2) is not known'),
  ]);
  expect(await told(paris, lost, { ...lost, id: 'a3', code: null })).toEqual([
    expect.stringContaining('the country of 2 shops (ST-2 a3) is not known'),
  ]);
  // The same where it is found out while calendars are expanded.
  const { config } = loaded;
  const window = { from: '2026-12-01', to: '2027-01-01' };
  const { warnings } = await expandCalendars(config, '', config.organizations[0]!, [paris, lost], window);
  expect(warnings.map(({ message }) => message)).toEqual([
    expect.stringContaining('the country of 1 shop (ST-2) is not known'),
  ]);
});

test('what is wrong with the place of a shop names the shop', async () => {
  const loaded = parseConfig(
    'version: 1\norganizations: { acme: { apiKey: env:KEY } }\nrules: { feasts: { holidays: {} } }\n',
    'closures.yml',
  );
  const paris = business('a1', { code: 'ST-1' });
  const shops: Business[] = [
    paris,
    { ...paris, id: 'a2', code: 'ST-2', country: 'KP', region: null },
    { ...paris, id: 'a3', code: 'ST-3', country: 'ES', region: 'FR-974' },
  ];
  const { errors, places } = await checkConfig(loaded, NOW, new Map([['acme', shops]]));
  expect(errors.map(({ message }) => message)).toEqual(['1 shop (ST-3): FR-974 does not lie in ES']);
  // Nothing is wrong with the file, and the others have their holidays.
  expect(places).toEqual([
    {
      code: 'region',
      message: expect.stringMatching(/^1 shop \(ST-2\): there is no holiday data for the country KP/),
    },
  ]);
});

test('a code that several shops have is told wherever the file selects by it, and only where it means several', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-codes-'));
  await writeFile(join(folder, 'inventory.csv'), 'code,from\nST-1,2027-01-05\nST-2,2027-01-05\n');
  const loaded = parseConfig(
    `version: 1
organizations:
  acme:
    apiKey: env:KEY
    businesses: { ST-1: { language: fr } }
    corrections: [{ scope: { codes: [ST-2, ST-1] }, language: fr }]
  other: { apiKey: env:KEY }
rules:
  one: { scope: { codes: [ST-1] }, dates: [{ from: 2027-01-04 }] }
  by-city: { scope: { codes: [ST-1], cities: [Lyon] }, dates: [{ from: 2027-01-04 }] }
  but: { scope: { countries: [FR], exclude: { codes: [ST-1] } }, dates: [{ from: 2027-01-04 }] }
  off: { scope: { codes: [ST-1] }, dates: [{ from: 2027-01-04 }], enabled: false }
  elsewhere: { scope: { codes: [ST-1], organizations: [other] }, dates: [{ from: 2027-01-04 }] }
  inventory: { sheet: inventory.csv }
`,
    join(folder, 'closures.yml'),
  );
  const list = [
    business('a1', { code: 'ST-1' }),
    business('a2', { code: 'ST-1', city: 'Lyon' }),
    business('a3', { code: 'ST-2' }),
    business('a4', { code: null }),
    business('a5', { code: null }),
  ];
  const { errors, warnings } = await checkConfig(
    loaded,
    NOW,
    new Map([
      ['acme', list],
      ['other', [business('b1', { code: 'ST-1' })]],
    ]),
  );
  await rm(folder, { recursive: true, force: true });
  expect(errors).toEqual([]);
  const told = warnings.filter(({ code }) => code === 'code-shared').map(({ message }) => message);
  const what = 'ST-1 is the code of 2 shops (a1, a2) of "acme", and means them all';
  expect(told.map((message) => message.replace(/^.*closures\.yml:/, ''))).toEqual([
    `5:25: organizations.acme.businesses.ST-1: ${what}; to correct one, write a correction that names its id under \`businesses\``,
    `6:37: organizations.acme.corrections[0].scope.codes: ${what}; to mean one, name its id under \`businesses\``,
    `9:26: rules.one.scope.codes: ${what}; to mean one, name its id under \`businesses\``,
    `11:54: rules.but.scope.exclude.codes: ${what}; to mean one, name its id under \`businesses\``,
    `14:23: rules.inventory.sheet: ${what}; to mean one, name its id instead of the code`,
  ]);
});
