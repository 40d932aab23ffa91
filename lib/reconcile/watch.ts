import type { Instant } from '../clock.ts';
import type { Organization } from '../config/model.ts';
import type { Deps } from './deps.ts';
import { type ReconcileReport, reconcile } from './reconcile.ts';
import { appliedConfig, selectOrganizations } from './session.ts';

export interface WatchOptions {
  organization: string | null;
  /** Ends the watch; passes under way finish what they have begun. */
  signal: AbortSignal;
  onReport(report: ReconcileReport): void;
  /** How often the store is asked which organizations are due. Default 1,000 ms: a closure asked for now begins now. */
  pollMilliseconds?: number;
}

/** How far ahead an organization is woken, to wait in process for the exact instant. */
export const WAKE_AHEAD_MILLISECONDS = 90_000;

/** Reconciles every organization whenever it is due, side by side, until told to stop: the embedded way to run for good. */
export async function watch(deps: Deps, options: WatchOptions): Promise<void> {
  const { clock, store } = deps;
  const atWork = new Map<string, Promise<void>>();
  const stopped = () => options.signal.aborted;
  while (!stopped()) {
    const applied = await appliedConfig(store);
    for (const organization of selectOrganizations(applied.config, options.organization)) {
      if (atWork.has(organization.id) || !(await isDue(deps, organization, clock.now()))) continue;
      const work = reconcile({
        deps,
        applied,
        organization,
        at: null,
        dryRun: false,
        eager: false,
        lookaheadMilliseconds: WAKE_AHEAD_MILLISECONDS,
        deadline: null,
        waitMilliseconds: 0,
        signal: options.signal,
      })
        .then(options.onReport)
        .finally(() => atWork.delete(organization.id));
      atWork.set(organization.id, work);
    }
    await nap(deps, options);
  }
  await Promise.all(atWork.values());
}

async function isDue({ store }: Deps, { id }: Organization, now: Instant): Promise<boolean> {
  const due = await store.readDue(id);
  return due === null || due <= now + WAKE_AHEAD_MILLISECONDS;
}

async function nap({ clock }: Deps, { signal, pollMilliseconds = 1000 }: WatchOptions): Promise<void> {
  try {
    await clock.sleep(pollMilliseconds, signal);
  } catch {
    // Told to stop.
  }
}
