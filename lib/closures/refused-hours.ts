import { HOURS_FIELDS } from './fields.ts';
import type { Settings } from './model.ts';
import { isEmptied } from './ours.ts';
import type { BusinessRecord, SentWrite } from './record.ts';
import { ageOf, LATE_MILLISECONDS, type Times } from './times.ts';

/**
 * Whether emptied hours are shown of which Partoo refused to hear, after the rest of their closure was sent without them
 * and before that was read back: they may come from the first try.
 */
export function mayBeRefusedOnes(write: SentWrite, shown: Settings): boolean {
  return (
    write.readBack === null &&
    // A week of days without hours may have stood there all the time: it is emptied only where it counts.
    !(write.rewrites > 0 && HOURS_FIELDS.every((field) => write.agreed?.includes(field))) &&
    write.overlay.chatHours === 'closed' &&
    isEmptied(shown) &&
    ![write.settings, write.before].some(isEmptied)
  );
}

/**
 * The record where emptied hours that Partoo refused are there all the same, and for so long that nothing else is on its
 * way: they are ours, and nothing that Partoo refuses. Our own closing values never are a person's (rule 14).
 */
export function withRefusedHours(record: BusinessRecord, shown: Settings, times: Times): BusinessRecord {
  const { last, refused } = record;
  if (!last || !refused.includes('chat-hours') || !mayBeRefusedOnes(last, shown)) return record;
  if (ageOf(last, times) < LATE_MILLISECONDS) return record;
  const { uses_business_hours, custom_chat_hours } = shown;
  return {
    ...record,
    refused: refused.filter((one) => one !== 'chat-hours'),
    last: { ...last, settings: { ...last.settings, uses_business_hours, custom_chat_hours } },
  };
}
