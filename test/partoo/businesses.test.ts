import { describe, expect, it } from 'vitest';
import { answers, json, startServer } from '../support/world/server.ts';
import { collect, rejection, testClient } from './support/client.ts';

const shop = (id: string, more = {}) => ({
  id,
  name: id,
  status: 'closed_for_good',
  subscriptions: { x: {} },
  ...more,
});

describe('searching businesses', () => {
  it('gives every page, each business once, whatever new values it holds', async () => {
    const server = await startServer(({ query }, response) => {
      const page = Number(query.get('page'));
      json(response, {
        businesses: [shop('a'), shop(`p${page}`), { id: null }],
        page,
        max_page: 2,
        count: 3,
      });
    });
    const client = testClient(server.baseUrl);
    expect(await collect(client.businesses.search())).toEqual([shop('a'), shop('p1'), shop('p2')]);
    const pages = await collect(client.businesses.pages());
    expect(pages.map(({ items, invalid }) => [items.length, invalid.length])).toEqual([
      [2, 1],
      [1, 1],
    ]);
  });

  it.each([
    ['numbers as texts', { lat: '48.86', long: ' -2.35 ' }, { lat: 48.86, long: -2.35 }],
    ['a text as a number', { zipcode: 75002 }, { zipcode: '75002' }],
    [
      'numbers that are none',
      { lat: '', long: '48,86', created: {} },
      { lat: null, long: null, created: null },
    ],
    [
      'texts that are none',
      { name: true, status: 3, default_lang: {} },
      { name: null, status: null, default_lang: null },
    ],
    ['a contact that is none', { contacts: [{ name: 'x' }, { phone_numbers: 1 }] }, { contacts: null }],
    ['lists that are none', { contacts: {} }, { contacts: null }],
  ])('serves a business with %s', async (_, odd, taken) => {
    const server = await startServer(answers(200, { businesses: [shop('a', { x: 1, ...odd })], count: 1 }));
    const { businesses } = testClient(server.baseUrl);
    expect(await collect(businesses.search())).toEqual([shop('a', { x: 1, ...taken })]);
    const alone = await startServer(answers(200, shop('a', { x: 1, ...odd })));
    expect(await testClient(alone.baseUrl).businesses.get('a')).toEqual(shop('a', { x: 1, ...taken }));
  });

  it('does not serve one of which it cannot tell which rules concern it', async () => {
    const odd = [{ country: ['FR'] }, { groups: [1, { id: 2 }] }, { city: 7 }, { code: {} }];
    const rows = odd.map((more, index) => shop(`b${index}`, more));
    const server = await startServer(answers(200, { businesses: rows, count: rows.length }));
    const [page] = await collect(testClient(server.baseUrl).businesses.pages());
    expect(page?.items).toEqual([]);
    expect(page?.invalid.map(({ issue }) => issue.split(/[.:]/)[0])).toEqual([
      'country',
      'groups',
      'city',
      'code',
    ]);
  });

  it('takes hours that are nested as deep as can be for none', async () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    const row = `{"id":"a","open_hours":{"monday":["09:00-19:00",${deep}],"tuesday":${deep}}}`;
    const server = await startServer(answers(200, `{"businesses":[${row}],"count":1,"max_page":1}`));
    const [read] = await collect(testClient(server.baseUrl).businesses.search());
    expect(read?.open_hours).toEqual({ monday: ['09:00-19:00'], tuesday: [] });
  });

  it.each([
    ['no hours', { open_hours: null, specific_hours: null }, { open_hours: null, specific_hours: null }],
    [
      'hours that are none',
      { open_hours: 'always', specific_hours: 7 },
      { open_hours: null, specific_hours: null },
    ],
    [
      'a day and a window that are none',
      { open_hours: { monday: ['09:00-19:00', 9, null], tuesday: 'closed', sunday: null } },
      { open_hours: { monday: ['09:00-19:00'], tuesday: null, sunday: null } },
    ],
    [
      'special days that are none',
      {
        specific_hours: {
          open: [
            { starts_at: '2026-12-24', ends_at: 24, open_hours: ['09:00-12:00'] },
            { open_hours: [9], x: 1 },
            '2026-12-24',
          ],
          close: { starts_at: '2026-12-25' },
        },
      },
      { specific_hours: { open: [{ open_hours: [], x: 1 }], close: null } },
    ],
  ])('takes of a business with %s what fits', async (_, hours, taken) => {
    const server = await startServer(
      answers(200, { businesses: [shop('a', hours)], page: 1, max_page: 1, count: 1 }),
    );
    expect(await collect(testClient(server.baseUrl).businesses.search())).toEqual([shop('a', taken)]);
  });

  it('sends filters as Partoo spells them', async () => {
    const server = await startServer(answers(200, { businesses: [], page: 1, max_page: 1, count: 0 }));
    const filters = {
      query: 'café',
      codes: ['A', 'B'],
      groups: [3, 4],
      country: 'FR',
      status: ['open', 'opening_soon'],
      modifiedSince: 1561335111.5,
      features: ['messages'],
      orderBy: '-name',
      connectedToGoogle: true,
      perPage: 50,
    };
    await collect(testClient(server.baseUrl).businesses.search(filters));
    expect(Array.from(server.seen[0]?.query ?? [])).toEqual([
      ['query', 'café'],
      ['groups', '3'],
      ['groups', '4'],
      ['country', 'FR'],
      ['status', 'open,opening_soon'],
      ['modified__gte', '1561335111.5'],
      ['features__in', 'messages'],
      ['order_by', '-name'],
      ['connected_to_gmb_location', 'True'],
      ['code__in', 'A,B'],
      ['per_page', '50'],
      ['page', '1'],
    ]);
  });

  it('narrowed to nothing asks nothing', async () => {
    const { businesses } = testClient('http://127.0.0.1:9/v2');
    expect(await collect(businesses.search({ codes: [] }))).toEqual([]);
    expect(await collect(businesses.search({ businessIds: [] }))).toEqual([]);
  });
});

describe('getting one business', () => {
  it.each([
    ['5409c3', '/v2/business/5409c3'],
    [{ code: 'CS-75019' }, '/v2/business/c-CS-75019'],
    [{ code: 'a/b ?é' }, '/v2/business/c-a%2Fb%20%3F%C3%A9'],
    [{ code: '..' }, '/v2/business/c-..'],
  ])('%j is at %s', async (key, url) => {
    const server = await startServer(answers(200, shop('x')));
    expect(await testClient(server.baseUrl).businesses.get(key)).toEqual(shop('x'));
    expect(server.seen[0]?.url).toBe(url);
  });

  it.each(['', '.', '..', { code: '' }])('%j is refused: it would be another address', async (key) => {
    await expect(testClient('http://127.0.0.1:9/v2').businesses.get(key)).rejects.toThrow(TypeError);
  });

  it('that is not there is `not-found`', async () => {
    const server = await startServer(answers(404, { errors: { json: 'Resource not found' } }));
    const error = await rejection(testClient(server.baseUrl).businesses.get({ code: 'x' }));
    expect(error).toMatchObject({ code: 'not-found', path: '/business/c-x', attempts: 1 });
  });
});
