/**
 * Numbers that only look random: the same seed and the same words always give the same number. Everything that the
 * sandbox varies is drawn this way and not from a running generator, so that one request more, or two that arrive in
 * the other order, do not change what befalls all the rest.
 */

/** A number in `[0, 1)`. */
export function roll(seed: number, ...words: (string | number)[]): number {
  return hash(`${seed}|${words.join('|')}`) / 0x1_0000_0000;
}

/** One element of `list`, which must not be empty. */
export function pick<T>(list: readonly T[], seed: number, ...words: (string | number)[]): T {
  return list[Math.floor(roll(seed, ...words) * list.length)]!;
}

/** An integer in `[from, to]`. */
export function between(from: number, to: number, seed: number, ...words: (string | number)[]): number {
  return from + Math.floor(roll(seed, ...words) * (to - from + 1));
}

/** 24 hexadecimal digits, the shape of Partoo's business and template ids. */
export function hexId(seed: number, ...words: (string | number)[]): string {
  const part = (n: number) =>
    hash(`${seed}|${words.join('|')}|${n}`)
      .toString(16)
      .padStart(8, '0');
  return part(0) + part(1) + part(2);
}

/** FNV-1a over UTF-16 units, then the finalizer of MurmurHash3, without which near words give near numbers. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
