import type { Instant } from '../clock.ts';
import { isoInZone } from '../closures/civil-time.ts';
import type { Scope, Waiting } from '../closures/model.ts';
import type { BusinessState } from '../closures/record.ts';
import { matchesScope, selectsSomething } from '../closures/scope.ts';
import type { Config, Organization } from '../config/model.ts';
import { awaitedIn } from '../reconcile/pass/awaited.ts';
import { readCrowded } from '../reconcile/pass/crowding.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { pausesOf } from '../reconcile/pass/paused.ts';
import { appliedConfig, selectOrganizations } from '../reconcile/pass/session.ts';
import { readSilence } from '../reconcile/pass/silence.ts';
import { readHeldDates } from '../reconcile/refresh/changes/held-dates.ts';
import type { Situation } from '../reconcile/situation/situation.ts';
import { DECIDED_FOR, readNote } from '../store/notes.ts';
import { type BusinessStatus, rowsOf, rowsOfSome, type StatusRow } from './business-status.ts';
import { type FeedStatus, isOdd, listFeeds } from './feeds.ts';
import { noBusiness, refuseUnknown } from './selected.ts';
import { storedSituation } from './stored-situations.ts';
import { type TemplateStatus, templateStatuses } from './template-status.ts';

/** An organization that Partoo asked to be left alone by: nothing is written nor read until then. */
interface WaitStatus {
  organization: string;
  until: string;
  why: string;
}

/** Partoo refused requests with 429 although the quota was kept: `speed` of the pace was left, by which waves are planned. */
interface CrowdedStatus {
  organization: string;
  since: string;
  refused: number;
  speed: number;
}

/** Somebody stopped all writing of an organization. `by` is null where version 0.1.0 was told to, `since` where that cannot be read. */
interface PauseStatus {
  organization: string;
  since: string | null;
  by: string | null;
}

interface ApprovalStatus {
  organization: string;
  closure: string;
  kind: Waiting['kind'];
  by: string[];
  since: string;
}

export interface StatusReport {
  /** The first pause of those that last; null: writing goes on everywhere. */
  paused: { since: string | null; by: string | null } | null;
  pauses: PauseStatus[];
  waiting: WaitStatus[];
  /** Where Partoo lately refused requests with 429 although the quota was kept. */
  crowded: CrowdedStatus[];
  /** What waits until somebody approves it, or declines. */
  approvals: ApprovalStatus[];
  summary: { businesses: number; asExpected: number; byState: Partial<Record<BusinessState, number>> };
  /** Partoo's templates that are, or should be, others than their own, and those that something was kept of. */
  templates: TemplateStatus[];
  /** Feeds that could not be read, or are held back: until it is over. */
  feeds: FeedStatus[];
  /** Dates that changed by themselves and would close or reopen too many businesses at once: until somebody allows it. */
  heldDates: HeldDatesStatus[];
  businesses: BusinessStatus[];
}

interface HeldDatesStatus {
  organization: string;
  since: string;
  closing: number;
  reopening: number;
  rules: string[];
  what: string;
}

/** Which businesses a report is about. Default: all. */
export interface StatusFilter {
  state?: BusinessState;
  scope?: Scope;
}

/** Where every business stands. Reads the store only. @throws UsageError for selectors that fit nothing */
export async function status(
  deps: Deps,
  organizationId: string | null,
  { state, scope }: StatusFilter = {},
): Promise<StatusReport> {
  const { config } = await appliedConfig(deps.store);
  const organizations = selectOrganizations(config, organizationId);
  const rows: StatusRow[] = [];
  const templates: TemplateStatus[] = [];
  for (const organization of organizations) {
    const known = await situationNow(deps, config, organization);
    if (known === null) continue;
    const { situation, at } = known;
    rows.push(...(await rowsOf(deps, situation, at)));
    templates.push(...(await templateStatuses(deps, situation, at)));
  }
  const businesses = selected(rows, scope ?? {}).filter((one) => state === undefined || one.state === state);
  return {
    ...(await pausedNow(deps, organizations)),
    waiting: await waitingNow(deps, organizations),
    crowded: await crowdedNow(deps, organizations),
    approvals: await approvalsOf(deps, organizations),
    summary: summaryOf(businesses),
    templates,
    feeds: (await listFeeds(deps, organizationId)).filter(isOdd),
    heldDates: await heldNow(deps, organizations),
    businesses,
  };
}

/** Where some businesses of one organization stand, by their ids, without looking at the others; whom nobody knows is left out. */
export async function statusOfSome(
  deps: Deps,
  organizationId: string,
  ids: readonly string[],
): Promise<BusinessStatus[]> {
  const { config } = await appliedConfig(deps.store);
  const [organization] = selectOrganizations(config, organizationId);
  const known = organization ? await situationNow(deps, config, organization) : null;
  if (known === null) return [];
  return (await rowsOfSome(deps, known.situation, known.at, ids)).map((row) => row.status);
}

/** null where it was never refreshed. */
async function situationNow(
  deps: Deps,
  config: Config,
  organization: Organization,
): Promise<{ situation: Situation; at: Instant } | null> {
  const at = await instantOfStatus(deps, organization);
  const situation = await storedSituation(deps, config, organization, { from: at, to: null });
  return situation && { situation, at };
}

function selected(rows: readonly StatusRow[], scope: Scope): BusinessStatus[] {
  if (!selectsSomething(scope)) return rows.map((row) => row.status);
  const known = rows.flatMap(({ business }) => business ?? []);
  refuseUnknown(scope, known);
  const found = rows.filter(
    (row) => row.business !== null && matchesScope(scope, row.business, row.status.organization),
  );
  if (found.length === 0) throw noBusiness(scope, known);
  return found.map((row) => row.status);
}

function summaryOf(businesses: readonly BusinessStatus[]): StatusReport['summary'] {
  const byState: StatusReport['summary']['byState'] = {};
  for (const { state } of businesses) byState[state] = (byState[state] ?? 0) + 1;
  const asExpected = businesses.filter((one) => one.asExpected).length;
  return { businesses: businesses.length, asExpected, byState };
}

async function pausedNow(
  { store }: Deps,
  organizations: readonly Organization[],
): Promise<Pick<StatusReport, 'paused' | 'pauses'>> {
  const pauses = (await pausesOf(store, organizations)).map(({ organization, pause: { since, by } }) => ({
    organization,
    since: since === null ? null : isoInZone(since, 'UTC'),
    by,
  }));
  const [first] = pauses.toSorted((a, b) => ((a.since ?? '') < (b.since ?? '') ? -1 : 1));
  return { paused: first ? { since: first.since, by: first.by } : null, pauses };
}

async function waitingNow(
  { store, clock }: Deps,
  organizations: readonly Organization[],
): Promise<WaitStatus[]> {
  const waiting: WaitStatus[] = [];
  for (const { id } of organizations) {
    const until = await readSilence(store, id, clock.now());
    const why = 'Partoo asked to be left alone (Retry-After)';
    if (until !== null) waiting.push({ organization: id, until: isoInZone(until, 'UTC'), why });
  }
  return waiting;
}

/** Organizations whose key others use as well, or that have less of a quota than is said. */
async function crowdedNow(
  { store, clock }: Deps,
  organizations: readonly Organization[],
): Promise<CrowdedStatus[]> {
  const crowded: CrowdedStatus[] = [];
  for (const { id } of organizations) {
    const known = await readCrowded(store, id, clock.now());
    if (known)
      crowded.push({
        organization: id,
        since: isoInZone(known.at, 'UTC'),
        refused: known.refused,
        speed: known.speed,
      });
  }
  return crowded;
}

async function approvalsOf(
  { store, clock }: Deps,
  organizations: readonly Organization[],
): Promise<ApprovalStatus[]> {
  const awaited = await awaitedIn(store, organizations, clock.now());
  return awaited.map(({ organization, closure, waiting: { kind, by, at } }) => ({
    ...{ organization, closure, kind, by },
    since: isoInZone(at, 'UTC'),
  }));
}

async function heldNow({ store }: Deps, organizations: readonly Organization[]): Promise<HeldDatesStatus[]> {
  const held = await Promise.all(
    organizations.map(async ({ id }) => ({ organization: id, dates: await readHeldDates(store, id) })),
  );
  return held.flatMap(({ organization, dates }) => {
    if (dates === null) return [];
    const { since, businesses: _, ...rest } = dates;
    return [{ organization, since: isoInZone(since, 'UTC'), ...rest }];
  });
}

/** Now, or after a `run --at` the instant that it decided for: what is in place is what was right then. */
async function instantOfStatus({ store, clock }: Deps, { id }: Organization): Promise<Instant> {
  return (await readNote(store, id, DECIDED_FOR)) ?? clock.now();
}
