/** What has to be in force of feeds, kept in its own way: days by name, and nothing of the product. */

/** A day `YYYY-MM-DD` by the name of its entry; null: what stands there cannot be read. */
export type Served = ReadonlyMap<string, string | null>;

/** What a server answers: entries, or nothing that is of use. */
export type Answer = Served | 'fails';

export class FeedTruth {
  /** A broken entry makes a sheet useless as a whole, and a calendar not. */
  readonly #isSheet: boolean;
  #inForce: ReadonlyMap<string, string> = new Map();
  #held: ReadonlyMap<string, string> | null = null;
  /** Whether an entry of what is in force, or held, cannot be read. */
  #isBroken = false;
  #isHeldBroken = false;
  /** Whether nothing was ever read of where it is now. */
  #isUnknown = false;

  constructor(isSheet: boolean, first: ReadonlyMap<string, string>) {
    this.#isSheet = isSheet;
    this.#inForce = first;
  }

  get isHeld(): boolean {
    return this.#held !== null;
  }

  get isUnknown(): boolean {
    return this.#isUnknown;
  }

  /** It is somewhere else from now on, and what stood where it was counts no more. */
  move(): void {
    this.#isUnknown = true;
    this.#inForce = new Map();
    this.#held = null;
    this.#isBroken = false;
  }

  days(): ReadonlySet<string> {
    return new Set(this.#inForce.values());
  }

  /** What is told of it, as codes of warnings, by the day on which it is read. */
  read(answer: Answer, today: string): Set<string> {
    const told = new Set<string>();
    const isBroken = answer !== 'fails' && [...answer.values()].includes(null);
    if (answer === 'fails' || (this.#isSheet && isBroken)) {
      told.add('feed');
      if (this.isHeld) told.add('feed-held-back');
      if (this.#isBroken) told.add('feed-event');
      return told;
    }
    const isFirst = this.#isUnknown;
    this.#isUnknown = false;
    const next = new Map<string, string>();
    for (const [name, day] of answer) {
      const kept = day ?? this.#inForce.get(name);
      if (kept !== undefined) next.set(name, kept);
    }
    const ahead = (entries: ReadonlyMap<string, string>) =>
      [...entries.values()].filter((day) => day >= today).sort();
    const [was, is] = [ahead(this.#inForce), ahead(next)];
    if (is.length * 2 < was.length) {
      this.#held = next;
      this.#isHeldBroken = isBroken;
      told.add('feed-held-back');
      if (this.#isBroken) told.add('feed-event');
      return told;
    }
    this.#held = null;
    this.#isBroken = isBroken;
    if (isBroken) told.add('feed-event');
    // Two entries of one day close it once.
    if (!isFirst && [...new Set(was)].join() !== [...new Set(is)].join()) told.add('dates-changed');
    this.#inForce = next;
    return told;
  }

  accept(): void {
    if (this.#held === null) throw new Error('Nothing is held back.');
    this.#inForce = this.#held;
    this.#isBroken = this.#isHeldBroken;
    this.#held = null;
  }
}
