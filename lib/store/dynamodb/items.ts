import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../../clock.ts';

/** What our attributes hold. null and undefined are expressed by leaving an attribute out. */
export type Value = string | number | Uint8Array;
export interface Key {
  pk: string;
  sk: string;
}
export type Item = Key & Record<string, Value>;

/** Everything of one organization that is not history. */
export const ofOrganization = (organization: string): string => `organization#${organization}`;

/**
 * Our few attribute types, instead of the document client's many: that one costs a cold start 10 ms and, wrapping
 * every value, twice the time on large reads.
 */
export function toAttributes(values: Record<string, Value>): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toAttribute(value)]));
}

function toAttribute(value: Value): AttributeValue {
  if (typeof value === 'string') return { S: value };
  // Every finite double survives: DynamoDB keeps 38 decimal digits.
  if (typeof value === 'number') return { N: String(value) };
  return { B: value };
}

/** The inverse of {@link toAttributes}. The caller vouches for the type: only what we wrote comes here. */
export function fromAttributes<T extends object = Item>(attributes: Record<string, AttributeValue>): T {
  const item: Record<string, Value> = {};
  for (const [name, { S, N, B }] of Object.entries(attributes)) {
    const value = S ?? (N === undefined ? B : Number(N));
    if (value !== undefined) item[name] = value;
  }
  return item as T;
}

/** The names of an expression's `#name` and `:name` marks, which stand for the attribute `name` and a given value. */
export function namesIn(expression: string): Record<string, string> {
  return Object.fromEntries(
    [...expression.matchAll(/#(\w+)/g)].map(([mark, name]) => [mark, name as string]),
  );
}

export function valuesOf(
  values: Record<string, Value> | undefined,
): Record<string, AttributeValue> | undefined {
  if (values === undefined) return undefined;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, toAttribute(value)]));
}

/** Instants as text of one width, so that they sort as text; to the microsecond. */
export function sortable(at: Instant): string {
  return at.toFixed(3).padStart(18, '0');
}
