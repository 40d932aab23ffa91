import type { Instant } from '../clock.ts';
import { ownSettingsIn } from './baseline.ts';
import type { Desired } from './desired.ts';
import { fieldsOf } from './fields.ts';
import { fieldsToWrite, type Merged, merge } from './merge.ts';
import type { Settings, SettingsField } from './model.ts';
import { isEmptied } from './ours.ts';
import { type Overlay, pickSettings } from './overlay.ts';
import { why } from './reasons.ts';
import type { BusinessRecord, SentWrite, WithInPlace, Write } from './record.ts';
import { keptDuring, type Result, takenResult, withoutWrite } from './results.ts';
import { isRewording, wordsInPlace } from './rewording.ts';
import { isRewritingOf } from './rewriting.ts';
import { identicalField, sameField } from './same.ts';
import { unconfirmed } from './settle.ts';
import { asHeld, asKept, fieldsThatAre, type Standings, standingsOf } from './standing.ts';
import { WORDING } from './standing-text.ts';
import type { Seen, Times } from './times.ts';

/** What is to be done where something of ours is in place: the next record, and at most one write. */
export interface Act {
  record: BusinessRecord;
  write: Write | null;
  /** Partoo is late; look again. */
  late: boolean;
  result: Result | null;
}

/** One look at a business, and what is made of it. */
interface View {
  standings: Standings;
  shown: Settings;
  /** What Partoo is believed to hold, in the words that it was sent, and as Partoo itself puts it. */
  believed: Settings;
  held: Settings;
  /** The same, with what we had put there where somebody changed it. */
  ours: Settings;
}

/** What is known of a business with something of ours in place when it is decided what to do. */
export interface Known {
  record: WithInPlace;
  seen: Seen;
  desired: Desired;
  times: Times;
  /** Of the lease under which a write is begun. */
  token: number;
  /** The last write is to be written once more. */
  again: boolean;
  /** The same was refused just before, and nothing of it is there. */
  wasRefused: boolean;
}

export function act({ record, seen, desired, times, token, again, wasRefused }: Known): Act {
  const { inPlace } = record;
  const baseline = ownSettingsIn(inPlace);
  const view = viewOf(record, baseline, seen, times);
  const merged = merge({
    baseline,
    inPlace: inPlace.overlay,
    wanted: withoutRefused(desired.overlay, record, view.believed),
    believed: view.believed,
    ours: view.ours,
    taken: inPlace.taken,
    kept: record.kept,
    enforce: desired.enforce,
    restoring: new Set(record.restoring.map((one) => one.field)),
  });
  const amended = { ...inPlace.amended, ...merged.amended };
  const next: WithInPlace = {
    ...record,
    inPlace: { ...inPlace, amended, taken: merged.taken },
    kept: keptDuring(record, merged, { believed: view.believed, baseline }, times),
    last: record.last && withAmended(record.last, merged.amended),
  };
  const isLate = fieldsThatAre('late', view.standings).length > 0;
  const isThere = isAllThere(record, desired, merged.target, view.believed);
  // What is only believed to be there is not built upon, nor written twice: whether it is, a later look tells.
  if (isThere && isLate && !again && desired.overlayKey !== inPlace.overlayKey)
    return { record: next, write: null, late: true, result: null };
  if (isThere && !again) {
    const done = withoutWrite(next, desired, merged.target, seen, times);
    const newlyTaken = merged.taken.filter((one) => !inPlace.taken.includes(one));
    return {
      record: isLate ? unconfirmed(done.record) : { ...done.record, failing: null },
      write: null,
      late: isLate,
      result: done.result ?? (newlyTaken.length > 0 ? takenResult(newlyTaken, record.closures) : null),
    };
  }
  const write: Write = {
    settings: withoutUnknown(merged.target, view.believed, seen),
    before: view.held,
    shown: view.shown,
    at: times.now,
    decidedAt: times.at,
    token,
    ...why(record, desired),
    overlay: desired.overlay,
    overlayKey: desired.overlayKey,
    closures: desired.closures,
    rewrites: again ? (record.last?.rewrites ?? 0) + 1 : 0,
    wording: WORDING,
    ...known(record, merged, view),
    promises: desired.promises,
    ...(desired.announces === undefined ? {} : { announces: desired.announces }),
    ...rewording(record, desired, times.at, again),
    ...(isGuessed(record.last, view) ? { isBeforeGuessed: true } : {}),
    ...(wasRefused ? { wasRefused } : {}),
  };
  return { record: { ...next, intent: write }, write, late: false, result: null };
}

/** What Partoo refused to make null is not asked for again before something else is wanted, or somebody asks for it. */
function isAllThere(
  record: WithInPlace,
  { overlayKey }: Desired,
  target: Settings,
  believed: Settings,
): boolean {
  const isWanted = overlayKey === record.inPlace.overlayKey && record.restoring.length === 0;
  const refused = isWanted ? (record.last?.refusedNulls ?? []) : [];
  const missing = fieldsToWrite(target, believed);
  return missing.every((field) => target[field] === null && refused.includes(field));
}

/** A change between two rewordings does not bring the second one nearer. */
function rewording(
  record: BusinessRecord,
  desired: Desired,
  at: Instant,
  again: boolean,
): Pick<Write, 'isReworded' | 'rewordedAt'> {
  const closures = desired.closures.map(({ key }) => key);
  const inPlace = wordsInPlace(record);
  const isReworded = again && record.last?.isReworded;
  if (isReworded || isRewording(inPlace, { ...desired, closures }, at)) return { isReworded: true };
  const { overlayKey, rewordedAt } = inPlace;
  return overlayKey === '' || rewordedAt === undefined ? {} : { rewordedAt };
}

/** What a write would have left that nobody answered to, and that no read has shown. */
function isGuessed(last: SentWrite | null, { shown, held }: View): boolean {
  if (last?.readBack !== null || last.answer !== null) return false;
  return fieldsOf(shown).some((field) => !sameField(field, shown, held) && !last.agreed?.includes(field));
}

function viewOf(record: BusinessRecord, baseline: Settings, seen: Seen, times: Times): View {
  const shown = pickSettings(seen.settings);
  const standings = standingsOf(record, shown, times);
  const last = record.last;
  const [believed, held, ours] = [{ ...shown }, { ...shown }, { ...shown }];
  for (const field of fieldsOf(shown)) {
    const standing = standings[field];
    if (standing === 'theirs') copyField(field, last?.settings ?? baseline, ours);
    if (standing !== 'ours' && standing !== 'late') continue;
    if (!last) {
      if (standing === 'late') for (const one of [believed, held, ours]) copyField(field, baseline, one);
      continue;
    }
    // What Partoo makes of a text stands for the text.
    copyField(field, last.settings, believed);
    copyField(field, last.settings, ours);
    // Of a write that may never have arrived, one is shown and the other may be there.
    const other = sameField(field, shown, asHeld(last)) ? last.before : asHeld(last);
    if (standing === 'late') copyField(field, other, held);
  }
  return { standings, shown, believed, held, ours };
}

/** What is known of a write before it is sent: how Partoo will keep it, and what a read has shown as ours already. */
function known(
  { last, restoring }: BusinessRecord,
  { target }: Merged,
  { standings, shown }: View,
): Pick<Write, 'keptAs' | 'agreed'> {
  const keptAs: Partial<Settings> = {};
  for (const { field } of restoring)
    if (isStillCut(shown[field], target[field])) copyField(field, shown, keptAs);
  if (!last) return { keptAs };
  const isSame = (field: SettingsField) => identicalField(field, target, last.settings);
  const isOurs = (field: SettingsField) =>
    standings[field] === 'ours' || (standings[field] === 'late' && last.agreed?.includes(field));
  const is = { ...asKept(last) };
  for (const field of fieldsThatAre('ours', standings)) copyField(field, shown, is);
  for (const field of fieldsOf(shown)) {
    // Asked by writing once more: if it comes back alike, that is what Partoo makes of it.
    if (standings[field] === 'unclear') copyField(field, shown, keptAs);
    if (!isOurs(field) || sameField(field, is, last.settings)) continue;
    if (isSame(field) || isStillCut(is[field], target[field])) copyField(field, is, keptAs);
  }
  return { keptAs, agreed: fieldsOf(shown).filter((field) => isOurs(field) && isSame(field)) };
}

/** Texts that differ only beyond where Partoo cuts them look the same. */
function isStillCut(kept: Settings[SettingsField] | undefined, sent: Settings[SettingsField]): boolean {
  return typeof kept === 'string' && typeof sent === 'string' && isRewritingOf(kept, sent);
}

/** What a person made of an uncovered field counts from now on, so that taking it back is seen as well. */
function withAmended(last: SentWrite, amended: Partial<Settings>): SentWrite {
  if (Object.keys(amended).length === 0) return last;
  const keptAs = Object.entries(last.keptAs ?? {}).filter(([field]) => !(field in amended));
  return {
    ...last,
    settings: { ...last.settings, ...amended },
    keptAs: Object.fromEntries(keptAs),
    amended: [...new Set([...(last.amended ?? []), ...(Object.keys(amended) as SettingsField[])])],
  };
}

/**
 * What is sent: every field but those that Partoo does not show at all, and that nothing of ours is to fill or empty.
 * A null is written only where Partoo sent one, or where there is something to take out (docs/decisions/0013).
 */
function withoutUnknown(target: Settings, believed: Settings, { text }: Seen): Settings {
  const shown = JSON.parse(text) as Partial<Settings>;
  const unknown = fieldsOf(target).filter(
    (field) => target[field] === null && believed[field] === null && shown[field] === undefined,
  );
  const known = Object.entries(target).filter(([field]) => !unknown.some((one) => one === field));
  // Whoever reads it takes a missing field for null.
  return Object.fromEntries(known) as unknown as Settings;
}

/** What is there already is not refused. */
function withoutRefused(overlay: Overlay, record: BusinessRecord, believed: Settings): Overlay {
  if (overlay.chatHours !== 'closed' || !record.refused.includes('chat-hours')) return overlay;
  if (isEmptied(believed)) return overlay;
  const { chatHours: _refused, ...rest } = overlay;
  return rest;
}

/** What a write left out, because Partoo has none, means null. */
function copyField<F extends SettingsField>(field: F, from: Partial<Settings>, to: Partial<Settings>): void {
  to[field] = (from[field] ?? null) as Settings[F];
}
