import type { Desired } from './desired.ts';
import { isClosing } from './overlay.ts';
import type { Action, BusinessRecord, Write } from './record.ts';
import { RESTORE } from './restoring.ts';

/** What a write does, why, and on whose behalf. */
export function why(record: BusinessRecord, desired: Desired): Pick<Write, 'action' | 'reason' | 'actor'> {
  if (record.restoring.length === 0)
    return {
      action: actionOf(record, desired),
      reason: reasonOf(record, desired),
      actor: actorOf(record, desired),
    };
  const fields = record.restoring.map((one) => one.field).join(', ');
  return { action: 'change', reason: `baseline of ${fields} put back on demand`, actor: RESTORE };
}

export function actionOf(record: BusinessRecord, desired: Desired): Action {
  if (desired.overlayKey === record.overlayKey) return record.last?.action ?? 'change';
  const was = isClosing(record.overlay);
  const is = isClosing(desired.overlay);
  if (is && !was) return 'close';
  if (!is && (was || desired.overlayKey === '')) return 'reopen';
  return 'change';
}

/** Why a business becomes what it does: the closure that says so, or what has ended. */
export function reasonOf(record: BusinessRecord, desired: Desired): string {
  if (desired.reason !== '') return desired.reason;
  if (record.override !== null) return record.released ? 'released' : 'relaunched by a person';
  const [ended] = record.closures;
  return ended ? `${ended.key}: ${ended.name} is over` : 'nothing is in force';
}

function actorOf(record: BusinessRecord, desired: Desired): string {
  if (record.override === null || desired.overlayKey !== '') return desired.actor;
  return record.released ? 'release' : 'person';
}
