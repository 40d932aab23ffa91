/** What lines are told by, letter by letter: a feed has hundreds of thousands of them, and a text for the name of each is garbage. */

/** The code of the character at a place; undefined behind the end. */
type CodeAt<S> = (source: S, at: number) => number | undefined;

export const byteAt: CodeAt<Uint8Array> = (bytes, at) => bytes[at];
export const characterAt: CodeAt<string> = (text, at) => text.charCodeAt(at);

/** Some names of lines. */
export class LineNames {
  readonly #byLength: (string[] | undefined)[] = [];

  /** @param names in capitals */
  constructor(names: readonly string[]) {
    for (const name of names) {
      this.#byLength[name.length] ??= [];
      this.#byLength[name.length]?.push(name);
    }
  }

  /** The one that stands in `[from, to)`, in letters of either size; null: none of them does. */
  find<S>(source: S, codeAt: CodeAt<S>, from: number, to: number): string | null {
    const alike = this.#byLength[to - from];
    if (alike === undefined) return null;
    for (const name of alike) if (standsAt(name, source, codeAt, from)) return name;
    return null;
  }
}

function standsAt<S>(name: string, source: S, codeAt: CodeAt<S>, from: number): boolean {
  for (let index = 0; index < name.length; index += 1) {
    const code = codeAt(source, from + index) ?? 0;
    const capital = code >= 97 && code <= 122 ? code - 32 : code;
    if (capital !== name.charCodeAt(index)) return false;
  }
  return true;
}

/** Where a name that begins there ends: letters, digits, `_` and `-`. */
export function nameEnd<S>(source: S, codeAt: CodeAt<S>, from: number): number {
  let end = from;
  while (isOfWord(codeAt(source, end))) end += 1;
  return end;
}

const isOfWord = (code: number | undefined = 0): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 45 ||
  code === 95;
