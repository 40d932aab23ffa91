/** docs/api.md, made of the same description that `GET /v1/openapi.json` serves. */
import { openApiOf } from '../lib/http/openapi.ts';
import { routesOf } from '../lib/http/routes/index.ts';
import { Traffic } from '../lib/http/traffic.ts';

interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
}
interface Content {
  content?: Record<string, { schema: Schema }>;
}
interface Operation {
  summary: string;
  description?: string;
  parameters: { name: string; in: string; description?: string; schema: Schema }[];
  requestBody?: Content;
  responses: Record<string, Content & { description: string }>;
}

const INTRODUCTION = `# The HTTP interface

Made by \`npx node scripts/api-docs.ts\` out of the description that \`GET /v1/openapi.json\` serves, which is made of the
schemas that parse requests: OpenAPI 3.1, for programs. This page is for people.

\`\`\`sh
npx partoo-closures token create till --scopes operate --expires 90d
npx partoo-closures watch --http 8080
\`\`\`

Then, with what the first line printed:

\`\`\`sh
curl -H "authorization: Bearer $TOKEN" -H "content-type: application/json" -H "idempotency-key: flood-7" \\
  -d '{"scope": {"codes": ["ST-00001"]}, "for": "3h", "reason": "flood"}' http://127.0.0.1:8080/v1/closures
\`\`\`

- Scopes: \`read\`, \`operate\` (close, change, end, hold; includes \`read\`), \`approve\`, \`calendar\`. A token made with \`--organization\` sees that
  one alone; anything else is 404, as if it were not there. \`token revoke\` counts from the next request on.
- Errors are \`application/problem+json\`: \`type\`, \`title\`, \`status\`, \`detail\`, and \`errors\` with the path of each member that does not fit.
  What is not known is refused, in bodies and in queries.
- 600 requests a minute and token: \`RateLimit\` and \`RateLimit-Policy\` say how many are left, 429 comes with \`Retry-After\`.
- A body has 64 KB at most. Lists have \`limit\` and \`cursor\`; \`next\` is the cursor of the next page, null on the last.
- An instant is ISO 8601 with offset; a date or a time without one is each shop's own local time.
- What is asked for beyond the organization's [guard](closing-at-once.md#what-other-systems-may-ask-for) is answered with 202, and waits until
  another token, or a person with \`approve\`, agrees.
- \`GET /calendar.ics\` is for Google Calendar, Outlook and Apple Calendar, which can send no header: make a token with
  \`token create office --scopes calendar\`, and subscribe to \`https://HOST/calendar.ics?token=TOKEN\`. Selectors (\`&countries=FR\`,
  \`&codes=ST-00001,ST-00002\`) leave out what concerns others. Such a token opens nothing else, and no other token may stand in an address.
- Nothing that is looked at here asks Partoo.
`;

export function apiPage(): string {
  const { paths, components } = openApiOf(routesOf(new Traffic()), '') as unknown as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, Schema> };
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => sectionOf(method.toUpperCase(), path, operation)),
  );
  const schemas = Object.entries(components.schemas)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, schema]) => `### ${name}\n\n${membersOf(schema)}\n`);
  return `${[INTRODUCTION, '## Requests\n', ...operations, '## Bodies\n', ...schemas].join('\n').trimEnd()}\n`;
}

function sectionOf(method: string, path: string, operation: Operation): string {
  const { summary, description = 'Takes no token.', parameters, requestBody, responses } = operation;
  const given = parameters
    .filter((one) => one.in !== 'path')
    .map((one) => `| \`${one.name}\` (${one.in}) | ${cell(one.description ?? wordsOf(one.schema))} |`);
  const body = requestBody ? [`Body: ${bodyOf(requestBody)}.\n`] : [];
  const answers = Object.entries(responses).map(([status, answer]) => {
    const shape = Number(status) < 400 && answer.content ? `: ${bodyOf(answer)}` : '';
    return `| ${status} | ${cell(answer.description + shape)} |`;
  });
  return [
    `### \`${method} ${path}\`\n`,
    `${summary}. ${description}\n`,
    ...body,
    ...(given.length > 0 ? ['| | |\n|---|---|', ...given, ''] : []),
    '| answer | |\n|---|---|',
    ...answers,
    '',
  ].join('\n');
}

function bodyOf({ content = {} }: Content): string {
  return Object.entries(content)
    .map(([type, { schema }]) =>
      type === 'application/json' ? wordsOf(schema) : `\`${type.split(';')[0]}\``,
    )
    .join(', ');
}

function membersOf({ properties = {}, required = [], oneOf }: Schema): string {
  if (oneOf) return oneOf.map((one) => membersOf(one)).join('\n\nor\n\n');
  const rows = Object.entries(properties).map(
    ([name, schema]) =>
      `| \`${name}\`${required.includes(name) ? '' : ' (may be left out)'} | ${cell(wordsOf(schema))} |`,
  );
  return ['| | |\n|---|---|', ...rows].join('\n');
}

/** What a schema takes, in a few words. */
function wordsOf(schema: Schema): string {
  const { $ref, anyOf, type, description, properties, items } = schema;
  if ($ref) return `[${nameIn($ref)}](#${nameIn($ref).toLowerCase()})`;
  if ('const' in schema) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (description) return description;
  if (anyOf) return [...new Set(anyOf.map(wordsOf))].join(' or ');
  if (properties)
    return `{ ${Object.entries(properties)
      .map(([name, one]) => `${name}: ${wordsOf(one)}`)
      .join('; ')} }`;
  if (items) return `list of ${wordsOf(items)}`;
  return [type ?? 'anything'].flat().join(' or ');
}

function nameIn(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
