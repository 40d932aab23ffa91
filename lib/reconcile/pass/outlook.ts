import type { Clock, Instant } from '../../clock.ts';
import type { Desired } from '../../closures/desired.ts';
import type { Overlay } from '../../closures/overlay.ts';
import type { Candidate } from '../situation/candidates.ts';
import type { Cohort, Situation } from '../situation/situation.ts';
import { type CohortWanted, cohortWanted, Wanting } from '../situation/wanted.ts';

/** How often a running wave looks whether something more urgent has come. */
const INTERRUPT_MILLISECONDS = 1000;

/** The situation that a pass goes by, and what it wants of a business: it may change while the pass goes on. */
export class Outlook {
  readonly #read: () => Promise<Situation>;
  readonly #at: () => Instant;
  readonly #clock: Clock;
  readonly #setApart: (situation: Situation) => Situation;
  #askedAt: Instant = 0;
  #interrupted = false;
  #loaded!: Situation;
  #situation!: Situation;
  #wanting!: Wanting;
  /** What was last asked for, of those that nobody changed anything of. */
  readonly #wanted = new Map<Cohort, CohortWanted>();

  /**
   * @param at the instant that is decided for
   * @param setApart what is known of single businesses may make another situation of it
   */
  constructor(
    read: () => Promise<Situation>,
    at: () => Instant,
    clock: Clock,
    setApart: (situation: Situation) => Situation,
  ) {
    this.#read = read;
    this.#setApart = setApart;
    this.#at = at;
    this.#clock = clock;
  }

  /** To be called before anything else, and before every batch. */
  async load(): Promise<void> {
    this.#loaded = await this.#read();
    this.#interrupted = false;
    const situation = this.#setApart(this.#loaded);
    if (situation === this.#situation) return;
    this.#situation = situation;
    this.#wanting = new Wanting(situation);
    this.#wanted.clear();
  }

  get situation(): Situation {
    return this.#situation;
  }

  /** The same as it was read, before any business was set apart. */
  get loaded(): Situation {
    return this.#loaded;
  }

  get wanting(): Wanting {
    return this.#wanting;
  }

  /** Whether it is another one than was loaded. */
  async hasChanged(): Promise<boolean> {
    return (await this.#read()) !== this.#loaded;
  }

  /** The same, asked once a second: whether an ad-hoc closure came, changed or went since the batch was put together. */
  async isInterrupted(): Promise<boolean> {
    const now = this.#clock.now();
    if (now - this.#askedAt >= INTERRUPT_MILLISECONDS) {
      this.#askedAt = now;
      this.#interrupted = await this.hasChanged();
    }
    return this.#interrupted;
  }

  /** @param override what began by then does not count; null: all does */
  desired(
    { business, cohort, decidedAt }: Candidate,
    override: Instant | null = null,
    inPlace: Overlay = {},
  ): Desired {
    return this.#wanting.desired(business, this.wanted(cohort, decidedAt, override), inPlace);
  }

  /** {@link cohortWanted}, of which a batch asks for the same over and over: also when its businesses answer again is kept. */
  wanted(cohort: Cohort, at: Instant, override: Instant | null, letGo: Instant | null = null): CohortWanted {
    if (override !== null || letGo !== null) return cohortWanted(cohort, at, override, letGo);
    const last = this.#wanted.get(cohort);
    if (last?.at === at) return last;
    const wanted = cohortWanted(cohort, at);
    this.#wanted.set(cohort, wanted);
    return wanted;
  }

  /** A candidate as the situation of now has it. */
  fresh(candidate: Candidate): Candidate {
    const business = this.#situation.businessOf.get(candidate.business.id);
    const cohort = this.#situation.cohortOf.get(candidate.business.id);
    if (!business || !cohort) return candidate;
    const { deadline, due, check, overlayKey } = candidate;
    const decidedAt = Math.max(candidate.decidedAt, this.#at());
    return { business, cohort, decidedAt, deadline, due, check, overlayKey };
  }
}
