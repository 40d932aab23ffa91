import type { Instant } from '../../clock.ts';
import type { Action } from '../../closures/record.ts';
import type { Outcome } from '../../closures/results.ts';
import type { Warning } from '../situation/warning.ts';
import { silenceIn } from './silence.ts';

/** What came of one business in a pass. */
export interface BusinessResult {
  business: string;
  code: string | null;
  action: Action;
  reason: string;
  outcome: Outcome;
  /** Fields that stayed as a person or Partoo has them. */
  kept?: string[];
  error?: { code: string; message: string };
}

export interface RequestCounts {
  reads: number;
  writes: number;
  retries: number;
}

/** What came of one organization in a pass. */
export interface OrganizationReport {
  id: string;
  requests: RequestCounts;
  results: BusinessResult[];
  warnings: Warning[];
  /** Why the organization as a whole could not be reconciled. */
  error?: { code: string; message: string };
  /** When the next pass is due; null where it is not known. */
  dueAt: Instant | null;
}

/** Warnings that say that not all businesses are known: nobody can tell then whether all is as it should be. */
const GAPS: ReadonlySet<string> = new Set(['directory-incomplete', 'unreadable-business']);

export function tellsOfGap({ code }: Warning): boolean {
  return GAPS.has(code);
}

export function isConverged(report: OrganizationReport): boolean {
  if (report.error || report.warnings.some(tellsOfGap)) return false;
  return report.results.every(({ outcome }) => outcome !== 'failed' && outcome !== 'deferred');
}

/** An error as results show it: a code and a sentence, nothing of keys or texts. */
export function errorOf(thrown: unknown): { code: string; message: string } {
  const error = silenceIn(thrown) ?? thrown;
  if (error instanceof Error) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : 'unexpected';
    return { code, message: error.message };
  }
  return { code: 'unexpected', message: 'An unexpected error, which carries no message.' };
}
