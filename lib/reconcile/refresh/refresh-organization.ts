import type { Organization } from '../../config/model.ts';
import { isRefusedKey } from '../../partoo/index.ts';
import type { Directory } from '../../store/store.ts';
import { changedBusinesses } from '../pass/changed-businesses.ts';
import { beginChange, type Change, endChange, lastChange } from '../pass/changes.ts';
import type { Deps } from '../pass/deps.ts';
import { errorOf } from '../pass/report.ts';
import type { AppliedConfig } from '../pass/session.ts';
import { decidesAlike } from '../situation/decides-alike.ts';
import type { Remembered } from '../situation/remembered.ts';
import type { Warning } from '../situation/warning.ts';
import { freshen } from './freshen.ts';
import { areOf, freshUntil } from './listing.ts';

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
/** Where some businesses have changed since, these alone are read, and where calendars lack, none; but every night, by whatever schedule, all are. */
const HEARD_MILLISECONDS = 20 * 3600_000;
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
  const [known, calendars, last, heard] = await Promise.all([
    store.readDirectory(organization.id),
    store.readCalendars(organization.id),
    lastChange(store, organization.id),
    changedBusinesses(store, organization.id),
  ]);
  const isHeard = heard.all || heard.ids.length > 0;
  // Whoever made the last change may have ended with half of it saved, and nobody woken.
  const isWhole = last?.isSaved !== false;
  const isHalf = known !== null && calendars !== null && !areOf(calendars, known);
  const freshFor = isHeard || isHalf ? HEARD_MILLISECONDS : FRESH_MILLISECONDS;
  const isFresh = known !== null && clock.now() < Math.min(known.readAt + freshFor, freshUntil(known));
  const isCurrent = isFresh && (isHalf || (isWhole && calendars?.configHash === applied.hash));
  if (isCurrent && !isHeard && !isHalf) {
    report.businesses = known.businesses.length;
    return report;
  }
  let change: Change | null = null;
  const whenRead = async (remembered: Remembered): Promise<void> => {
    if (isWhole && decidesAlike({ directory: known, calendars }, remembered, clock.now())) return;
    change = await beginChange(store, organization.id, clock.now());
    // Should this die over saving it, nobody else would have a pass come before the next night.
    await store.setDue(organization.id, clock.now());
  };
  try {
    const account = await deps.openAccount(organization);
    const base = { deps, applied, organization, account, keeper: null, dryRun: false };
    const force = !isCurrent;
    const { remembered, warnings } = await freshen({ ...base, force, whenRead }).catch(
      async (error: unknown) => {
        if (!isRefusedKey(error) || !(await account.rereadKey())) throw error;
        return freshen({ ...base, force, whenRead });
      },
    );
    report.businesses = remembered.directory.businesses.length;
    report.requests = account.client.requests.reads;
    report.warnings.push(...warnings);
    report.changed = await announced(deps, organization.id, change);
    await dueAgain(store, organization.id, remembered.directory);
  } catch (error) {
    report.error = errorOf(error);
  }
  return report;
}

/** A pass asks for the listing again where this one lacked something, or failed; else nobody might for a day. */
async function dueAgain(
  store: Deps['store'],
  organization: string,
  { incomplete }: Directory,
): Promise<void> {
  if (!incomplete) return;
  const due = await store.readDue(organization);
  if (due !== null && due > incomplete.againAt) await store.setDue(organization, incomplete.againAt);
}

/** Has the organization reconciled, if anything has changed. */
async function announced(
  { store, clock }: Deps,
  organization: string,
  change: Change | null,
): Promise<boolean> {
  if (!change) return false;
  await store.setDue(organization, clock.now());
  await endChange(store, organization, change);
  return true;
}
