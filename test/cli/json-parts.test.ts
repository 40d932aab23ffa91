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
])('%s is written as JSON.stringify would', (_, value) => {
  expect(whole(value)).toBe(JSON.stringify(value, null, 2));
});

test('whatever the members are, the parts are the whole', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (value, item) => {
      const document = { ...value, list: long(item) };
      expect(whole(document)).toBe(JSON.stringify(document, null, 2));
    }),
    { numRuns: 50 },
  );
});

test('a long list comes in parts', () => {
  expect(
    Math.max(...[...jsonParts({ list: long({ code: 'ST-00001' }) })].map(({ length }) => length)),
  ).toBeLessThan(200 * 40);
});
