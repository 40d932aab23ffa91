import { ownSettingsIn, settingsIn } from './baseline.ts';
import { TEXT_FIELDS } from './model.ts';
import { wantedSettings } from './overlay.ts';
import type { BusinessRecord, SentWrite } from './record.ts';
import { isRewritingOf } from './rewriting.ts';
import { sameField } from './same.ts';

/**
 * A record of version 0.1.0, which did not know that Partoo may rewrite: a text that it took for a person's, and that the
 * answer to our write (or the text itself) shows to be ours, is ours again. A person's is nothing of the kind.
 */
export function takenOver(record: BusinessRecord): BusinessRecord {
  const { last, inPlace } = record;
  if (!last?.readBack || last.keptAs) return record;
  const baseline = inPlace && ownSettingsIn(inPlace);
  const covered = inPlace ? wantedSettings(ownSettingsIn(inPlace), inPlace.overlay) : last.settings;
  const shown = settingsIn(last.readBack);
  const ours: SentWrite = { ...last, settings: { ...last.settings }, keptAs: {} };
  for (const field of TEXT_FIELDS) {
    if (inPlace?.amended[field] !== undefined || sameField(field, shown, covered)) continue;
    if (baseline && sameField(field, shown, baseline)) continue;
    const isAnswered = last.answer?.[field] === shown[field];
    if (!isAnswered && !isRewritingOf(shown[field], covered[field])) continue;
    ours.settings[field] = covered[field];
    ours.keptAs = { ...ours.keptAs, [field]: shown[field] };
  }
  return { ...record, last: ours };
}
