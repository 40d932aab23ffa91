import { decodeText, wideEncoding } from '../decode.ts';
import { byteAt, characterAt, type LineNames, nameEnd } from './line-names.ts';

/** A line of a calendar, folded lines joined: `DTSTART;TZID=Europe/Paris:20261224T170000`. */
export interface ContentLine {
  /** In capitals. */
  name: string;
  /** Name and parameters: what stands before the value. */
  head: string;
  value: string;
}

/** Longer ones are cut: nothing that a closure needs is as long. */
const MOST_CHARACTERS = 100_000;

/**
 * A fold may stand within a character, so that bytes are joined before they are read as text. Line ends are of any kind.
 * @param bytes used up: what they hold afterwards is of no use
 * @param names of the lines that are wanted; the others are most of a feed. Left out: all are
 */
export function unfolded(bytes: Uint8Array, names?: LineNames): string {
  // No open repeats: a file of line ends alone would be gone through again from each of them.
  if (wideEncoding(bytes)) return decodeText(bytes).replace(/\r?\r?\n[\t ]|\r[\t ]/g, '');
  return decodeText(withoutFolds(bytes, names));
}

const [TAB, LINE_FEED, RETURN, SPACE] = [9, 10, 13, 32];

/** Byte by byte to the front of the same bytes: nothing grows, and each copy of a feed is five megabytes. */
function withoutFolds(kept: Uint8Array, names?: LineNames): Uint8Array {
  let length = 0;
  let line = 0;
  for (let at = 0; at <= kept.length; ) {
    const byte = kept[at];
    const isEnd = byte === RETURN || byte === LINE_FEED || byte === undefined;
    const end = isEnd ? foldEnd(kept, at) : at;
    if (end > at) {
      at = end;
      continue;
    }
    if (isEnd && names && !isNamed(names, kept, line, length)) length = line;
    else if (byte !== undefined) kept[length++] = byte;
    if (isEnd) line = length;
    at += 1;
  }
  return kept.subarray(0, length);
}

/** Whether the line in `[from, to)` has one of the names. */
function isNamed(names: LineNames, bytes: Uint8Array, from: number, to: number): boolean {
  let start = from === 0 && bytes[0] === 0xef ? BYTE_ORDER_MARK_BYTES : from;
  while (start < to && isBlank(bytes[start])) start += 1;
  // What stands behind the line is of an earlier copy.
  return names.find(bytes, byteAt, start, Math.min(to, nameEnd(bytes, byteAt, start))) !== null;
}

const BYTE_ORDER_MARK_BYTES = 3;

/** Behind the fold that begins there; the same place where none does. */
function foldEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end < at + 2 && bytes[end] === RETURN) end += 1;
  if (bytes[end] === LINE_FEED && isBlank(bytes[end + 1])) return end + 2;
  return bytes[at] === RETURN && isBlank(bytes[at + 1]) ? at + 2 : at;
}

const isBlank = (byte: number | undefined): boolean => byte === SPACE || byte === TAB;

/**
 * The lines of a text, one at a time: a feed may consist of millions. What is no line of a calendar is left out.
 * @param names of those that are wanted, as it is by then; left out: all are
 */
export function* contentLines(text: string, names?: () => LineNames): Generator<ContentLine> {
  let at = 0;
  while (at < text.length) {
    const end = behind(REST, text, at);
    const from = behind(BLANKS, text, at);
    const to = Math.min(nameEnd(text, characterAt, from), at + MOST_CHARACTERS);
    const name = names ? names().find(text, characterAt, from, to) : text.slice(from, to).toUpperCase();
    if (name) {
      const line = text.slice(at, Math.min(end, at + MOST_CHARACTERS));
      const colon = headEnd(line);
      if (colon >= 0) yield { name, head: line.slice(0, colon), value: line.slice(colon + 1) };
    }
    at = behind(ENDS, text, end);
  }
}

// Asked where they end, and not what they find: a match is an object, and a feed has hundreds of thousands of lines.
const [BLANKS, REST, ENDS] = [/[ \t]*/y, /[^\r\n]*/y, /[\r\n]*/y];

function behind(what: RegExp, text: string, at: number): number {
  what.lastIndex = at;
  what.test(text);
  return what.lastIndex;
}

/** The value begins behind the first colon outside of quotes that is not one of an address (`TZID=tzone://…`). */
function headEnd(line: string): number {
  const first = line.indexOf(':');
  const quote = line.indexOf('"');
  if ((quote < 0 || first < quote) && !line.startsWith('//', first + 1)) return first;
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"') isQuoted = !isQuoted;
    else if (line[at] === ':' && !isQuoted && !line.startsWith('//', at + 1)) return at;
  }
  return -1;
}
