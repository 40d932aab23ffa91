/** What is wrong with JSON or a query, said as it is of closures.yml: what it is, and behind a semicolon what would be right. */
import type * as z from 'zod';
import { KINDS, kindOf } from '../kinds.ts';
import { orList } from './readers.ts';
import { didYouMean } from './suggest.ts';

type Fault = z.core.$ZodRawIssue;

/** More would be longer than anybody reads. */
const MOST_NAMED = 20;

/** For `safeParse(value, { error: inOurWords })`. Never shows what stands there; a schema's own words go first. */
export function inOurWords(fault: Fault): string | undefined {
  switch (fault.code) {
    case 'invalid_type':
      return `${kindOf(fault.input)}; write ${KINDS[isWhole(fault) ? 'int' : fault.expected] ?? fault.expected}`;
    case 'invalid_value':
      return otherThan(fault.input, fault.values.map(String), typeof fault.values[0]);
    case 'invalid_union':
      return otherThan(memberOf(fault), 'options' in fault ? (fault.options as string[]) : [], 'string');
    case 'too_small':
    case 'too_big':
      return outOfBounds(fault);
    case 'invalid_format':
      return WRONG_FORM[fault.format];
    case 'unrecognized_keys':
      return strange(fault.keys, membersOf(fault));
    default:
      return undefined;
  }
}

const WRONG_FORM: Record<string, string> = {
  datetime: 'is no instant; write ISO 8601 with offset, such as 2026-12-24T17:00:00+01:00',
};

function isWhole({ inst }: Fault): boolean {
  return inst !== undefined && 'format' in inst._zod.def && inst._zod.def.format === 'safeint';
}

function otherThan(value: unknown, allowed: string[], type: string): string {
  const write = `write ${orList(allowed.slice(0, MOST_NAMED))}`;
  if (typeof value !== type) return `${kindOf(value)}; ${write}`;
  if (type !== 'string') return `is not possible here; ${write}, or leave it out`;
  return `is not known here; ${didYouMean(String(value), allowed, write)}`;
}

/** What stands in the member that tells which of several shapes is meant. */
function memberOf({ input, discriminator }: Extract<Fault, { code: 'invalid_union' }>): unknown {
  return typeof input === 'object' && input !== null && discriminator !== undefined
    ? Object.getOwnPropertyDescriptor(input, discriminator)?.value
    : undefined;
}

function outOfBounds(fault: Extract<Fault, { code: 'too_small' | 'too_big' }>): string {
  const { origin } = fault;
  if (fault.code === 'too_small') {
    if (origin === 'string') return 'is empty; write something, or leave it out';
    if (origin === 'array') return 'is an empty list; name at least one, or leave it out';
    return `is too small; write ${fault.minimum} or more`;
  }
  if (origin === 'string') return `is longer than ${fault.maximum} characters; shorten it`;
  if (origin === 'array') return `has more than ${fault.maximum} entries; leave some out`;
  return `is too large; write ${fault.maximum} or less`;
}

/** Slips of one member are told as such; of several, what is known. */
function strange(names: readonly string[], known: string[]): string {
  const list = known.length === 0 ? 'nothing is' : `known are ${orList(known.slice(0, MOST_NAMED))}`;
  return `is not known here; ${names.length === 1 ? didYouMean(names[0] as string, known, list) : list}`;
}

function membersOf({ inst }: Fault): string[] {
  const shape: unknown = inst && 'shape' in inst._zod.def ? inst._zod.def.shape : undefined;
  return Object.keys(shape ?? {});
}

/** Where a fault lies: a member that is not known is at fault itself, not the object that it stands in. */
export function placesOf(issue: z.core.$ZodIssue): { path: string[]; message: string }[] {
  const { message } = issue;
  const path = issue.path.map(String);
  return issue.code === 'unrecognized_keys'
    ? issue.keys.slice(0, MOST_NAMED).map((key) => ({ path: [...path, key], message }))
    : [{ path, message }];
}
