import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonParts } from '../../lib/cli/json-parts.ts';

const whole = (value: unknown) => [...jsonParts(value)].join('');
const long = (item: unknown) => Array.from({ length: 501 }, () => item);

test.each([
  ['no object', [1, 2]],
  ['a text', 'a\nb'],
  ['a short list', { at: 'now', businesses: [{ code: 'ST-00001' }] }],
  [
    'a long list',
    { at: 'now', businesses: long({ code: 'ST-00001', closures: [], name: 'a\nb' }), after: null },
  ],
  ['two long lists, and members without JSON', { a: long(1), b: undefined, c: long([]), d: undefined }],
  ['items without JSON', { a: undefined, b: long(undefined) }],
  ['a long list alone', long({})],
  [
    'a long list within',
    { at: 1, organizations: [{ id: 'a', results: long({ b: [] }), error: undefined }, 1] },
  ],
  ['a long list in a list', [[long('a\nb')], undefined, {}, []]],
  ['a long list further in than is looked', { a: [{ b: [{ c: [{ d: long(1) }] }] }] }],
])('%s is written as JSON.stringify would', (_, value) => {
  expect(whole(value)).toBe(JSON.stringify(value, null, 2));
});

test('whatever the members are, the parts are the whole', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (value, item) => {
      for (const document of [
        { ...value, list: long(item) },
        { ...value, of: [value, { list: long(item) }] },
      ])
        expect(whole(document)).toBe(JSON.stringify(document, null, 2));
    }),
    { numRuns: 50 },
  );
});

test.each([
  ['of the document', { list: long({ code: 'ST-00001' }) }],
  ['of each organization', { organizations: [{ results: long({ code: 'ST-00001' }) }] }],
])('a long list %s comes in parts', (_, document) => {
  const lengths = [...jsonParts(document)].map(({ length }) => length);
  expect(Math.max(...lengths)).toBeLessThan(200 * 60);
});
