import type { Instant } from '../clock.ts';
import type { Organization } from '../config/model.ts';
import type { Account, Deps } from './deps.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import type { Warning } from './report.ts';
import type { AppliedConfig, Remembered } from './session.ts';

/** How old the directory and the calendars may be. */
export const REFRESH_MILLISECONDS = 24 * 3600_000;

/** Two listings that lie no further apart count as one, where a business is missing from them. */
export const APART_MILLISECONDS = 60_000;

export interface FreshenRequest {
  deps: Deps;
  applied: AppliedConfig;
  organization: Organization;
  account: Account;
  /** null: without the lease, which is then taken for a moment where a business is gone. */
  keeper: LeaseKeeper | null;
  /** Stores nothing. */
  dryRun: boolean;
  /** Reads everything anew, however fresh it is. */
  force: boolean;
  /** Reads the businesses anew where their last listing was incomplete, however recent that is. Default false. */
  eager?: boolean;
  /** Told of what was read and expanded anew, before it is stored. */
  whenRead?: (remembered: Remembered) => Promise<void>;
}

export interface Freshened {
  remembered: Remembered;
  warnings: Warning[];
  /** When a pass has to see to it again, if none comes sooner for another reason. */
  againAt: Instant;
}

/**
 * How a pass comes by a directory and calendars that fit the applied configuration: it makes them itself, or has it
 * done elsewhere, where the holiday data is.
 */
export type Freshen = (request: FreshenRequest) => Promise<Freshened>;
