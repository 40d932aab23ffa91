/** The texts of a closure, one for each wording, with how many shops read it. */
import { plain } from './plain.ts';

/** Texts may name each shop: of more than these only the number is kept. */
const MOST_KEPT = 20;

interface Wording {
  shops: number;
  /** What they read, which differs in the opening that it promises. */
  texts: Map<string, number>;
}

export interface ShownWording {
  /** On one line; of several openings the most frequent one. */
  text: string;
  shops: number;
  openings: number;
}

export class Wordings {
  readonly #wordings = new Map<string, Wording>();
  #others = 0;

  /**
   * @param text null: the closure leaves the shop's own
   * @param wording the same with any opening in it
   * @param shops how many read it
   */
  add(text: string | null, wording = text, shops = 1): void {
    if (text === null || wording === null) return;
    const known = this.#wordings.get(wording) ?? { shops: 0, texts: new Map() };
    if (known.shops === 0 && this.#wordings.size >= MOST_KEPT) {
      this.#others += shops;
      return;
    }
    known.shops += shops;
    if (known.texts.has(text) || known.texts.size < MOST_KEPT)
      known.texts.set(text, (known.texts.get(text) ?? 0) + shops);
    this.#wordings.set(wording, known);
  }

  /** That of most shops first: at most so many, and how many shops read another one. */
  shown(most: number): { texts: ShownWording[]; others: number } {
    const all = [...this.#wordings.values()].sort((a, b) => b.shops - a.shops);
    const others = all.slice(most).reduce((sum, { shops }) => sum + shops, this.#others);
    return { texts: all.slice(0, most).map(shownOf), others };
  }
}

function shownOf({ shops, texts }: Wording): ShownWording {
  const [[text] = ['']] = [...texts].sort(([, a], [, b]) => b - a);
  return { text: plain(text), shops, openings: texts.size };
}
