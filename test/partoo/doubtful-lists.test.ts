import { describe, expect, it } from 'vitest';
import type { InvalidItem, Page } from '../../lib/partoo/index.ts';
import { answers, type Handler, json, startServer } from '../support/world/server.ts';
import { collect, pageOf, rejection, settingsOf, testClient } from './support/client.ts';

interface Listing {
  /** Ids of what a page holds; by default the right hundred of `b1` to `b230`. */
  page?: (page: number, reading: number) => string[];
  /** What else the answer says. */
  says?: (page: number, reading: number) => Record<string, unknown>;
}

const ids = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `b${from + index}`);
const RIGHT = (page: number) => ids((page - 1) * 100 + 1, Math.min(230, page * 100));
const HONEST = { count: 230, max_page: 3 };

/** A list of businesses that is read from its first page on once more for every `reading`. */
function listing({ page = RIGHT, says = () => HONEST }: Listing): Handler {
  let reading = 0;
  return ({ query }, response) => {
    const number = Number(query.get('page'));
    if (number === 1) reading += 1;
    const businesses = page(number, reading).map((id) => ({ id }));
    json(response, { businesses, page: number, ...says(number, reading) });
  };
}

async function read(handler: Handler) {
  const server = await startServer(handler);
  const pages: Page<{ id: string }>[] = await collect(testClient(server.baseUrl).businesses.pages());
  const found = pages.flatMap(({ items }) => items.map(({ id }) => id));
  return { found, requests: server.seen.length, incomplete: pages.at(-1)?.incomplete ?? null };
}

/** Answers that do not travel: of thousands of pages is asked where reading them ends, not how they come. */
function inMemory(answer: (query: URLSearchParams, number: number) => object) {
  let requests = 0;
  const fetch = async (input: string | URL | Request) => {
    requests += 1;
    return Response.json(answer(new URL(new Request(input).url).searchParams, requests));
  };
  return { client: testClient('http://127.0.0.1:1/v2', { fetch }), requests: () => requests };
}

describe('a list that holds all that it says', () => {
  it.each<[string, Listing, requests: number]>([
    ['is read once', {}, 3],
    ['may say less than it holds', { says: () => ({ count: 7, max_page: 3 }) }, 3],
    ['may name no last page', { says: () => ({ count: 230 }) }, 3],
    [
      'may give less a page than was asked for',
      { page: (n) => ids(n * 46 - 45, n * 46), says: () => ({ count: 230 }) },
      5,
    ],
    ['may say that the first page is the last', { says: () => ({ count: 230, max_page: 1 }) }, 3],
    ['may name a last page that is far off', { says: () => ({ count: 230, max_page: 10 ** 9 }) }, 4],
    ['may say neither', { page: (n) => (n > 3 ? [] : RIGHT(n)), says: () => ({}) }, 4],
    [
      'may give less a page and say neither',
      { page: (n) => (n > 5 ? [] : ids(n * 46 - 45, n * 46)), says: () => ({}) },
      6,
    ],
    [
      'may say nonsense',
      { page: (n) => (n > 3 ? [] : RIGHT(n)), says: () => ({ count: 'many', max_page: {} }) },
      4,
    ],
    ['may write numbers as texts', { says: () => ({ count: '230', max_page: '3' }) }, 3],
    [
      'may be cut short by a last page, without a count',
      { page: (n) => (n > 3 ? [] : RIGHT(n)), says: () => ({ max_page: 1 }) },
      4,
    ],
    [
      'may repeat the last page beyond it, without a count',
      { page: (n) => RIGHT(Math.min(n, 3)), says: () => ({ max_page: 3 }) },
      4,
    ],
  ])('%s', async (_, list, requests) => {
    expect(await read(listing(list))).toEqual({ found: ids(1, 230), requests, incomplete: null });
  });

  it('is complete where a second reading finds what rows that shifted hid from the first', async () => {
    const shifted = (page: number) =>
      page === 1 ? ids(1, 100) : ids((page - 1) * 100, Math.min(229, page * 100 - 1));
    const list = listing({ page: (page, reading) => (reading === 1 ? shifted(page) : RIGHT(page)) });
    expect(await read(list)).toEqual({ found: ids(1, 230), requests: 7, incomplete: null });
  });
});

describe('a list that holds less than there is', () => {
  it.each<[string, Listing, found: number, requests: number]>([
    [
      'where rows shift each time',
      { page: (n) => (n === 1 ? ids(1, 100) : ids((n - 1) * 100, Math.min(229, n * 100 - 1))) },
      229,
      8,
    ],
    ['where a page in the middle is empty', { page: (n) => (n === 2 ? [] : RIGHT(n)) }, 100, 4],
    [
      'where the same is said without a count',
      { page: (n) => (n === 2 ? [] : RIGHT(n)), says: () => ({ max_page: 3 }) },
      100,
      4,
    ],
    ['where `page` is ignored', { page: () => ids(1, 100) }, 100, 4],
    [
      'where `page` is ignored and the last one far off',
      { page: () => ids(1, 100), says: () => ({ count: 230, max_page: 10 ** 9 }) },
      100,
      4,
    ],
    ['where `page` is ignored and nothing is said', { page: () => ids(1, 100), says: () => ({}) }, 100, 4],
    ['where a page repeats one row for ever', { page: () => Array.from({ length: 100 }, () => 'b1') }, 1, 4],
    [
      'where the count is too high',
      { page: (n) => (n > 3 ? [] : RIGHT(n)), says: () => ({ count: 1000, max_page: 3 }) },
      230,
      8,
    ],
    [
      'where the last page is too near',
      { page: (n) => (n === 1 ? ids(1, 100) : []), says: () => ({ count: 230, max_page: 1 }) },
      100,
      4,
    ],
  ])('is read again, and said to be incomplete: %s', async (_, list, found, requests) => {
    const seen = await read(listing(list));
    expect([seen.found.length, seen.requests]).toEqual([found, requests]);
    expect(seen.incomplete).toMatchObject({ found });
  });

  it('ends somewhere, whatever it invents', async () => {
    const invented = (page: number, reading: number) => ids(1, 100).map((id) => `${reading}-${page}-${id}`);
    const counted = await read(listing({ page: invented, says: () => ({ count: 230, max_page: 10 ** 9 }) }));
    expect([counted.requests, counted.incomplete?.reason]).toEqual([16, 'endless']);
    const uncounted = inMemory((query, number) => ({
      page: Number(query.get('page')),
      businesses: [{ id: `b${number}` }],
    }));
    const pages = await collect(uncounted.client.businesses.pages());
    expect([uncounted.requests(), pages.at(-1)?.incomplete?.reason]).toEqual([2500, 'endless']);
  });

  it('is an error to whom is handed out items alone, unless told', async () => {
    const server = await startServer(listing({ page: () => ids(1, 100) }));
    const { businesses } = testClient(server.baseUrl);
    const error = await rejection(collect(businesses.search()));
    expect(error).toMatchObject({ name: 'PartooAnswerError', code: 'incomplete' });
    expect(error.message).toContain('100 of 230');
    const told: unknown[] = [];
    const found = await collect(businesses.search({}, { onIncomplete: (one) => told.push(one) }));
    expect([found.length, told]).toEqual([100, [{ reason: 'fewer', found: 100, count: 230 }]]);
  });
});

describe('a list that goes by cursor', () => {
  it('ends with a page that brings nothing new, and nowhere if every page does', async () => {
    const again = await startServer(({ query }, response) =>
      json(response, { messages: [{ id: 1 }], next_cursor: `${query.get('cursor') ?? ''}x` }),
    );
    const list = (baseUrl: string) => collect(testClient(baseUrl).messages.list({ conversationId: 7 }));
    expect(await rejection(list(again.baseUrl))).toMatchObject({ code: 'incomplete' });
    expect(again.seen).toHaveLength(2);
    const endless = inMemory((_, id) => ({ messages: [{ id }], next_cursor: `c${id}` }));
    const everything = collect(endless.client.messages.list({ conversationId: 7 }));
    expect(await rejection(everything)).toMatchObject({ code: 'incomplete' });
    expect(endless.requests()).toBe(2500);
  });
});

describe('ids and codes', () => {
  it('that are numbers are taken as texts, whole ones to the last digit', async () => {
    const body =
      '{"businesses":[{"id":17,"code":75001},{"id":12345678901234567890,"code":"12345678901234567890"},{"id":"x"}],"count":3,"max_page":1}';
    const server = await startServer(answers(200, body));
    const { businesses } = testClient(server.baseUrl);
    expect(await collect(businesses.search())).toEqual([
      { id: '17', code: '75001' },
      { id: '12345678901234567890', code: '12345678901234567890' },
      { id: 'x' },
    ]);
  });

  it('of settings may be numbers or texts; the source stays as it was sent', async () => {
    const rows = [
      '{"id":"s-1","business_id":17,"is_launched":true}',
      '{"id":98765432109876543210,"business_id":12345678901234567890,"note":"12345678901234567890"}',
    ];
    const server = await startServer(answers(200, `{"settings":[${rows.join(',')}],"count":2,"max_page":1}`));
    const { settings } = testClient(server.baseUrl);
    const items = await collect(settings.list());
    expect(items.map(({ value, text }) => [value.id, value.business_id, text])).toEqual([
      ['s-1', '17', rows[0]],
      ['98765432109876543210', '12345678901234567890', rows[1]],
    ]);
    await rejection(settings.update('98765432109876543210', {}));
    expect(server.seen.at(-1)?.path).toBe('/messaging/settings/98765432109876543210');
  });

  it.each<[string, string]>([
    ['a fraction', '1.5'],
    ['a number beyond all digits', '1e40'],
    ['an empty text', '""'],
    ['null', 'null'],
    ['an object', '{"$oid":"5409c3"}'],
  ])('that cannot be used put their business aside, and no other: %s', async (_, id) => {
    const rows = `{"id":${id},"code":"ST-1"},{"id":"b2"}`;
    const server = await startServer(answers(200, `{"businesses":[${rows}],"count":2,"max_page":1}`));
    const invalid: InvalidItem[] = [];
    const list = testClient(server.baseUrl).businesses.search(
      {},
      { onInvalid: (item) => invalid.push(item) },
    );
    expect(await collect(list)).toEqual([{ id: 'b2' }]);
    expect(invalid).toMatchObject([{ index: 0, code: 'ST-1' }]);
    expect(String(invalid[0]?.id).length).toBeLessThan(200);
    expect(invalid[0]?.issue.length).toBeLessThan(400);
  });

  it('that make an address too long are asked for in parts', async () => {
    const long = Array.from({ length: 100 }, (_, index) => `${index}-${'é'.repeat(300)}`);
    const server = await startServer(({ query }, response) => {
      const rows = (query.get('business__in') ?? '')
        .split(',')
        .map((id, n) => settingsOf(n, { id, business_id: id }));
      json(response, pageOf(rows));
    });
    const items = await collect(testClient(server.baseUrl).settings.list({ businessIds: long }));
    expect(items.map(({ value }) => value.business_id)).toEqual(long);
    expect(Math.max(...server.seen.map(({ url }) => url.length))).toBeLessThan(5000);
  });
});

describe('an answer that is too much', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

  it.each([100, 5000, 200_000])('an item %d deep is put aside, and no other', async (depth) => {
    const rows = `{"id":1,"business_id":"b1","x":${nested(depth)}},{"id":2,"business_id":"b2"}`;
    const server = await startServer(answers(200, `{"settings":[${rows}],"count":2,"max_page":1}`));
    const [page] = await collect(testClient(server.baseUrl).settings.pages());
    expect(page?.items.map(({ value }) => value.id)).toEqual([2]);
    expect(page?.invalid).toMatchObject([{ businessId: 'b1', issue: 'is nested too deep' }]);
  });

  it('deep all over is an error of its request', async () => {
    const server = await startServer(({ method }, response) =>
      json(response, nested(5000), method === 'GET' ? 200 : 400),
    );
    const client = testClient(server.baseUrl);
    expect(await rejection(client.businesses.get('b1'))).toMatchObject({ code: 'unexpected-shape' });
    const refusal = `{"errors":{"json":${nested(5000).replaceAll('[', '{"a":').replaceAll(']', '}').replace(':}', ':1}')}}}`;
    const refusing = await startServer(answers(400, refusal));
    expect(await rejection(testClient(refusing.baseUrl).settings.update(1, {}))).toMatchObject({
      code: 'bad-request',
    });
  });

  it('settings that do not fit into one answer are asked for in smaller parts', async () => {
    const big = 'x'.repeat(1_400_000);
    const server = await startServer(({ query }, response) => {
      const asked = (query.get('business__in') ?? '').split(',');
      const rows = asked.map((id) =>
        settingsOf(Number(id.slice(1)), { note: id === 'b7' ? 'x'.repeat(21_000_000) : big }),
      );
      json(response, pageOf(rows));
    });
    const pages = await collect(testClient(server.baseUrl).settings.pages({ businessIds: ids(1, 16) }));
    const read = pages.flatMap(({ items }) => items.map(({ value }) => value.business_id));
    expect(read).toEqual(ids(1, 16).filter((id) => id !== 'b7'));
    expect(pages.flatMap(({ invalid }) => invalid)).toMatchObject([{ businessId: 'b7' }]);
    expect(server.seen.length).toBeLessThan(20);
  }, 30_000);

  it('pages of businesses are made smaller until they fit', async () => {
    const big = 'x'.repeat(220_000);
    const server = await startServer(({ query }, response) => {
      const [page, size] = [Number(query.get('page')), Number(query.get('per_page'))];
      const businesses = ids((page - 1) * size + 1, Math.min(120, page * size)).map((id) => ({ id, big }));
      json(response, { businesses, page, count: 120, max_page: Math.ceil(120 / size) });
    });
    const found = await collect(testClient(server.baseUrl).businesses.search());
    expect(found.map(({ id }) => id)).toEqual(ids(1, 120));
    expect(server.seen.length).toBeLessThan(10);
  }, 30_000);
});

describe('a write whose answer is of no use', () => {
  it.each<[string, Handler]>([
    ['204', (_, response) => response.writeHead(204).end()],
    ['an empty body', answers(200, '')],
    ['HTML', answers(200, '<html></html>')],
    ['a body that is no gzip', answers(200, 'nonsense', { 'content-encoding': 'gzip' })],
    ['invalid UTF-8', (_, response) => response.end(Buffer.from([0x7b, 0xff, 0x7d]))],
    ['an error with status 200', answers(200, { errors: { json: 'no' } })],
    ['another shape', answers(200, [])],
  ])('is sent once: %s', async (_, handler) => {
    const server = await startServer(handler);
    const error = await rejection(testClient(server.baseUrl).settings.update(1, { is_launched: true }));
    expect(error).toMatchObject({ mayHaveArrived: true, attempts: 1 });
    expect(server.seen).toHaveLength(1);
  });
});

describe('a refused key', () => {
  const once =
    (status: number, body: unknown): Handler =>
    ({ path }, response, number) =>
      number === 1 ? json(response, {}, status) : json(response, path === '/user/me' ? { id: 1 } : body);

  it.each([401, 403])(
    'is not believed of a single %d while the key is accepted elsewhere',
    async (status) => {
      const server = await startServer(once(status, pageOf([settingsOf(1)])));
      expect(await collect(testClient(server.baseUrl).settings.list())).toHaveLength(1);
      expect(server.seen.map(({ path }) => path)).toEqual([
        '/messaging/settings',
        '/user/me',
        '/messaging/settings',
      ]);
    },
  );

  it('is believed once `/user/me` says so too', async () => {
    const server = await startServer(answers(401));
    const error = await rejection(collect(testClient(server.baseUrl).settings.list()));
    expect(error).toMatchObject({ code: 'unauthorized', path: '/user/me' });
    expect(server.seen).toHaveLength(2);
  });

  it('is asked after once for many answers', async () => {
    const server = await startServer(({ path }, response) =>
      json(response, { id: 1 }, path === '/user/me' ? 200 : 401),
    );
    const { settings } = testClient(server.baseUrl, { maxAttempts: 2 });
    const errors = await Promise.all([1, 2, 3].map((id) => rejection(settings.update(id, {}))));
    expect(errors).toMatchObject(Array(3).fill({ code: 'unauthorized', attempts: 2 }));
    expect(server.seen.filter(({ path }) => path === '/user/me')).toHaveLength(1);
  });
});
