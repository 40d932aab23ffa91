import type { DueReport } from '../../lib/operations/reconcile-due.ts';
import { CROWDED_CODE } from '../../lib/reconcile/pass/crowding.ts';
import { PAUSED_CODE } from '../../lib/reconcile/pass/paused.ts';
import { log, measure } from './log.ts';

/** What came of a pass, for people and for alarms: by business where it failed, as numbers where it did not. */
export function reportPass(stage: string, due: DueReport): void {
  const { organization } = due;
  if (due.skipped !== null) {
    log('info', 'skipped', { organization, why: due.skipped });
    return;
  }
  const { requests, results, error, dueAt, warnings } = due.report;
  const isSilenced = error?.code === 'deferred' && !due.report.isElsewhere;
  const count = (wanted: string) => results.filter(({ outcome }) => outcome === wanted).length;
  for (const { business, code, action, reason, outcome, error: why } of results) {
    if (outcome === 'failed')
      log('warn', 'business failed', {
        organization,
        business,
        storeCode: code,
        action,
        reason,
        code: why?.code ?? null,
      });
  }
  for (const { code } of warnings) log('warn', 'warning', { organization, code });
  log(error && !isSilenced ? 'error' : 'info', 'reconciled', {
    organization,
    code: error?.code ?? null,
    reads: requests.reads,
    writes: requests.writes,
    retries: requests.retries,
    applied: count('applied'),
    kept: count('kept'),
    failed: count('failed'),
    deferred: count('deferred'),
    told: due.told,
    handedOn: due.handedOn,
    dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
  });
  measure(
    stage,
    {
      Writes: requests.writes,
      Reads: requests.reads,
      ResultsFailed: count('failed'),
      EventsTold: due.told,
      PassesDeferred: isSilenced ? 1 : 0,
      PassesPaused: warnings.some(({ code }) => code === PAUSED_CODE) ? 1 : 0,
      PassesCrowded: warnings.some(({ code }) => code === CROWDED_CODE) ? 1 : 0,
    },
    { organization },
  );
}
