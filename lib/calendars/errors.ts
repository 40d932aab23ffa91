/** Where in a calendar something is: keys and indexes as they stand in closures.yml, below the rule. */
export type CalendarPath = (string | number)[];

/** A calendar that cannot be expanded. The message says what is wrong and what would be right. */
export class CalendarError extends Error {
  override readonly name = 'CalendarError';
  /** What is wrong, such as `cron-never`; stable, for programs to tell cases apart. */
  readonly code: string;
  readonly path: CalendarPath;
  /** What was probably meant, likeliest first; may be empty. */
  readonly suggestions: string[];

  constructor(code: string, message: string, path: CalendarPath, suggestions: string[] = []) {
    super(message);
    this.code = code;
    this.path = path;
    this.suggestions = suggestions;
  }
}

/** The candidates most like `text` (edit distance of at most a third of its length, at least 1), likeliest first. */
export function closest(text: string, candidates: Iterable<string>, limit = 3): string[] {
  const most = Math.max(1, Math.floor(text.length / 3));
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, distance: editDistance(text, candidate, most) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** Levenshtein's distance; answers `most + 1` as soon as the lengths alone say that it is more than `most`. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
