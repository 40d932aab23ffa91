/** Longer words are not typing mistakes, and comparing them would only cost time. */
const LONGEST = 64;

/**
 * The candidates that somebody most likely meant by `word`, likeliest first: one slip (a wrong, missing, added or swapped
 * letter) in up to four letters, and one more for every three beyond. Case does not count; equals keep their order.
 */
export function closest(word: string, candidates: Iterable<string>, limit = 3): string[] {
  const wanted = word.trim().toLowerCase();
  if (wanted.length === 0 || wanted.length > LONGEST) return [];
  const most = wanted.length < 5 ? 1 : Math.ceil(wanted.length / 3);
  const near = new Map<string, number>();
  for (const candidate of candidates) {
    const slips = slipsOf(wanted, candidate.toLowerCase(), most);
    if (slips <= most) near.set(candidate, slips);
  }
  return [...near]
    .sort(([, a], [, b]) => a - b)
    .slice(0, limit)
    .map(([candidate]) => candidate);
}

/** The likeliest of them, or null where none is near. */
export function suggest(word: string, candidates: Iterable<string>): string | null {
  return closest(word, candidates, 1)[0] ?? null;
}

/** `did you mean "x"?`, or `otherwise` where nothing is near. */
export function didYouMean(word: string, candidates: Iterable<string>, otherwise: string): string {
  const near = suggest(word, candidates);
  return near === null ? otherwise : `did you mean ${JSON.stringify(near)}?`;
}

/** How many slips lie between two words; more than `most` where that shows without comparing, or all letters differ. */
function slipsOf(wanted: string, other: string, most: number): number {
  if (Math.abs(other.length - wanted.length) > most) return most + 1;
  const slips = distance(wanted, other);
  // One slip in a word of one or two letters leaves nothing in common but the length.
  return slips < Math.max(wanted.length, other.length) ? slips : most + 1;
}

/** Levenshtein's distance, with two swapped neighbours counted as one slip. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, beforeLast[j - 2]! + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
