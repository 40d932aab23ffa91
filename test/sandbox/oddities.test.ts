import { describe, expect, test } from 'vitest';
import {
  makeBusiness,
  makeBusinesses,
  type ScriptedFault,
  type SettingsRow,
  settingsOf,
} from '../../lib/sandbox/index.ts';
import { type Answered, sandboxOf } from './support.ts';

const one = makeBusiness(1, 1, { settings: settingsOf() });
const two = makeBusiness(2, 1, { settings: settingsOf() });
const path = `/messaging/settings/${one.settingId}`;
const week = Object.fromEntries(Object.keys(settingsOf().custom_chat_hours!).map((day) => [day, []]));
const closing = settingsOf({
  offline_message: "Fermé, c'est <férié> 🎄.",
  is_launched: false,
  custom_chat_hours: week,
});
const odd = { undocumented: true };
type List = { settings: SettingsRow[]; businesses: { id: string }[]; count?: number; max_page?: number };
const listOf = (answered: Answered) => answered.body as List;

/** A sandbox of two shops with one entry in its script. */
const oddly = (entry: Omit<ScriptedFault, 'match'> & { match?: ScriptedFault['match'] }) =>
  sandboxOf({
    businesses: [one, two],
    textTreatment: 'exact',
    faults: { script: [{ match: {}, ...entry }] },
  });

describe('a write', () => {
  test.each<[NonNullable<ScriptedFault['write']>['texts'], string]>([
    [['entities'], 'Fermé&#44; c&#39;est &lt;férié&gt; 🎄.'],
    [['apostrophes', 'commas'], 'Fermé&#44; c&#39;est <férié> 🎄.'],
    [[{ cut: 8 }], 'Fermé, c'],
    [['nfd'], "Fermé, c'est <férié> 🎄.".normalize('NFD')],
    [['withoutEmoji', 'foldedSpace', 'trimmed'], "Fermé, c'est <férié> ."],
    [['typographic'], 'Fermé, c’est <férié> 🎄.'],
    [[(text) => `${text.length}`], '24'],
  ])('of a text that is rewritten by %j', async (texts, stored) => {
    const { call, sandbox } = await oddly({ write: { texts: texts! } });
    const answered = await call('POST', path, { body: closing });
    expect(answered.body).toMatchObject({ offline_message: stored, is_launched: false });
    expect(sandbox.settingsRow('ST-00001').offline_message).toBe(stored);
  });

  test('of hours that are rewritten', async () => {
    const { call, sandbox } = await oddly({ write: { hours: ['emptyDaysLeftOut', 'windowsMerged'] } });
    const monday = ['14:00-18:00', '09:00-12:00', '12:00-14:00'];
    await call('POST', path, { body: { ...closing, custom_chat_hours: { ...week, monday } } });
    expect(sandbox.settingsRow('ST-00001').custom_chat_hours).toEqual({ monday: ['09:00-18:00'] });
  });

  test.each<['stored' | 'sent' | 'before', string]>([
    ['stored', 'FER'],
    ['sent', 'Fermé'],
    ['before', 'Nous sommes absents.'],
  ])('may be told as it is %s', async (tells, told) => {
    const { call } = await oddly({ write: { texts: [() => 'FER'], tells } });
    const { body } = await call('POST', path, { body: { ...closing, offline_message: 'Fermé' } });
    expect(body).toMatchObject({ offline_message: told });
  });

  test.each<[('is_launched' | 'texts' | 'hours')[], object, boolean]>([
    [['is_launched'], { ...closing, is_launched: true }, true],
    [['texts'], { ...closing, offline_message: settingsOf().offline_message }, true],
    [['hours'], { ...closing, custom_chat_hours: settingsOf().custom_chat_hours }, true],
    [['is_launched', 'texts', 'hours'], settingsOf(), false],
  ])('whose %j are acknowledged and not carried out', async (ignores, stored, wrote) => {
    const { call, sandbox } = await oddly({ write: { ignores } });
    expect((await call('POST', path, { body: closing })).body).toMatchObject(closing);
    expect(sandbox.settingsRow('ST-00001')).toMatchObject(stored);
    expect(sandbox.requests.at(-1)).toMatchObject({ wrote });
  });

  test.each([
    ['kept', 200],
    ['refused', 400],
  ] as const)('in which nulls are %s, and stay where they are left out', async (nulls, status) => {
    const { call, sandbox } = await oddly({ write: { nulls } });
    sandbox.person.edit('ST-00001', { welcome_message: null });
    const { welcome_message: _none, ...rest } = closing;
    await call('POST', path, { body: rest });
    expect(sandbox.settingsRow('ST-00001')).toMatchObject({ ...rest, welcome_message: null });
    const asked = await call('POST', path, { body: { ...closing, offline_message: null } });
    expect(asked.status).toBe(status);
    expect(sandbox.settingsRow('ST-00001')).toMatchObject(
      status === 200 ? { ...closing, offline_message: null } : rest,
    );
  });

  test('may be odd for one business, one direction, a number of times', async () => {
    const ignores = ['is_launched' as const];
    const { call, sandbox } = await oddly({
      match: { business: ['ST-00001'], closing: true, times: 1 },
      write: { ignores },
    });
    const launched = () => sandbox.settings().map((row) => row.is_launched);
    await call('POST', `/messaging/settings/${two.settingId}`, { body: closing });
    await call('POST', path, { body: closing });
    expect(launched()).toEqual([true, false]);
    await call('POST', path, { body: closing });
    expect(launched()).toEqual([false, false]);
  });

  test('may show late, and be overtaken by a person', async () => {
    const { call, sandbox, clock } = await oddly({ write: { lateMilliseconds: 60_000 } });
    const shown = async () => listOf(await call('GET', '/messaging/settings')).settings[0];
    await call('POST', path, { body: closing });
    expect(await shown()).toMatchObject(settingsOf());
    await clock.advance(60_000);
    expect(await shown()).toMatchObject(closing);
    await call('POST', path, { body: settingsOf() });
    sandbox.person.edit('ST-00001', { welcome_message: 'Moi' });
    expect(await shown()).toMatchObject({ ...settingsOf(), welcome_message: 'Moi', is_launched: false });
  });
});

describe('pages', () => {
  const businesses = makeBusinesses(9);
  /** The positions of the businesses on pages 1 to 4 of three each, and what is said of their number. */
  async function pagesOf(pages: NonNullable<ScriptedFault['pages']>) {
    const { call } = await sandboxOf({ businesses, faults: { script: [{ match: {}, pages }] } });
    const seen: string[] = [];
    for (const page of [1, 2, 3, 4]) {
      const list = listOf(await call('GET', `/business/search?per_page=3&page=${page}`, odd));
      const places = list.businesses.map(
        ({ id }) => businesses.findIndex((one) => one.business.id === id) + 1,
      );
      seen.push(`${places.join('')}/${list.count}/${list.max_page}`);
    }
    return seen.join(' ');
  }

  test.each<[NonNullable<ScriptedFault['pages']>, string]>([
    [{}, '123/9/3 456/9/3 789/9/3 /9/3'],
    [{ shift: 1 }, '123/9/3 345/10/4 678/10/4 9/10/4'],
    [{ shift: -1 }, '123/9/3 567/8/3 89/8/3 /8/3'],
    [{ order: 'reversed' }, '987/9/3 654/9/3 321/9/3 /9/3'],
    [{ order: 'alternating' }, '123/9/3 654/9/3 789/9/3 /9/3'],
    [{ atMost: 2 }, '12/9/3 45/9/3 78/9/3 /9/3'],
    [{ perPage: 5 }, '12345/9/2 6789/9/2 /9/2 /9/2'],
    [{ empty: [2] }, '123/9/3 /9/3 789/9/3 /9/3'],
    [{ ignored: true }, '123/9/3 123/9/3 123/9/3 123/9/3'],
    [{ endless: true, maxPage: 1e9 }, '123/9/1000000000 456/9/1000000000 789/9/1000000000 123/9/1000000000'],
    [
      { maxPage: null, count: null },
      '123/undefined/undefined 456/undefined/undefined 789/undefined/undefined /undefined/undefined',
    ],
  ])('with %j', async (pages, seen) => {
    expect(await pagesOf(pages)).toBe(seen);
  });

  test('of another order each, the same by every reading', async () => {
    const seen = await pagesOf({ order: 'byPage' });
    expect(seen).toBe(await pagesOf({ order: 'byPage' }));
    expect(new Set([...seen.replace(/\/9\/3/g, '').replace(/ /g, '')]).size).toBeLessThan(9);
  });

  test('of those that nobody asked for', async () => {
    const { call } = await oddly({ pages: { unfiltered: true } });
    const asked = `/messaging/settings?business__in=${one.business.id}`;
    expect(listOf(await call('GET', asked)).settings).toHaveLength(2);
  });
});

describe('rows', () => {
  async function rowsWith(rows: NonNullable<ScriptedFault['rows']>, business?: string[]) {
    const { call } = await oddly({ match: business ? { business } : {}, rows });
    return call('GET', '/messaging/settings', odd);
  }
  const idsWith = async (...args: Parameters<typeof rowsWith>) =>
    listOf(await rowsWith(...args)).settings.map(({ id }) => id);

  test('are missing, repeated, reversed, or foreign', async () => {
    const [a, b] = [one.settingId, two.settingId];
    expect(await idsWith({ missing: true }, ['ST-00001'])).toEqual([b]);
    expect(await idsWith({ repeated: true }, ['ST-00001'])).toEqual([a, a, b]);
    expect(await idsWith({ reversed: true })).toEqual([b, a]);
    expect(await idsWith({ foreign: 2 })).toEqual([a, b, 990_000, 990_001]);
  });

  test('hold what does not belong there', async () => {
    const { settings } = listOf(
      await rowsWith({ set: { is_launched: 'yes' }, without: ['id'] }, [two.business.id]),
    );
    expect(settings[0]).toMatchObject({ is_launched: true, id: one.settingId });
    expect(settings[1]).toMatchObject({ is_launched: 'yes' });
    expect(settings[1]).not.toHaveProperty('id');
    expect((await rowsWith({ depth: 5_000 })).text).toContain('['.repeat(5_000));
    expect((await rowsWith({ bytes: 2_000_000 })).text.length).toBeGreaterThan(2_000_000);
  });

  test('have numbers for ids and codes', async () => {
    const digits = makeBusiness(3, 1, { business: { id: '4711', code: '12' } });
    const { call } = await sandboxOf({
      businesses: [digits],
      faults: { script: [{ match: {}, rows: { numbers: true } }] },
    });
    expect(listOf(await call('GET', '/business/search', odd)).businesses[0]).toMatchObject({
      id: 4711,
      code: 12,
    });
    expect((await call('GET', '/business/4711', odd)).body).toMatchObject({ id: 4711, code: 12 });
    expect(listOf(await call('GET', '/messaging/settings', odd)).settings[0]).toMatchObject({
      business_id: 4711,
    });
  });
});

describe('an answer', () => {
  const url = async (answer: NonNullable<ScriptedFault['answer']>) => {
    const { sandbox } = await oddly({ match: { path: '^/messaging' }, answer });
    const response = await fetch(sandbox.url + path, {
      method: 'POST',
      headers: { 'x-APIKey': 'sandbox-key', 'Content-Type': 'application/json' },
      body: JSON.stringify(closing),
    });
    const text = await response.text().catch(() => 'undecodable');
    return { response, text, done: sandbox.writesOf('ST-00001').length === 1 };
  };

  test.each<[NonNullable<ScriptedFault['answer']>, number, RegExp, boolean]>([
    [{ status: 204, body: 'none' }, 204, /^$/, true],
    [{ body: 'none' }, 200, /^$/, true],
    [{ body: 'undecodable' }, 200, /^undecodable$/, true],
    [{ body: 'half' }, 200, /^\{"id":.*[^}]$/, true],
    [{ body: 'html' }, 200, /^<!DOCTYPE html>/, true],
    [{ body: { json: [] }, status: 500, prevents: true }, 500, /^\[\]$/, false],
  ])('is %j', async (answer, status, seen, isDone) => {
    const { response, text, done } = await url(answer);
    expect(response.status).toBe(status);
    expect(text).toMatch(seen);
    expect(done).toBe(isDone);
  });

  test('says when to come back, word for word', async () => {
    const { response } = await url({ status: 429, retryAfter: '99999999999', prevents: true });
    expect(response.headers.get('retry-after')).toBe('99999999999');
  });

  test('is the one before on its path', async () => {
    const { call } = await oddly({ match: { nth: 2 }, answer: { body: 'repeated' } });
    const asking = async ({ business }: typeof one) =>
      listOf(await call('GET', `/messaging/settings?business__in=${business.id}`)).settings[0]!.id;
    expect([await asking(one), await asking(two), await asking(two)]).toEqual([
      one.settingId,
      one.settingId,
      two.settingId,
    ]);
  });
});

describe('a business', () => {
  test('goes on under another id', async () => {
    const { sandbox, call } = await sandboxOf({ businesses: [one, two] });
    const id = sandbox.renewId('ST-00001');
    expect((await call('GET', `/business/${one.business.id}`)).status).toBe(404);
    expect((await call('GET', '/business/c-ST-00001')).body).toMatchObject({ id });
    expect(listOf(await call('GET', `/messaging/settings?business__in=${id}`)).settings[0]).toMatchObject({
      id: one.settingId,
      business_id: id,
    });
  });

  test('has two settings objects, or none', async () => {
    const { sandbox, call } = await sandboxOf({ businesses: [one, two] });
    const second = sandbox.addSettings('ST-00001');
    await call('POST', `/messaging/settings/${second}`, { body: closing });
    sandbox.removeSettings('ST-00002');
    const rows = listOf(await call('GET', '/messaging/settings')).settings;
    expect(rows.map(({ id, is_launched }) => [id, is_launched])).toEqual([
      [one.settingId, true],
      [second, false],
    ]);
    expect((await call('POST', `/messaging/settings/${two.settingId}`, { body: closing })).status).toBe(404);
    expect((await call('GET', `/business/${two.business.id}`)).status).toBe(200);
  });
});

test('a share of the requests is drawn by seed', async () => {
  const statuses = async (seed: number) => {
    const script: ScriptedFault[] = [{ match: { share: 0.4 }, fault: 'forbidden' }];
    const { call } = await sandboxOf({ businesses: [one], faults: { seed, script } });
    const seen: number[] = [];
    for (let index = 0; index < 30; index += 1) seen.push((await call('GET', '/user/me', odd)).status);
    return seen;
  };
  const seen = await statuses(1);
  expect(seen.filter((status) => status === 403).length).toBeGreaterThan(5);
  expect(seen.filter((status) => status === 200).length).toBeGreaterThan(5);
  expect(await statuses(1)).toEqual(seen);
  expect(await statuses(2)).not.toEqual(seen);
});
