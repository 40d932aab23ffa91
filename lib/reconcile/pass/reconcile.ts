import type { Instant } from '../../clock.ts';
import { civilDateOf } from '../../closures/civil-time.ts';
import type { AdHocClosure } from '../../closures/model.ts';
import type { Organization } from '../../config/model.ts';
import { isRefusedKey } from '../../partoo/index.ts';
import { type Directory, type Lease, LeaseLostError } from '../../store/store.ts';
import { DRIFT_MILLISECONDS } from '../situation/candidates.ts';
import { nextInstant } from '../situation/lead.ts';
import type { BusinessMark } from '../situation/marks.ts';
import type { Remembered } from '../situation/remembered.ts';
import type { Situation } from '../situation/situation.ts';
import { spacingOf } from '../situation/spacing.ts';
import type { Warning } from '../situation/warning.ts';
import { zoneWarnings } from '../situation/zone-warnings.ts';
import { asksForListing, noSettingsWarnings, withoutAbsent } from './absent.ts';
import { Announcer } from './announce.ts';
import { hasChanged, lastChange } from './changes.ts';
import type { Account, Deps } from './deps.ts';
import { adHocSince, putEndedAway } from './ended-closures.ts';
import { UsageError } from './errors.ts';
import { knownRefusals } from './findings.ts';
import { type LeaseKeeper, takeLease } from './lease-keeper.ts';
import { Pass, type PassOutcome } from './pass.ts';
import { errorFacts, isConverged, LAST_SUCCESS, type OrganizationReport } from './report.ts';
import { type AppliedConfig, situationLoader } from './session.ts';
import { PATIENCE_MILLISECONDS, silenceIn } from './silence.ts';

/** Name of the fact that holds the instant which the last pass decided for, where that was not its own time. */
export const DECIDED_FOR = 'decided-for';

export interface ReconcileInput {
  deps: Deps;
  applied: AppliedConfig;
  organization: Organization;
  /** The instant to decide for; null: the clock's, as it goes on. */
  at: Instant | null;
  dryRun: boolean;
  eager: boolean;
  lookaheadMilliseconds: number;
  deadline: Instant | null;
  /** How long to wait for another pass to end. */
  waitMilliseconds: number;
  only?: ReadonlySet<string>;
  /** Done under the lease before the pass, for commands that put baselines back. */
  prepare?: (lease: Lease, situation: Situation) => Promise<void>;
  /** Ends the pass early: nothing is begun any more, what has been begun is finished. */
  signal?: AbortSignal;
  /** Goes on even while writing is paused. */
  despitePause?: boolean;
  /** Has what the outbox holds told while the pass goes on. Never rejects. */
  publish?: () => Promise<void>;
  /** Called under the lease, when the pass has converged and set the next due time. */
  whenConverged?: (ended: EndedPass) => Promise<void>;
}

/** What a pass that has converged knew at its end. */
export interface EndedPass {
  lease: Lease;
  situation: Situation;
  directory: Directory;
  marks: PassOutcome['marks'];
  warnings: readonly Warning[];
  dueAt: Instant;
}

export interface ReconcileReport extends OrganizationReport {
  refusedKey: boolean;
  /** Another pass has the organization: nothing is wrong, and nothing is lost. */
  isElsewhere: boolean;
}

/** One reconciliation of one organization, from its lease to its next due time. Never rejects but for a bug or a UsageError. */
export async function reconcile(input: ReconcileInput): Promise<ReconcileReport> {
  const { deps, organization, dryRun } = input;
  const report: ReconcileReport = {
    id: organization.id,
    requests: { reads: 0, writes: 0, retries: 0 },
    results: [],
    warnings: [],
    dueAt: null,
    refusedKey: false,
    isElsewhere: false,
  };
  let keeper: LeaseKeeper | null = null;
  let account: Account | null = null;
  try {
    account = await deps.openAccount(organization);
    if (!dryRun) {
      keeper = await takeLease(
        deps.store,
        deps.clock,
        organization.id,
        deps.clock.now() + input.waitMilliseconds,
        (until, why) => deps.tell({ kind: 'waiting', organization: organization.id, until, why }),
      );
      if (!keeper) throw new BusyError(organization.id);
      // Ticks leave it alone until then; should this process die, the first one after it takes over.
      await deps.store.setDue(organization.id, keeper.lease.expiresAt);
    }
    await withCurrentKey(account, report, () => inLease(input, account as Account, keeper, report));
  } catch (error) {
    // A wrong `--at` is the caller's to mend; in a watch nothing of one organization may stop the others.
    if (error instanceof UsageError && input.at !== null) throw error;
    report.error = errorFacts(error);
    report.refusedKey = isRefusedKey(error);
    report.isElsewhere = error instanceof BusyError || error instanceof LeaseLostError;
    const silence = silenceIn(error);
    if (keeper && silence) await retryAfter(input, silence.until, report);
    else if (keeper) await retryLater(deps, organization.id, report);
  } finally {
    if (account) Object.assign(report.requests, account.client.requests);
    await keeper?.release();
  }
  return report;
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

/** Another pass has the organization; what it leaves is taken up later. */
class BusyError extends Error {
  override readonly name = 'BusyError';
  readonly code = 'deferred';
  constructor(organization: string) {
    super(`Another pass is at work on organization "${organization}"; this one is left to it.`);
  }
}

async function inLease(
  input: ReconcileInput,
  account: Account,
  keeper: LeaseKeeper | null,
  report: ReconcileReport,
): Promise<void> {
  const { deps, organization, applied } = input;
  const change = await lastChange(deps.store, organization.id);
  const freshened = async (force: boolean) => {
    const { dryRun, eager } = input;
    const fresh = await deps.freshen({ deps, applied, organization, account, keeper, dryRun, force, eager });
    const told = new Set(report.warnings.map(({ message }) => message));
    report.warnings.push(...fresh.warnings.filter(({ message }) => !told.has(message)));
    return fresh;
  };
  let { remembered, againAt } = await freshened(false);
  const at = () => input.at ?? deps.clock.now();
  refuseOutside(at(), remembered);
  const loaderOf = () =>
    situationLoader(deps.store, applied.config, organization, remembered, ...adHocOf(input));
  let loadSituation = loaderOf();
  const marks = new Map<string, BusinessMark>();
  const announcer = keeper && deps.announces ? announcerOf(input, marks) : null;
  if (keeper && input.prepare) await input.prepare(keeper.lease, await loadSituation());
  const paused = !input.despitePause && (await isPaused(deps, organization.id));
  const refusals = await knownRefusals(deps.store, organization.id);
  const pass = () =>
    new Pass({
      deps,
      organization,
      account,
      keeper,
      loadSituation: async () => {
        const now = deps.clock.now();
        const situation = await loadSituation();
        await announcer?.whileRunning(situation, now);
        return situation;
      },
      directory: remembered.directory,
      at,
      deadline: input.deadline,
      lookaheadMilliseconds: input.lookaheadMilliseconds,
      eager: input.eager,
      only: input.only ?? null,
      marks,
      results: report.results,
      warnings: report.warnings,
      signal: input.signal ?? null,
      paused,
      refusals,
    }).run();
  const passes = async () => {
    const first = await pass();
    const { directory } = remembered;
    if (!keeper || !asksForListing(report, first, directory, deps.clock.now())) return first;
    ({ remembered, againAt } = await freshened(true));
    if (remembered.directory === directory) return first;
    loadSituation = loaderOf();
    const second = await pass();
    withoutAbsent(report, second);
    return { ...second, withoutSettings: [...first.withoutSettings, ...second.withoutSettings] };
  };
  const outcome = await passes().finally(() => announcer?.over());
  const endedAt = deps.clock.now();
  report.warnings.push(...noSettingsWarnings(outcome, remembered.directory));
  const situation = await loadSituation();
  report.warnings.push(...zoneWarnings(situation.zoneUnknown));
  if (!keeper) return;
  if (announcer) {
    await announcer.announce(situation, endedAt);
    await announcer.over();
    deps.tell({
      kind: 'health',
      organization: organization.id,
      late: announcer.late,
      ...failures(outcome, deps.clock.now()),
    });
  }
  report.dueAt = nextDue(
    deps.clock.now(),
    report,
    outcome,
    againAt,
    nextInstant(situation, deps.clock.now(), spacingOf(organization)),
    input.lookaheadMilliseconds,
  );
  await deps.store.setDue(organization.id, report.dueAt);
  // A closure asked for meanwhile, or a change, has set its own due time, which has just been overwritten.
  const now = deps.clock.now();
  if ((await hasChanged(deps.store, organization.id, change, now)) || (await loadSituation()) !== situation) {
    report.dueAt = now;
    await deps.store.setDue(organization.id, report.dueAt);
  }
  await keepFact(deps.store, organization.id, 'failures', null);
  await keepFact(deps.store, organization.id, DECIDED_FOR, input.at === null ? null : String(input.at));
  await putEndedAway(deps.store, situation, endedAt);
  if (isConverged(report)) {
    await deps.store.saveFact(organization.id, LAST_SUCCESS, String(deps.clock.now()));
    await input.whenConverged?.({
      lease: keeper.lease,
      situation,
      directory: remembered.directory,
      marks: outcome.marks,
      warnings: report.warnings,
      dueAt: report.dueAt,
    });
  }
}

function announcerOf(
  { deps, organization, applied, publish = async () => {} }: ReconcileInput,
  marks: ReadonlyMap<string, BusinessMark>,
): Announcer {
  return new Announcer({ store: deps.store, organization: organization.id, applied, marks, publish });
}

/** For an instant in the past also closures that have ended since. */
function adHocOf({
  deps: { store, clock },
  organization,
  at,
}: ReconcileInput): [] | [() => Promise<AdHocClosure[]>] {
  if (at === null || at >= clock.now()) return [];
  return [() => adHocSince(store, organization.id, at, clock.now())];
}

/** Most often it is so already, and reading is a tenth of the price of writing. */
async function keepFact(
  store: Deps['store'],
  organization: string,
  name: string,
  value: string | null,
): Promise<void> {
  if ((await store.readFact(organization, name)) !== value) await store.saveFact(organization, name, value);
}

function failures(
  { marks }: PassOutcome,
  now: Instant,
): { failing: number; longestFailureMilliseconds: number } {
  const since = [...marks.values()].flatMap(({ failingSince }) => failingSince ?? []);
  return {
    failing: since.length,
    longestFailureMilliseconds: since.length > 0 ? now - Math.min(...since) : 0,
  };
}

async function isPaused(deps: Deps, organization: string): Promise<boolean> {
  return (await deps.store.readFact(organization, 'paused')) !== null;
}

/** No information means no decision: outside the expanded calendars nothing is decided (design rule 15). */
function refuseOutside(at: Instant, { calendars }: Remembered): void {
  const { from, to } = calendars.window;
  const date = civilDateOf(at, 'UTC');
  if (date > from && date < to) return;
  throw new UsageError(
    'outside-calendar',
    `The calendars are known from ${from} to ${to}; ${date} lies outside, so nothing can be decided for it.`,
    'Take an instant inside, or look at other times with `plan`.',
  );
}

/**
 * When the next pass is due: the next closure, a failed business' next try, a drift check, or the daily refresh. Who is
 * woken ahead is there in time for a closure; a look has no instant, and would be woken for too early, in vain.
 */
function nextDue(
  now: Instant,
  report: OrganizationReport,
  { marks }: PassOutcome,
  againAt: Instant,
  next: Instant | null,
  wokenAhead: number,
): Instant {
  let due = Math.min(next ?? Number.POSITIVE_INFINITY, Math.max(againAt, now + 60_000) + wokenAhead);
  for (const mark of marks.values()) {
    const look = lookAt(mark);
    // What this pass left alone (a rule's `leave`, an unknown zone) the next one will hardly look at a second later.
    due = Math.min(due, (look > now ? look : now + 60_000) + wokenAhead);
  }
  if (report.results.some(({ outcome, error }) => outcome === 'deferred' && error?.code !== 'paused')) {
    due = Math.min(due, now + 30_000);
  }
  if (report.results.some(({ outcome }) => outcome === 'failed')) due = Math.min(due, now + 60_000);
  return Math.max(due, now + 1000);
}

function lookAt(mark: BusinessMark): Instant {
  if (mark.state === 'gone') return Number.POSITIVE_INFINITY;
  const drift =
    mark.hasBaseline && mark.seenAt !== null ? mark.seenAt + DRIFT_MILLISECONDS : Number.POSITIVE_INFINITY;
  return Math.min(mark.lookAgainAt ?? Number.POSITIVE_INFINITY, drift);
}

/** Partoo was not at fault, nor anybody here: it is asked again as soon as it allows that, whoever is woken ahead. */
async function retryAfter(
  { deps, organization, lookaheadMilliseconds }: ReconcileInput,
  until: Instant,
  report: OrganizationReport,
): Promise<void> {
  report.dueAt = until + Math.max(0, lookaheadMilliseconds - PATIENCE_MILLISECONDS);
  await deps.store.setDue(organization.id, report.dueAt);
}

/** An organization that could not be served is tried again in a minute, and then twice as late each time. */
async function retryLater(deps: Deps, organization: string, report: OrganizationReport): Promise<void> {
  const failures = Number((await deps.store.readFact(organization, 'failures')) ?? 0) + 1;
  await deps.store.saveFact(organization, 'failures', String(failures));
  report.dueAt = deps.clock.now() + Math.min(30 * 60_000, 60_000 * 2 ** (failures - 1));
  await deps.store.setDue(organization, report.dueAt);
}
