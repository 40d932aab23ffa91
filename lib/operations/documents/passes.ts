/** What came of passes, for programs: the documents of `run`, `watch`, `restore` and `release`, and their exit codes. */
import { isoSecondOf } from '../../clock.ts';
import type { OrganizationReport } from '../../reconcile/pass/report.ts';
import type { PutBackReport } from '../put-back.ts';
import type { RunReport } from '../run.ts';
import { type ExitCode, isRefusedKeyCode } from './failure.ts';

/** One organization's report as JSON: instants in ISO 8601, nothing that is internal. */
export function organizationDocument({ id, requests, results, warnings, error, dueAt }: OrganizationReport) {
  return {
    id,
    requests,
    results,
    warnings,
    ...(error ? { error } : {}),
    dueAt: dueAt === null ? null : isoSecondOf(dueAt),
  };
}

export function runDocument({ at, converged, organizations }: RunReport) {
  return { at: isoSecondOf(at), converged, organizations: organizations.map(organizationDocument) };
}

/** 3 where every key was refused, 2 where every organization is configured wrongly, 1 where something is left to do. */
export function exitOf(
  organizations: readonly OrganizationReport[],
  { converged, refusedKeys }: Pick<RunReport, 'converged' | 'refusedKeys'>,
): ExitCode {
  if (converged) return 0;
  if (organizations.length > 0 && refusedKeys.length === organizations.length) return 3;
  return organizations.every(({ error }) => error?.code === 'config') ? 2 : 1;
}

export function putBackDocument({ organizations }: PutBackReport) {
  return { organizations: organizations.map(organizationDocument) };
}

export function exitOfPutBack({ organizations }: PutBackReport): ExitCode {
  const converged = organizations.every(
    ({ error, results }) =>
      !error && results.every(({ outcome }) => outcome !== 'failed' && outcome !== 'deferred'),
  );
  const refusedKeys = organizations.flatMap(({ id, error }) => (isRefusedKeyCode(error?.code) ? [id] : []));
  return exitOf(organizations, { converged, refusedKeys });
}
