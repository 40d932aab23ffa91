/** Businesses that Partoo shows no settings of: it is asked whether they are there at all. */
import type { Instant } from '../../clock.ts';
import type { Directory } from '../../store/store.ts';
import type { Warning } from '../situation/warning.ts';
import { APART_MILLISECONDS } from './freshness.ts';
import type { PassOutcome } from './pass.ts';
import type { BusinessResult, OrganizationReport } from './report.ts';

/**
 * Whether a pass that met such a business asks for a listing now: one since it is missing, and another one a minute later
 * where that did not have it. What those say is believed until the next day. One that never had any settings counts as
 * well: it may have got another id since it was listed.
 */
export function asksForListing(
  { results }: OrganizationReport,
  { marks }: PassOutcome,
  { readAt, missing }: Directory,
  now: Instant,
): boolean {
  if (now - readAt < APART_MILLISECONDS) return false;
  const failed = new Set(results.flatMap((result) => (isAbsent(result) ? [result.business] : [])));
  return [...marks].some(([id, mark]) => {
    const isMet = mark.noSettings || (failed.has(id) && mark.hasBaseline);
    return isMet && mark.failingSince !== null && (readAt < mark.failingSince || missing[id] === 1);
  });
}

/** Not said of one that is listed under another id by now. */
export function noSettingsWarnings(
  { withoutSettings }: PassOutcome,
  { businesses, missing }: Directory,
): Warning[] {
  if (withoutSettings.length === 0) return [];
  const listed = new Set(businesses.flatMap(({ id, code }) => (id in missing ? [] : (code ?? []))));
  return withoutSettings
    .filter(({ id, code }) => !(id in missing && listed.has(code ?? '')))
    .map(({ id, code }) => ({
      code: 'no-settings',
      message: `${code ?? id}: Partoo holds no messaging settings for this shop. It is left alone.`,
    }));
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
