import type { Organization } from '../config/model.ts';
import { decidesAlike } from './decides-alike.ts';
import type { Deps } from './deps.ts';
import { factOf } from './facts.ts';
import { freshen } from './freshen.ts';
import { changedAt, saveChangedAt } from './freshness.ts';
import { errorFacts, type Warning } from './report.ts';
import { type AppliedConfig, isRefusedKey, type Remembered } from './session.ts';

export interface RefreshReport {
  id: string;
  businesses: number;
  requests: number;
  /** Whether a pass may decide otherwise than before, and has to come. */
  changed: boolean;
  warnings: Warning[];
  error?: { code: string; message: string };
}

/** What was read so recently is not read again: a schedule and a pass may have asked at once. */
const FRESH_MILLISECONDS = 10 * 60_000;
/** What others want to hear of; a business whose zone is unknown shows in `status`. */
const ALERTS = new Set(['calendar', 'directory-stale', 'unknown-template']);

/**
 * Reads an organization's businesses anew and expands its calendars, then has it reconciled if that changes anything.
 * Without the lease: listing 100,000 businesses takes minutes, in which a wave may be due. Never rejects but for a bug.
 */
export async function refreshOrganization(
  deps: Deps,
  applied: AppliedConfig,
  organization: Organization,
): Promise<RefreshReport> {
  const { store, clock } = deps;
  const report: RefreshReport = {
    id: organization.id,
    businesses: 0,
    requests: 0,
    changed: false,
    warnings: [],
  };
  const [known, calendars] = await Promise.all([
    store.readDirectory(organization.id),
    store.readCalendars(organization.id),
  ]);
  const isFresh = known !== null && clock.now() - known.readAt < FRESH_MILLISECONDS;
  if (isFresh && calendars?.configHash === applied.hash) {
    report.businesses = known.businesses.length;
    // Whoever read it may have ended before it could say so.
    report.changed = (await changedAt(store, organization.id)) === known.readAt;
    if (report.changed) await store.setDue(organization.id, clock.now());
    return report;
  }
  const whenRead = async (remembered: Remembered): Promise<void> => {
    report.changed = !decidesAlike({ directory: known, calendars }, remembered, clock.now());
    if (report.changed) await saveChangedAt(store, organization.id, remembered.directory.readAt);
  };
  try {
    const account = await deps.openAccount(organization);
    const base = { deps, applied, organization, account, keeper: null, dryRun: false, force: true };
    const { remembered, warnings } = await freshen({ ...base, whenRead }).catch(async (error: unknown) => {
      if (!isRefusedKey(error) || !(await account.rereadKey())) throw error;
      return freshen({ ...base, whenRead });
    });
    report.businesses = remembered.directory.businesses.length;
    report.requests = account.client.requests.reads;
    report.warnings.push(...warnings);
    await tellAlerts(deps, organization.id, warnings);
    if (report.changed) await store.setDue(organization.id, clock.now());
  } catch (error) {
    report.error = errorFacts(error);
  }
  return report;
}

/** Once a day for the same alert. */
async function tellAlerts(
  { store, clock, announces }: Deps,
  organization: string,
  warnings: readonly Warning[],
): Promise<void> {
  if (!announces) return;
  const at = clock.now();
  const day = Math.floor(at / (24 * 3600_000));
  const facts = warnings
    .filter(({ code }) => ALERTS.has(code))
    .map(({ code, message }) =>
      factOf({
        type: 'Calendar Alert',
        organization,
        at,
        told: { reason: message, alert: code },
        identity: [day, code, message],
      }),
    );
  await store.appendOutbox(facts);
}
