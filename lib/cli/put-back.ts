/** What `restore` and `release` have in common: both answer with passes. */
import { exitOfPutBack } from '../operations/documents/passes.ts';
import type { PutBackReport } from '../operations/index.ts';
import type { Output } from './output.ts';
import { noteWarnings, printOrganization } from './results.ts';

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
