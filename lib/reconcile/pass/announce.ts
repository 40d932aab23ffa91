import type { Instant } from '../../clock.ts';
import { nextBoundary } from '../../closures/timeline.ts';
import { readNote, written } from '../../store/notes.ts';
import type { BusinessMark } from '../../store/records.ts';
import type { OutboxFact, Store } from '../../store/store.ts';
import type { Situation } from '../situation/situation.ts';
import { nextAskedNews } from './asked-news.ts';
import { type Announced, newsOf, type Told } from './closure-news.ts';
import { LATE_MILLISECONDS } from './not-closed.ts';
import type { AppliedConfig } from './session.ts';
import { type Noted, TOLD, TOLD_BEFORE } from './told-closures.ts';

/** Where nothing happens, the instant up to which all is told is noted now and then, not at every pass. */
const NOTED_MILLISECONDS = 3600_000;

/** What was told, and by which configuration; null: not known. */
type Known = Told & Pick<Noted, 'hash'>;

export interface Announcing {
  store: Pick<Store, 'appendOutbox'>;
  notes: Pick<Store, 'readNote'>;
  organization: string;
  applied: AppliedConfig;
  /** What is remembered of the businesses, as it is while the pass goes on. */
  marks: ReadonlyMap<string, BusinessMark>;
  /** Has what is told fetched at once, not only when the pass ends. Never rejects. */
  publish: () => Promise<void>;
}

/**
 * Tells of every closure that began, ended or is late: an organization's closures, not each business', since that one is
 * told by its own change. At the end of a pass, and while it runs; the instant up to which all is told does not become
 * durable before the facts, so that nothing is left out whenever a pass dies.
 */
export class Announcer {
  readonly #input: Announcing;
  #told: Known | null = null;
  #noted: Instant | null = null;
  #situation: Situation | null = null;
  /** Before it nothing begins, ends or is found to be late. */
  #again: Instant = 0;
  #publishing: Promise<void> | null = null;
  /** How many closures were found late. */
  late = 0;

  constructor(input: Announcing) {
    this.#input = input;
  }

  /** To be asked often: does nothing where nothing can have happened since. @param now from before the situation was read */
  async whileRunning(situation: Situation, now: Instant): Promise<void> {
    if (situation === this.#situation && now < this.#again) return;
    await this.announce(situation, now);
  }

  async announce(situation: Situation, now: Instant): Promise<void> {
    const { store, organization, applied, marks, publish } = this.#input;
    const told = this.#told ?? (await this.#read());
    const changedAt = told.hash === applied.hash ? Number.NEGATIVE_INFINITY : applied.appliedAt;
    const { facts, ...news } = newsOf({ situation, marks, told, changedAt, now });
    const next: Noted = { until: Math.max(now, told.until ?? now), hash: applied.hash, ...news };
    if (facts.length > 0 || this.#isToNote(told, next)) {
      await store.appendOutbox(facts, written(organization, TOLD, next));
      this.#noted = next.until;
    }
    this.#told = next;
    this.#situation = situation;
    this.#again = againAt(situation, news.inForce, now);
    this.late += facts.filter(({ type }) => type === 'Closure Late').length;
    if (facts.length > 0) this.#publishing ??= publish().finally(() => (this.#publishing = null));
  }

  /**
   * What there will be to tell at an instant, as far as the clock alone decides it, and what is noted then; null where a
   * closure is late. To be asked when all is told.
   */
  foresee(situation: Situation, at: Instant): { facts: OutboxFact[]; told: string } | null {
    const { applied, marks } = this.#input;
    const told = this.#told as Known;
    const { facts, ...news } = newsOf({
      situation,
      marks,
      told,
      changedAt: Number.NEGATIVE_INFINITY,
      now: at,
    });
    if (facts.some(({ type }) => type === 'Closure Late')) return null;
    return { facts, told: TOLD.toText({ until: at, hash: applied.hash, ...news }) };
  }

  /** Resolves when nothing is being fetched any more. */
  async over(): Promise<void> {
    await this.#publishing;
  }

  async #read(): Promise<Known> {
    const { notes, organization } = this.#input;
    const remembered = await readNote(notes, organization, TOLD);
    if (remembered !== null) {
      this.#noted = remembered.until;
      return remembered;
    }
    const inForce = (await readNote(notes, organization, TOLD_BEFORE)) ?? {};
    return { until: null, hash: null, inForce };
  }

  #isToNote(told: Known, next: Noted): boolean {
    if (this.#noted === null || next.until - this.#noted >= NOTED_MILLISECONDS) return true;
    return told.hash !== next.hash || toldOf(told) !== toldOf(next);
  }
}

function toldOf({ inForce, foreseen }: Told): string {
  return JSON.stringify([inForce, foreseen]);
}

function againAt(situation: Situation, inForce: Readonly<Record<string, Announced>>, now: Instant): Instant {
  // In a minute a wave, or staged hours, may have fallen behind.
  let again = Math.min(now + LATE_MILLISECONDS, nextAskedNews(situation.adHoc, now));
  for (const { timeline } of situation.cohorts)
    again = Math.min(again, nextBoundary(timeline, now) ?? Number.POSITIVE_INFINITY);
  for (const { start, since = start } of Object.values(inForce))
    if (since + LATE_MILLISECONDS > now) again = Math.min(again, since + LATE_MILLISECONDS);
  return again;
}
