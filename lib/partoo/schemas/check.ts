import type * as z from 'zod';
import { KINDS, kindOf } from '../../kinds.ts';

export type Checked<T> = { ok: true; value: T } | { ok: false; issue: string };

/** Deeper than this nothing that Partoo documents is nested; what recurses over values must not run out of stack. */
const MOST_DEPTH = 64;
/** Names of members are from outside, and may be of any length. */
const ISSUE_CHARACTERS = 300;

/**
 * Holds a value against a schema and hands on the value itself, not the schema's copy of it: unknown members, and the
 * order of members, stay as Partoo sent them. Schemas may therefore check, but not transform.
 */
export function check<T>(schema: z.ZodType<T>, value: unknown): Checked<T> {
  if (isDeeperThan(MOST_DEPTH, value)) return { ok: false, issue: 'is nested too deep' };
  const parsed = schema.safeParse(value, { error: inOurWords });
  // Nothing is transformed, so that what fits is of the schema's type.
  if (parsed.success) return { ok: true, value: value as T };
  const issue = parsed.error.issues.slice(0, 5).map(inWords).join('; ');
  return { ok: false, issue: issue.slice(0, ISSUE_CHARACTERS) };
}

function inWords({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}

/** Of which kind a value is, and should be; never the value itself. */
function inOurWords(fault: z.core.$ZodRawIssue): string {
  const { input } = fault;
  if (input === undefined) return kindOf(input);
  if (input === '') return 'is empty';
  const documented = fault.code === 'invalid_type' ? KINDS[fault.expected] : undefined;
  return `${kindOf(input)}${documented ? `, not ${documented}` : ', which is not documented'}`;
}

/** No further than it takes to know, so that it does not run out of stack itself. */
export function isDeeperThan(most: number, value: unknown): boolean {
  if (most < 0) return true;
  if (typeof value !== 'object' || value === null) return false;
  // Most members hold nothing: only for those that do it is worth asking again.
  const isTooDeep = (member: unknown) =>
    most === 0 || (typeof member === 'object' && member !== null && isDeeperThan(most - 1, member));
  if (Array.isArray(value)) return value.some(isTooDeep);
  // JSON has no members but its own, and lists of them would be made by the thousand.
  for (const name in value) if (isTooDeep(value[name as keyof typeof value])) return true;
  return false;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Partoo sends some things in other shapes than it documents: brings a value into these, before it is checked. */
export type AsDocumented = (value: unknown) => unknown;
export const asItIs: AsDocumented = (value) => value;

/** A value with the named members as texts where they are whole numbers: Partoo documents ids and codes as texts. */
export function withTexts(value: unknown, names: readonly string[]): unknown {
  if (!isRecord(value)) return value;
  const numbers = names.filter((name) => Number.isSafeInteger(value[name]));
  if (numbers.length === 0) return value;
  return { ...value, ...Object.fromEntries(numbers.map((name) => [name, String(value[name])])) };
}

/** The same with the named members as numbers where they are texts of decimal numbers. */
export function withNumbers(value: unknown, names: readonly string[]): unknown {
  if (!isRecord(value)) return value;
  const texts = names.filter((name) => isDecimal(value[name]));
  if (texts.length === 0) return value;
  return { ...value, ...Object.fromEntries(texts.map((name) => [name, Number(value[name])])) };
}

const isDecimal = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= 40 && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value);

/** A number that an answer tells beside its items, as number or text; null where there is none that could be true. */
export function toldNumber(json: unknown, name: string): number | null {
  const told = isRecord(json) ? json[name] : undefined;
  const number = typeof told === 'string' && /^\d{1,15}$/.test(told) ? Number(told) : told;
  return Number.isSafeInteger(number) && (number as number) >= 0 ? (number as number) : null;
}
