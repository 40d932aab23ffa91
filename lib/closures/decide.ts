import { fieldsToWrite, keptFields, type Merged, merge } from './merge.ts';
import { SETTINGS_FIELDS, type Settings, type SettingsField } from './model.ts';
import { isClosing, type Overlay, pickSettings } from './overlay.ts';
import type { Member } from './precedence.ts';
import type { Action, BusinessRecord, ClosureInForce, KeptField, SentWrite, Write } from './record.ts';
import { sameField } from './same.ts';
import {
  baselineOf,
  LATE_MILLISECONDS,
  lateFields,
  lostFields,
  type Seen,
  type Settled,
  sent,
  settingsIn,
  settle,
  type Times,
  withKept,
} from './settle.ts';

/** What the closures in force want of one business at one instant. */
export interface Desired {
  overlay: Overlay;
  overlayKey: string;
  closures: ClosureInForce[];
  reason: string;
  actor: string;
  /** Members whose winning rule takes its value back from whoever changed it. */
  enforce: Member[];
  /** A hold is in force. */
  held: boolean;
}

/** What the businesses' closures want, given that a person overrode those begun at or before `override`. */
export type DesiredFor = (override: number | null) => Desired;

export type Outcome = 'applied' | 'unchanged' | 'kept' | 'failed' | 'deferred';

/** What came of a decision for one business. */
interface Result {
  action: Action;
  reason: string;
  outcome: Outcome;
  /** Fields that stayed as a person or Partoo has them. */
  kept: SettingsField[];
}

/** What to do for one business, after a look at what Partoo holds. */
export interface Decision {
  record: BusinessRecord;
  /** To be made durable as the record's intent, then sent; null where nothing is to be written. */
  write: Write | null;
  /** Partoo is late; look again. */
  late: boolean;
  /** The earlier write that this look confirmed, if it did. */
  confirmed: SentWrite | null;
  /** Of an earlier write that this look confirmed, and of this decision where it needs no write. */
  results: Result[];
}

/** Who writes where fields are put back on demand. */
const RESTORE = 'restore';

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
  const settled = settle(before, seen, times);
  const results: Result[] = [];
  let record: BusinessRecord = {
    ...settled.record,
    seenAt: times.now,
    seenDecidedAt: times.at,
    gone: false,
  };

  if (settled.confirmed) {
    const finished = finishWrite(record, seen.settings, settled, times);
    record = finished.record;
    results.push(finished.result);
  }
  record = withOverride(record, seen.settings, desiredFor(record.override), times);
  const desired = desiredFor(record.override);
  if (isOverrideOver(record, desiredFor)) record = { ...record, override: null };
  record = { ...record, held: desired.held };
  const decided = { confirmed: settled.confirmed, results };

  if (record.restoring.length > 0) record = withRestoring(record, seen);
  const toRestore = isToRestore(record, settled);
  const same = desired.overlayKey === record.overlayKey && !toRestore;
  // Nothing is wanted that was not there before: forgetting the intent now would leave what it may have done.
  if (settled.doubtful && same)
    return { ...decided, record: { ...record, intent: settled.doubtful }, write: null, late: true };
  if (settled.verdict === 'late' && same) return { ...decided, record, write: null, late: true };
  // Something else is wanted: it is written over what the intent may have done.
  if (settled.doubtful && (toRestore || settled.doubtful.overlayKey !== desired.overlayKey))
    record = sent(record, { ...settled.doubtful, rewrites: 0 }, null);
  if (record.baseline !== null || desired.overlayKey === '') {
    if (record.baseline === null)
      return { ...decided, record: { ...record, failing: null }, write: null, late: false };
    return {
      ...decided,
      ...act(record, seen, desired, times, token, settled.verdict === 'again', results),
    };
  }
  const baseline = trustworthyBaseline(record, seen, times);
  if (baseline === null) return { ...decided, record, write: null, late: true };
  record = { ...record, baseline, amended: {}, taken: [], overlay: {}, overlayKey: '', last: null };
  return {
    ...decided,
    ...act(record, { settings: settingsIn(baseline), text: baseline }, desired, times, token, false, results),
  };
}

function act(
  record: BusinessRecord,
  shown: Seen,
  desired: Desired,
  times: Times,
  token: number,
  again: boolean,
  results: Result[],
): Pick<Decision, 'record' | 'write' | 'late'> {
  const baseline = baselineOf(record) as Settings;
  const ours = record.last?.settings ?? baseline;
  const observed = pickSettings(shown.settings);
  // What is to be written once more is what is believed to be there: Partoo lost it, no person changed it.
  const late = again ? lostFields(record, observed) : lateFields(record, observed, times);
  const merged = merge({
    baseline,
    inPlace: record.last ? record.overlay : {},
    wanted: withoutRefused(desired.overlay, record),
    observed,
    ours,
    late,
    taken: record.taken,
    enforce: desired.enforce,
    restoring: new Set(record.restoring.map((one) => one.field)),
  });
  const newlyTaken = merged.taken.filter((one) => !record.taken.includes(one));
  const next: BusinessRecord = {
    ...record,
    taken: merged.taken,
    kept: keptDuring(record, merged, baseline, times),
    amended: { ...record.amended, ...merged.amended },
    // What a person made of an uncovered field counts from now on, so that taking it back is seen as well.
    last: record.last && {
      ...record.last,
      settings: { ...record.last.settings, ...merged.amended },
    },
  };
  const fields = fieldsToWrite(merged.target, merged.believed, record.last?.settings ?? null);
  const action = actionOf(record, desired);

  // What is only believed to be there is not built upon: it is written, should the write before it have been lost.
  const isGuess = late.size > 0 && desired.overlayKey !== record.overlayKey;
  if (fields.length === 0 && !again && !isGuess) {
    const done = withoutWrite(next, desired, merged, action, times);
    if (done.result) results.push(done.result);
    else if (newlyTaken.length > 0) results.push(takenResult(newlyTaken));
    return {
      record: late.size > 0 ? unconfirmed(done.record) : { ...done.record, failing: null },
      write: null,
      late: late.size > 0,
    };
  }
  const write: Write = {
    settings: withoutUnknown(merged, shown),
    before: again ? observed : merged.believed,
    shown: observed,
    at: times.now,
    decidedAt: times.at,
    token,
    ...why(record, desired, action),
    overlay: desired.overlay,
    overlayKey: desired.overlayKey,
    closures: desired.closures,
    rewrites: again ? (record.last?.rewrites ?? 0) + 1 : 0,
  };
  return { record: { ...next, intent: write }, write, late: false };
}

/**
 * What is sent: every field but those that Partoo does not show at all, and that nothing of ours is to fill or empty.
 * A null is written only where Partoo sent one, or where there is something to take out (docs/decisions/0013).
 */
function withoutUnknown({ target, believed }: Merged, { text }: Seen): Settings {
  const shown = JSON.parse(text) as Partial<Settings>;
  const unknown = SETTINGS_FIELDS.filter(
    (field) => target[field] === null && believed[field] === null && shown[field] === undefined,
  );
  const known = Object.entries(target).filter(([field]) => !unknown.some((one) => one === field));
  // Whoever reads it takes a missing field for null.
  return Object.fromEntries(known) as unknown as Settings;
}

function why(
  record: BusinessRecord,
  desired: Desired,
  action: Action,
): Pick<Write, 'action' | 'reason' | 'actor'> {
  if (record.restoring.length === 0)
    return { action, reason: reasonOf(record, desired), actor: actorOf(record, desired) };
  const fields = record.restoring.map((one) => one.field).join(', ');
  return { action: 'change', reason: `baseline of ${fields} put back on demand`, actor: RESTORE };
}

/** What is kept is known, and can be restored, from the moment that it is seen; taken back by the person, it is not. */
function keptDuring(record: BusinessRecord, merged: Merged, baseline: Settings, times: Times): KeptField[] {
  const fieldOf = (one: string) => one.split('.')[0];
  const newly = merged.taken.filter((one) => !record.taken.includes(one));
  const given = record.taken.filter((one) => !merged.taken.includes(one)).map(fieldOf);
  const still = new Set(merged.taken.map(fieldOf));
  const remembered = record.kept.filter(({ field }) => !given.includes(field) || still.has(field));
  return withKept(remembered, keptFields(merged.believed, baseline, newly, times.now));
}

function actorOf(record: BusinessRecord, desired: Desired): string {
  if (record.override === null || desired.overlayKey !== '') return desired.actor;
  return record.released ? 'release' : 'person';
}

/** Why a business becomes what it does: the closure that says so, or what has ended. */
function reasonOf(record: BusinessRecord, desired: Desired): string {
  if (desired.reason !== '') return desired.reason;
  if (record.override !== null) return record.released ? 'released' : 'relaunched by a person';
  const [ended] = record.closures;
  return ended ? `${ended.key}: ${ended.name} is over` : 'nothing is in force';
}

/** A record whose kept fields are to go back: their baseline counts again, whoever took them over. */
function withRestoring(record: BusinessRecord, seen: Seen): BusinessRecord {
  const fields = new Set<string>(record.restoring.map((one) => one.field));
  const back = Object.fromEntries(record.restoring.map((one) => [one.field, one.baseline]));
  const open = record.baseline === null;
  return {
    ...record,
    baseline: record.baseline ?? seen.text,
    last: open ? null : record.last,
    amended: { ...record.amended, ...back },
    taken: record.taken.filter((one) => !fields.has(one.split('.')[0] as string)),
  };
}

/** A confirmed write of which Partoo shows the old value again has to be confirmed anew. */
function unconfirmed(record: BusinessRecord): BusinessRecord {
  return record.last ? { ...record, last: { ...record.last, readBack: null } } : record;
}

/** A write that a later read confirmed: its result, and, after a reopening, the baseline forgotten. */
function finishWrite(
  record: BusinessRecord,
  observed: Settings,
  { unlike, theirs }: Settled,
  times: Times,
): { record: BusinessRecord; result: Result } {
  const last = record.last as NonNullable<BusinessRecord['last']>;
  const reopened = last.overlayKey === '';
  const baseline = baselineOf(record);
  const changed = [...record.taken, ...unlike, ...theirs];
  const kept = reopened && baseline ? keptFields(observed, baseline, changed, times.now) : [];
  const fields = [...new Set([...kept.map((one) => one.field), ...unlike, ...theirs])];
  const finished = reopened ? forgetBaseline(record, kept) : record;
  return {
    // Only the write that put them back ends the restoring: one before it may just have been confirmed.
    record: { ...(last.actor === RESTORE ? withoutRestored(finished) : finished), since: times.now },
    result: {
      action: last.action,
      reason: last.reason,
      outcome: fields.length > 0 ? 'kept' : 'applied',
      kept: fields,
    },
  };
}

/** Whether fields are to go back, and the last write, whatever became of it, was not the one that puts them back. */
function isToRestore(record: BusinessRecord, { doubtful }: Settled): boolean {
  return record.restoring.length > 0 && (doubtful ?? record.last)?.actor !== RESTORE;
}

function withoutRestored(record: BusinessRecord): BusinessRecord {
  if (record.restoring.length === 0) return record;
  const restored = new Set(record.restoring.map((one) => one.field));
  return { ...record, restoring: [], kept: record.kept.filter((one) => !restored.has(one.field)) };
}

/** The record once nothing of ours is in place any more. */
function forgetBaseline(record: BusinessRecord, kept: readonly KeptField[]): BusinessRecord {
  return {
    ...record,
    baseline: null,
    amended: {},
    taken: [],
    overlay: {},
    overlayKey: '',
    closures: [],
    kept: withKept(record.kept, kept),
  };
}

/** Partoo holds the wanted state already: only the record changes. */
function withoutWrite(
  record: BusinessRecord,
  desired: Desired,
  merged: Merged,
  action: Action,
  times: Times,
): { record: BusinessRecord; result: Result | null } {
  if (desired.overlayKey === record.overlayKey) {
    // A closing that was never carried out, or a field that held its baseline already: there is nothing to put back.
    const rest = desired.overlayKey === '' ? forgetBaseline(record, []) : record;
    return { record: { ...withoutRestored(rest), closures: desired.closures }, result: null };
  }
  const reopened = desired.overlayKey === '';
  const baseline = baselineOf(record) as Settings;
  const kept = reopened ? keptFields(merged.target, baseline, record.taken, times.now) : [];
  const moved: BusinessRecord = {
    ...record,
    overlay: desired.overlay,
    overlayKey: desired.overlayKey,
    closures: desired.closures,
    since: times.now,
  };
  return {
    record: reopened ? forgetBaseline(moved, kept) : moved,
    result: {
      action,
      reason: reasonOf(record, desired),
      outcome: kept.length > 0 ? 'kept' : 'unchanged',
      kept: kept.map((one) => one.field),
    },
  };
}

/**
 * The settings to save as the baseline. A read that shows what we had in place a moment ago is Partoo being late, and
 * must not be taken for the original (story 1): then it is what was read back after the reopening. null: wait.
 */
function trustworthyBaseline(record: BusinessRecord, seen: Seen, times: Times): string | null {
  const { last } = record;
  if (
    !last ||
    last.readBack === null ||
    Math.max(times.now - last.at, times.at - last.decidedAt) >= LATE_MILLISECONDS
  )
    return seen.text;
  const settled = settingsIn(last.readBack);
  const differing = SETTINGS_FIELDS.filter((field) => !sameField(field, seen.settings, settled));
  const late = differing.filter((field) => sameField(field, seen.settings, last.before));
  if (late.length === 0) return seen.text;
  return late.length === differing.length ? last.readBack : null;
}

/**
 * A person who switched messaging on again during a closure overrides it (rule 14): chains begun by now do not count
 * any more, and the relaunch is what a later closure finds and puts back.
 */
function withOverride(
  record: BusinessRecord,
  observed: Settings,
  desired: Desired,
  times: Times,
): BusinessRecord {
  const { last, overlay } = record;
  if (!last || last.readBack === null || overlay.reachable !== false || last.settings.is_launched)
    return record;
  if (!observed.is_launched || desired.enforce.includes('reachable') || desired.overlay.reachable !== false)
    return record;
  if (lateFields(record, observed, times).has('is_launched')) return record;
  return {
    ...record,
    // In the lead before a closing, it is that closing that is overridden.
    released: false,
    override: Math.max(times.at, ...record.closures.map((closure) => closure.start)),
    amended: { ...record.amended, is_launched: true },
    last: { ...last, settings: { ...last.settings, is_launched: true } },
  };
}

/** Whether everything that a person overrode has ended. */
function isOverrideOver({ override }: BusinessRecord, desiredFor: DesiredFor): boolean {
  return override !== null && !desiredFor(null).closures.some(({ start }) => start <= override);
}

function withoutRefused(overlay: Overlay, record: BusinessRecord): Overlay {
  if (overlay.chatHours !== 'closed' || !record.refused.includes('chat-hours')) return overlay;
  const { chatHours: _refused, ...rest } = overlay;
  return rest;
}

function actionOf(record: BusinessRecord, desired: Desired): Action {
  if (desired.overlayKey === record.overlayKey) return record.last?.action ?? 'change';
  const was = isClosing(record.overlay);
  const is = isClosing(desired.overlay);
  if (is && !was) return 'close';
  if (!is && (was || desired.overlayKey === '')) return 'reopen';
  return 'change';
}

function takenResult(taken: readonly string[]): Result {
  const fields = [...new Set(taken.map((one) => one.split('.')[0] as SettingsField))];
  return {
    action: 'leave',
    reason: `changed by a person: ${fields.join(', ')}`,
    outcome: 'kept',
    kept: fields,
  };
}
