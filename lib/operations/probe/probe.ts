import type { LoadedConfig } from '../../config/index.ts';
import type { Organization } from '../../config/model.ts';
import type { Deps } from '../../reconcile/pass/deps.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import { type Finding, type Findings, saveFindings } from '../../reconcile/pass/findings.ts';
import { readPause } from '../../reconcile/pass/paused.ts';
import { reconcile } from '../../reconcile/pass/reconcile.ts';
import { isConverged } from '../../reconcile/pass/report.ts';
import { type AppliedConfig, readAppliedConfig, selectOrganizations } from '../../reconcile/pass/session.ts';
import { byHand } from '../../reconcile/pass/ways.ts';
import { readDirectory } from '../../reconcile/refresh/directory.ts';
import type { Situation } from '../../reconcile/situation/situation.ts';
import { PROBING, readNote, saveNote } from '../../store/notes.ts';
import type { Lease } from '../../store/store.ts';
import { findBusiness } from '../find-business.ts';
import { Prober } from './prober.ts';
import { quietUntil } from './quiet.ts';

/** How long another pass at work is waited for, ms. */
const WAIT_MILLISECONDS = 30_000;

export interface ProbeReport extends Findings {
  organization: string;
  /** Whether Partoo was read back and holds the business' own settings again. */
  restored: boolean;
  /** What ended the probe before its end. */
  error?: { code: string; message: string };
}

/**
 * Tries on one business what Partoo's documentation does not say, and puts its settings back. They are durable before
 * the first write, as those of a business that somebody asked to restore, so that any later pass puts them back as well.
 * @throws UsageError where that is not safe now; nothing was written then
 */
export async function probe(
  deps: Deps,
  loaded: LoadedConfig,
  name: string,
  organizationId: string | null,
): Promise<ProbeReport> {
  const applied = await configInForce(deps, loaded);
  for (const organization of selectOrganizations(applied.config, organizationId))
    await makeSureOfDirectory(deps, applied, organization);
  const { organization, business } = await findBusiness(deps.store, applied.config, name, organizationId);
  if ((await readPause(deps.store, organization.id)) !== null)
    throw new UsageError('paused', 'Writing is paused.', 'Start it again with `resume`, then probe.');
  let prober: Prober | null = null;
  const label = business.code ?? business.id;
  // Kept here: to a pass, what ends it before its time is only a reason to report.
  let refusal: UsageError | null = null;
  const prepare = async (lease: Lease, situation: Situation) => {
    try {
      await begin(lease, situation);
    } catch (error) {
      if (error instanceof UsageError) refusal = error;
      throw error;
    }
    await prober?.tryAll();
  };
  const begin = async (lease: Lease, situation: Situation) => {
    const cohort = situation.cohortOf.get(business.id);
    if (!cohort)
      throw new UsageError(
        'zone-unknown',
        `The zone of ${label} cannot be told.`,
        'Set it, or probe another shop.',
      );
    const until = quietUntil(cohort.timeline, deps.clock.now(), label);
    const { client } = await deps.openAccount(organization);
    const mark = () => saveNote(deps.store, organization.id, PROBING, business.id);
    prober = new Prober({ deps, client, lease, business, until, mark });
    await prober.begin();
  };
  const report = await putBack(deps, applied, organization, business.id, prepare);
  if (report.restored) await forgetProbe(deps, organization);
  if (refusal) throw refusal;
  const { findings, error } = (prober ?? { findings: [], error: null }) as {
    findings: Finding[];
    error: ProbeReport['error'] | null;
  };
  const found: Findings = { at: deps.clock.now(), business: label, findings };
  if (findings.length > 0) await saveFindings(deps.store, organization.id, found);
  const failure = error ?? report.error ?? null;
  return {
    organization: organization.id,
    ...found,
    restored: report.restored,
    ...(failure ? { error: failure } : {}),
  };
}

/** What became of a probe that another process began. */
export interface UnfinishedProbe {
  business: string;
  /** `at-work`: it is not over, or another pass is at work on the organization; `left`: its settings could not be put back yet. */
  state: 'restored' | 'left' | 'at-work';
}

/**
 * Puts the settings of a business back whose probe was cut off (by `kill -9`, say). One that is at work is waited for, half
 * a minute.
 * @returns null where no probe was cut off
 */
export async function finishProbe(
  deps: Deps,
  loaded: LoadedConfig,
  organization: Organization,
): Promise<UnfinishedProbe | null> {
  const business = await readNote(deps.store, organization.id, PROBING);
  if (business === null) return null;
  const applied = await configInForce(deps, loaded);
  const { restored, isElsewhere } = await putBack(deps, applied, organization, business);
  // Whoever was at work on it has ended it meanwhile.
  if ((await readNote(deps.store, organization.id, PROBING)) === null) return null;
  if (restored) await forgetProbe(deps, organization);
  const stored = await deps.store.readBusinesses(organization.id, [business]);
  return {
    business: stored.get(business)?.record?.code ?? business,
    state: isElsewhere ? 'at-work' : restored ? 'restored' : 'left',
  };
}

/** One pass over this business alone, which ends with its settings back. */
async function putBack(
  deps: Deps,
  applied: AppliedConfig,
  organization: Organization,
  business: string,
  prepare?: (lease: Lease, situation: Situation) => Promise<void>,
) {
  const asked = { businesses: new Set([business]), ...(prepare ? { prepare } : {}) };
  const way = byHand({ waitMilliseconds: WAIT_MILLISECONDS, asked });
  const report = await reconcile({ deps, applied, organization }, way);
  const failed = report.results.find(({ error }) => error)?.error;
  const { isElsewhere } = report;
  return { restored: isConverged(report), isElsewhere, error: report.error ?? failed };
}

async function forgetProbe({ store }: Deps, { id }: Organization): Promise<void> {
  await saveNote(store, id, PROBING, null);
}

/** What is in force decides whether a closure is near; before the first `apply`, what is to be. */
async function configInForce({ store }: Deps, { config, hash }: LoadedConfig): Promise<AppliedConfig> {
  return (await readAppliedConfig(store)) ?? { config, hash, appliedAt: 0 };
}

async function makeSureOfDirectory(
  deps: Deps,
  { config }: AppliedConfig,
  organization: Organization,
): Promise<void> {
  if ((await deps.store.readDirectory(organization.id)) !== null) return;
  const { client } = await deps.openAccount(organization);
  const { directory } = await readDirectory(client, organization, config, null, deps.clock.now());
  await deps.store.saveDirectory(organization.id, directory);
}
