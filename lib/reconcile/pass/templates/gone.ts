/** A template that somebody deleted in Partoo while it was swapped: it is given up, and its own text stays in history. */
import type { Instant } from '../../../clock.ts';
import { ownSettingsIn } from '../../../closures/baseline.ts';
import { pickSettings } from '../../../closures/overlay.ts';
import { type BusinessRecord, newRecord } from '../../../closures/record.ts';
import type { HistoryEntry } from '../../../store/store.ts';
import type { PassState } from '../pass-state.ts';
import { MISSING } from './find-template.ts';

/** Partoo has neither a request for one template nor pages that could be cut short; a day of complete lists has to do. */
const GONE_MILLISECONDS = 24 * 3600_000;

/** Whether it has been missing for so long from every list that was complete, this one included. */
export function isGone({ failing }: BusinessRecord, code: string, isPartial: boolean, now: Instant): boolean {
  if (isPartial || code !== MISSING || failing?.code !== MISSING) return false;
  return now - failing.since >= GONE_MILLISECONDS;
}

/** Forgets it, with a last entry of history that holds what could not be put back. Told once. */
export async function giveUp(
  { deps, keeper, organization, templates }: PassState,
  record: BusinessRecord,
): Promise<BusinessRecord> {
  const fresh = newRecord(record.business, record.code);
  const at = deps.clock.now();
  const reason = 'Partoo does not list it any more: it was deleted there, so that nothing can be put back';
  const entry: HistoryEntry = {
    ...{ at, organization: organization.id, business: record.business, code: record.code },
    ...{ action: 'leave', reason, actor: 'partoo' },
    before: record.inPlace ? pickSettings(ownSettingsIn(record.inPlace)) : null,
    after: null,
  };
  if (keeper) await deps.store.saveTemplates(keeper.lease, [fresh], [entry]);
  templates.records.set(record.business, fresh);
  deps.tell({
    ...{ kind: 'alert', organization: organization.id, business: null, code: 'template-gone' },
    message: `${record.business}: ${reason}. Its own text stands in history.`,
  });
  return fresh;
}
