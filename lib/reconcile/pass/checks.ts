import type { Instant } from '../../clock.ts';
import type { BusinessRecord, ClosureInForce } from '../../closures/record.ts';
import type { BusinessMark } from '../../store/records.ts';
import type { Lease, Store } from '../../store/store.ts';
import { PAGE } from '../situation/batch.ts';
import { digestOf, storedOf } from '../situation/marks.ts';
import {
  isSettledInClosure,
  type Looks,
  ROUNDS,
  type Round,
  readLooks,
  renewed,
  roundOf,
  saveLooks,
  withLook,
} from './looks.ts';

/** When a business was looked at, in real and in decision time. */
export type Look = Pick<BusinessRecord, 'seenAt' | 'seenDecidedAt'>;

/** Looks that are kept to be written one a business where not all could be looked at; beyond, they are made again. */
const MOST_UNWRITTEN = 5000;

/** The drift checks of a pass: looks at businesses in a closure that show nothing new. */
export class Checks {
  readonly #store: Store;
  readonly #organization: string;
  readonly #marks: Map<string, BusinessMark>;
  /** Businesses that were found as they were, not written down yet, and when the first of them was read. */
  readonly #unwritten = new Map<string, Look>();
  readonly #checkedAt = new Map<Round, Instant>();
  readonly #known: Record<Round, Looks> = { hourly: [], daily: [] };

  /** @param marks those of the pass: filled by {@link load}, kept up to date by {@link seen} */
  constructor(store: Store, organization: string, marks: Map<string, BusinessMark>) {
    this.#store = store;
    this.#organization = organization;
    this.#marks = marks;
  }

  async load(notes: Pick<Store, 'readNote'>): Promise<void> {
    const [marks, hourly, daily] = await Promise.all([
      this.#store.listMarks(this.#organization),
      readLooks(notes, this.#organization, 'hourly'),
      readLooks(notes, this.#organization, 'daily'),
    ]);
    Object.assign(this.#known, { hourly, daily });
    for (const mark of marks) this.#marks.set(mark.business, withLook(mark, this.#known[roundOf(mark)]));
  }

  /** Whether a settled business shows just what was read back after our write: nothing to decide, and nothing to remember. */
  isAsWritten(
    business: string,
    shown: { text: string } | undefined,
    closures: readonly ClosureInForce[],
    now: Instant,
  ): boolean {
    const mark = this.#marks.get(business);
    return (
      !!shown &&
      !!mark?.asWritten &&
      this.mayCount(business, now) &&
      digestOf(shown.text, closures) === mark.asWritten
    );
  }

  /** Whether a look that shows nothing new may count without the record being written. */
  mayCount(business: string, now: Instant): boolean {
    const mark = this.#marks.get(business);
    if (mark === undefined || !isSettledInClosure(mark)) return false;
    // One that is looked at before its turn, since its hours are about to change, is looked at alone.
    return !mark.isStaged || now - (mark.seenAt as Instant) >= ROUNDS.daily.again;
  }

  /** A look that shows nothing new. */
  seen(business: string, { seenAt, seenDecidedAt }: Look): void {
    const mark = this.#marks.get(business) as BusinessMark;
    const round = roundOf(mark);
    if (seenAt !== null && !this.#checkedAt.has(round)) this.#checkedAt.set(round, seenAt);
    this.#marks.set(business, { ...mark, seenAt, seenDecidedAt });
    if (this.#unwritten.size < MOST_UNWRITTEN) this.#unwritten.set(business, { seenAt, seenDecidedAt });
  }

  /** Written down once for all, if all were looked at; one a business otherwise. */
  async save(lease: Lease, areAllSeen: boolean, now: Instant): Promise<void> {
    if (this.#checkedAt.size === 0) return;
    if (!areAllSeen) return this.#saveOneByOne(lease, now);
    for (const [round, at] of this.#checkedAt) {
      const known = renewed(this.#known[round], at - ROUNDS[round].again, at);
      await saveLooks(this.#store, this.#organization, round, known);
    }
  }

  async #saveOneByOne(lease: Lease, now: Instant): Promise<void> {
    const ids = [...this.#unwritten.keys()];
    for (let from = 0; from < ids.length; from += PAGE) {
      const stored = await this.#store.readBusinesses(this.#organization, ids.slice(from, from + PAGE));
      const records = [...stored].flatMap(([business, { record }]): BusinessRecord[] =>
        record ? [{ ...record, ...this.#unwritten.get(business) }] : [],
      );
      await this.#store.saveBusinesses(
        lease,
        records.map((record) => storedOf(record, now)),
      );
    }
  }
}
