import type { Instant } from '../clock.ts';
import { SETTINGS_FIELDS, type Settings, type SettingsField } from './model.ts';
import type { BusinessRecord, KeptField, SentWrite, Write } from './record.ts';
import { sameField } from './same.ts';

/** How long a value from before our write counts as Partoo being late rather than as a person's (rule 14). */
export const LATE_MILLISECONDS = 10 * 60_000;

/** The two clocks of a decision: real time, and the instant that is decided for (`run --at`). */
export interface Times {
  now: Instant;
  at: Instant;
}

/** What a read of Partoo showed of one business. */
export interface Seen {
  settings: Settings;
  /** The whole settings object, as the JSON text that Partoo sent. */
  text: string;
}

/**
 * What a read says about our last write:
 * - `settled`: nothing was open, or it is confirmed now, or it is clear that it was never sent;
 * - `late`: Partoo still shows an older value, which it may until {@link LATE_MILLISECONDS} have passed;
 * - `again`: ask by writing once more.
 */
export interface Settled {
  record: BusinessRecord;
  verdict: 'settled' | 'late' | 'again';
  /** The write that this read confirmed, if it did. */
  confirmed: SentWrite | null;
  /** Fields that Partoo holds differently from what was sent, and has settled on. */
  unlike: SettingsField[];
  /** Fields that somebody else changed right after. */
  theirs: SettingsField[];
  /** An intent that Partoo shows no trace of, but so soon after that it may only be late. */
  doubtful: Write | null;
}

/** Learns from a read what became of the last write. Pure; the record given is not changed. */
export function settle(record: BusinessRecord, seen: Seen, times: Times): Settled {
  const known = record.intent ? judgeIntent(record, record.intent, seen.settings) : record;
  const judged =
    known.last && known.last.readBack === null ? judgeSent(known, known.last, seen, times) : settled(known);
  const isDoubtful =
    record.intent && known.last === record.last && ageOf(record.intent, times) < LATE_MILLISECONDS;
  if (!isDoubtful) return judged;
  // What the intent may have done is not over yet: nothing before it is confirmed, and no baseline forgotten.
  const open = judged.verdict === 'settled' ? settled(known) : judged;
  return { ...open, doubtful: record.intent };
}

/** An intent without a result: never sent, done, or unclear (rule 12). */
function judgeIntent(record: BusinessRecord, intent: Write, observed: Settings): BusinessRecord {
  const changed = SETTINGS_FIELDS.filter((field) => !sameField(field, intent.settings, intent.before));
  const untouched = changed.filter((field) => isFromBefore(field, observed, intent));
  if (changed.length > 0 && untouched.length === changed.length) return { ...record, intent: null };
  return sent(record, intent, null);
}

/** The record after a write was sent: its effects count as in place, its outcome as not yet known. */
export function sent(record: BusinessRecord, write: Write, answer: Settings | null): BusinessRecord {
  return {
    ...record,
    intent: null,
    last: { ...write, answer, readBack: null },
    overlay: write.overlay,
    overlayKey: write.overlayKey,
    closures: write.closures,
    failing: null,
  };
}

function judgeSent(record: BusinessRecord, last: SentWrite, seen: Seen, times: Times): Settled {
  const differing = SETTINGS_FIELDS.filter((field) => !sameField(field, seen.settings, last.settings));
  const late = differing.filter((field) => looksOld(field, seen.settings, record, last));
  const other = differing.filter((field) => !late.includes(field));

  if (late.length > 0) {
    if (ageOf(last, times) < LATE_MILLISECONDS) return { ...settled(record), verdict: 'late' };
    // Still the old value: the write may have been lost, so it is written once more. If it comes back again, it is
    // somebody's, and the merge sees it as such.
    if (last.rewrites === 0) return { ...settled(record), verdict: 'again' };
  }
  const unlike = other.filter((field) => last.answer && sameField(field, seen.settings, last.answer));
  // A field that the write left as it was can differ only because somebody else changed it.
  const unclear = last.answer ? [] : other.filter((field) => isChangedBy(last, field));
  if (unclear.length > 0 && last.rewrites === 0) return { ...settled(record), verdict: 'again' };

  // Where nothing can be compared with an answer, what is read back after the second writing counts as ours.
  const accepted = last.answer ? unlike : unclear;
  const ours = { ...last.settings };
  for (const field of accepted) copyField(field, seen.settings, ours);
  const confirmed: SentWrite = { ...last, settings: ours, readBack: seen.text };
  return {
    record: { ...record, last: confirmed, failing: null },
    verdict: 'settled',
    confirmed,
    unlike: accepted,
    theirs: differing.filter((field) => !accepted.includes(field)),
    doubtful: null,
  };
}

/** Fields of a write that is to be written again: those that it may have lost, not those that somebody changed since. */
export function lostFields(record: BusinessRecord, observed: Settings): Set<SettingsField> {
  const { last } = record;
  if (!last) return new Set();
  return new Set(
    SETTINGS_FIELDS.filter((field) => isChangedBy(last, field) || looksOld(field, observed, record, last)),
  );
}

function isFromBefore(field: SettingsField, observed: Settings, { before, shown }: Write): boolean {
  return sameField(field, observed, before) || sameField(field, observed, shown);
}

function isChangedBy({ settings, before }: Write, field: SettingsField): boolean {
  return !sameField(field, settings, before);
}

/** Whether a field that is not what we wrote shows a value from before: our own last words but one. */
function looksOld(
  field: SettingsField,
  observed: Settings,
  record: BusinessRecord,
  last: SentWrite,
): boolean {
  if (isFromBefore(field, observed, last)) return true;
  const baseline = baselineOf(record);
  return baseline !== null && sameField(field, observed, baseline);
}

/** Fields that, in a confirmed or unconfirmed state, show an old value only because Partoo is late. */
export function lateFields(record: BusinessRecord, observed: Settings, times: Times): Set<SettingsField> {
  const last = record.last;
  if (!last || ageOf(last, times) >= LATE_MILLISECONDS) return new Set();
  return new Set(
    SETTINGS_FIELDS.filter(
      (field) => !sameField(field, observed, last.settings) && looksOld(field, observed, record, last),
    ),
  );
}

/** The settings in a text that Partoo sent. What it left out counts as null. */
export function settingsIn(text: string): Settings {
  const whole = JSON.parse(text) as Pick<Settings, 'is_launched' | 'uses_business_hours'> & Partial<Settings>;
  return {
    welcome_message: whole.welcome_message ?? null,
    offline_message: whole.offline_message ?? null,
    uses_business_hours: whole.uses_business_hours,
    custom_chat_hours: whole.custom_chat_hours ?? null,
    is_launched: whole.is_launched,
  };
}

/** The baseline with its amendments; null where no effect of ours is in place. */
export function baselineOf(record: BusinessRecord): Settings | null {
  return record.baseline === null ? null : { ...settingsIn(record.baseline), ...record.amended };
}

function ageOf(write: Write, times: Times): number {
  return Math.max(times.now - write.at, times.at - write.decidedAt);
}

function settled(record: BusinessRecord): Settled {
  return { record, verdict: 'settled', confirmed: null, unlike: [], theirs: [], doubtful: null };
}

function copyField<F extends SettingsField>(field: F, from: Settings, to: Settings): void {
  to[field] = from[field];
}

/** Adds newly kept fields; of one field only the newest is remembered. */
export function withKept(kept: readonly KeptField[], more: readonly KeptField[]): KeptField[] {
  return [...kept.filter((one) => !more.some((other) => other.field === one.field)), ...more];
}
