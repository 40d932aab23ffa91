import { isDeeperThan, isRecord } from '../schemas/check.ts';

/** What an answer of status 400 and more says in its body. */
export interface Refusal {
  details: string | Record<string, unknown> | null;
  fields: Record<string, string>;
}

export const NO_REFUSAL: Refusal = { details: null, fields: {} };

/** What is nested deeper is no refusal, and would take more stack than there is. */
const MOST_DEPTH = 20;

/** Keys that wrap a refusal without being a field: `{"errors": {"json": {"field": "message"}}}`. */
const WRAPPERS = new Set(['json', 'authentication', 'authorization']);

/**
 * Reads the body of an error. Partoo's guide puts the refusal under `error`, its OpenAPI file under `errors`; below
 * that come a sentence, or an object of fields. Anything else (HTML, an empty or a cut body) gives no details.
 */
export function readRefusal(body: string | null): Refusal {
  const parsed = parseObject(body);
  if (parsed === null) return NO_REFUSAL;
  for (const key of ['errors', 'error']) {
    const details = parsed[key];
    if (typeof details === 'string') return { details, fields: {} };
    if (isRecord(details)) return { details, fields: Object.fromEntries(fieldsOf(details, [])) };
  }
  return NO_REFUSAL;
}

function* fieldsOf(value: Record<string, unknown>, path: string[]): Generator<[string, string]> {
  for (const [key, entry] of Object.entries(value)) {
    const wrapper = path.length === 0 && WRAPPERS.has(key);
    const here = wrapper ? path : [...path, key];
    if (isRecord(entry)) yield* fieldsOf(entry, here);
    else if (!wrapper) yield [here.join('.'), inWords(entry)];
  }
}

function inWords(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(inWords).join('; ') : String(JSON.stringify(value));
}

function parseObject(body: string | null): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(body ?? '');
    return isRecord(parsed) && !isDeeperThan(MOST_DEPTH, parsed) ? parsed : null;
  } catch {
    return null;
  }
}
