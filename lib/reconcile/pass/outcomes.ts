/** What becomes of a business in a pass, where it is not simply brought to its wanted state. */
import type { Decision } from '../../closures/decide.ts';
import { isNotCarriedOut } from '../../closures/not-carried-out.ts';
import type { BusinessRecord, Failing } from '../../closures/record.ts';
import { MOST_TRIES } from '../policy/tries.ts';
import type { Candidate } from '../situation/candidates.ts';
import type { PassState } from './pass-state.ts';
import type { AwaitedWrite } from './read-backs.ts';
import type { errorOf } from './report.ts';
import { tellResult } from './telling.ts';

/** What was written, or would be. */
type What = Pick<AwaitedWrite, 'action' | 'reason'>;
type ToldError = ReturnType<typeof errorOf>;

/** It failed: it is taken up again in this pass, or told, and left to the next one. */
export function failed(
  pass: PassState,
  candidate: Candidate,
  error: ToldError,
  write?: Decision['write'],
): void {
  const { id } = candidate.business;
  if (!write && countTry(pass, id) < MOST_TRIES && error.code !== 'no-settings') return;
  pass.done.set(id, candidate.overlayKey);
  const awaited = pass.readBacks.get(id);
  pass.readBacks.delete(id);
  const { action, reason } = write ?? awaited ?? wantedOf(pass, candidate);
  tellResult(pass, candidate.business, { action, reason, outcome: 'failed', error });
}

/** How often a business has been tried in this pass, with this time. */
export function countTry({ tries }: PassState, id: string): number {
  const count = (tries.get(id) ?? 0) + 1;
  tries.set(id, count);
  return count;
}

/** It is left to another pass, or to somebody. */
export function defer(pass: PassState, candidate: Candidate, error: ToldError): void {
  tellResult(pass, candidate.business, { ...wantedOf(pass, candidate), outcome: 'deferred', error });
}

/** Its turn never came: that is no failure, and another pass does it. */
export function leaveToLater(pass: PassState, candidate: Candidate, error: ToldError): void {
  const { id } = candidate.business;
  pass.done.set(id, candidate.overlayKey);
  pass.readBacks.delete(id);
  defer(pass, candidate, error);
}

/** It was sent, or may have been: a read has to confirm it. */
export function awaitReadBack(
  pass: PassState,
  candidate: Candidate,
  { action, reason }: What,
  {
    looks = 0,
    isUnsure = false,
    record = null,
  }: { looks?: number; isUnsure?: boolean; record?: BusinessRecord | null } = {},
): void {
  if (pass.readBacks.add({ candidate, action, reason, looks, isUnsure })) return;
  notShown(pass, candidate, record, { action, reason });
}

/** What Partoo does not show is left to the next pass: it is late, or it was not carried out. */
export function notShown(
  pass: PassState,
  { business, overlayKey }: Candidate,
  record: BusinessRecord | null,
  what: What | null,
): void {
  pass.done.set(business.id, overlayKey);
  const { action, reason } = what ?? record?.last ?? { action: 'change' as const, reason: 'late' };
  if (record && isNotCarriedOut(record)) {
    const { code, message } = record.failing as Failing;
    tellResult(pass, business, { action, reason, outcome: 'failed', error: { code, message } });
    return;
  }
  const message = 'Partoo does not show the change yet; it is looked at again.';
  const error = { code: 'propagating', message };
  tellResult(pass, business, { action, reason, outcome: 'deferred', error });
}

function wantedOf({ outlook }: PassState, candidate: Candidate): What {
  const { overlayKey, reason } = outlook.desired(candidate);
  return { action: overlayKey === '' ? 'reopen' : 'close', reason };
}
