import { describe, expect, test } from 'vitest';
import {
  makeBusiness,
  partooDefaultText,
  type SettingsRow,
  type SettingsWrite,
  settingsOf,
} from '../../lib/sandbox/index.ts';
import { documentedProperties } from './contract.ts';
import { type Answered, detailOf, sandboxOf } from './support.ts';

const page = (answered: Answered) =>
  answered.body as { settings: SettingsRow[]; page: number; count: number; max_page: number };

const one = makeBusiness(1, 1, { settings: settingsOf(), business: { default_lang: 'fr' } });
const path = `/messaging/settings/${one.settingId}`;

describe('listing', () => {
  test('pages hold thirty rows unless told otherwise, and say how many there are', async () => {
    const { call, sandbox } = await sandboxOf({ businesses: 65 });
    const first = page(await call('GET', '/messaging/settings'));
    expect(first).toMatchObject({ page: 1, count: 65, max_page: 3 });
    const pages = [
      first,
      ...(await Promise.all([2, 3].map((n) => call('GET', `/messaging/settings?page=${n}`)))).map(page),
    ];
    expect(pages.map(({ settings }) => settings.length)).toEqual([30, 30, 5]);
    expect(pages.flatMap(({ settings }) => settings)).toEqual(sandbox.settings());
    expect(page(await call('GET', '/messaging/settings?page=9&per_page=100')).settings).toEqual([]);
  });

  test('rows have exactly the documented members, in that order, and equal state gives equal bytes', async () => {
    const { call } = await sandboxOf();
    const first = await call('GET', '/messaging/settings');
    expect(Object.keys(page(first).settings[0]!)).toEqual(documentedProperties('MessagingSettings'));
    expect(Object.keys(page(first))).toEqual(['settings', 'page', 'count', 'max_page']);
    expect((await call('GET', '/messaging/settings')).text).toBe(first.text);
  });

  test.each([
    ['commas', (ids: string[]) => `business__in=${ids.join(',')}`],
    ['repetition', (ids: string[]) => ids.map((id) => `business__in=${id}`).join('&')],
  ])('business__in takes ids by %s, whatever their order, and leaves out unknown ones', async (_, query) => {
    const { call, sandbox } = await sandboxOf();
    const [a, b] = [sandbox.businesses[2]!.business.id, sandbox.businesses[5]!.business.id];
    const { settings, count } = page(await call('GET', `/messaging/settings?${query([b, 'unknown', a])}`));
    expect(settings.map((row) => row.business_id)).toEqual([a, b]);
    expect(count).toBe(2);
  });

  test('an empty business__in filters nothing: no protection for a client that forgot its list', async () => {
    const { call } = await sandboxOf();
    expect(page(await call('GET', '/messaging/settings?business__in=')).count).toBe(8);
  });

  test.each(['page=0', 'page=-1', 'page=x', 'page=1.5', 'per_page=0', 'per_page=101', 'org_id=3', 'pages=1'])(
    '%s is refused',
    async (query) => {
      const { call } = await sandboxOf();
      const answered = await call('GET', `/messaging/settings?${query}`);
      expect(answered.status).toBe(400);
      expect(detailOf(answered)).toHaveProperty(query.split('=')[0]!);
    },
  );
});

describe('updating', () => {
  test('answers the updated row, which reads agree with byte for byte', async () => {
    const { call } = await sandboxOf({ businesses: [one] });
    const wanted = settingsOf({ offline_message: 'Fermé jusqu’à lundi 🎄', is_launched: false });
    const answered = await call('POST', path, { body: wanted });
    expect(answered.body).toMatchObject({ id: one.settingId, ...wanted });
    const listed = await call('GET', '/messaging/settings');
    expect(listed.text).toContain(answered.text);
  });

  test('keeps the order of weekdays and the days that are not listed as received', async () => {
    const { call, sandbox } = await sandboxOf({ businesses: [one] });
    const custom_chat_hours = { sunday: [], friday: ['10:00-12:00', '14:00-00:00'], monday: ['00:00-23:59'] };
    await call('POST', path, { body: settingsOf({ custom_chat_hours }) });
    expect(JSON.stringify(sandbox.settings()[0]!.custom_chat_hours)).toBe(JSON.stringify(custom_chat_hours));
  });

  test('whatever is left out does not keep its value', async () => {
    const off = makeBusiness(1, 1, {
      settings: settingsOf({ is_launched: false }),
      business: { default_lang: 'fr' },
    });
    const { call } = await sandboxOf({ businesses: [off] });
    const answered = await call('POST', path, { body: {} });
    expect(answered.body).toMatchObject({
      welcome_message: partooDefaultText('welcome', 'fr'),
      offline_message: partooDefaultText('offline', 'fr'),
      uses_business_hours: true,
      custom_chat_hours: null,
      is_launched: true,
    });
  });

  test.each([
    ['null', null, 'fr', partooDefaultText('offline', 'fr')],
    ['blank', ' \n ', 'ca', partooDefaultText('offline', 'ca')],
    ['null in a language without default', null, 'hu', partooDefaultText('offline', 'en')],
    ['null without language', null, null, partooDefaultText('offline', 'en')],
  ])('a message that is %s becomes Partoo’s default', async (_, offline_message, default_lang, expected) => {
    const { call } = await sandboxOf({ businesses: [makeBusiness(1, 1, { business: { default_lang } })] });
    const answered = await call('POST', path, { body: settingsOf({ offline_message }) });
    expect(answered.body).toHaveProperty('offline_message', expected);
  });

  const sent = '  Ferme\u0301\r\njusqu’a\u0300 lundi\r! \n';
  test.each([
    ['trim-and-normalize', 'Fermé\njusqu’à lundi\n!'],
    ['exact', sent],
  ] as const)('texts are treated: %s', async (textTreatment, expected) => {
    const { call, sandbox } = await sandboxOf({ businesses: [one], textTreatment });
    const answered = await call('POST', path, { body: settingsOf({ offline_message: sent }) });
    expect(answered.body).toHaveProperty('offline_message', expected);
    expect(sandbox.settingsRow('ST-00001').offline_message).toBe(expected);
  });

  test.each<[string, unknown, unknown]>([
    ['an unknown member', { ...settingsOf(), timezone: 'Europe/Paris' }, { timezone: 'unknown field' }],
    ['the row as read', { id: 1, ...settingsOf() }, { id: 'unknown field' }],
    ['a number for a text', { ...settingsOf(), welcome_message: 3 }, { welcome_message: 'must be a string' }],
    ['a text for a flag', { ...settingsOf(), is_launched: 'no' }, { is_launched: 'must be a boolean' }],
    ['null for a flag', { ...settingsOf(), is_launched: null }, { is_launched: 'must be a boolean' }],
    ['24:00', hours({ monday: ['09:00-24:00'] }), { 'custom_chat_hours.monday.0': 'must be HH:MM-HH:MM' }],
    ['9:00', hours({ monday: ['9:00-18:00'] }), { 'custom_chat_hours.monday.0': 'must be HH:MM-HH:MM' }],
    ['no list', hours({ monday: '09:00-18:00' }), { 'custom_chat_hours.monday': 'must be an array' }],
    ['an unknown weekday', hours({ lundi: [] }), { 'custom_chat_hours.lundi': 'unknown field' }],
    ['hours as a list', hours([]), { custom_chat_hours: 'must be an object' }],
    [
      'own hours without hours',
      { uses_business_hours: false },
      { custom_chat_hours: 'is needed when uses_business_hours is false' },
    ],
    [
      'own hours that are null',
      hours(null),
      { custom_chat_hours: 'is needed when uses_business_hours is false' },
    ],
    ['a list', [settingsOf()], 'must be an object'],
    ['null', 'null', 'must be an object'],
    ['malformed JSON', '{"is_launched": false', 'Malformed JSON'],
    ['nothing', '', 'Malformed JSON'],
  ])('refuses %s, and changes nothing', async (_, body, detail) => {
    const { call, sandbox } = await sandboxOf({ businesses: [one] });
    const before = sandbox.settings();
    const answered = await call('POST', path, { body });
    expect(answered.status).toBe(400);
    expect(detailOf(answered)).toEqual(detail);
    expect(sandbox.settings()).toEqual(before);
    expect(sandbox.writesOf('ST-00001')).toEqual([]);
  });

  test.each(['1', '0', 'abc', one.business.id, 'c-ST-00001'])('knows no settings %s', async (id) => {
    const { call } = await sandboxOf({ businesses: [one] });
    expect((await call('POST', `/messaging/settings/${id}`, { body: settingsOf() })).status).toBe(404);
  });

  test.each([undefined, 'text/plain', 'application/x-www-form-urlencoded'])(
    'demands JSON by name: %s is refused',
    async (type) => {
      const { sandbox } = await sandboxOf({ businesses: [one] });
      const response = await fetch(sandbox.url + path, {
        method: 'POST',
        headers: { 'x-APIKey': 'sandbox-key', ...(type && { 'Content-Type': type }) },
        body: new TextEncoder().encode(JSON.stringify(settingsOf())),
      });
      expect(response.status).toBe(415);
      expect(await response.json()).toEqual({
        errors: { json: 'Unsupported media type. Please use application/json' },
      });
    },
  );
});

describe('peculiar businesses', () => {
  const empty = {
    monday: [],
    tuesday: [],
    wednesday: [],
    thursday: [],
    friday: [],
    saturday: [],
    sunday: [],
  };

  test.each([
    [true, 400],
    [['ST-00001'], 400],
    [[one.business.id], 400],
    [['ST-00002'], 200],
    [false, 200],
  ] as const)('refusesEmptyHours: %j answers emptied hours with %d', async (refusesEmptyHours, status) => {
    const { call } = await sandboxOf({
      businesses: [one],
      refusesEmptyHours: typeof refusesEmptyHours === 'boolean' ? refusesEmptyHours : [...refusesEmptyHours],
    });
    const answered = await call('POST', path, { body: settingsOf({ custom_chat_hours: empty }) });
    expect(answered.status).toBe(status);
    expect((await call('POST', path, { body: settingsOf() })).status).toBe(200);
  });

  test('refusesNullHours refuses the very null that reads answer', async () => {
    const settings = settingsOf({ uses_business_hours: true, custom_chat_hours: null });
    const businesses = [makeBusiness(1, 1, { settings })];
    const { call, sandbox } = await sandboxOf({ businesses, refusesNullHours: true });
    expect(sandbox.settings()[0]!.custom_chat_hours).toBeNull();
    const refused = await call('POST', path, { body: settings });
    expect(detailOf(refused)).toEqual({ custom_chat_hours: 'must be an object' });
    const { custom_chat_hours: _, ...rest } = settings;
    const accepted = await call('POST', path, { body: rest });
    expect(accepted.body).toMatchObject({ uses_business_hours: true, custom_chat_hours: empty });
  });
});

test('the sandbox remembers each write, what was sent and what came of it', async () => {
  const { call, sandbox, clock } = await sandboxOf({ businesses: [one] });
  const body = settingsOf({ offline_message: ' away ' });
  await call('POST', path, { body });
  const expected: SettingsWrite = {
    at: clock.now(),
    body,
    settings: settingsOf({ offline_message: 'away' }),
  };
  expect(sandbox.writesOf(one.business.id)).toEqual([expected]);
  expect(sandbox.requests).toMatchObject([
    {
      at: clock.now(),
      method: 'POST',
      path,
      status: 200,
      businessId: one.business.id,
      wrote: true,
      fault: null,
    },
  ]);
});

function hours(custom_chat_hours: unknown): unknown {
  return { ...settingsOf(), custom_chat_hours };
}
