/** Businesses in a closure that Partoo shows no settings of any more: it is asked whether they are there at all. */
import type { Instant } from '../../clock.ts';
import type { Directory } from '../../store/store.ts';
import { APART_MILLISECONDS } from './freshness.ts';
import type { PassOutcome } from './pass.ts';
import type { BusinessResult, OrganizationReport } from './report.ts';

/**
 * Whether a pass that met such a business asks for a listing now: one since it is missing, and another one a minute later
 * where that did not have it. What those say is believed until the next day.
 */
export function asksForListing(
  { results }: OrganizationReport,
  { marks }: PassOutcome,
  { readAt, missing }: Directory,
  now: Instant,
): boolean {
  if (now - readAt < APART_MILLISECONDS) return false;
  return results.some((result) => {
    const mark = marks.get(result.business);
    if (!isAbsent(result) || !mark?.hasBaseline || mark.failingSince === null) return false;
    return readAt < mark.failingSince || missing[result.business] === 1;
  });
}

/** What a second pass says of such a business counts, not the first; one that is gone, or has another id, is no failure. */
export function withoutAbsent(report: OrganizationReport, { marks }: PassOutcome): void {
  const last = new Map(report.results.map((result, index) => [result.business, index]));
  report.results = report.results.filter((result, index) => {
    if (!isAbsent(result)) return true;
    const mark = marks.get(result.business);
    return last.get(result.business) === index && mark !== undefined && mark.state !== 'gone';
  });
}

function isAbsent({ error }: BusinessResult): boolean {
  return error?.code === 'no-settings';
}
