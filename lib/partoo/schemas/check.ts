import type * as z from 'zod';

export type Checked<T> = { ok: true; value: T } | { ok: false; issue: string };

/**
 * Holds a value against a schema and hands on the value itself, not the schema's copy of it: unknown members, and the
 * order of members, stay as Partoo sent them. Schemas may therefore check, but not transform.
 */
export function check<T>(schema: z.ZodType<T>, value: unknown): Checked<T> {
  const parsed = schema.safeParse(value);
  // Nothing is transformed, so that what fits is of the schema's type.
  if (parsed.success) return { ok: true, value: value as T };
  return { ok: false, issue: parsed.error.issues.map(inWords).slice(0, 5).join('; ') };
}

/** Path and expectation; zod leaves the value itself out unless it is told to report it. */
function inWords({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}
