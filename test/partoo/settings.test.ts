import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { type InvalidItem, type MessagingSettings, PartooAnswerError } from '../../lib/partoo/index.ts';
import { answers, json, startServer } from '../support/world/server.ts';
import { collect, pageOf, rejection, settingsOf, testClient } from './support/client.ts';

describe('listing settings', () => {
  it('gives every page, each settings once, with the source as Partoo wrote it', async () => {
    const sources = [
      '{ "id": 1, "business_id": "b1", "offline_message": "caf\\u00e9 \\/ \\ud83d\\ude00 }]" , "x": 1.0 }',
      '{"custom_chat_hours":{"sunday":[],"monday":["08:00-12:00"]},"business_id":"b2","id":2}',
      '{"id":3,"business_id":"b3","custom_chat_hours":null,"new_field":{"deep":[{}]}}',
    ];
    const server = await startServer(({ query }, response) => {
      // Rows shifted: the second is on both pages.
      const rows = query.get('page') === '1' ? sources.slice(0, 2) : sources.slice(1);
      json(
        response,
        `{"settings": [ ${rows.join(' ,\n')} ], "page": ${query.get('page')}, "count": 3, "max_page": 2}`,
      );
    });
    const items = await collect(testClient(server.baseUrl).settings.list());
    expect(items.map(({ text }) => text)).toEqual(sources);
    expect(items.map(({ value }) => value)).toEqual(sources.map((source) => JSON.parse(source)));
    expect(server.seen.map(({ query }) => query.toString())).toEqual([
      'per_page=100&page=1',
      'per_page=100&page=2',
    ]);
  });

  it('hands values on with unknown members, unknown weekdays and the order of members', async () => {
    const text =
      '{"zeta":1,"is_launched":true,"custom_chat_hours":{"sunday":[],"holiday":["10:00-12:00"],"monday":null},"id":5,"business_id":"b5","alpha":[null]}';
    const server = await startServer(answers(200, `{"settings":[${text}],"page":1,"count":1,"max_page":1}`));
    const [item] = await collect(testClient(server.baseUrl).settings.list());
    expect(JSON.stringify(item?.value)).toBe(text);
    expect(item?.text).toBe(text);
  });

  it('keeps whatever a settings object may hold', async () => {
    const extra = fc.dictionary(fc.string({ maxLength: 6 }), fc.jsonValue(), { maxKeys: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(extra, { maxLength: 4 }), async (extras) => {
        const rows = extras.map((more, index) => JSON.stringify({ ...more, ...settingsOf(index + 1) }));
        const body = `{"settings":[${rows.join(',')}],"page":1,"count":${rows.length},"max_page":1}`;
        const client = testClient('http://partoo.test/v2', { fetch: async () => new Response(body) });
        const items = await collect(client.settings.list());
        expect(items.map(({ text }) => text)).toEqual(rows);
        expect(items.map(({ value }) => JSON.stringify(value))).toEqual(rows);
      }),
      { numRuns: 50 },
    );
  });

  it('puts aside what does not fit, tells where, and goes on', async () => {
    const rows = [
      settingsOf(1),
      { id: {}, business_id: 'b2' },
      'nonsense',
      settingsOf(4, { is_launched: 'yes' }),
      settingsOf(5),
    ];
    const server = await startServer(answers(200, pageOf(rows)));
    const client = testClient(server.baseUrl);
    const [page] = await collect(client.settings.pages());
    expect(page).toMatchObject({ number: 1, maxPage: 1, count: 5 });
    expect(page?.items.map(({ value, text }) => [value.id, JSON.parse(text).id])).toEqual([
      [1, 1],
      [5, 5],
    ]);
    const invalid: InvalidItem[] = [
      {
        index: 1,
        id: null,
        code: null,
        businessId: 'b2',
        issue: 'id: is an object, which is not documented',
      },
      {
        index: 2,
        id: null,
        code: null,
        businessId: null,
        issue: 'is text, not an object',
      },
      {
        index: 3,
        id: 4,
        code: null,
        businessId: 'b4',
        issue: 'is_launched: is text, not true or false',
      },
    ];
    expect(page?.invalid).toEqual(invalid);
    const told: InvalidItem[] = [];
    const items = await collect(client.settings.list({}, { onInvalid: (item) => told.push(item) }));
    expect(items).toHaveLength(2);
    expect(told).toEqual(invalid);
  });

  it.each([
    ['only what the contract demands', { id: 9, business_id: 'b' }],
    [
      'null everywhere else',
      settingsOf(9, {
        welcome_message: null,
        offline_message: null,
        is_launched: null,
        uses_business_hours: null,
        business_name: null,
      }),
    ],
    ['partial hours', settingsOf(9, { custom_chat_hours: { monday: ['08:00-15:00', '18:00-23:00'] } })],
    [
      'windows that no rule describes',
      settingsOf(9, { custom_chat_hours: { friday: ['22:00-02:00', 'noon'] } }),
    ],
  ])('takes %s', async (_, settings) => {
    const server = await startServer(answers(200, pageOf([settings])));
    const [item] = await collect(testClient(server.baseUrl).settings.list());
    expect(item?.value).toEqual(settings);
  });

  it('asks for at most 100 businesses at a time, each once, all their pages', async () => {
    const server = await startServer(({ query }, response) => {
      const ids = query.get('business__in')?.split(',') ?? [];
      const size = Number(query.get('per_page'));
      const from = (Number(query.get('page')) - 1) * size;
      const rows = ids.slice(from, from + size).map((id) => settingsOf(Number(id)));
      json(response, pageOf(rows, Number(query.get('page')), Math.ceil(ids.length / size)));
    });
    const businessIds = Array.from({ length: 250 }, (_, index) => String(index + 1));
    const client = testClient(server.baseUrl);
    const items = await collect(
      client.settings.list({ businessIds: [...businessIds, '7', '7'], perPage: 60 }),
    );
    expect(items.map(({ value }) => String(value.id))).toEqual(businessIds);
    expect(server.seen.map(({ query }) => query.get('business__in')?.split(',').length)).toEqual([
      100, 100, 100, 100, 50,
    ]);
    expect(client.requests.reads).toBe(5);
  });

  it('narrowed to no business at all finds none, and asks nothing', async () => {
    const server = await startServer(answers(200, pageOf([settingsOf(1)])));
    expect(await collect(testClient(server.baseUrl).settings.list({ businessIds: [] }))).toEqual([]);
    expect(server.seen).toEqual([]);
  });

  it('refuses ids that Partoo could take for all, or for several, and odd page sizes', async () => {
    const { settings } = testClient('http://localhost/v2');
    for (const id of ['', ' ', 'a,b']) {
      await expect(collect(settings.list({ businessIds: [id] }))).rejects.toThrow(TypeError);
    }
    for (const perPage of [0, 101, 1.5])
      await expect(collect(settings.list({ perPage }))).rejects.toThrow(RangeError);
  });

  it('ends where Partoo tells no last page, at a page that is not full', async () => {
    const server = await startServer(({ query }, response) =>
      json(response, { settings: query.get('page') === '3' ? [] : [settingsOf(Number(query.get('page')))] }),
    );
    expect(await collect(testClient(server.baseUrl).settings.list({ perPage: 1 }))).toHaveLength(2);
    expect(server.seen).toHaveLength(3);
  });
});

describe('updating settings', () => {
  it('posts what it is given and hands back value and source', async () => {
    const text = '{"id":12,"business_id":"b","is_launched":false,"offline_message":"f\\u00fcr"}';
    const server = await startServer(answers(200, `\n${text}\n`));
    const body = { custom_chat_hours: { sunday: [], monday: ['00:00-23:59'] }, uses_business_hours: false };
    const item = await testClient(server.baseUrl).settings.update(12, body);
    expect(item).toEqual({ value: JSON.parse(text), text });
    expect(server.seen[0]).toMatchObject({ path: '/messaging/settings/12', body: JSON.stringify(body) });
  });

  it('says that it may have arrived when the answer does not fit', async () => {
    const server = await startServer(answers(200, { status: 'success' }));
    const error = await rejection(testClient(server.baseUrl).settings.update(12, {}));
    expect(error).toBeInstanceOf(PartooAnswerError);
    expect(error).toMatchObject({ code: 'unexpected-shape', mayHaveArrived: true, attempts: 1 });
  });
});

it('types leave room for what Partoo leaves out', () => {
  expectTypeOf<MessagingSettings['id']>().toEqualTypeOf<number | string>();
  expectTypeOf<MessagingSettings['is_launched']>().toEqualTypeOf<boolean | null | undefined>();
});
