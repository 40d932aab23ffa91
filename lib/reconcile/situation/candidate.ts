import type { Instant } from '../../clock.ts';
import type { Business } from '../../closures/model.ts';
import type { Cohort } from './cohorts.ts';

/** A business that a pass has to look at, and by when. */
export interface Candidate {
  readonly business: Business;
  readonly cohort: Cohort;
  /** The instant that its wanted state is decided for: later than now in the lead before a closing. */
  readonly decidedAt: Instant;
  /** Earliest first; urgent closures before all, drift checks after all. */
  readonly deadline: Instant;
  /** True where the wanted state differs from what is in place; false where it is only a second look. */
  readonly due: boolean;
  /** True where nothing is to be done but to see whether all is as it was left. */
  readonly check: boolean;
  /** Identifies the wanted effects. */
  readonly overlayKey: string;
}

type Facts = Omit<Candidate, 'overlayKey'>;

/** One of which the texts are made when somebody asks for them: a wave has 100,000, and turns to a hundred at a time. */
export class FoundCandidate implements Candidate {
  readonly business: Business;
  readonly cohort: Cohort;
  readonly decidedAt: Instant;
  readonly deadline: Instant;
  readonly due: boolean;
  readonly check: boolean;
  /** Its place in its cohort, from 0 to 1. */
  readonly turn: number;
  #overlayKey: string | (() => string);

  constructor(
    { business, cohort, decidedAt, deadline, due, check }: Facts,
    turn: number,
    overlayKey: string | (() => string),
  ) {
    this.business = business;
    this.cohort = cohort;
    this.decidedAt = decidedAt;
    this.deadline = deadline;
    this.due = due;
    this.check = check;
    this.turn = turn;
    this.#overlayKey = overlayKey;
  }

  get overlayKey(): string {
    if (typeof this.#overlayKey === 'function') this.#overlayKey = this.#overlayKey();
    return this.#overlayKey;
  }
}

/** By deadline. Of opposite waves at one instant neither waits for the other to end. */
export function inOrder(candidates: FoundCandidate[]): Candidate[] {
  return candidates.sort((a, b) => a.deadline - b.deadline || a.turn - b.turn);
}
