import { decodeText } from '../decode.ts';

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
  const isWide = (bytes[0] ?? 0) >= 0xfe;
  // No open repeats: a file of line ends alone would be gone through again from each of them.
  const folded = /\r?\r?\n[\t ]|\r[\t ]/g;
  if (isWide) return decodeText(bytes).replace(folded, '');
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return decodeText(Buffer.from(raw.replace(folded, ''), 'latin1'));
}

/** The lines of a text, one at a time: a feed may consist of millions. What is no line of a calendar is left out. */
export function* contentLines(text: string): Generator<ContentLine> {
  const ends = /[\r\n]+/g;
  let at = 0;
  while (at < text.length) {
    const end = ends.exec(text);
    const line = text.slice(at, Math.min(end?.index ?? text.length, at + MOST_CHARACTERS));
    at = end === null ? text.length : ends.lastIndex;
    const read = contentLine(line);
    if (read !== null) yield read;
  }
}

function contentLine(line: string): ContentLine | null {
  const end = headEnd(line);
  if (end < 0) return null;
  const head = line.slice(0, end);
  const name = /^[\w-]+/.exec(head.trim())?.[0].toUpperCase();
  return name === undefined ? null : { name, head, value: line.slice(end + 1) };
}

/** The value begins behind the first colon outside of quotes that is not one of an address (`TZID=tzone://…`). */
function headEnd(line: string): number {
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"') isQuoted = !isQuoted;
    else if (line[at] === ':' && !isQuoted && !line.startsWith('//', at + 1)) return at;
  }
  return -1;
}
