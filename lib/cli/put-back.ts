/** What `restore` and `release` have in common: both answer with passes. */
import type { PutBackReport } from '../operations/index.ts';
import { type ExitCode, isRefusedKeyCode } from './failure.ts';
import type { Output } from './output.ts';
import { exitCodeOf, noteWarnings, organizationDocument, printOrganization } from './results.ts';

export function putBackDocument({ organizations }: PutBackReport) {
  return { organizations: organizations.map(organizationDocument) };
}

export function exitOfPutBack({ organizations }: PutBackReport): ExitCode {
  const converged = organizations.every(
    ({ error, results }) =>
      !error && results.every(({ outcome }) => outcome !== 'failed' && outcome !== 'deferred'),
  );
  const refusedKeys = organizations.flatMap(({ id, error }) => (isRefusedKeyCode(error?.code) ? [id] : []));
  return exitCodeOf(organizations, { converged, refusedKeys });
}

export function printPutBack(out: Output, report: PutBackReport, done: string): void {
  for (const one of report.organizations) {
    noteWarnings(out, one.warnings);
    printOrganization(out, one, { dryRun: false });
  }
  out.line(out.paint('dim', closing(report, done)));
}

function closing(report: PutBackReport, done: string): string {
  if (exitOfPutBack(report) !== 0)
    return 'Not all of it could be done; call it again, or leave it to `watch`.';
  const isKept = report.organizations.some(({ results }) =>
    results.some(({ outcome }) => outcome === 'kept'),
  );
  return isKept
    ? 'What somebody had changed stays; what was there before comes back with: partoo-closures restore BUSINESS'
    : done;
}
