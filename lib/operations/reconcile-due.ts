import type { Instant } from '../clock.ts';
import { type EventBus, putAll } from '../events/bus.ts';
import { publishOutbox } from '../events/publish.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { outliveLease } from '../reconcile/pass/lease-keeper.ts';
import { tellAhead } from '../reconcile/pass/news-ahead.ts';

import { reconcile } from '../reconcile/pass/reconcile.ts';
import { emptyReport, type ReconcileReport, type Subject } from '../reconcile/pass/reconciliation.ts';
import { appliedConfig } from '../reconcile/pass/session.ts';
import { type Way, whenDue } from '../reconcile/pass/ways.ts';
import { reconciliationDue, WAKE_AHEAD_MILLISECONDS } from './tick.ts';

export type DueReport =
  | { organization: string; skipped: 'not due' | 'not configured' }
  | { organization: string; skipped: null; report: ReconcileReport; told: number; handedOn: boolean };

/** An organization that left the configuration is not asked about again for a day. */
const FORGOTTEN_MILLISECONDS = 24 * 3600_000;
/** How long after the deadline others are still told; what is left of the function then is for handing on. */
const TELLING_MILLISECONDS = 5_000;
/** Where shops are left over they come first: for so long others are told meanwhile, and the successor tells the rest. */
const HANDING_ON_MILLISECONDS = 1_000;
/** When it is tried again to tell what the bus did not take. */
const TELL_AGAIN_MILLISECONDS = 60_000;

/**
 * One organization's pass, as far as it comes until `deadline`: waits for what is due soon, writes, tells what happened,
 * and has a successor take over what is left. Does nothing where nothing is due, so that an event may come twice.
 * @throws UsageError where no configuration was applied, EventsNotTakenError
 */
export async function reconcileDue(
  deps: Deps,
  bus: EventBus,
  organizationId: string,
  deadline: Instant,
): Promise<DueReport> {
  const { store, clock } = deps;
  const lookahead = clock.now() + WAKE_AHEAD_MILLISECONDS;
  const dueAt = await store.readDue(organizationId);
  if (dueAt !== null && dueAt > lookahead) return { organization: organizationId, skipped: 'not due' };
  const applied = await appliedConfig(store);
  const organization = applied.config.organizations.find(({ id }) => id === organizationId);
  if (!organization) {
    await store.setDue(organizationId, clock.now() + FORGOTTEN_MILLISECONDS);
    return { organization: organizationId, skipped: 'not configured' };
  }
  let told = 0;
  const publish = async (until: Instant): Promise<void> => {
    told += await tell({ ...deps, bus }, organizationId, until);
  };
  // What the bus does not take while the pass goes on is told at its end, which says so if it fails again.
  const publishing = () => publish(deadline).catch(() => {});
  const way = whenDue(WAKE_AHEAD_MILLISECONDS, { isDue: dueAt !== null, deadline, publish: publishing });
  const subject = { deps, applied, organization };
  const report = (await foreseen(subject, dueAt)) ?? (await pass(subject, way));
  const { isElsewhere } = report;
  // Whoever has it may have died, and nobody is served until its lease ends: not even an urgent closure.
  if (isElsewhere && (await outliveLease(deps, organizationId, Math.min(lookahead, deadline))))
    return reconcileDue(deps, bus, organizationId, deadline);
  const isLeft = report.results.some(({ error }) => error?.code === 'out-of-time');
  const endOfTelling = Math.min(
    deadline + TELLING_MILLISECONDS,
    isLeft ? clock.now() + HANDING_ON_MILLISECONDS : Number.POSITIVE_INFINITY,
  );
  // Whoever has the organization tells of it; two at once would tell everything twice.
  if (!isElsewhere) await publish(endOfTelling);
  const isUntold = !isElsewhere && clock.now() >= endOfTelling;
  const handedOn = isUntold || isLeft;
  if (handedOn) {
    await store.setDue(organizationId, clock.now());
    // Once at least; a bus that does not answer is left alone then, for the next tick hands on as well.
    const due = [reconciliationDue(organizationId, clock.now())];
    await putAll(bus, clock, due, { until: Math.max(endOfTelling, clock.now() + 1) });
  }
  return { organization: organizationId, skipped: null, report, told, handedOn };
}

/** What a pass that had only to tell reports, where the one before has foreseen it; null: a pass has to look. */
async function foreseen(
  { deps, applied, organization: { id } }: Subject,
  dueAt: Instant | null,
): Promise<ReconcileReport | null> {
  const thenDueAt = dueAt === null ? null : await tellAhead(deps, id, applied, dueAt);
  if (thenDueAt === null) return null;
  deps.tell({ kind: 'health', organization: id, late: 0, failing: 0, longestFailureMilliseconds: 0 });
  return { ...emptyReport(id), dueAt: thenDueAt };
}

/** What passes are made of is loaded only where one has to be made. */
async function pass(subject: Subject, way: Way): Promise<ReconcileReport> {
  return reconcile(subject, way);
}

/** What the bus does not take would else wait for whatever is due next, a week perhaps. */
async function tell(
  { store, clock, bus }: Pick<Deps, 'store' | 'clock'> & { bus: EventBus },
  organization: string,
  until: Instant,
): Promise<number> {
  try {
    return await publishOutbox({ store, clock, bus }, organization, until);
  } catch (error) {
    const dueAt = (await store.readDue(organization)) ?? Number.POSITIVE_INFINITY;
    await store.setDue(organization, Math.min(dueAt, clock.now() + TELL_AGAIN_MILLISECONDS));
    throw error;
  }
}

/** Why the organization could not be served; null where it was, another pass is at it, or Partoo asked to wait. */
export function failureOf(due: DueReport): { code: string; message: string } | null {
  if (due.skipped !== null || due.report.isElsewhere) return null;
  const { error } = due.report;
  return error && error.code !== 'deferred' ? error : null;
}
