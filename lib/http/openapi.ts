import * as z from 'zod';
import { bounded, header, withRate } from './openapi-bounds.ts';
import { PROBLEM_TYPE, problemDocument } from './problem.ts';
import type { Route } from './route.ts';

type Schema = Record<string, unknown>;

/** OpenAPI 3.1 for `routes`, with the very schemas that their requests are parsed by. */
export function openApiOf(routes: readonly Route[], version: string): Schema {
  const schemas: Record<string, Schema> = {};
  const paths: Record<string, Record<string, Schema>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, schemas) };
  }
  return bounded({
    openapi: '3.1.0',
    info: {
      title: 'partoo-closures',
      version,
      description:
        'Closures of businesses whose messaging Partoo carries: ask for them, look at them, end them.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [
      { url: '/', description: 'Where this was asked for: local, staging or production', 'x-internal': true },
    ],
    tags: TAGS.map(({ name, description }) => ({ name, description })),
    security: [{ token: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        tokenInQuery: { type: 'apiKey', in: 'query', name: 'token' },
        signature: { type: 'apiKey', in: 'header', name: 'webhook-signature' },
        partooSignature: { type: 'apiKey', in: 'header', name: 'x-partoo-signature-v1' },
      },
    },
  });
}

/** By what addresses begin with; the last one is for all others. */
const TAGS = [
  { name: 'closures', description: 'Closures and holds that somebody asks for', path: '/v1/closures' },
  { name: 'businesses', description: 'Where businesses stand, and why', path: '/v1/businesses' },
  { name: 'plan', description: 'What lies ahead, and what was done', path: '/v1/' },
  { name: 'calendar', description: 'Closures as a calendar to subscribe to', path: '/calendar' },
  { name: 'webhooks', description: 'What other systems tell, signed', path: '/webhooks/' },
  { name: 'service', description: 'How the service does', path: '/' },
] as const;

function operationOf(route: Route, schemas: Record<string, Schema>): Schema {
  const { operation, summary, scope, body = route.rawBody, answers } = route;
  const responses: Record<string, Schema> = {
    ...Object.fromEntries(
      Object.entries(answers).map(([status, answer]) => [status, answerOf(answer, schemas)]),
    ),
    ...Object.fromEntries(problemsOf(route).map((status) => [status, problemAnswer(status, schemas)])),
  };
  return {
    operationId: operation,
    summary,
    tags: [TAGS.find(({ path }) => route.path.startsWith(path))?.name],
    ...securityOf(route),
    ...(route.tokenInQuery ? { security: [{ tokenInQuery: [] }, { token: [] }] } : {}),
    parameters: [...pathParameters(route), ...queryParameters(route, schemas), ...headerParameters(route)],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(body, schemas, 'input') } },
          },
        }),
    responses: scope === null ? responses : withRate(responses),
  };
}

function securityOf({ scope, rawBody, headers = {} }: Route): Schema {
  if (scope !== null) return { description: `Takes a token of scope \`${scope}\`.` };
  if (rawBody === undefined) return { description: 'Takes no token.', security: [] };
  const scheme = 'webhook-signature' in headers ? 'signature' : 'partooSignature';
  return { description: 'Takes no token but a signature.', security: [{ [scheme]: [] }] };
}

function pathParameters({ path }: Route): Schema[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1 },
  }));
}

function queryParameters({ query }: Route, schemas: Record<string, Schema>): Schema[] {
  if (query === undefined) return [];
  // What is read of it: numbers are numbers there, and lists are lists, written with commas.
  const { properties = {} } = schemaOf(query, schemas, 'output') as { properties?: Record<string, Schema> };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: false,
    ...(description === undefined ? {} : { description }),
    ...(schema.type === 'array' ? { style: 'form', explode: false } : {}),
    schema,
  }));
}

function headerParameters({ headers = {} }: Route): Schema[] {
  return Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  }));
}

function answerOf(
  { description, schema, contentType = 'application/json', headers }: Route['answers'][number],
  schemas: Record<string, Schema>,
): Schema {
  return {
    description,
    ...(headers === undefined
      ? {}
      : {
          headers: Object.fromEntries(Object.entries(headers).map(([name, says]) => [name, header(says)])),
        }),
    ...(schema === undefined
      ? {}
      : { content: { [contentType]: { schema: schemaOf(schema, schemas, 'output') } } }),
  };
}

/** Which problems a route may have by what it takes. */
function problemsOf({ scope, body, problems = [], answers }: Route): number[] {
  const statuses = [
    400,
    ...(scope === null ? [] : [401, 403, 429]),
    ...(body === undefined ? [] : [413, 415]),
    500,
    503,
    ...problems,
  ];
  return [...new Set(statuses)].filter((status) => !(status in answers)).sort((a, b) => a - b);
}

const WORDS: Readonly<Record<number, string>> = {
  400: 'A parameter or the body does not fit',
  401: 'No token, or one that does not count',
  403: 'The token may not do this',
  404: 'There is no such thing for this token',
  409: 'Not as things stand',
  412: 'It was changed meanwhile',
  413: 'The body is too large',
  415: 'The body is not JSON',
  422: 'What is asked for cannot be',
  429: 'Too many requests; see Retry-After',
  500: 'A mistake of ours',
  503: 'Not now',
};

function problemAnswer(status: number, schemas: Record<string, Schema>): Schema {
  return {
    description: WORDS[status] ?? 'A problem',
    content: { [PROBLEM_TYPE]: { schema: schemaOf(problemDocument, schemas, 'output') } },
  };
}

/** A schema in place; those that have a name (`meta({ id })`), within it too, go among `schemas` and are referred to. */
function schemaOf(schema: z.ZodType, schemas: Record<string, Schema>, io: 'input' | 'output'): Schema {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema;
  const { $defs = {}, ...rest } = relinked(made) as Schema & { $defs?: Record<string, Schema> };
  Object.assign(schemas, withoutIds($defs));
  const { id } = rest as { id?: string };
  if (id === undefined) return rest;
  schemas[id] = withoutId(rest);
  return { $ref: `#/components/schemas/${id}` };
}

function relinked(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as Schema;
}

function withoutIds(schemas: Record<string, Schema>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutId(schema)]));
}

function withoutId({ id: _, ...schema }: Schema): Schema {
  return schema;
}
