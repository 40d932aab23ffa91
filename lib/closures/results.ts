import { ownSettingsIn, withKept, withoutBaseline } from './baseline.ts';
import { type Cause, sentenceOf } from './cause.ts';
import type { Desired } from './desired.ts';
import { fieldsOf } from './fields.ts';
import { keptFields, type Merged } from './merge.ts';
import type { Settings, SettingsField } from './model.ts';
import { actionOf, causeOf } from './reasons.ts';
import type {
  Action,
  BusinessRecord,
  ClosureInForce,
  KeptField,
  SentWrite,
  Taken,
  WithInPlace,
} from './record.ts';
import { RESTORE, withoutRestored } from './restoring.ts';
import { keptAsOf, type Settled } from './settle.ts';
import type { Seen, Times } from './times.ts';

export type Outcome = 'applied' | 'unchanged' | 'kept' | 'failed' | 'deferred';

/** What came of a decision for one business. */
export interface Result {
  action: Action;
  /** Left out where a write of version 0.1.0 is confirmed. */
  cause?: Cause;
  reason: string;
  outcome: Outcome;
  /** Fields that stayed as a person or Partoo has them. */
  kept: SettingsField[];
}

/** A write that a later read confirmed: its result, and, after a reopening, the baseline forgotten. */
export function finishWrite(
  record: BusinessRecord,
  shown: Settings,
  { theirs }: Settled,
  times: Times,
): { record: BusinessRecord; result: Result } {
  const last = record.last as SentWrite;
  const { inPlace } = record;
  const { refusedNulls = [] } = last;
  const isReopened = last.overlayKey === '';
  const kept =
    isReopened && inPlace
      ? keptFields(shown, ownSettingsIn(inPlace), [...inPlace.taken, ...refusedNulls, ...theirs], times.now)
      : [];
  const fields = [...new Set([...kept.map((one) => one.field), ...theirs])];
  const finished = isReopened ? withoutBaseline(record, kept) : record;
  return {
    // Only the write that put them back ends the restoring: one before it may just have been confirmed.
    record: { ...(last.actor === RESTORE ? withoutRestored(finished) : finished), since: times.now },
    result: {
      action: last.action,
      ...(last.cause ? { cause: last.cause } : {}),
      reason: last.reason,
      outcome: fields.length > 0 ? 'kept' : 'applied',
      kept: fields,
    },
  };
}

/** Partoo holds the wanted state already: only the record changes. */
export function withoutWrite(
  record: WithInPlace,
  desired: Desired,
  target: Settings,
  seen: Seen,
  times: Times,
): { record: BusinessRecord; result: Result | null } {
  const { inPlace } = record;
  if (desired.overlayKey === inPlace.overlayKey) {
    // A closing that was never carried out, or a field that held its baseline already: there is nothing to put back.
    const rest = desired.overlayKey === '' ? withoutBaseline(record, []) : record;
    return { record: { ...withoutRestored(rest), closures: desired.closures }, result: null };
  }
  const isReopened = desired.overlayKey === '';
  const cause = causeOf(record, desired);
  const kept = isReopened ? keptFields(target, ownSettingsIn(inPlace), inPlace.taken, times.now) : [];
  const moved: BusinessRecord = {
    ...record,
    inPlace: { ...inPlace, overlay: desired.overlay, overlayKey: desired.overlayKey },
    closures: desired.closures,
    last: record.last && settledAt(record.last, target, seen),
    since: times.now,
  };
  return {
    record: isReopened ? withoutBaseline(moved, kept) : moved,
    result: {
      action: actionOf(record, desired),
      cause,
      reason: sentenceOf(cause),
      outcome: kept.length > 0 ? 'kept' : 'unchanged',
      kept: kept.map((one) => one.field),
    },
  };
}

/** A write that was not carried out has nothing left to show: what is there is what is wanted. */
function settledAt(last: SentWrite, target: Settings, { settings, text }: Seen): SentWrite {
  if (last.readBack !== null) return last;
  return { ...last, settings: target, keptAs: keptAsOf(target, settings, fieldsOf(target)), readBack: text };
}

/** What is kept is known, and can be restored, from the moment that it is seen; taken back by the person, it is not. */
export function keptDuring(
  { kept, inPlace }: WithInPlace,
  merged: Merged,
  { believed, baseline }: { believed: Settings; baseline: Settings },
  times: Times,
): KeptField[] {
  const fieldOf = (one: string) => one.split('.')[0];
  const newly = merged.taken.filter((one) => !inPlace.taken.includes(one));
  const given = inPlace.taken.filter((one) => !merged.taken.includes(one)).map(fieldOf);
  const still = new Set(merged.taken.map(fieldOf));
  const remembered = kept.filter(({ field }) => !given.includes(field) || still.has(field));
  return withKept(remembered, keptFields(believed, baseline, newly, times.now));
}

export function takenResult(taken: readonly Taken[], [first]: readonly ClosureInForce[]): Result {
  const fields = [...new Set(taken.map((one) => one.split('.')[0] as SettingsField))];
  const cause: Cause = { kind: 'changed', closure: first?.key ?? null, fields };
  return {
    action: 'leave',
    cause,
    reason: sentenceOf(cause),
    outcome: 'kept',
    kept: fields,
  };
}
