import { isRefusedKey } from '../../partoo/errors/refused-key.ts';
import { LeaseLostError } from '../../store/store.ts';
import { readCrowded } from './crowding.ts';
import type { Account } from './deps.ts';
import { UsageError } from './errors.ts';
import { haltOf } from './halt.ts';
import { inLease } from './in-lease.ts';
import { type LeaseKeeper, takeLease } from './lease-keeper.ts';
import { comeBack } from './next-time.ts';
import { notesAtOnce } from './notes-at-once.ts';
import { emptyReport, type ReconcileReport, type Subject } from './reconciliation.ts';
import { errorOf } from './report.ts';
import type { Way } from './ways.ts';

/** One reconciliation of one organization, from its lease to its next due time. Never rejects but for a bug or a UsageError. */
export async function reconcile(subject: Subject, way: Way): Promise<ReconcileReport> {
  const { deps, organization } = subject;
  const report = emptyReport(organization.id);
  let keeper: LeaseKeeper | null = null;
  let account: Account | null = null;
  try {
    account = await deps.openAccount(organization);
    const halt = way.dryRun || way.asked ? null : await haltOf(deps.store, organization.id);
    if (!way.dryRun) keeper = await leaseOf(subject, way);
    const one = { ...subject, way, account, keeper, halt, report };
    const work = async () => {
      const notes = await notesAtOnce(deps.store, organization.id);
      const crowded = await readCrowded(notes, organization.id, deps.clock.now());
      await inLease({ ...one, notes, crowded });
    };
    await withCurrentKey(account, report, () => keeper?.keepDuring(work) ?? work());
  } catch (error) {
    // A wrong `--at` is the caller's to mend; in a watch nothing of one organization may stop the others.
    if (error instanceof UsageError && way.at !== null) throw error;
    report.error = errorOf(error);
    report.refusedKey = isRefusedKey(error);
    report.isElsewhere = error instanceof BusyError || error instanceof LeaseLostError;
    if (keeper) report.dueAt = await comeBack(subject, way, error);
  } finally {
    if (account) Object.assign(report.requests, account.client.requests);
    await keeper?.release();
  }
  return report;
}

/** @throws BusyError where another pass keeps it */
async function leaseOf({ deps, organization }: Subject, way: Way): Promise<LeaseKeeper> {
  const { store, clock, tell } = deps;
  const until = clock.now() + way.waitMilliseconds;
  const waiting = (to: number, why: string) =>
    tell({ kind: 'waiting', organization: organization.id, until: to, why });
  const keeper = await takeLease(store, clock, organization.id, until, waiting);
  if (!keeper) throw new BusyError(organization.id);
  // Should this process die, whoever comes after it takes over.
  if (!way.isDue) await store.setDue(organization.id, keeper.lease.expiresAt);
  return keeper;
}

/** Another pass has the organization; what it leaves is taken up later. */
class BusyError extends Error {
  override readonly name = 'BusyError';
  readonly code = 'deferred';
  constructor(organization: string) {
    super(`Another pass is at work on organization "${organization}"; this one is left to it.`);
  }
}

/** A key that Partoo refuses may have been rotated since it was read: if there is another one now, all begins anew. */
async function withCurrentKey(
  account: Account,
  report: ReconcileReport,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isRefusedKey(error) || !(await account.rereadKey())) throw error;
    Object.assign(report, { results: [], warnings: [] });
    await work();
  }
}
