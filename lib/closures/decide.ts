import { type Act, act } from './act.ts';
import { settingsIn, withBaseline } from './baseline.ts';
import type { DesiredFor } from './desired.ts';
import type { SettingsField } from './model.ts';
import { isWrittenLately, withLost } from './not-carried-out.ts';
import { isOverrideOver, withOverride } from './override.ts';
import { type BusinessRecord, hasInPlace, overlayKeyInPlace, type SentWrite, type Write } from './record.ts';
import { isToRestore, withRestoring } from './restoring.ts';
import { finishWrite, type Result } from './results.ts';
import { withRewritten } from './rewritten.ts';
import { sent, settle } from './settle.ts';
import { withEditedDays } from './staged/edited-days.ts';
import { withStandingTexts } from './standing-text.ts';
import { takenOver } from './taken-over.ts';
import type { Seen, Times } from './times.ts';

/** What to do for one business, after a look at what Partoo holds. */
export interface Decision {
  record: BusinessRecord;
  /** To be made durable as the record's intent, then sent; null where nothing is to be written. */
  write: Write | null;
  /** Partoo is late; look again. */
  late: boolean;
  /** The earlier write that this look confirmed, if it did. */
  confirmed: SentWrite | null;
  /** Texts of that write that Partoo keeps otherwise than they were sent, and of which nobody was told yet. */
  rewritten: SettingsField[];
  /** Of an earlier write that this look confirmed, and of this decision where it needs no write. */
  results: Result[];
}

/**
 * The heart of a reconciliation: from what is remembered, what Partoo shows and what the closures want, to the next
 * record and at most one write. Pure: the same arguments give the same decision, whenever and wherever.
 */
export function decide(
  before: BusinessRecord,
  seen: Seen,
  desiredFor: DesiredFor,
  times: Times,
  token: number,
): Decision {
  const settled = settle(takenOver(before), seen, times);
  const { confirmed, doubtful, verdict } = settled;
  const results: Result[] = [];
  let rewritten: SettingsField[] = [];
  let record: BusinessRecord = {
    ...settled.record,
    seenAt: times.now,
    seenDecidedAt: times.at,
    gone: false,
  };
  if (confirmed) {
    const finished = finishWrite(record, seen.settings, settled, times);
    results.push(finished.result);
    ({ record, rewritten } = withRewritten(finished.record, confirmed));
  }
  record = withEditedDays(record, seen, times, desiredFor(record.override, record).staged?.own ?? null);
  record = withOverride(record, seen.settings, desiredFor, times);
  const wanted = desiredFor(record.override, record);
  const desired = withStandingTexts(record, wanted);
  record = { ...record, standsFor: desired === wanted ? undefined : wanted.overlayKey };
  if (isOverrideOver(record, desiredFor)) record = { ...record, override: null };
  const stagedBy = desired.overlay.staged ? (desired.staged?.nextBy ?? undefined) : undefined;
  record = withRestoring({ ...record, held: desired.held, stagedBy }, seen);

  const isRestoring = isToRestore(record, settled);
  const isWanted = desired.overlayKey === overlayKeyInPlace(record) && !isRestoring;
  const isAgain = verdict === 'again' && isWanted;
  const none = { write: null, late: false, result: null };
  return { confirmed, rewritten, ...told(results, next()) };

  function next(): Act {
    // Nothing is wanted that was not there before: forgetting the intent now would leave what it may have done.
    // Staged hours that were refused are not waited for: a later look tells that they are not there.
    if (doubtful && isWanted) {
      const isSwitched = doubtful.isRefused === true && record.refused.includes('staged');
      return { ...none, record: { ...record, intent: doubtful }, late: !isSwitched };
    }
    if (verdict === 'late' && isWanted) return { ...none, record, late: true };
    if (isAgain && isWrittenLately(record, times)) return { ...none, record, late: true };
    if (isAgain) record = withLost(record, seen.settings, times);
    // Something else is wanted: it is written over what the intent may have done.
    if (doubtful && (isRestoring || doubtful.overlayKey !== desired.overlayKey))
      record = { ...sent(record, { ...doubtful, rewrites: 0 }, null), failing: record.failing };
    const wasRefused =
      before.intent?.isRefused === true &&
      settled.record.last === before.last &&
      before.intent.overlayKey === desired.overlayKey;
    const known = { desired, times, token, wasRefused };
    if (hasInPlace(record)) return act({ ...known, record, seen, again: isAgain });
    if (desired.overlayKey === '') return { ...none, record: { ...record, failing: null } };
    const closing = withBaseline(record, seen, times);
    if (!closing) return { ...none, record, late: true };
    const { baseline } = closing.inPlace;
    const shown = { settings: settingsIn(baseline), text: baseline };
    return act({ ...known, record: closing, seen: shown, again: false });
  }
}

function told(
  results: readonly Result[],
  { result, ...rest }: Act,
): Omit<Decision, 'confirmed' | 'rewritten'> {
  // What the confirmed write says of a person's change need not be said again.
  const isSaid = result?.action === 'leave' && result.kept.every((field) => results[0]?.kept.includes(field));
  return { ...rest, results: result && !isSaid ? [...results, result] : [...results] };
}
