import { isoSecondOf } from '../../clock.ts';
import { tellsOfGap } from '../../reconcile/pass/report.ts';
import type { ApplyReport } from '../apply.ts';
import type { ExitCode } from './failure.ts';

/** What `apply` changed, for programs: instants in ISO 8601. */
export function applyDocument({ organizations, ...report }: ApplyReport) {
  return {
    ...report,
    organizations: organizations.map(({ nextAt, ...one }) => ({
      ...one,
      nextAt: nextAt === null ? null : isoSecondOf(nextAt),
    })),
  };
}

/** 3 where every key was refused, 2 where nothing was put into force, 1 where some of it could not be. */
export function exitOfApply({ applied, organizations, refusedKeys, warnings }: ApplyReport): ExitCode {
  const failed = organizations.filter(({ error }) => error);
  if (failed.length === 0 && !applied) return 2;
  if (failed.length === 0) return warnings.some(tellsOfGap) ? 1 : 0;
  if (refusedKeys.length === organizations.length) return 3;
  return failed.length === organizations.length && failed.every(({ error }) => error?.code === 'config')
    ? 2
    : 1;
}
