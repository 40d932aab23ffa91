import type { Settings } from './model.ts';
import { isEmptied } from './ours.ts';
import type { BusinessRecord, SentWrite, Write } from './record.ts';
import { ageOf, LATE_MILLISECONDS, type Times } from './times.ts';

/**
 * Whether emptied hours are shown of which Partoo refused to hear, after the rest of their closure was sent without them
 * and before that was read back: they may come from the first try.
 */
export function mayBeRefusedOnes(
  write: Write & Pick<Partial<SentWrite>, 'readBack'>,
  shown: Settings,
): boolean {
  return (
    !write.readBack &&
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
  const { intent, last, refused } = record;
  const write = intent ?? last;
  if (!write || !refused.includes('chat-hours') || !mayBeRefusedOnes(write, shown)) return record;
  if (ageOf(write, times) < LATE_MILLISECONDS) return record;
  const { uses_business_hours, custom_chat_hours } = shown;
  const settings = { ...write.settings, uses_business_hours, custom_chat_hours };
  return {
    ...record,
    refused: refused.filter((one) => one !== 'chat-hours'),
    ...(intent ? { intent: { ...intent, settings } } : { last: last && { ...last, settings } }),
  };
}
