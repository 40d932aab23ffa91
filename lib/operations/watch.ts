import type { Instant } from '../clock.ts';
import type { Organization } from '../config/model.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { reconcile } from '../reconcile/pass/reconcile.ts';
import type { ReconcileReport } from '../reconcile/pass/reconciliation.ts';
import { appliedConfig, selectOrganizations } from '../reconcile/pass/session.ts';
import { watching } from '../reconcile/pass/ways.ts';
import type { Alarm } from './alarm.ts';

export interface WatchOptions {
  organization: string | null;
  /** Ends the watch; passes under way finish what they have begun. */
  signal: AbortSignal;
  onReport(report: ReconcileReport): void;
  /** Told each time that it has looked for what is due. */
  onTick?(): void;
  /** How often the store is asked which organizations are due. Default 1,000 ms: a closure asked for now begins now. */
  pollMilliseconds?: number;
  /** Rings where something was asked for in this process, so that nobody waits for the next look. */
  alarm?: Alarm;
}

const POLL_MILLISECONDS = 1000;

/** How far ahead an organization is woken, to wait in process for the exact instant: two polls, so that none is missed. */
const WAKE_AHEAD_POLLS = 2;

/** Reconciles every organization whenever it is due, side by side, until told to stop: the embedded way to run for good. */
export async function watch(deps: Deps, options: WatchOptions): Promise<void> {
  const { clock, store } = deps;
  const wakeAhead = (options.pollMilliseconds ?? POLL_MILLISECONDS) * WAKE_AHEAD_POLLS;
  const atWork = new Map<string, Promise<void>>();
  // A pass that cannot even say what is wrong with it (the store is gone, say) ends the watch, with its error.
  const failures: unknown[] = [];
  const stopped = () => options.signal.aborted || failures.length > 0;
  while (!stopped()) {
    // What rings while it looks may have come too late for that look.
    const rung = options.alarm?.signal ?? null;
    const applied = await appliedConfig(store);
    for (const organization of selectOrganizations(applied.config, options.organization)) {
      if (atWork.has(organization.id) || !(await isDue(deps, organization, clock.now() + wakeAhead)))
        continue;
      const work = reconcile({ deps, applied, organization }, watching(wakeAhead, options.signal))
        .then(options.onReport)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => atWork.delete(organization.id));
      atWork.set(organization.id, work);
    }
    options.onTick?.();
    await nap(deps, options, rung);
  }
  await Promise.all(atWork.values());
  if (failures.length > 0) throw failures[0];
}

async function isDue({ store }: Deps, { id }: Organization, until: Instant): Promise<boolean> {
  const due = await store.readDue(id);
  return due === null || due <= until;
}

/** Until the next look is due, somebody asks for something, or it is told to stop. */
async function nap(
  { clock }: Deps,
  { signal, pollMilliseconds = POLL_MILLISECONDS }: WatchOptions,
  rung: AbortSignal | null,
): Promise<void> {
  if (signal.aborted || rung?.aborted) return;
  const over = new AbortController();
  const end = () => over.abort();
  signal.addEventListener('abort', end, { once: true });
  rung?.addEventListener('abort', end, { once: true });
  await clock.sleep(pollMilliseconds, over.signal).catch(() => {});
  signal.removeEventListener('abort', end);
  rung?.removeEventListener('abort', end);
}
