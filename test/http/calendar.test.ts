/** The calendar file, as calendar programs subscribe to it. */
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpWorld, makeHttpWorld } from '../support/world/http.ts';

let world: HttpWorld;
let calendar: string;
let operate: string;
beforeAll(async () => {
  world = await makeHttpWorld({
    businesses: 4,
    rules:
      'rules: { closed: { dates: [{ from: 2026-12-25, name: "Noël; tous" }] }, late: { scope: { codes: [ST-00002] }, dates: [{ from: 2027-02-10T12:00, to: 2027-02-10T18:00 }] } }',
  });
  calendar = await world.token(['calendar']);
  operate = await world.token(['operate']);
}, 60_000);
afterAll(() => world.end());

const get = (query: string, headers: Record<string, string> = {}) =>
  world.ask('GET', `/calendar.ics?${query}`, { headers });
const mine = (query = '', headers: Record<string, string> = {}) =>
  get(`token=${calendar}${query && `&${query}`}`, headers);
async function events(query = ''): Promise<Record<string, string>[]> {
  const { body } = await mine(query);
  const [, properties, parts] = ICAL.parse(body) as [string, unknown[], [string, unknown[][]][]];
  expect(properties).toContainEqual(['method', {}, 'text', 'PUBLISH']);
  return parts.map(([, all]) => Object.fromEntries(all.map(([name, , , value]) => [name, String(value)])));
}
const ofClosure = async (summary: RegExp, query = '') =>
  (await events(query)).filter((one) => summary.test(one.summary!));
const post = async (body: unknown) =>
  (await world.ask('POST', '/v1/closures', { token: operate, body })).body.id;
const at = (iso: string) => world.until(iso);

test('is a file that calendar programs take', async () => {
  const answer = await mine();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  expect(answer.body.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(answer.body.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(answer.body).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n');
  expect(await events()).toMatchObject([
    {
      ...{ dtstart: '2026-12-25', dtend: '2026-12-26', summary: 'Noël; tous (4 shops)', status: 'CONFIRMED' },
      ...{ dtstamp: expect.any(String), uid: expect.stringMatching(/@partoo-closures$/) },
    },
    { dtstart: '2027-02-10T11:00:00Z', dtend: '2027-02-10T17:00:00Z', summary: 'late (1 shop)' },
  ]);
});

test('selectors leave out what concerns others', async () => {
  expect(await events('codes=ST-00001,ST-00003')).toMatchObject([{ summary: 'Noël; tous (2 shops)' }]);
  expect(await events('codes=ST-00009')).toEqual([]);
  expect(await events('countries=ES&codes=ST-00002')).toHaveLength(2);
  expect((await mine('groups=x')).status).toBe(400);
  expect((await mine('colour=red')).status).toBe(400);
});

test('an ETag names what is in it until that changes', async () => {
  const etag = (await mine()).headers.get('etag')!;
  expect((await mine('', { 'if-none-match': `"x", W/${etag}` })).status).toBe(304);
  expect((await mine('', { 'if-none-match': etag })).body).toBe('');
  const id = await post({
    scope: { codes: ['ST-00001'] },
    from: '2027-01-04',
    until: '2027-01-05',
    reason: 'works',
  });
  expect((await mine('', { 'if-none-match': etag })).status).toBe(200);
  await world.ask('DELETE', `/v1/closures/${id}`, { token: operate });
});

test('a closure by hand stays the same event, in newer versions, and is taken back when it is cancelled', async () => {
  await at('2026-12-20T13:00:00+01:00');
  const id = await post({
    scope: { codes: ['ST-00001'] },
    from: '2027-01-11',
    until: '2027-01-12',
    reason: 'flood',
  });
  const [first] = await ofClosure(/^flood/);
  expect(first).toMatchObject({
    dtstart: '2027-01-11',
    dtend: '2027-01-12',
    sequence: '0',
    status: 'CONFIRMED',
  });
  await at('2026-12-20T13:10:00+01:00');
  await world.ask('PATCH', `/v1/closures/${id}`, { token: operate, body: { until: '2027-01-20T12:00' } });
  const [second] = await ofClosure(/^flood/);
  expect(second).toMatchObject({ uid: first!.uid, dtend: '2027-01-20T11:00:00Z' });
  expect(Number(second!.sequence)).toBeGreaterThan(0);
  expect(second!.dtstamp! > first!.dtstamp!).toBe(true);
  await at('2026-12-20T13:20:00+01:00');
  await world.ask('DELETE', `/v1/closures/${id}`, { token: operate });
  await world.run();
  const [third, ...others] = await ofClosure(/^flood/);
  expect(others).toEqual([]);
  expect(third).toMatchObject({ uid: first!.uid, status: 'CANCELLED' });
  expect(Number(third!.sequence)).toBeGreaterThan(Number(second!.sequence));
  expect(await ofClosure(/^flood/, 'codes=ST-00002')).toEqual([]);
});

test('a token in the address opens this alone, and only where it may do nothing else', async () => {
  const both = await world.token(['calendar', 'read']);
  const foreign = await world.token(['calendar'], { organization: 'acme' });
  const answers = [
    await get(''),
    await get('token=wrong'),
    await get(`token=${operate}`),
    await get(`token=${both}`),
    await get('', { authorization: `Bearer ${both}` }),
    await get('', { authorization: `Bearer ${operate}` }),
    await get(`token=${calendar}&token=${calendar}`),
    await get(`token=${foreign}&organization=other`),
    await world.ask('GET', `/v1/closures?token=${calendar}`),
    await world.ask('GET', '/v1/closures', { token: calendar }),
    await world.ask('POST', `/calendar.ics?token=${calendar}`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([
    401, 401, 403, 403, 200, 403, 400, 404, 401, 403, 405,
  ]);
  expect(JSON.stringify(world.errors)).not.toContain(calendar);
});
