import type { Instant } from '../clock.ts';
import type { Organization } from '../config/model.ts';
import { isLocalUrl } from '../local-url.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { askIdle, type IdleAnswer } from '../reconcile/pass/idle.ts';
import type { ReconcileReport } from '../reconcile/pass/reconciliation.ts';
import { isConverged, type OrganizationReport, tellsOfGap } from '../reconcile/pass/report.ts';
import { byHand, replay } from '../reconcile/pass/ways.ts';

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

/** Of an idle organization no key was tried. */
type RunOrganization = OrganizationReport & Partial<Pick<ReconcileReport, 'refusedKey' | 'isElsewhere'>>;

/**
 * One pass over every organization, side by side: one organization's failure never delays another's. None over those
 * that are known to be idle; what passes are made of is loaded only where one has to be made.
 */
export async function run(deps: Deps, options: RunOptions): Promise<RunReport> {
  const now = deps.clock.now();
  const isPlain = options.at === null && !options.dryRun;
  const asked = isPlain ? await askIdle(deps, options.organization) : new Map<string, IdleAnswer>();
  const idle: RunOrganization[] = [...asked.values()].flatMap(({ report }) => report ?? []);
  const isIdle = idle.length > 0 && idle.length === asked.size;
  const reports = isIdle ? idle : await passes(deps, options, asked);
  return {
    at: options.at ?? now,
    converged: reports.every((report) => isConverged(report) || (options.dryRun && !hasFailed(report))),
    refusedKeys: reports.filter(({ refusedKey }) => refusedKey).map(({ id }) => id),
    organizations: reports.map(({ refusedKey: _key, isElsewhere: _elsewhere, ...report }) => report),
  };
}

async function passes(
  deps: Deps,
  options: RunOptions,
  asked: ReadonlyMap<string, IdleAnswer>,
): Promise<RunOrganization[]> {
  const [{ reconcile }, { rememberIdle }, { appliedConfig, selectOrganizations }] = await Promise.all([
    import('../reconcile/pass/reconcile.ts'),
    import('../reconcile/pass/remember-idle.ts'),
    import('../reconcile/pass/session.ts'),
  ]);
  const applied = await appliedConfig(deps.store);
  const organizations = selectOrganizations(applied.config, options.organization);
  if (
    options.at !== null &&
    Math.abs(options.at - deps.clock.now()) > NEAR_MILLISECONDS &&
    !options.dryRun &&
    !options.writeAt
  ) {
    for (const organization of organizations) await refuseFarWrites(deps, organization);
  }
  const { at, dryRun, waitMilliseconds } = options;
  const wayFor = (answer: IdleAnswer | undefined) => {
    if (at !== null) return replay(at, { dryRun, waitMilliseconds });
    if (!answer) return byHand({ dryRun, waitMilliseconds });
    return byHand({ waitMilliseconds, whenConverged: (ended) => rememberIdle(deps, ended, answer.inputs) });
  };
  return Promise.all(
    organizations.map(async (organization) => {
      const answer = asked.get(organization.id);
      return answer?.report ?? reconcile({ deps, applied, organization }, wayFor(answer));
    }),
  );
}

/** A dry run defers everything by its nature. */
function hasFailed(report: OrganizationReport): boolean {
  if (report.error !== undefined || report.warnings.some(tellsOfGap)) return true;
  return report.results.some(({ outcome }) => outcome === 'failed');
}

async function refuseFarWrites(deps: Deps, organization: Organization): Promise<void> {
  let baseUrl: string;
  try {
    ({ baseUrl } = await deps.findAccount(organization));
  } catch {
    // An account that cannot be opened writes nothing; the pass says why.
    return;
  }
  if (isLocalUrl(baseUrl)) return;
  throw new UsageError(
    'write-at',
    '`--at` lies more than 5 minutes from now, and the pass would write for then at a real Partoo account.',
    'Add --dry-run to look, or --write-at to write all the same.',
  );
}
