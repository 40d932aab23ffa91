import type { Instant } from '../clock.ts';
import { type StatusReport, status } from '../operations/index.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import type { Store } from '../store/store.ts';

/** How old an answer may be: nothing is written to Partoo faster than this shows, and many may ask within it. */
const FRESH_MILLISECONDS = 1000;

interface Made {
  at: Instant;
  report: Promise<StatusReport>;
  /** It is there, so that nobody has to wait for it. */
  isDone: boolean;
}
const made = new WeakMap<Store, Map<string | null, Made>>();

/**
 * Where businesses stand, worked out once a second at most, however many ask: of 10,000 businesses it takes half a second,
 * in which whoever else asks gets what there was.
 * @param organization null: all
 */
export async function rememberedStatus(deps: Deps, organization: string | null): Promise<StatusReport> {
  const { store, clock } = deps;
  const reports = made.get(store) ?? new Map<string | null, Made>();
  made.set(store, reports);
  const known = reports.get(organization);
  const now = clock.now();
  if (known && now - known.at < FRESH_MILLISECONDS) return known.report;
  const fresh: Made = { at: now, report: status(deps, organization), isDone: false };
  if (known?.isDone) reports.set(organization, { ...known, at: now });
  else reports.set(organization, fresh);
  fresh.report.then(
    () => {
      fresh.isDone = true;
      reports.set(organization, fresh);
    },
    // What has failed is tried again.
    () => reports.delete(organization),
  );
  return fresh.report;
}
