/** The four ways to run a reconciliation. */
import type { Instant } from '../../clock.ts';
import type { BusinessMark } from '../../store/records.ts';
import type { Directory, Lease } from '../../store/store.ts';
import type { Situation } from '../situation/situation.ts';
import type { Warning } from '../situation/warning.ts';
import type { TemplatesLeft } from './templates/template-state.ts';

/** How one reconciliation runs. Made by one of the four below. */
export interface Way {
  /** The instant to decide for; null: the clock's, as it goes on. */
  at: Instant | null;
  dryRun: boolean;
  /** Somebody waits for the result: what failed is tried again at once, what is unconfirmed is looked at. */
  eager: boolean;
  /** How far ahead of the next closure it comes, to wait for it in process. */
  lookaheadMilliseconds: number;
  /**
   * Whether the store says already that the organization is due, and goes on to until the pass says when it is next; else
   * the lease says that it is when it ends, so that somebody takes over should the process die.
   */
  isDue: boolean;
  /** No request is begun after it; null: until converged or stuck. */
  deadline: Instant | null;
  /** How long to wait for another pass to end. */
  waitMilliseconds: number;
  /** null: all businesses are looked at. */
  asked: Asked | null;
  /** Ends the pass early: nothing is begun any more, what has been begun is finished. */
  signal: AbortSignal | null;
  /** Has what the outbox holds told while the pass goes on. Never rejects. */
  publish(): Promise<void>;
  /** Called under the lease, when the pass has converged and set the next due time. */
  whenConverged(ended: EndedPass): Promise<void>;
}

/** Businesses that somebody asked for by name: they alone are looked at, even while writing is paused. */
export interface Asked {
  businesses: ReadonlySet<string>;
  /** All message templates as well. Default: those that `businesses` names. */
  templates?: boolean;
  /** Done under the lease before the pass: says in their records what is to go back. */
  prepare?: (lease: Lease, situation: Situation) => Promise<void>;
}

/** What a pass that has converged knew at its end. */
export interface EndedPass {
  lease: Lease;
  situation: Situation;
  directory: Directory;
  /** What is remembered of the businesses now. */
  marks: ReadonlyMap<string, BusinessMark>;
  templates: TemplatesLeft;
  warnings: readonly Warning[];
  dueAt: Instant;
}

const PLAIN: Way = {
  at: null,
  dryRun: false,
  eager: false,
  lookaheadMilliseconds: 0,
  isDue: false,
  deadline: null,
  waitMilliseconds: 0,
  asked: null,
  signal: null,
  publish: async () => {},
  whenConverged: async () => {},
};

interface ByHand {
  waitMilliseconds: number;
  /** Default: writes. */
  dryRun?: boolean;
  /** Default: all businesses. */
  asked?: Asked;
  /** Default: nobody is told. */
  whenConverged?: Way['whenConverged'];
}

/** Now, for somebody who waits for the result. */
export function byHand(chosen: ByHand): Way {
  return { ...PLAIN, eager: true, ...chosen };
}

/** As by hand, but deciding for another instant than now. */
export function replay(at: Instant, chosen: Pick<ByHand, 'waitMilliseconds' | 'dryRun'>): Way {
  return { ...byHand(chosen), at };
}

/** Woken up to `lookaheadMilliseconds` ahead of what is due, for as long as the deadline leaves. */
export function whenDue(
  lookaheadMilliseconds: number,
  due: Pick<Way, 'isDue' | 'publish'> & { deadline: Instant },
): Way {
  return { ...PLAIN, lookaheadMilliseconds, ...due };
}

/** The same in a process that runs for good, until it is told to stop. */
export function watching(lookaheadMilliseconds: number, signal: AbortSignal): Way {
  return { ...PLAIN, lookaheadMilliseconds, signal };
}
