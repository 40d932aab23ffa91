/** What a request says, parsed before anything else looks at it. Each @throws Problem */
import type * as z from 'zod';
import { inOurWords, placesOf } from '../reading/in-our-words.ts';
import { Problem } from './problem.ts';

/** Of a request to `/v1`, as sent. */
const LARGEST_BODY_BYTES = 64 * 1024;
/** A body may have thousands of faults. */
const MOST_ERRORS = 20;
const LONGEST_MESSAGE = 300;

/** Reads a body up to a bound, whatever its length is said to be. */
export async function readBytes(request: Request, most: number): Promise<Uint8Array> {
  const tooLarge = new Problem(413, { detail: `The body is larger than ${most} bytes.` });
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request.body ?? []) {
    bytes += part.length;
    if (bytes > most) throw tooLarge;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

export async function parseBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const { headers } = request;
  if (!JSON_TYPE.test(headers.get('content-type') ?? ''))
    throw new Problem(415, { detail: 'Send JSON: Content-Type: application/json.' });
  if (!/^(identity)?$/i.test(headers.get('content-encoding') ?? ''))
    throw new Problem(415, { detail: 'Send the body as it is, without Content-Encoding.' });
  return checked(jsonIn(await readBytes(request, LARGEST_BODY_BYTES)), schema);
}

export function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Problem(400, { code: 'not-json', detail: 'The body is no JSON in UTF-8.' });
  }
}

/** Parameters of a query; one that comes twice would mean whatever reads it. */
export function parseQuery<T>(url: string, schema: z.ZodType<T>): T {
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of new URL(url).searchParams) {
    if (name in query)
      throw new Problem(400, {
        code: 'invalid',
        errors: [{ path: name, message: 'stands there twice; keep one of them' }],
      });
    query[name] = value;
  }
  return checked({ ...query }, schema);
}

/** Never shows what stands there: it may be a text, or a key in the wrong place. */
export function checked<T>(value: unknown, schema: z.ZodType<T>): T {
  const result = schema.safeParse(value, { error: inOurWords });
  if (result.success) return result.data;
  const errors = result.error.issues
    .slice(0, MOST_ERRORS)
    .flatMap(placesOf)
    .map(({ path, message }) => ({
      path: path.join('.').slice(0, LONGEST_MESSAGE),
      message: message.slice(0, LONGEST_MESSAGE),
    }));
  throw new Problem(400, { code: 'invalid', detail: 'What was sent does not fit.', errors });
}
