import type { Instant } from '../../clock.ts';
import type { AdHocClosure } from '../../closures/model.ts';

/** Closures that somebody asked for: ad-hoc closures and holds. */
export interface ClosureStore {
  /** Ad-hoc closures and holds of an organization that were not put away, oldest first. */
  listAdHoc(organization: string): Promise<readonly AdHocClosure[]>;
  /** Those that were, and are not forgotten yet, oldest first. */
  listPutAway(organization: string): Promise<AdHocClosure[]>;
  /** One by its id, put away or not; null where there is none. */
  readAdHoc(organization: string, id: string): Promise<AdHocClosure | null>;
  /** Lists closures no more that are still as they were read. Some time after `forgetAt` they are forgotten. */
  putAway(organization: string, closures: readonly AdHocClosure[], forgetAt: Instant): Promise<void>;
  /** Forgets what was put away, and notes, that are to be forgotten by now, where that does not happen by itself. */
  forgetPast(organization: string, now: Instant): Promise<void>;
  /**
   * Lists again what was put away. Resolves to false, changing nothing, where `expect` is `'absent'` and the id is taken, or `'present'` and it is not,
   * or a closure that was read and something else is there now.
   */
  putAdHoc(
    organization: string,
    closure: AdHocClosure,
    expect: 'absent' | 'present' | AdHocClosure,
  ): Promise<boolean>;
}
