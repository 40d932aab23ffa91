/** Which settings object, and whose values: what a record and a list of settings say of one business together. */

import { ownSettingsIn } from '../../closures/baseline.ts';
import { SETTINGS_FIELDS, type Settings } from '../../closures/model.ts';
import { wantedSettings } from '../../closures/overlay.ts';
import { type BusinessRecord, hasInPlace, newRecord } from '../../closures/record.ts';
import { sameField } from '../../closures/same.ts';
import { asKept } from '../../closures/standing.ts';
import type { ShownSettings } from './read-settings.ts';
import type { SeenSettings } from './seen-settings.ts';

type Id = SeenSettings['id'] | null | undefined;

/** Whether two ids are those of one settings object, be it that one came as a number and the other as text. */
export function sameObject(a: Id, b: Id): boolean {
  return String(a) === String(b);
}

/** The settings of a business; of several objects that in which something of ours is in place. null: none can be told. */
export function ownSettings(record: BusinessRecord, { seen, several }: ShownSettings): SeenSettings | null {
  const { business, inPlace, settingId } = record;
  const written = several.get(business)?.find(({ id }) => inPlace !== null && sameObject(id, settingId));
  return seen.get(business) ?? written ?? null;
}

/** Whether settings still hold any value that we put in the place of another. */
export function holdsOurs(record: BusinessRecord, settings: Settings): boolean {
  if (!hasInPlace(record)) return false;
  const { inPlace, last } = record;
  const baseline = ownSettingsIn(inPlace);
  const ours = last ? asKept(last) : wantedSettings(baseline, inPlace.overlay);
  return SETTINGS_FIELDS.some(
    (field) => !sameField(field, ours, baseline) && sameField(field, settings, ours),
  );
}

/**
 * The record for the settings that are shown. Where those are another object than before, and hold nothing of ours, it
 * begins anew: the baseline belonged to one that is not there any more.
 */
export function recordFor(record: BusinessRecord, code: string | null, shown: SeenSettings): BusinessRecord {
  const { business, settingId, inPlace, override, released } = record;
  const isOther = inPlace !== null && settingId !== null && !sameObject(settingId, shown.id);
  if (isOther && !holdsOurs(record, shown.settings))
    return { ...newRecord(business, code), settingId: shown.id, override, released };
  return { ...record, code, settingId: shown.id };
}
