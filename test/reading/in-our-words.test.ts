import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { inOurWords, placesOf } from '../../lib/reading/in-our-words.ts';

const shape = z.strictObject({
  text: z.string().min(1).max(3).optional(),
  whole: z.int().min(1).max(9).optional(),
  word: z.enum(['now', 'later']).optional(),
  yes: z.literal(true).optional(),
  flag: z.boolean().optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  list: z.array(z.string()).min(1).max(2).optional(),
  within: z.strictObject({ code: z.string() }).optional(),
  kind: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('one') }),
      z.strictObject({ type: z.literal('two') }),
    ])
    .optional(),
  own: z.string().regex(/^a/, { error: 'begins otherwise; begin with a' }).optional(),
});

const faultsOf = (value: unknown) =>
  (shape.safeParse(value, { error: inOurWords }).error?.issues ?? [])
    .flatMap(placesOf)
    .map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('a fault says where it lies, what is there and what would be right', () => {
  test.each<[unknown, string]>([
    [[], ': is a list; write an object'],
    [null, ': is null; write an object'],
    [{ text: 7 }, 'text: is a number; write text'],
    [{ text: '' }, 'text: is empty; write something, or leave it out'],
    [{ text: 'long' }, 'text: is longer than 3 characters; shorten it'],
    [{ whole: 'x' }, 'whole: is text; write a whole number'],
    [{ whole: 1.5 }, 'whole: is a number; write a whole number'],
    [{ whole: 0 }, 'whole: is too small; write 1 or more'],
    [{ whole: 10 }, 'whole: is too large; write 9 or less'],
    [{ word: 'latre' }, 'word: is not known here; did you mean "later"?'],
    [{ word: 'x' }, 'word: is not known here; write now or later'],
    [{ word: 3 }, 'word: is a number; write now or later'],
    [{ yes: false }, 'yes: is not possible here; write true, or leave it out'],
    [{ yes: 'true' }, 'yes: is text; write true'],
    [{ flag: null }, 'flag: is null; write true or false'],
    [{ at: 'now' }, 'at: is no instant; write ISO 8601 with offset, such as 2026-12-24T17:00:00+01:00'],
    [{ list: 'a' }, 'list: is text; write a list'],
    [{ list: [] }, 'list: is an empty list; name at least one, or leave it out'],
    [{ list: ['a', 'b', 'c'] }, 'list: has more than 2 entries; leave some out'],
    [{ list: [{}] }, 'list.0: is an object; write text'],
    [{ within: {} }, 'within.code: is missing; write text'],
    [{ within: { code: 'a', cod: 1 } }, 'within.cod: is not known here; did you mean "code"?'],
    [{ within: { code: 'a', zzzzz: 1 } }, 'within.zzzzz: is not known here; known are code'],
    [{ kind: {} }, 'kind.type: is missing; write one or two'],
    [{ kind: { type: 'tow' } }, 'kind.type: is not known here; did you mean "two"?'],
    [{ own: 'b' }, 'own: begins otherwise; begin with a'],
  ])('%j', (value, fault) => expect(faultsOf(value)).toEqual([fault]));
});

test('several members that are not known are each named, with what is', () => {
  const [first, second] = faultsOf({ a: 1, b: 2 });
  expect(first).toMatch(/^a: is not known here; known are text, whole, .* or own$/);
  expect(second).toMatch(/^b: is not known here; known are /);
});

test('what stands there is never shown', () => {
  const secret = 'key-of-somebody';
  const values = Object.keys(shape.shape).map((key) => faultsOf({ [key]: secret }));
  expect(values.flat().length).toBeGreaterThan(8);
  expect(JSON.stringify(values)).not.toContain(secret);
});
