/**
 * Finds the pieces of a JSON text without changing them, so that what Partoo sent can be kept to the letter: order of
 * members, escapes, spelling of numbers. The text must be valid JSON (it has been through `JSON.parse`); of invalid
 * text nothing is promised but that the scanner ends.
 */

/** Source texts of the elements of the array that is member `name` of the outermost object; null if there is none. */
export function elementSlices(text: string, name: string): string[] | null {
  let found: string[] | null = null;
  let at = skipSpace(text, 0);
  if (text[at] !== '{') return null;
  for (at = skipSpace(text, at + 1); text[at] === '"'; at = skipSpace(text, at)) {
    const keyEnd = skipString(text, at);
    // A key may be written with escapes; only parsing tells.
    const key: unknown = JSON.parse(text.slice(at, keyEnd));
    const start = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = skipValue(text, start);
    // Of a name that occurs twice JSON.parse takes the last, and so do we.
    if (key === name) found = text[start] === '[' ? arraySlices(text, start) : null;
    at = skipSpace(text, end);
    if (text[at] === ',') at += 1;
  }
  return found;
}

/** Source texts of the elements of the outermost array. */
export function outermostSlices(text: string): string[] {
  const start = skipSpace(text, 0);
  return text[start] === '[' ? arraySlices(text, start) : [];
}

function arraySlices(text: string, start: number): string[] {
  const slices: string[] = [];
  let at = skipSpace(text, start + 1);
  while (at < text.length && text[at] !== ']') {
    const end = skipValue(text, at);
    slices.push(text.slice(at, end));
    at = skipSpace(text, end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return slices;
}

/** Index after the value that starts at `start`; always beyond `start`. */
function skipValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return skipString(text, start);
  if (first === '{' || first === '[') return skipNested(text, start);
  let at = start + 1;
  while (at < text.length && !/[\s,\]}]/.test(text.charAt(at))) at += 1;
  return at;
}

function skipNested(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') {
      at = skipString(text, at);
      continue;
    }
    if (character === '{' || character === '[') depth += 1;
    if (character === '}' || character === ']') depth -= 1;
    at += 1;
    if (depth === 0) break;
  }
  return at;
}

function skipString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1;
  return at;
}
