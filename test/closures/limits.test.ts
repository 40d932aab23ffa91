import { expect, test } from 'vitest';
import { characterFault } from '../../lib/closures/limits.ts';

test.each([
  ['a bell', 'Fermé\u0007', 'U+0007 at place 6'],
  ['a null', '\0', 'U+0000 at place 1'],
  ['DEL', 'a\u007F', 'U+007F at place 2'],
  ['a C1 control', 'a\u0085b', 'U+0085 at place 2'],
  ['an override of direction', 'ab\u202Ecd', 'U+202E at place 3'],
  ['an isolate', '\u2066', 'U+2066 at place 1'],
  ['a lone carriage return', 'a\rb', 'U+000D at place 2'],
  ['half a character', 'a\uD83D', 'U+D83D at place 2'],
])('a text with %s is refused with its place', (_, text, where) => {
  expect(characterFault(text)).toBe(`has the control character ${where}`);
});

test.each([
  ['lines and tabs', 'Fermé\n\tle 25\r\nMerci'],
  ['an emoji of several parts', '👩‍🍳 🧀'],
  ['a mark of direction and a joiner', 'مغلق\u200F (25\u200E) می\u200Cشود'],
  ['no-break spaces', 'Réouverture\u202F: lundi\u00A0!'],
])('a text with %s passes', (_, text) => {
  expect(characterFault(text)).toBeNull();
});
