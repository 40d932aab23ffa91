/**
 * What the description promises of each operation, checked as programs do that test an interface by its description:
 * status codes, content types, response schemas, negative data, missing authentication, unsupported methods, and parts that
 * nobody refers to.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyCharacter } from '../support/any-character.ts';
import { type HttpWorld, makeHttpWorld } from '../support/world/http.ts';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  schema: { type?: string; enum?: unknown[] };
}
interface Answer {
  content?: Record<string, { schema: object }>;
}
interface Operation {
  method: string;
  path: string;
  security?: object[];
  parameters: Parameter[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, Answer>;
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

let world: HttpWorld;
let description: Description;
let operations: Operation[];
let ajv: Ajv2020;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  world = await makeHttpWorld({
    businesses: 4,
    rules: 'rules: { closed: { dates: [{ from: 2026-12-25 }] } }',
  });
  tokens.all = await world.token(['operate', 'approve']);
  tokens.calendar = await world.token(['calendar']);
  description = (await world.ask('GET', '/v1/openapi.json', { token: tokens.all })).body as never;
  operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ ...one, method: method.toUpperCase(), path })),
  );
  ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(description, 'api');
  const { body } = await world.ask('POST', '/v1/closures', {
    ...{
      token: tokens.all,
      body: { scope: { codes: ['ST-00001'] }, from: '2027-03-01', until: '2027-03-02' },
    },
  });
  known.id = body.id;
}, 60_000);
afterAll(() => world.end());

/** What stands for a part of a path. */
const known: Record<string, string> = { business: 'ST-00001' };
const validators = new Map<object, ValidateFunction>();

function validatorOf({ method, path }: Operation, status: number, type: string): ValidateFunction {
  const place = ['paths', path, method.toLowerCase(), 'responses', String(status), 'content', type, 'schema'];
  const pointer = place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
  return ajv.compile({ $ref: `api#/${pointer.join('/')}` });
}

interface Tried {
  query?: string;
  body?: unknown;
  headers?: Record<string, string>;
  token?: string | undefined;
  id?: string;
}

/** Asks, and holds what is answered against the description. */
async function ask(operation: Operation, tried: Tried = {}): Promise<number> {
  const { query = '', body, headers = {}, id } = tried;
  const token =
    'token' in tried ? tried.token : operation.path === '/calendar.ics' ? tokens.calendar : tokens.all;
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(id ?? known[name] ?? 'x'),
  );
  const answer = await world.ask(operation.method, `${path}${query && `?${query}`}`, {
    ...(body === undefined ? {} : { body }),
    ...(token === undefined ? {} : { token }),
    headers,
  });
  const what = `${operation.method} ${path}?${query} ${JSON.stringify(body)?.slice(0, 200)} → ${answer.status}`;
  expect(answer.status, what).toBeLessThan(500);
  expect(Object.keys(operation.responses), what).toContain(String(answer.status));
  const { content } = operation.responses[answer.status] as Answer;
  const type = answer.headers.get('content-type');
  if (content === undefined) expect([type, answer.body], what).toEqual([null, '']);
  else {
    const named = Object.keys(content).find((one) => one === type);
    expect(named, `${what}: ${type}`).toBeDefined();
    const validate = validators.get(content) ?? validatorOf(operation, answer.status, named!);
    validators.set(content, validate);
    expect(validate(answer.body), `${what}: ${JSON.stringify(validate.errors?.slice(0, 3))}`).toBe(true);
  }
  return answer.status;
}

test('every operation that only looks answers 200 as it is described', async () => {
  for (const one of operations.filter(({ method }) => method === 'GET')) expect(await ask(one)).toBe(200);
});

test('no operation that takes a token does anything without one, or with a wrong one', async () => {
  for (const one of operations.filter(({ security = [{ token: [] }] }) =>
    JSON.stringify(security).includes('token'),
  )) {
    expect([one.path, await ask(one, { token: undefined })]).toEqual([one.path, 401]);
    expect([one.path, await ask(one, { token: 'pct_wrong' })]).toEqual([one.path, 401]);
  }
});

test('methods that are not described are refused, with those that are', async () => {
  for (const [path, methods] of Object.entries(description.paths)) {
    const at = path.replace(/\{\w+\}/g, 'x');
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'QUERY'].filter(
      (one) => !(one.toLowerCase() in methods),
    )) {
      const { status, headers } = await world.ask(method, at, { token: tokens.all! });
      expect([method, at, status]).toEqual([method, at, 405]);
      for (const one of Object.keys(methods)) expect(headers.get('allow')).toContain(one.toUpperCase());
    }
  }
});

test('parameters that are not described, come twice, or are of another kind are refused', async () => {
  for (const one of operations) {
    // What is signed is looked at first, and what takes a body is refused for want of it all the same.
    if (one.path.startsWith('/webhooks/')) continue;
    expect([one.path, await ask(one, { query: 'unheard-of=1' })]).toEqual([one.path, 400]);
    for (const { name, schema } of one.parameters.filter((parameter) => parameter.in === 'query')) {
      if (name === 'token') continue;
      expect(await ask(one, { query: `${name}=a&${name}=b` })).toBe(400);
      const isNumber = schema.type === 'integer' || schema.type === 'number';
      if (isNumber || schema.enum)
        expect([name, await ask(one, { query: `${name}=%00x` })]).toEqual([name, 400]);
    }
  }
});

test('whatever is sent as a parameter is answered as it is described', async () => {
  const looked = operations.filter(
    ({ method, parameters }) => method === 'GET' && parameters.some((one) => one.in === 'query'),
  );
  const text = fc.oneof(
    fc.string({ unit: anyCharacter, maxLength: 30 }),
    fc.constantFrom(
      '',
      '-1',
      '0',
      '1e9',
      'null',
      '2026-12-25',
      '9999-99-99',
      '2026-12-25T25:00',
      '../..',
      '%',
      'ST-00001,',
      '[]',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(), text, async (which, place, value) => {
      const operation = looked[which % looked.length]!;
      const named = operation.parameters.filter((one) => one.in === 'query' && one.name !== 'token');
      const { name } = named[place % named.length]!;
      await ask(operation, { query: new URLSearchParams([[name, value.toWellFormed()]]).toString() });
    }),
    { numRuns: 150 },
  );
}, 30_000);

test('whatever is sent as a body is answered as it is described, and changes nothing', async () => {
  const before = await world.store.listAdHoc('acme');
  const taking = operations.filter(({ requestBody, path }) => requestBody && path.startsWith('/v1'));
  const members = fc.constantFrom(
    'scope',
    'all',
    'from',
    'until',
    'for',
    'message',
    'text',
    'reason',
    'urgent',
    'hold',
    '__proto__',
    'x',
  );
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom<unknown>('', -1, '9999-99-99', '3x', { codes: [] }, ['x']),
  );
  const body = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    // Never one that fits: no shop has this code.
    fc.dictionary(members, value).map((some) => ({ ...some, scope: { codes: ['nowhere'] } })),
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(), body, fc.constantFrom('x', known.id!), async (which, sent, id) => {
      const operation = taking[which % taking.length]!;
      if (operation.method === 'PATCH' && id === known.id) return;
      expect(await ask(operation, { body: JSON.stringify(sent), id })).toBeGreaterThanOrEqual(400);
    }),
    { numRuns: 150 },
  );
  expect(await world.store.listAdHoc('acme')).toEqual(before);
}, 30_000);

test('headers that do not fit are refused', async () => {
  const post = operations.find(({ method, path }) => method === 'POST' && path === '/v1/closures')!;
  const body = { scope: { codes: ['ST-00001'] } };
  expect(await ask(post, { body, headers: { 'idempotency-key': 'x'.repeat(300) } })).toBe(400);
  expect(await ask(post, { body, headers: { 'content-type': 'text/plain' } })).toBe(415);
  expect(await ask(post, { body: '{"a":'.repeat(20_000) })).toBe(413);
});

test('nothing is described that nobody refers to', () => {
  const text = JSON.stringify(description);
  for (const name of Object.keys(description.components.schemas))
    expect(text, name).toContain(`"#/components/schemas/${name}"`);
});
