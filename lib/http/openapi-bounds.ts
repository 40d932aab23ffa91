/** What a description has to say of every schema and answer, said in one place. */

type Schema = Record<string, unknown>;

/** Of what nothing narrower is said. A calendar file is the longest text. */
const LONGEST_TEXT = 32 * 1024 * 1024;
const MOST_ITEMS = 200_000;

/** Headers of whoever was let in by a token: https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ */
const RATE_HEADERS: Readonly<Record<string, Schema>> = {
  RateLimit: header('How many requests are left to the token, and for how many seconds'),
  'RateLimit-Policy': header('How many it has in how many seconds'),
};

export function header(description: string): Schema {
  return { description, schema: { type: 'string' } };
}

/** With the headers that every answer to a token carries. */
export function withRate(responses: Record<string, Schema>): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(responses).map(([status, answer]) => [
      status,
      Number(status) < 500 ? { ...answer, headers: headersOf(status, answer) } : answer,
    ]),
  );
}

function headersOf(status: string, { headers }: Schema): Schema {
  const later = status === '429' ? { 'Retry-After': header('Seconds until more are let in') } : {};
  return { ...(headers as Schema | undefined), ...RATE_HEADERS, ...later };
}

/** With bounds on all texts, lists and whole numbers: whoever makes a program of it knows what may come. */
export function bounded<T>(value: T): T {
  if (Array.isArray(value)) return value.map(bounded) as T;
  if (typeof value !== 'object' || value === null) return value;
  const schema = Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, key === 'enum' ? member : bounded(member)]),
  ) as Schema;
  return { ...boundsOf(schema), ...schema } as T;
}

function boundsOf({ type, enum: some, const: one }: Schema): Schema {
  const types = [type].flat();
  if (types.includes('string') && some === undefined && one === undefined) return { maxLength: LONGEST_TEXT };
  if (types.includes('array')) return { maxItems: MOST_ITEMS };
  return types.includes('integer') ? { format: 'int64' } : {};
}
