import type { Instant } from '../../clock.ts';
import { UNKNOWN_COMMAND } from '../../closures/actors.ts';
import type { Decision } from '../../closures/decide.ts';
import type { Business } from '../../closures/model.ts';
import { pickSettings } from '../../closures/overlay.ts';
import { RESTORE } from '../../closures/restoring.ts';
import { asKept } from '../../closures/standing.ts';
import type { HistoryEntry } from '../../store/store.ts';

/** The history of a write, once a read has confirmed it: what was there before, and what Partoo keeps of it. */
export function historyOf(
  organization: string,
  { record: { business, code, restoringBy }, confirmed, rewritten }: Decision,
): HistoryEntry[] {
  if (!confirmed) return [];
  const { at, action, cause, reason, actor, before, shown, isBeforeGuessed } = confirmed;
  return [
    {
      at,
      organization,
      business,
      code,
      action,
      ...(cause ? { cause } : {}),
      reason,
      actor: actor === RESTORE ? (restoringBy ?? UNKNOWN_COMMAND) : actor,
      before: pickSettings(isBeforeGuessed ? shown : before),
      after: { ...pickSettings(asKept(confirmed)), ...(rewritten.length > 0 ? { rewritten } : {}) },
    },
  ];
}

/** Partoo gave a business another id, under which what is remembered goes on. */
export function followedHistory(
  organization: string,
  { id, code }: Business,
  before: string,
  at: Instant,
): HistoryEntry {
  const reason = `the same shop had the id ${before} before`;
  return {
    ...{ at, organization, business: id, code, action: 'leave', reason, actor: 'partoo' },
    ...{ before: null, after: null },
  };
}

/** What somebody else changed, and we left as it was. */
export function keptHistory(
  organization: string,
  { record, results }: Decision,
  at: Instant,
): HistoryEntry[] {
  return results
    .filter(({ kept }) => kept.length > 0)
    .map(({ kept, cause, reason }) => ({
      at,
      organization,
      business: record.business,
      code: record.code,
      action: 'leave',
      ...(cause ? { cause } : {}),
      reason,
      actor: 'person',
      before: null,
      after: { kept },
    }));
}
