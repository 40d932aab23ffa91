/** Kinds of JSON values in our words; by the names that schemas have for them. */
export const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** Of which kind a value is, as the end of a sentence; no more of it is shown. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'is missing';
  if (value === null) return 'is null';
  if (Array.isArray(value)) return 'is a list';
  if (typeof value === 'string') return 'is text';
  if (typeof value === 'boolean') return `is ${value}`;
  return typeof value === 'object' ? 'is an object' : 'is a number';
}
