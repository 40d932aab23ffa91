import type { Clock, Instant } from '../../clock.ts';
import type { Store } from '../../store/store.ts';
import { PATIENCE_MILLISECONDS, readSilence, SilenceError } from './silence.ts';

/** Slots reserved at once: enough to spare the store, few enough that losing them with a process costs a second. */
const BLOCK = 4;
/** Between the slots of two processes a hair more: of each other's requests they do not know when they arrived. */
const SHARED_MARGIN = 1.004;
/** How long another process' slots are kept in mind. */
const SHARED_MILLISECONDS = 120_000;
/** Blocks of other processes that may lie before ours; a longer wait is a silence, even where nobody wrote it down. */
const MOST_BLOCKS_BEFORE = 8;
/** No minute sees two requests that go together, and a third. */
const HALF_A_MINUTE = 30_000;
/** What instants may be off by as computers add them up. */
const HAIR_MILLISECONDS = 1;

/**
 * What one process has reserved of an organization's slots. They follow one another without a slot of somebody else between
 * them: others have theirs before the first, or from the end on.
 *
 * Where Partoo asks for a silence that is longer than anybody waits, what reserves rejects with a SilenceError.
 */
export class OwnSlots {
  readonly #store: Store;
  readonly #organization: string;
  readonly #clock: Clock;
  readonly #spacing: number;
  #slots: Instant[] = [];
  /** From here on they may be somebody else's. */
  #end: Instant | null = null;
  /** The last slot before those that are left: ours, as it was used, or one that may be somebody else's. */
  #usedAt: Instant = Number.NEGATIVE_INFINITY;
  #sharedUntil = 0;

  /** @param spacing milliseconds between two slots */
  constructor(store: Store, organization: string, clock: Clock, spacing: number) {
    this.#store = store;
    this.#organization = organization;
    this.#clock = clock;
    this.#spacing = spacing;
  }

  /** Whether others have had slots beside ours, or still have. */
  get isShared(): boolean {
    return this.#clock.now() < this.#sharedUntil;
  }

  /** By a clock that has been set back since, they are somewhere else. */
  forget(): void {
    this.#slots = [];
    this.#end = null;
    this.#usedAt = Number.NEGATIVE_INFINITY;
  }

  /** The next one that is not before `from`. */
  async next(from: Instant): Promise<Instant> {
    this.#slots = this.#slots.filter((slot) => slot >= from);
    if (this.#slots.length === 0) await this.#reserve();
    const slot = this.#slots.shift() as Instant;
    this.#usedAt = slot;
    return slot;
  }

  /**
   * The next instant, not before `from`, at which two requests may follow each other at once: as far behind the last request
   * as two slots, and with as much before the next one, whoever has it.
   */
  async pair(from: Instant): Promise<Instant> {
    const apart = 2 * Math.max(this.#step(), HALF_A_MINUTE);
    for (;;) {
      const now = this.#clock.now();
      if (this.#end === null || this.#end < now) await this.#extend(2 * apart - this.#step());
      const at = Math.max(now, from, this.#usedAt + apart);
      const missing = at + apart - (this.#end as Instant);
      if (missing < HAIR_MILLISECONDS) {
        this.#slots = this.#slots.filter((slot) => slot > at + apart - HAIR_MILLISECONDS);
        this.#usedAt = at;
        return at;
      }
      await this.#extend(Math.max(missing, this.#step()));
    }
  }

  /**
   * Moves what has been reserved, and what others will reserve, by as much as a slot is used late: the next one is measured
   * from its use. False where others have reserved behind it, whose slots stay where they are.
   */
  async isMovedBehind(late: number): Promise<boolean> {
    if (this.isShared) return false;
    const behind = await this.#store.reserveSlots(this.#organization, 1, late, this.#clock.now());
    if (this.#end === null || behind !== this.#end) {
      this.#share();
      return false;
    }
    this.#slots = this.#slots.map((slot) => slot + late);
    this.#end += late;
    this.#usedAt += late;
    return true;
  }

  #step(): number {
    return this.isShared ? this.#spacing * SHARED_MARGIN : this.#spacing;
  }

  async #reserve(): Promise<void> {
    const now = this.#clock.now();
    const step = this.#step();
    let first = await this.#store.reserveSlots(this.#organization, BLOCK, step, now, PATIENCE_MILLISECONDS);
    if (first - now > PATIENCE_MILLISECONDS) {
      await this.#refuseSilence(first, now);
      // Others are before us, which at a slow pace takes as long.
      first = await this.#store.reserveSlots(this.#organization, BLOCK, step, now);
    }
    this.#owns(first, first + BLOCK * step, now);
    this.#slots = Array.from({ length: BLOCK }, (_, index) => first + index * step);
  }

  /** Some time more behind what has been reserved, in which nobody else has a slot. */
  async #extend(milliseconds: number): Promise<void> {
    const now = this.#clock.now();
    const first = await this.#store.reserveSlots(this.#organization, 1, milliseconds, now);
    if (first !== this.#end) {
      await this.#refuseSilence(first, now);
      this.#slots = [];
    }
    this.#owns(first, first + milliseconds, now);
  }

  #owns(first: Instant, end: Instant, now: Instant): void {
    if (first !== this.#end) this.#usedAt = first - this.#spacing;
    // Somebody else has reserved in between.
    if (first > now && first !== this.#end) this.#share(end);
    this.#end = end;
  }

  #share(end = 0): void {
    this.#sharedUntil = Math.max(end, this.#clock.now() + SHARED_MILLISECONDS);
  }

  async #refuseSilence(first: Instant, now: Instant): Promise<void> {
    if (first - now <= PATIENCE_MILLISECONDS) return;
    const until = await readSilence(this.#store, this.#organization, now);
    const queue = PATIENCE_MILLISECONDS + MOST_BLOCKS_BEFORE * BLOCK * this.#spacing;
    if (until !== null || first - now > queue) throw new SilenceError(until ?? first);
  }
}
