import { decodeText, wideEncoding } from '../decode.ts';

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

/** A fold may stand within a character, so that bytes are joined before they are read as text. Line ends are of any kind. */
export function unfolded(bytes: Uint8Array): string {
  // No open repeats: a file of line ends alone would be gone through again from each of them.
  if (wideEncoding(bytes)) return decodeText(bytes).replace(/\r?\r?\n[\t ]|\r[\t ]/g, '');
  return decodeText(withoutFolds(bytes));
}

const [TAB, LINE_FEED, RETURN, SPACE] = [9, 10, 13, 32];

/** Byte by byte into one copy: each way by texts has three of them, of a feed of five megabytes. */
function withoutFolds(bytes: Uint8Array): Uint8Array {
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] as number;
    const end = byte === RETURN || byte === LINE_FEED ? foldEnd(bytes, at) : at;
    if (end === at) {
      kept[length++] = byte;
      at += 1;
    } else at = end;
  }
  return kept.subarray(0, length);
}

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
 * @param isWanted by name, in capitals; left out: all are
 */
export function* contentLines(
  text: string,
  isWanted: (name: string) => boolean = () => true,
): Generator<ContentLine> {
  let at = 0;
  while (at < text.length) {
    const end = behind(REST, text, at);
    const from = behind(BLANKS, text, at);
    const name = text.slice(from, Math.min(behind(WORD, text, from), at + MOST_CHARACTERS)).toUpperCase();
    if (name !== '' && isWanted(name)) {
      const line = text.slice(at, Math.min(end, at + MOST_CHARACTERS));
      const colon = headEnd(line);
      if (colon >= 0) yield { name, head: line.slice(0, colon), value: line.slice(colon + 1) };
    }
    at = behind(ENDS, text, end);
  }
}

// Asked where they end, and not what they find: a match is an object, and a feed has hundreds of thousands of lines.
const [BLANKS, WORD, REST, ENDS] = [/[ \t]*/y, /[\w-]*/y, /[^\r\n]*/y, /[\r\n]*/y];

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
