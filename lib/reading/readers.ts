/**
 * Small zod schemas that the schema of closures.yml is put together from. They take what YAML gave (mappings, lists,
 * text, true, false, null), report every fault with a remedy, and yield our own normalized values.
 */
import * as z from 'zod';
import { characterFault } from '../closures/limits.ts';
import { didYouMean } from './suggest.ts';

/** Reports a fault; `path` leads from the value that is being read to what is wrong. */
export type Report = (message: string, remedy: string, path?: (string | number)[]) => void;

type Reader<T> = z.ZodType<T>;

/** A schema out of a function. What it returns after it reported something is never seen: `z.NEVER` will do. */
export function reader<T>(read: (value: unknown, report: Report) => T): Reader<T> {
  return z
    .unknown()
    .transform((value, context) =>
      read(value, (message, remedy, path = []) =>
        context.addIssue({ code: 'custom', message, path, params: { remedy } }),
      ),
    );
}

/** The value read by another schema, whose faults are reported under `path`; undefined where there were any. */
export function readWith<T>(
  schema: Reader<T>,
  value: unknown,
  report: Report,
  path: (string | number)[] = [],
): T | undefined {
  // Most of these schemas are made for one file: compiling them takes longer than they are used.
  const result = schema.safeParse(value, { jitless: true });
  if (result.success) return result.data;
  for (const issue of result.error.issues)
    report(issue.message, remedyOf(issue), [...path, ...(issue.path as (string | number)[])]);
  return undefined;
}

/** A schema that is made when there is something to read: most keys of a file are left out. */
export function whenRead<T>(make: () => Reader<T>): Reader<T> {
  let made: Reader<T> | undefined;
  return reader((value, report) => {
    made ??= make();
    return readWith(made, value, report) ?? z.NEVER;
  });
}

/** What a zod issue of these schemas says would be right. */
export function remedyOf(issue: z.core.$ZodIssue): string {
  const remedy: unknown = issue.code === 'custom' ? issue.params?.remedy : undefined;
  return typeof remedy === 'string' ? remedy : 'see the documentation of closures.yml';
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What kind of thing stands there, never the thing itself: it could be a key. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'is missing';
  if (value === null) return 'is empty';
  if (typeof value === 'boolean') return `is ${value}`;
  if (Array.isArray(value)) return 'is a list';
  return typeof value === 'object' ? 'is a mapping' : 'is text';
}

/**
 * Any text that is not blank, exactly as written (also `00012` and `1e3`, which YAML might take for numbers), without
 * control characters.
 */
export function text(remedy: string): Reader<string> {
  return reader((value, report) => {
    const fault = typeof value === 'string' ? characterFault(value) : null;
    if (fault !== null) {
      report(fault, 'leave it out; nobody sees it, and some are misled');
      return '';
    }
    if (typeof value === 'string' && value.trim() !== '') return value;
    const quotes = typeof value === 'boolean' ? '; put it in quotes if it is meant as text' : '';
    report(typeof value === 'string' ? 'is blank' : kindOf(value), remedy + quotes);
    return '';
  });
}

/** Text that `read` understands; what `read` reports is the only fault. */
export function textOf<T>(remedy: string, read: (value: string, report: Report) => T): Reader<T> {
  const plain = text(remedy);
  return reader((value, report) => {
    const known = readWith(plain, value, report);
    return known === undefined ? z.NEVER : read(known, report);
  });
}

export function flag(): Reader<boolean> {
  return reader((value, report) => {
    if (typeof value === 'boolean') return value;
    report(kindOf(value), 'write true or false, without quotes');
    return false;
  });
}

const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/;

/** A decimal number; `remedy` says which are allowed. */
export function number(allowed: (value: number) => boolean, remedy: string): Reader<number> {
  return reader((value, report) => {
    if (typeof value === 'string' && NUMBER.test(value) && allowed(Number(value))) return Number(value);
    const isNumber = typeof value === 'string' && NUMBER.test(value);
    report(isNumber ? `is ${value}` : `${kindOf(value)}, not a number`, remedy);
    return 0;
  });
}

/** One word out of a few. */
export function oneOf<const T extends string>(words: readonly T[]): Reader<T> {
  return reader((value, report) => {
    const found = words.find((word) => word === value);
    if (found !== undefined) return found;
    const list = `write ${orList(words)}`;
    if (typeof value === 'string')
      report(`${quoted(value)} is not known here`, didYouMean(value, words, list));
    else report(kindOf(value), list);
    return words[0]!;
  });
}

/** A list of at least one entry: an empty one is never taken for "all", nor for "none". */
export function list<T>(item: Reader<T>, remedy: string): Reader<T[]> {
  let items: Reader<T[]> | undefined;
  return reader((value, report) => {
    if (!Array.isArray(value)) report(kindOf(value), `write a list: ${remedy}`);
    else if (value.length === 0) report('is an empty list', `${remedy}, or leave it out`);
    else {
      items ??= z.array(item);
      return readWith(items, value, report) ?? [];
    }
    return [];
  });
}

/** A mapping whose keys the user chooses. Faults of a key are reported at the key. */
export function record<T>(
  key: Reader<string>,
  entry: (name: string) => Reader<T>,
  remedy: string,
): Reader<Record<string, T>> {
  return reader((value, report) => {
    const entries: [string, T][] = [];
    if (!isRecord(value)) report(kindOf(value), remedy);
    else
      for (const [written, raw] of Object.entries(value)) {
        const name = readWith(key, written, report, [written, KEY]);
        const read = readWith(entry(written), raw, report, [written]);
        if (name === undefined) continue;
        if (entries.some(([other]) => other === name))
          report(`stands twice, as ${quoted(name)}`, 'keep one of them', [written, KEY]);
        else if (read !== undefined) entries.push([name, read]);
      }
    return Object.fromEntries(entries);
  });
}

/** Ends the path of a fault that is the key's own, not its value's; taken off when the fault is located. */
export const KEY = '\0key';

/**
 * A mapping with the given keys and no others. `check` looks at what holds between keys; it runs even where some
 * value is wrong, so that all faults come at once.
 */
export function mapping<S extends z.ZodRawShape>(
  shape: S,
  remedy: string,
  check: (raw: Record<string, unknown>, report: Report) => void = () => {},
): Reader<z.output<z.ZodObject<S>>> {
  const schema = z.object(shape).catchall(z.unknown());
  const known = Object.keys(shape);
  return reader((value, report) => {
    if (!isRecord(value)) report(kindOf(value), remedy);
    else {
      for (const key of Object.keys(value))
        if (!known.includes(key))
          report('is no key known here', didYouMean(key, known, `known are ${orList(known)}`), [key, KEY]);
      check(value, report);
    }
    const read = isRecord(value) ? readWith(schema, value, report) : undefined;
    return (read ?? z.NEVER) as z.output<z.ZodObject<S>>;
  });
}

/** `"a"`, `"b"` or `"c"` without the quotes: words of ours. */
export function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** A value of the file in a message, cut short. Only for fields that hold no secret. */
export function quoted(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}
