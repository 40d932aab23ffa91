import { baselineOf } from './baseline.ts';
import { isEarlier } from './earlier.ts';
import { fieldsOf, isHoursField, isTextField } from './fields.ts';
import type { Settings, SettingsField } from './model.ts';
import type { BusinessRecord, SentWrite, Write } from './record.ts';
import { mayBeRefusedOnes } from './refused-hours.ts';
import { isRewritingOf, isRewritingOfHours, isSpellingOf } from './rewriting.ts';
import { sameField } from './same.ts';
import { ageOf, LATE_MILLISECONDS, type Times } from './times.ts';

/**
 * Whose a value is that Partoo shows (rules 13 and 14):
 * - `ours`: what we wrote, as it was sent or as Partoo keeps it;
 * - `late`: from before our write, which it may be until {@link LATE_MILLISECONDS} have passed;
 * - `lost`: still from before, and ours was never read back: the write was not carried out;
 * - `unclear`: of a write of which nothing came back, something else; asked by writing once more (rule 12);
 * - `theirs`: somebody else's.
 */
export type Standing = 'ours' | 'late' | 'lost' | 'unclear' | 'theirs';
export type Standings = Record<SettingsField, Standing>;

/** Whose each field is, measured by our last write; by the baseline where we have written nothing. */
export function standingsOf(record: BusinessRecord, shown: Settings, times: Times): Standings {
  const baseline = baselineOf(record);
  const standing = (field: SettingsField): Standing => {
    const { last } = record;
    const none = baseline && sameField(field, shown, baseline) ? 'ours' : 'theirs';
    const standing = last ? standingOf(field, shown, baseline, last, times) : none;
    const isInDoubt = standing === 'ours' ? isUnanswered(last, field) : !['late', 'lost'].includes(standing);
    if (!isInDoubt || !isEarlier(field, shown, record, times)) return standing;
    if (!last || ageOf(last, times) < LATE_MILLISECONDS) return 'late';
    return standing === 'ours' ? 'ours' : 'lost';
  };
  const standings = Object.fromEntries(fieldsOf(shown).map((field) => [field, standing(field)])) as Standings;
  return record.last?.isRefused ? withoutUnclear(standings, tellingFieldsOf(record.last, shown)) : standings;
}

/** Of a write that Partoo refused, and of which nothing is there, nothing is asked by writing once more. */
function withoutUnclear(standings: Standings, telling: readonly SettingsField[]): Standings {
  if (telling.some((field) => standings[field] === 'ours')) return standings;
  const unclear = fieldsThatAre('unclear', standings).map((field) => [field, 'theirs']);
  return { ...standings, ...Object.fromEntries(unclear) };
}

/** It may never have arrived: what it was to put back may as well be a read from before what it was to write over. */
function isUnanswered(last: SentWrite | null, field: SettingsField): boolean {
  if (last?.readBack !== null || last.answer !== null) return false;
  return isChangedBy(last, field) || !sameField(field, asKept(last), last.shown);
}

function standingOf(
  field: SettingsField,
  shown: Settings,
  baseline: Settings | null,
  last: SentWrite,
  times: Times,
): Standing {
  if (sameField(field, shown, last.settings) || sameField(field, shown, asKept(last))) return 'ours';
  const isUnread = last.readBack === null;
  // Also where it was spelt so before: what was sent is there, whoever put it there.
  if (isUnread && isTextField(field) && isSpellingOf(shown[field], last.settings[field] ?? null))
    return 'ours';
  const isYoung = ageOf(last, times) < LATE_MILLISECONDS;
  if (isYoung && isHoursField(field) && mayBeRefusedOnes(last, shown)) return 'late';
  if (looksOld(field, shown, baseline, last)) {
    if (isYoung) return 'late';
    return isUnread && isFromBefore(field, shown, last) && !wasReadBack(field, last) ? 'lost' : 'theirs';
  }
  if (!isUnread) return 'theirs';
  if (isTurned(field, shown, last)) return isYoung ? 'late' : 'lost';
  if (isAsAnswered(field, shown, last) || isRewritten(field, shown, last.settings)) return 'ours';
  // What was only believed to be there may turn up late, and rewritten.
  const wasSeen = sameField(field, last.before, last.shown);
  if (isYoung && !wasSeen && isRewritten(field, shown, last.before)) return 'late';
  const isAsked = last.answer === null && last.rewrites === 0 && isChangedBy(last, field);
  // What was seen to be there once did arrive: who changed it since is somebody else.
  return isAsked && !last.agreed?.includes(field) ? 'unclear' : 'theirs';
}

/** A write as Partoo keeps it, as far as that is known. */
export function asKept(write: Write): Settings {
  return { ...write.settings, ...write.keptAs };
}

/** A write as Partoo is last known to hold it: as it was read, else as it was answered, else as it was sent. */
export function asHeld(write: SentWrite): Settings {
  return { ...write.settings, ...write.answer, ...write.keptAs };
}

export function isChangedBy(
  write: Write & Pick<Partial<SentWrite>, 'amended'>,
  field: SettingsField,
): boolean {
  return !write.amended?.includes(field) && !sameField(field, asKept(write), write.before);
}

/**
 * The fields of a write that Partoo refused that tell whether it came through all the same: those that it changes. A
 * switch that shows it before the rest is a person's where it is on, or where the same was refused before and left all as it was:
 * a Partoo that carries out the switch alone would otherwise have a shop stay off for good.
 */
export function tellingFieldsOf(write: Write, shown: Settings): SettingsField[] {
  // What was shown as it was to be before it was sent tells nothing.
  const isNews = (field: SettingsField) => !sameField(field, write.shown, asKept(write));
  const changed = fieldsOf(shown).filter((field) => isChangedBy(write, field) && isNews(field));
  const atOnce = changed.filter((field) => field !== 'is_launched');
  const isSwitchTheirs = write.settings.is_launched || write.wasRefused === true;
  return atOnce.length > 0 && isSwitchTheirs ? atOnce : changed;
}

export function isFromBefore(field: SettingsField, shown: Settings, write: Write): boolean {
  return sameField(field, shown, write.before) || sameField(field, shown, write.shown);
}

/** Of the fields of a write, those that a read shows as that write's. */
export function fieldsThatAre(standing: Standing, standings: Standings): SettingsField[] {
  return (Object.keys(standings) as SettingsField[]).filter((field) => standings[field] === standing);
}

/** Once it has been read back, a value from before is somebody's; but never what a closure of ours had put there. */
function wasReadBack(field: SettingsField, last: SentWrite): boolean {
  return last.overlayKey !== '' && (last.agreed ?? []).includes(field);
}

/** Whether it shows a value from before: our own last words but one. */
function looksOld(
  field: SettingsField,
  shown: Settings,
  baseline: Settings | null,
  last: SentWrite,
): boolean {
  if (isFromBefore(field, shown, last)) return true;
  return baseline !== null && sameField(field, shown, baseline);
}

/** What the answer and a later read agree on. */
function isAsAnswered(field: SettingsField, shown: Settings, { answer }: SentWrite): boolean {
  return answer?.[field] !== undefined && sameField(field, shown, answer as Settings);
}

/**
 * A switch that the answer to our write shows the other way already: Partoo did that, and no person. It has only one
 * other value, which is none of ours, so the write was not carried out.
 */
function isTurned(field: SettingsField, shown: Settings, last: SentWrite): boolean {
  return typeof shown[field] === 'boolean' && isAsAnswered(field, shown, last);
}

/** Whether a field shows what Partoo may have made of the one that was sent. */
export function isRewritten(field: SettingsField, shown: Settings, sent: Settings): boolean {
  if (field === 'custom_chat_hours') return isRewritingOfHours(shown[field], sent[field] ?? null);
  return isTextField(field) && isRewritingOf(shown[field], sent[field] ?? null);
}
