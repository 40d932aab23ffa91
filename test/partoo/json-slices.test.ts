import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementSlices } from '../../lib/partoo/json-slices.ts';

describe('the source of the elements of an array', () => {
  it.each<[string, string, string[] | null]>([
    ['plain', '{"settings":[{"id":1},{"id":2}]}', ['{"id":1}', '{"id":2}']],
    ['empty', '{"settings":[]}', []],
    ['empty with space', '{ "settings" : [ \n ] }', []],
    [
      'space is trimmed outside, kept inside',
      '{"settings": [ { "id" : 1 } ,\n\t2 ] }',
      ['{ "id" : 1 }', '2'],
    ],
    ['brackets in strings', '{"settings":["]},{[\\"",{"a":"}"}]}', ['"]},{[\\""', '{"a":"}"}']],
    ['backslashes', '{"settings":["a\\\\","\\\\\\"b"]}', ['"a\\\\"', '"\\\\\\"b"']],
    ['escapes stay', '{"settings":["\\u00e9\\/\\ud83d","é"]}', ['"\\u00e9\\/\\ud83d"', '"é"']],
    [
      'numbers stay',
      '{"settings":[1.0,-0,1e400,12345678901234567890]}',
      ['1.0', '-0', '1e400', '12345678901234567890'],
    ],
    ['nested of the same name', '{"page":{"settings":[1]},"settings":[[2],[3,[4]]]}', ['[2]', '[3,[4]]']],
    ['the name in a string before it', '{"a":"\\"settings\\":[9]","settings":[1]}', ['1']],
    ['the name with escapes', '{"\\u0073ettings":[1]}', ['1']],
    ['twice: the last, as in JSON.parse', '{"settings":[1],"settings":[2]}', ['2']],
    ['not there', '{"count":0}', null],
    ['no array', '{"settings":{"0":1}}', null],
    ['no object', '[{"settings":[1]}]', null],
  ])('%s', (_, text, slices) => {
    expect(elementSlices(text, 'settings')).toEqual(slices);
    const whole: unknown = JSON.parse(text);
    if (slices !== null)
      expect(slices.map((slice) => JSON.parse(slice))).toEqual((whole as { settings: unknown }).settings);
  });

  it('is what was put in, for any values, any neighbours and any indentation', () => {
    const spaces = fc.constantFrom('', ' ', '\n', '\t', '\r\n  ');
    const value = fc
      .jsonValue({ noUnicodeString: false })
      .chain((any) => fc.constantFrom(0, 1, 3, '\t').map((indent) => JSON.stringify(any, null, indent)));
    fc.assert(
      fc.property(fc.array(value), value, value, spaces, (elements, before, after, space) => {
        const array = `[${elements.map((one) => space + one + space).join(',')}]`;
        const text = `${space}{${space}"a":${before},${space}"settings"${space}:${space}${array}${space},"b":${after}}`;
        expect(elementSlices(text, 'settings')).toEqual(elements.map((one) => one.trim()));
      }),
    );
  });

  it('ends for any text at all', () => {
    const text = fc
      .array(fc.constantFrom('{', '}', '[', ']', '"settings"', '"', '\\', ':', ',', ' ', 'a', '1'))
      .map((a) => a.join(''));
    fc.assert(
      fc.property(text, (any) => {
        try {
          elementSlices(`{"settings":${any}`, 'settings');
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
        }
      }),
    );
  });
});
