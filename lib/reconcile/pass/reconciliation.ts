import type { Instant } from '../../clock.ts';
import type { Organization } from '../../config/model.ts';
import type { NoteStore } from '../../store/store.ts';
import type { Crowded } from './crowding.ts';
import type { Account, Deps } from './deps.ts';
import type { Halt } from './halt.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import type { OrganizationReport } from './report.ts';
import type { AppliedConfig } from './session.ts';
import type { Way } from './ways.ts';

/** What is reconciled: one organization, by the configuration in force. */
export interface Subject {
  deps: Deps;
  applied: AppliedConfig;
  organization: Organization;
}

export interface ReconcileReport extends OrganizationReport {
  refusedKey: boolean;
  /** Another pass has the organization: nothing is wrong, and nothing is lost. */
  isElsewhere: boolean;
}

/** Of one that has done nothing yet. */
export function emptyReport(id: string): ReconcileReport {
  return {
    id,
    requests: { reads: 0, writes: 0, retries: 0 },
    results: [],
    warnings: [],
    dueAt: null,
    refusedKey: false,
    isElsewhere: false,
  };
}

/** A reconciliation under way. */
export interface Reconciliation extends Subject {
  way: Way;
  account: Account;
  /** null: a dry run. */
  keeper: LeaseKeeper | null;
  /** null: it goes on whatever happens, since somebody asked for businesses by name, or nothing is written. */
  halt: Halt | null;
  /** As they were when it began. */
  notes: Pick<NoteStore, 'readNote'>;
  /** What was seen of others who use the key; null: nothing. */
  crowded: Crowded | null;
  /** Filled as it goes on. */
  report: ReconcileReport;
}

/** The instant that is decided for. */
export function instantOf({ way, deps }: Pick<Reconciliation, 'way' | 'deps'>): Instant {
  return way.at ?? deps.clock.now();
}
