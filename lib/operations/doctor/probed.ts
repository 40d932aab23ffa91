/** What a probe came to, as checks. */

import type { Findings } from '../../reconcile/pass/findings.ts';
import { moment } from '../../short-times.ts';
import type { ProbeReport, UnfinishedProbe } from '../probe/probe.ts';
import type { Check } from './check.ts';

/** What an earlier probe found, in one line. */
export function checkOfFindings(organization: string, { at, business, findings }: Findings): Check {
  const refused = findings.filter(({ verdict }) => verdict === 'refused').map(({ topic }) => topic);
  const what =
    refused.length === 0 ? 'nothing is refused' : `refused, and not tried any more: ${refused.join(', ')}`;
  return {
    organization,
    check: 'probe',
    result: 'ok',
    message: `Probed on ${business} (${moment(at)}): ${what}`,
    remedy: null,
  };
}

/** How a probe ended. */
export function checkOfProbe({ organization, business, restored, error, findings }: ProbeReport): Check {
  const base = { organization, check: 'probe' as const };
  if (!restored)
    return {
      ...base,
      result: 'failed',
      code: error?.code ?? 'not-restored',
      message: `${business} is not back yet: ${error?.message ?? 'Partoo does not show its settings'}`,
      remedy: 'They are in the store: `run`, or `doctor` again, puts them back.',
    };
  if (error)
    return {
      ...base,
      result: 'warning',
      message: `${business} has its settings back, but the probe was cut short after ${findings.length} of its trials: ${error.message}`,
      remedy: 'Call it again later.',
    };
  return { ...base, result: 'ok', message: `Probed ${business}; its settings are back`, remedy: null };
}

/** What came of a probe that another process did not finish, or has not yet. */
export function checkOfUnfinished(organization: string, { business, state }: UnfinishedProbe): Check {
  const base = { organization, check: 'probe' as const };
  switch (state) {
    case 'restored':
      return {
        ...base,
        result: 'warning',
        message: `A probe of ${business} had been cut off; its settings are back now`,
        remedy: null,
      };
    case 'at-work':
      return {
        ...base,
        result: 'warning',
        message: `A probe of ${business} is not over, or something else is at work on "${organization}"`,
        remedy:
          'Call `doctor` again when that has ended: should the probe have been cut off, that puts the settings back.',
      };
    case 'left':
      return {
        ...base,
        result: 'failed',
        code: 'not-restored',
        message: `A probe of ${business} was cut off, and its settings could not be put back yet`,
        remedy: 'Call `doctor` or `run` again.',
      };
  }
}
