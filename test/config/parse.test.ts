import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deserializeConfig, loadConfig, serializeConfig } from '../../lib/config/index.ts';
import { datesRule, faultsOf, file, load, ruleFile } from './support.ts';

const FULL = `version: 1
organizations:
  acme:
    apiKey: env:PARTOO_API_KEY
    baseUrl: http://127.0.0.1:8080/v2/
    requestsPerMinute: 600
    budgetShare: 0.50
    timezone: europe/paris
    language: fr
    webhookPublicKey: MCowBQYDK2VwAyEA0G9ciHL6XZQXuWq6W4dFLvwNEPWgcdtQgEVlBIwZWBQ=
    businesses:
      00012: { timezone: Indian/Reunion, region: fr-974, language: fr }
    corrections:
      - { scope: { zipcodes: ["67*", "68*"] }, region: FR-67 }
messages:
  holiday:
    fr: "Fermé ({{closure_name}}). Réouverture : {{reopens}}."
    pt-br: "Fechado."
  night: "Back at {{reopens_time}}."
  away: { template: Holiday }
rules:
  public-holidays:
    scope: { countries: [fr, ES], exclude: { codes: [00009] } }
    holidays: { types: [public, bank], except: [Whit Monday, 2027-07-14, { every: 05-01 }], also: [{ every: 12-24, from: 17:00, name: Christmas Eve }] }
    message: holiday
  december-sundays:
    name: Sundays
    dates: [{ from: 2026-12-06 }, { from: "2026-12-13T10:00", to: 2026-12-13T18:00 }]
    effect: { open: true, chatHours: [10:00-18:00] }
    priority: 80
    onManualChange: enforce
    maxLead: 1h30m
  nights:
    cron: { close: 0 19 * * MON-FRI, open: 0 9 * * MON-FRI }
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
    enabled: false
  alsace:
    holidays: { region: FR-67 }
    effect: leave
  hours:
    weekly: { monday: [09:00-19:00], friday: ["09:00-02:00"], saturday: [00:00-24:00], sunday: [] }
    effect: { welcomeMessage: night }
  closing-day:
    dates: [{ from: 2027-01-02, name: Inventory }]
    announce: { before: 1w3d, offlineMessage: holiday, welcomeMessage: night }
`;

describe('a whole file', () => {
  const { config } = load(FULL);
  const rule = (key: string) => config.rules.find((candidate) => candidate.key === key);

  test('organizations, with defaults, canonical spellings and codes as written', () => {
    expect(config.organizations).toEqual([
      {
        id: 'acme',
        apiKey: 'env:PARTOO_API_KEY',
        baseUrl: 'http://127.0.0.1:8080/v2',
        requestsPerMinute: 600,
        budgetShare: 0.5,
        timezone: 'Europe/Paris',
        language: 'fr',
        webhookPublicKey: 'MCowBQYDK2VwAyEA0G9ciHL6XZQXuWq6W4dFLvwNEPWgcdtQgEVlBIwZWBQ=',
        businesses: { '00012': { timezone: 'Indian/Reunion', region: 'FR-974', language: 'fr' } },
        corrections: [{ scope: { zipcodes: ['67*', '68*'] }, region: 'FR-67' }],
      },
    ]);
    expect(load(file('')).config).toEqual({
      version: 1,
      organizations: [
        {
          id: 'acme',
          apiKey: 'env:KEY',
          baseUrl: 'https://api.partoo.co/v2',
          requestsPerMinute: 300,
          budgetShare: 0.8,
          timezone: null,
          language: null,
          webhookPublicKey: null,
          businesses: {},
          corrections: [],
        },
      ],
      messages: {},
      rules: [],
    });
  });

  test('messages by language, for all languages, and by template', () => {
    expect(config.messages).toEqual({
      holiday: {
        texts: { fr: 'Fermé ({{closure_name}}). Réouverture : {{reopens}}.', 'pt-BR': 'Fechado.' },
      },
      night: { texts: { default: 'Back at {{reopens_time}}.' } },
      away: { template: 'Holiday' },
    });
  });

  test('each kind of calendar', () => {
    expect(rule('public-holidays')?.calendar).toEqual({
      kind: 'holidays',
      country: null,
      region: null,
      types: ['public', 'bank'],
      except: [{ name: 'Whit Monday' }, { date: '2027-07-14' }, { every: '05-01' }],
      also: [{ every: '12-24', fromTime: '17:00', toTime: null, leap: null, name: 'Christmas Eve' }],
    });
    expect(rule('december-sundays')?.calendar).toEqual({
      kind: 'dates',
      entries: [
        { from: '2026-12-06', to: null, name: null },
        { from: '2026-12-13T10:00', to: '2026-12-13T18:00', name: null },
      ],
    });
    expect(rule('nights')?.calendar).toEqual({
      kind: 'cron',
      close: '0 19 * * MON-FRI',
      open: '0 9 * * MON-FRI',
    });
    expect(rule('alsace')?.calendar).toMatchObject({ country: 'FR', region: 'FR-67', types: ['public'] });
    expect(rule('hours')?.calendar).toEqual({
      kind: 'weekly',
      open: { monday: ['09:00-19:00'], friday: ['09:00-02:00'], saturday: ['00:00-00:00'], sunday: [] },
    });
  });

  test('what rules leave out is filled in', () => {
    expect(rule('public-holidays')).toMatchObject({
      name: null,
      scope: { countries: ['FR', 'ES'], exclude: { codes: ['00009'] } },
      priority: 40,
      onManualChange: 'respect',
      maxLeadMilliseconds: 600_000,
      enabled: true,
    });
    expect(rule('december-sundays')).toMatchObject({
      name: 'Sundays',
      scope: null,
      priority: 80,
      onManualChange: 'enforce',
      maxLeadMilliseconds: 5_400_000,
    });
    expect(['nights', 'hours', 'alsace'].map((key) => rule(key)?.priority)).toEqual([10, 10, 40]);
    expect(rule('closing-day')?.announce).toEqual({
      before: { days: 10 },
      offlineMessage: { message: 'holiday' },
      welcomeMessage: { message: 'night' },
    });
    expect(rule('hours')).not.toHaveProperty('announce');
    expect(rule('nights')?.enabled).toBe(false);
    expect(load(datesRule('name: x')).config.rules[0]?.priority).toBe(60);
  });

  test('survives the store, and the store gives back nothing else', () => {
    expect(deserializeConfig(serializeConfig(config))).toEqual(config);
    for (const damaged of [
      '',
      '{}',
      '[]',
      'null',
      serializeConfig(config).replace('"open":true', '"open":1'),
    ])
      expect(() => deserializeConfig(damaged)).toThrow('stored configuration');
    const secret = serializeConfig(config).replace('env:PARTOO_API_KEY', '0123456789abcdef');
    expect(() => deserializeConfig(secret)).toThrow(/^((?!0123456789).)*$/s);
  });

  test('values can be found again', () => {
    const { locate } = load(FULL);
    expect(locate(['rules', 'nights', 'cron', 'close'])).toEqual({ line: 34, column: 20 });
    expect(locate(['rules', 'december-sundays', 'dates', 1, 'to'])).toEqual({ line: 28, column: 67 });
    expect(locate(['rules', 'nights', 'cron', 'nowhere', 3])).toEqual({ line: 34, column: 11 });
    expect(locate(['nowhere'])).toEqual({ line: 1, column: 1 });
  });
});

describe('effects', () => {
  const effectOf = (members: string) => load(datesRule(members)).config.rules[0]?.effect;
  const closing = {
    kind: 'set',
    open: false,
    reachable: false,
    offlineMessage: { message: 'closed' },
    chatHours: 'closed',
  };
  const week = (windows: string[], exceptions: Record<string, string[]> = {}) => ({
    monday: windows,
    tuesday: windows,
    wednesday: windows,
    thursday: windows,
    friday: windows,
    saturday: windows,
    sunday: windows,
    ...exceptions,
  });

  test.each([
    ['enabled: true', closing],
    ['effect: {}', closing],
    ['effect: { open: false }', closing],
    ['effect: leave', { kind: 'leave' }],
    ['effect: open', { kind: 'set', open: true }],
    ['effect: { open: true }', { kind: 'set', open: true }],
    ['effect: { open: true, chatHours: business }', { kind: 'set', open: true, chatHours: 'business' }],
    ['effect: { reachable: true }', { ...closing, reachable: true }],
    ['effect: { reachable: keep, chatHours: keep }', { ...closing, reachable: 'keep', chatHours: 'keep' }],
    ['effect: { welcomeMessage: keep }', { ...closing, welcomeMessage: 'keep' }],
    ['effect: { welcomeMessage: closed }', { ...closing, welcomeMessage: { message: 'closed' } }],
    ['message: closed', closing],
    [
      'message: closed\neffect: { offlineMessage: closed, reachable: keep }',
      { ...closing, reachable: 'keep' },
    ],
  ])('%s', (members, expected) => {
    expect(effectOf(members)).toEqual(expected);
  });

  test.each([
    ['[10:00-12:00, 14:00-18:00]', week(['10:00-12:00', '14:00-18:00'])],
    ['["14:00-18:00", "10:00-15:00"]', week(['10:00-18:00'])],
    ['{ monday: [09:00-12:00] }', week([], { monday: ['09:00-12:00'] })],
    ['{ friday: [22:00-02:00] }', week([], { friday: ['22:00-23:59'], saturday: ['00:00-02:00'] })],
    ['{ sunday: [22:00-02:00] }', week([], { sunday: ['22:00-23:59'], monday: ['00:00-02:00'] })],
    ['{ friday: [22:00-00:00] }', week([], { friday: ['22:00-23:59'] })],
    ['[00:00-24:00]', week(['00:00-23:59'])],
    ['{ friday: [23:59-00:30] }', week([], { saturday: ['00:00-00:30'] })],
  ])('chatHours: %s', (hours, expected) => {
    expect(effectOf(`effect: { chatHours: ${hours} }`)).toMatchObject({ chatHours: expected });
  });
});

describe('what YAML would make of plain scalars', () => {
  test.each([
    '00012',
    '0o14',
    '0x1F',
    '1e3',
    '1_000',
    '+5',
    '12.0',
    '.5',
    '17:00',
    '12-24',
    'no',
    'on',
    '2026-12-06',
  ])('the store code %s stays what was written', (code) => {
    expect(load(datesRule(`scope: { codes: [${code}] }`)).config.rules[0]?.scope).toEqual({ codes: [code] });
  });

  test.each(['true', 'null', '~', 'False'])('the store code %s is refused until it is quoted', (code) => {
    expect(faultsOf(datesRule(`scope: { codes: [${code}] }`))).toHaveLength(1);
    expect(load(datesRule(`scope: { codes: ["${code}"] }`)).config.rules[0]?.scope).toEqual({
      codes: [code],
    });
  });

  test.each(['010', '0x10', '1e2', '"ten"', '[1]', '8.5'])('the priority %s is no whole number', (value) => {
    expect(faultsOf(datesRule(`priority: ${value}`))[0]).toMatch(/^6:15: rules\.r\.priority: /);
  });

  test('Norwegian is a language, not a refusal', () => {
    expect(load(file('messages: { m: { no: Stengt } }')).config.messages).toEqual({
      m: { texts: { no: 'Stengt' } },
    });
  });

  test('dates may be quoted', () => {
    const plain = load(ruleFile('dates: [{ from: 2026-12-06, to: 2026-12-07 }]')).config;
    expect(load(ruleFile('dates: [{ from: "2026-12-06", to: \'2026-12-07\' }]')).config).toEqual(plain);
  });
});

describe('files', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'config-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('the hash is that of the bytes', async () => {
    const path = join(folder, 'a.yml');
    const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(FULL)]);
    await writeFile(path, bytes);
    const loaded = await loadConfig(path);
    expect(loaded.hash).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(loaded.config).toEqual(load(FULL).config);
    expect(load(FULL).hash).toBe(createHash('sha256').update(FULL).digest('hex'));
  });

  test('a missing file says how to write one', async () => {
    const path = join(folder, 'none.yml');
    await expect(loadConfig(path)).rejects.toMatchObject({
      code: 'config',
      message: `${path}: there is no such file; write one with: partoo-closures init`,
    });
  });

  test('what is no UTF-8, no file, or too large is refused', async () => {
    const path = join(folder, 'b.yml');
    await writeFile(path, Buffer.from([0x76, 0xff, 0xfe]));
    await expect(loadConfig(path)).rejects.toThrow('is not UTF-8');
    await expect(loadConfig(folder)).rejects.toThrow('cannot be read');
    expect(faultsOf(`#${'x'.repeat(1_000_001)}`)).toEqual([expect.stringContaining('larger than 1 MB')]);
  });
});
