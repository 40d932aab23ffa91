/** How many pages of one list are read, and how many items kept: 100,000 businesses come in 1,000 pages of 100. */
const MOST_PAGES = 2500;
const MOST_ITEMS = 250_000;
/** Pages that a list may take beyond twice those that its count, or the ids it is narrowed to, ask for. */
const SPARE_PAGES = 10;

/**
 * What is wrong with a list that ended with less than there seems to be:
 * - `fewer`: fewer items than its `count` says;
 * - `repeats`: without a count, a page gave again what others had given;
 * - `gap`: without a count, a page before the last was empty;
 * - `endless`: it goes on beyond its bound.
 */
export interface Incomplete {
  reason: 'fewer' | 'repeats' | 'gap' | 'endless';
  /** Different items that came, those that could not be read included. */
  found: number;
  /** As Partoo told it; null where it did not. */
  count: number | null;
}

/** What the items of a list are told apart by. */
export type Key = string | number;

/** What counts of a page for the end of its list. */
interface PageFacts {
  /** From 1. */
  number: number;
  keys: readonly Key[];
  count: number | null;
}

interface NumberedPage extends PageFacts {
  maxPage: number | null;
  /** How many items were asked for; null where the list takes no such number. */
  perPage: number | null;
}

interface CursorPage extends PageFacts {
  /** No cursor leads on. */
  isLast: boolean;
}

/** One reading of a list, page by page, and when it is at its end. */
export class Reading {
  readonly #found: Set<Key>;
  readonly #expected: number | null;
  readonly #own = new Set<Key>();
  /** The largest that a page told: rows that were added meanwhile are missing too. */
  #count: number | null = null;
  #firstSize = 1;

  /**
   * @param found what earlier readings of the same list found; this one adds to it
   * @param expected how many ids the list is narrowed to; null: to none
   */
  constructor(found: Set<Key>, expected: number | null) {
    this.#found = found;
    this.#expected = expected;
  }

  /** Takes the next page in: `more` where another has to be read, null where the list is complete. */
  take(page: NumberedPage): 'more' | Incomplete | null {
    const { number, keys, maxPage } = page;
    if (!this.#add(page)) return this.#afterNothingNew(page);
    if (this.#isEndless(number)) return this.#incomplete('endless');
    if (maxPage !== null && number < maxPage) return 'more';
    if (this.#count === null || this.#found.size < this.#count) return 'more';
    const mayGoOn = maxPage === null && keys.length >= (page.perPage ?? Number.POSITIVE_INFINITY);
    return mayGoOn ? 'more' : null;
  }

  /** The same for a page that tells by a cursor whether there is another: null where all is well so far. */
  takeCursor(page: CursorPage): Incomplete | null {
    const isNew = this.#add(page);
    if (page.isLast) return this.#found.size < (this.#count ?? 0) ? this.#incomplete('fewer') : null;
    if (!isNew) return this.#incomplete('repeats');
    return this.#isEndless(page.number) ? this.#incomplete('endless') : null;
  }

  /** Whether the page has an item that none before it had. */
  #add({ number, keys, count }: PageFacts): boolean {
    if (number === 1) this.#firstSize = Math.max(1, keys.length);
    if (count !== null) this.#count = Math.max(count, this.#count ?? 0);
    const before = this.#own.size;
    for (const key of keys) {
      this.#own.add(key);
      this.#found.add(key);
    }
    return this.#own.size > before;
  }

  #afterNothingNew({ number, keys, maxPage }: NumberedPage): Incomplete | null {
    const count = this.#count ?? -1;
    if (this.#found.size < count) return this.#incomplete('fewer');
    // A count of less than came says nothing.
    if (this.#found.size === count || number > (maxPage ?? Number.POSITIVE_INFINITY)) return null;
    if (keys.length > 0) return this.#incomplete('repeats');
    return maxPage !== null && number < maxPage ? this.#incomplete('gap') : null;
  }

  #isEndless(number: number): boolean {
    return number >= this.#mostPages() || this.#own.size >= MOST_ITEMS;
  }

  #mostPages(): number {
    const items = this.#expected ?? this.#count;
    if (items === null) return MOST_PAGES;
    return Math.min(MOST_PAGES, 2 * Math.ceil(items / this.#firstSize) + SPARE_PAGES);
  }

  #incomplete(reason: Incomplete['reason']): Incomplete {
    return { reason, found: this.#found.size, count: this.#count };
  }
}
