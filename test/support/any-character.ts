import fc from 'fast-check';

/** Halves of pairs stand for nothing alone. */
const [FIRST_HALF, HALVES] = [0xd800, 0x800];
const LAST = 0x10ffff;

/**
 * A character of any kind, as unit of a text. fast-check's own `binary` gives the same, out of a map of a million of them:
 * a second of the processor, and a hundred megabytes, in each process of the tests.
 */
export const anyCharacter = fc
  .nat(LAST - HALVES)
  .map((n) => String.fromCodePoint(n < FIRST_HALF ? n : n + HALVES), numberOf);

function numberOf(text: unknown): number {
  if (typeof text !== 'string' || [...text].length !== 1) throw new Error('no character');
  const code = text.codePointAt(0) as number;
  return code < FIRST_HALF ? code : code - HALVES;
}
