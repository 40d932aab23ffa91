import { textFieldsOf } from './fields.ts';
import type { SettingsField } from './model.ts';
import type { BusinessRecord, Rewritten, SentWrite } from './record.ts';

/**
 * After a write was read back: the texts that Partoo keeps otherwise than they were sent and of which nobody has been
 * told yet, and the record that knows that they are. A text that comes back as it was sent may be told of again.
 */
export function withRewritten(
  record: BusinessRecord,
  confirmed: SentWrite,
): { record: BusinessRecord; rewritten: SettingsField[] } {
  const told = new Set(record.rewritten);
  const newly: SettingsField[] = [];
  for (const field of textFieldsOf(confirmed.settings)) {
    const name: Rewritten = confirmed.overlayKey === '' ? `${field} back` : field;
    if (confirmed.keptAs?.[field] === undefined) told.delete(name);
    else if (!told.has(name)) newly.push(field);
    if (newly.includes(field)) told.add(name);
  }
  if (told.size === 0 && !record.rewritten) return { record, rewritten: [] };
  return { record: { ...record, rewritten: [...told] }, rewritten: newly };
}
