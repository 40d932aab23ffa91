/**
 * Parses the JSON text of an answer. Ids and codes that are whole numbers beyond what JavaScript holds to the last digit
 * become texts: rounded they would name something else.
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  return JSON.parse(LONG_NUMBER.test(text) ? text.replace(STRING_OR_MEMBER, quotedIfUnsafe) : text);
}

/** Where none stands behind a colon, no member has one: ids that are texts are full of digits. */
const LONG_NUMBER = /:\s*-?\d{16}/;
/** Any string, so that what looks like a member inside one is left alone; with a number behind it, if that follows. */
const STRING_OR_MEMBER = /("[^"\\]*(?:\\.[^"\\]*)*")(?:(\s*:\s*)(-?\d{16,})(?![\d.eE]))?/g;
const NAMES = /^"(?:\w+_)?(?:id|code)"$/;

function quotedIfUnsafe(all: string, name: string, between: string | undefined, number: string | undefined) {
  if (number === undefined || !NAMES.test(name) || Number.isSafeInteger(Number(number))) return all;
  return `${name}${between}"${number}"`;
}
