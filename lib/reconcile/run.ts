import type { Instant } from '../clock.ts';
import { isLocal } from './account.ts';
import type { Deps } from './deps.ts';
import { UsageError } from './errors.ts';
import { type ReconcileReport, reconcile } from './reconcile.ts';
import { isConverged, type OrganizationReport } from './report.ts';
import { appliedConfig, selectOrganizations } from './session.ts';

export interface RunOptions {
  organization: string | null;
  /** The instant to decide for; null: now. Lease, quota, history and the next due time keep real time. */
  at: Instant | null;
  dryRun: boolean;
  /** Allows writing for an instant more than 5 minutes from now at a Partoo that is not on this machine. */
  writeAt: boolean;
  /** How long to wait for another pass, ms. */
  waitMilliseconds: number;
}

export interface RunReport {
  at: Instant;
  converged: boolean;
  /** Organizations whose key was refused. */
  refusedKeys: string[];
  organizations: OrganizationReport[];
}

/** How far from now `--at` may write without being told twice. */
const NEAR_MILLISECONDS = 5 * 60_000;

/** One pass over every organization, side by side: one organization's failure never delays another's. */
export async function run(deps: Deps, options: RunOptions): Promise<RunReport> {
  const applied = await appliedConfig(deps.store);
  const organizations = selectOrganizations(applied.config, options.organization);
  const now = deps.clock.now();
  if (
    options.at !== null &&
    Math.abs(options.at - now) > NEAR_MILLISECONDS &&
    !options.dryRun &&
    !options.writeAt
  ) {
    for (const organization of organizations) await refuseFarWrites(deps, organization);
  }
  const reports = await Promise.all(
    organizations.map((organization) =>
      reconcile({
        deps,
        applied,
        organization,
        at: options.at,
        dryRun: options.dryRun,
        eager: true,
        lookaheadMilliseconds: 0,
        deadline: null,
        waitMilliseconds: options.waitMilliseconds,
      }),
    ),
  );
  return {
    at: options.at ?? now,
    converged: reports.every((report) => isConverged(report) || (options.dryRun && !hasFailed(report))),
    refusedKeys: reports.filter(({ refusedKey }) => refusedKey).map(({ id }) => id),
    organizations: reports.map(({ refusedKey: _internal, ...report }) => report),
  };
}

/** A dry run defers everything by its nature. */
function hasFailed(report: ReconcileReport): boolean {
  return report.error !== undefined || report.results.some(({ outcome }) => outcome === 'failed');
}

async function refuseFarWrites(deps: Deps, organization: Parameters<Deps['openAccount']>[0]): Promise<void> {
  let baseUrl: string;
  try {
    ({ baseUrl } = await deps.openAccount(organization));
  } catch {
    // An account that cannot be opened writes nothing; the pass says why.
    return;
  }
  if (isLocal(baseUrl)) return;
  throw new UsageError(
    'write-at',
    '`--at` lies more than 5 minutes from now, and the pass would write for then at a real Partoo account.',
    'Add --dry-run to look, or --write-at to write all the same.',
  );
}
