import type { Clock, Instant } from '../../clock.ts';

/** By so much requests may differ on their way to Partoo, whatever all of them have in common, ms. */
const ON_THE_WAY_MILLISECONDS = 125;

interface Answered {
  at: Instant;
  /** From its beginning to its answer, ms. */
  took: number;
}

/**
 * The requests of the last minute. What Partoo counts is arrivals, and of a request it is known that it arrived between its
 * beginning and its answer. Any minute that sees one begin sees no others but those whose answers came less than a minute
 * before, or are still to come: while these are fewer than the quota, it may begin.
 *
 * What all answers take alike is no difference between two arrivals: a Partoo that takes two seconds over each is asked as
 * often as one that answers at once. Answers that differ count as arrivals that may differ as much.
 */
export class FullMinute {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #length: number;
  /** In the order of their answers, of which no more count than a minute may see. */
  #answered: Answered[] = [];
  readonly #underWay = new Set<{ begunAt: Instant }>();

  /** @param most requests in `length` milliseconds */
  constructor(clock: Clock, most: number, length: number) {
    this.#clock = clock;
    this.#most = most;
    this.#length = length;
  }

  /** @returns what has to be called when the request is over, answered or not */
  begin(): () => void {
    const request = { begunAt: this.#clock.now() };
    this.#underWay.add(request);
    return () => {
      if (!this.#underWay.delete(request)) return;
      const at = this.#clock.now();
      this.#answered.push({ at, took: at - request.begunAt });
      if (this.#answered.length > this.#most) this.#answered.shift();
    };
  }

  /** When there is room for a request that has so many others before it, beside those that were begun. */
  roomFrom(others = 0): Instant {
    const inTheWay = this.#answered.length + this.#underWay.size + others - this.#most;
    if (inTheWay < 0) return 0;
    const answered = this.#answered[inTheWay];
    if (answered) return answered.at - this.#alike() + this.#length;
    // As many as a minute may see are on their way: none of them arrived before it began.
    const begun = [...this.#underWay][inTheWay - this.#answered.length];
    return begun ? begun.begunAt + this.#length : 0;
  }

  /** What the slowest of the last answers took, ms; 0: there were none. */
  slowest(): number {
    return this.#answered.reduce((most, { took }) => Math.max(most, took), 0);
  }

  /** By a clock that was set back since, what lies ahead would be waited for as long. */
  setBack(milliseconds: number): void {
    this.#answered = this.#answered.map(({ at, took }) => ({ at: at - milliseconds, took }));
    for (const request of this.#underWay) request.begunAt -= milliseconds;
  }

  #alike(): number {
    let quickest = Number.POSITIVE_INFINITY;
    for (const { took } of this.#answered) quickest = Math.min(quickest, took);
    return Math.max(0, quickest - ON_THE_WAY_MILLISECONDS);
  }
}
