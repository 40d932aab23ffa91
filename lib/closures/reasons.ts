import { UNKNOWN_COMMAND } from './actors.ts';
import { type Cause, sentenceOf } from './cause.ts';
import type { Desired } from './desired.ts';
import { isClosing } from './overlay.ts';
import {
  type Action,
  type BusinessRecord,
  overlayInPlace,
  overlayKeyInPlace,
  STAGED_AHEAD_MILLISECONDS,
  type Write,
} from './record.ts';
import { RESTORE } from './restoring.ts';

/** What a write does, why (as data and in words), and on whose behalf. */
export function why(
  record: BusinessRecord,
  desired: Desired,
): Pick<Write, 'action' | 'cause' | 'reason' | 'actor'> {
  if (record.restoring.length === 0) {
    const cause = causeOf(record, desired);
    const actor = actorOf(cause, record, desired);
    return { action: actionOf(record, desired), cause, reason: sentenceOf(cause), actor };
  }
  const fields = record.restoring.map((one) => one.field);
  const cause: Cause = { kind: 'restored', closure: null, fields };
  return { action: 'change', cause, reason: sentenceOf(cause), actor: RESTORE };
}

export function actionOf(record: BusinessRecord, desired: Desired): Action {
  if (desired.overlayKey === overlayKeyInPlace(record)) return record.last?.action ?? 'change';
  const was = isClosing(overlayInPlace(record));
  const is = isClosing(desired.overlay);
  if (is && !was) return 'close';
  if (!is && (was || desired.overlayKey === '')) return 'reopen';
  return 'change';
}

/** Why a business becomes what it does: the closure that says so, or what has ended. */
export function causeOf(record: BusinessRecord, desired: Desired): Cause {
  // What has ended says more than what is going to begin.
  const isOver = desired.cause?.kind === 'announced' && record.closures.length > 0;
  if (desired.cause !== null && !isOver) return desired.cause;
  if (isOverridden(record)) return { kind: record.released ? 'released' : 'relaunched', closure: null };
  if (isLetGo(record)) return { kind: 'released', closure: null };
  const [ended] = record.closures;
  if (ended) return { kind: 'over', closure: ended.key, name: ended.name };
  const before = record.last?.cause;
  // What is staged is written before it begins, and may be over before anybody looks again.
  return before?.kind === 'staged' ? { ...before, kind: 'over' } : { kind: 'nothing', closure: null };
}

/**
 * Whether somebody let go of the closures that the hours in place stand for: of those that come later nothing was written
 * then. As none of them counts any more, there is nothing that an override could still be of.
 */
function isLetGo({ letGo, last, inPlace }: BusinessRecord): boolean {
  if (letGo === undefined || !inPlace?.overlay.staged) return false;
  return last !== null && last.at <= letGo - STAGED_AHEAD_MILLISECONDS;
}

/** Whether somebody overrode what is in place; what began later ends by itself. */
function isOverridden({ override, closures }: BusinessRecord): boolean {
  return override !== null && !closures.some(({ start }) => start > override);
}

function actorOf({ kind }: Cause, { releasedBy }: BusinessRecord, desired: Desired): string {
  if (kind === 'relaunched') return 'person';
  return kind === 'released' ? (releasedBy ?? UNKNOWN_COMMAND) : desired.actor;
}
