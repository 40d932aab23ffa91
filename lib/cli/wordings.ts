/** The texts of a closure, one for each wording, with how many shops read it. */
import { plain } from './output.ts';

/** Texts may name each shop: of more than these only the number is kept. */
const MOST_KEPT = 20;

export class Wordings {
  readonly #readers = new Map<string, number>();
  #others = 0;

  /** @param text null: the closure leaves the shop's own */
  add(text: string | null): void {
    if (text === null) return;
    const known = this.#readers.get(text);
    if (known === undefined && this.#readers.size >= MOST_KEPT) this.#others += 1;
    else this.#readers.set(text, (known ?? 0) + 1);
  }

  /** On one line each, that of most shops first: at most so many, and how many shops read another one. */
  shown(most: number): { texts: { text: string; shops: number }[]; others: number } {
    const all = [...this.#readers].sort(([, a], [, b]) => b - a);
    const others = all.slice(most).reduce((sum, [, shops]) => sum + shops, this.#others);
    return { texts: all.slice(0, most).map(([text, shops]) => ({ text: plain(text), shops })), others };
  }
}
