import { earlierOf, isEarlier } from './earlier.ts';
import { asSettings, fieldsOf, isTemplate, type TemplateFields, templateFieldsIn } from './fields.ts';
import { memberOf } from './merge.ts';
import type { Settings, SettingsField } from './model.ts';
import { wantedSettings } from './overlay.ts';
import {
  type BusinessRecord,
  type InPlace,
  type KeptField,
  nothingOver,
  type SentWrite,
  type WithInPlace,
} from './record.ts';
import { sameField } from './same.ts';
import { ageOf, LATE_MILLISECONDS, type Seen, type Times } from './times.ts';

/** The settings, or the fields of a template, in a text that Partoo sent. What it left out counts as null. */
export function settingsIn(text: string): Settings {
  const whole = JSON.parse(text) as Pick<Settings, 'is_launched' | 'uses_business_hours'> & Partial<Settings>;
  if (isTemplate(whole)) return asSettings(templateFieldsIn(whole as unknown as TemplateFields));
  return {
    welcome_message: whole.welcome_message ?? null,
    offline_message: whole.offline_message ?? null,
    uses_business_hours: whole.uses_business_hours,
    custom_chat_hours: whole.custom_chat_hours ?? null,
    is_launched: whole.is_launched,
  };
}

/** The baseline with its amendments: what goes back. */
export function ownSettingsIn({ baseline, amended }: InPlace): Settings {
  return { ...settingsIn(baseline), ...amended };
}

/** The same; null where no effect of ours is in place. */
export function baselineOf({ inPlace }: BusinessRecord): Settings | null {
  return inPlace && ownSettingsIn(inPlace);
}

/** The record with what Partoo shows as its baseline; null where that cannot be trusted yet. */
export function withBaseline(record: BusinessRecord, seen: Seen, times: Times): WithInPlace | null {
  const baseline = trustworthyText(record, seen, times);
  return baseline === null ? null : { ...beganWith(record, baseline), earlier: earlierOf(record, times) };
}

/** The record with `baseline` in which nothing was written over it yet. */
export function beganWith(record: BusinessRecord, baseline: string): WithInPlace {
  const { last } = record;
  const inPlace = nothingOver(baseline);
  const shown = settingsIn(baseline);
  const amended = last ? asPutBack(last, shown) : {};
  if (!last || Object.keys(amended).length === 0) return { ...record, inPlace, last: null };
  const keptAs = Object.fromEntries(Object.entries(last.keptAs ?? {}).filter(([field]) => field in amended));
  const settings = { ...shown, ...amended };
  return {
    ...record,
    inPlace: { ...inPlace, amended },
    last: { ...last, settings, keptAs, readBack: baseline },
  };
}

/**
 * The text to save as the baseline. A read that shows what we had in place a moment ago is Partoo being late, and must
 * not be taken for the original (story 1): then it is what was read back after the reopening. null: wait.
 */
function trustworthyText(record: BusinessRecord, seen: Seen, times: Times): string | null {
  const { last } = record;
  if (!last || last.readBack === null || ageOf(last, times) >= LATE_MILLISECONDS) return seen.text;
  const settled = settingsIn(last.readBack);
  const differing = fieldsOf(settled).filter((field) => !sameField(field, seen.settings, settled));
  const late = differing.filter((field) => isEarlier(field, seen.settings, record, times));
  if (late.length === 0) return seen.text;
  return late.length === differing.length ? last.readBack : null;
}

/**
 * Fields that Partoo made something else of when we put them back, and that are still so, as they were sent: written as
 * they are shown, they would be rewritten once more with each closure (`&`, `&amp;`, `&amp;amp;`).
 */
function asPutBack(last: SentWrite, shown: Settings): Partial<Settings> {
  if (!last.keptAs || last.readBack === null) return {};
  const keptAs = { ...last.settings, ...last.keptAs };
  const closed = wantedSettings(last.settings, last.overlay);
  const isOfClosure = (field: SettingsField) =>
    last.overlay[memberOf(field)] !== undefined && sameField(field, last.settings, closed);
  const fields = fieldsOf(shown).filter(
    (field) => last.keptAs?.[field] !== undefined && !isOfClosure(field) && sameField(field, shown, keptAs),
  );
  return Object.fromEntries(fields.map((field) => [field, last.settings[field] ?? null]));
}

/** The record once nothing of ours is in place any more. */
export function withoutBaseline(record: BusinessRecord, kept: readonly KeptField[]): BusinessRecord {
  return {
    ...record,
    inPlace: null,
    closures: [],
    kept: withKept(record.kept, kept),
  };
}

/** Adds newly kept fields; of one field only the newest is remembered. */
export function withKept(kept: readonly KeptField[], more: readonly KeptField[]): KeptField[] {
  return [...kept.filter((one) => !more.some((other) => other.field === one.field)), ...more];
}
