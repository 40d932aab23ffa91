/** What a look teaches of businesses that need no write. */
import type { Decision } from '../../closures/decide.ts';
import { isNotCarriedOut } from '../../closures/not-carried-out.ts';
import type { BusinessRecord } from '../../closures/record.ts';
import type { HistoryEntry } from '../../store/store.ts';
import { failingSince, MOST_TRIES } from '../policy/tries.ts';
import type { Candidate } from '../situation/candidates.ts';
import { markOf, storedOf } from '../situation/marks.ts';
import { historyOf, keptHistory } from './history-entries.ts';
import { awaitReadBack, failed, notShown } from './outcomes.ts';
import type { PassState } from './pass-state.ts';
import type { ShownSettings } from './read-settings.ts';
import type { Trouble } from './troubles.ts';

export interface Learned {
  record: BusinessRecord;
  history: HistoryEntry[];
}

/** All at once: a look that shows nothing new costs one transaction, not one a business. */
export async function save(pass: PassState, learned: readonly Learned[]): Promise<void> {
  const { deps, keeper, marks } = pass;
  if (!keeper || learned.length === 0) return;
  const now = deps.clock.now();
  await deps.store.saveBusinesses(
    keeper.lease,
    learned.map(({ record }) => storedOf(record, now)),
    learned.flatMap(({ history }) => history),
  );
  for (const { record } of learned) marks.set(record.business, markOf(record, now));
}

/** A decision without a write: a late business is looked at again. @returns what is to be remembered of it */
export function keep(
  pass: PassState,
  candidate: Candidate,
  { before, decision }: { before: BusinessRecord; decision: Decision },
  isCheck: boolean,
): Learned[] {
  const { organization, deps, checks } = pass;
  const { id } = candidate.business;
  const { record } = decision;
  const history = [
    ...historyOf(organization.id, decision),
    ...keptHistory(organization.id, decision, deps.clock.now()),
  ];
  lookAgain(pass, candidate, decision);
  const isAsBefore = history.length === 0 && !isNew(before, record);
  if (isAsBefore && before.inPlace === null) return [];
  if (!isAsBefore || !isCheck || !checks.mayCount(id, deps.clock.now())) return [{ record, history }];
  checks.seen(id, record);
  return [];
}

function lookAgain(pass: PassState, candidate: Candidate, { record, late }: Decision): void {
  const { readBacks, keeper, done } = pass;
  const { id } = candidate.business;
  const known = readBacks.get(id);
  if (late && isNotCarriedOut(record) && !known) {
    // It is known since the last time, and not yet to be written again.
    notShown(pass, candidate, record, null);
  } else if (late && keeper) {
    const what = known ?? record.last ?? { action: 'change' as const, reason: 'late' };
    awaitReadBack(pass, candidate, what, { looks: (known?.looks ?? -1) + 1, record });
  } else {
    readBacks.delete(id);
    done.set(id, candidate.overlayKey);
  }
}

/** Fails without a write, and is looked at again; at the end of what is in place at the latest. */
export async function leaveAlone(
  pass: PassState,
  candidate: Candidate,
  record: BusinessRecord,
  { error, unowned }: Trouble,
): Promise<void> {
  const now = pass.deps.clock.now();
  const failing = failingSince(record, error, now);
  const ends = record.closures.flatMap(({ end }) => (end !== null && end > now ? [end] : []));
  const nextTryAt = Math.min(failing.nextTryAt, ...ends);
  const left = { ...record, failing: { ...failing, nextTryAt }, unowned: unowned ?? null };
  await save(pass, [{ record: left, history: [] }]);
  pass.tries.set(candidate.business.id, MOST_TRIES);
  failed(pass, candidate, error);
}

/** Passes over those that show just what was read back after our write. */
export function withoutThoseAsWritten(
  { deps, at, outlook, checks, done }: PassState,
  batch: readonly Candidate[],
  { seen }: ShownSettings,
): Candidate[] {
  const look = { seenAt: deps.clock.now(), seenDecidedAt: at() };
  return batch.filter((candidate) => {
    const { id } = candidate.business;
    const { closures } = outlook.desired(candidate);
    if (!checks.isAsWritten(id, seen.get(id), closures, look.seenAt)) return true;
    checks.seen(id, look);
    done.set(id, candidate.overlayKey);
    return false;
  });
}

/** Whether anything but the time of the look has changed. */
function isNew(before: BusinessRecord, after: BusinessRecord): boolean {
  const timeless = (record: BusinessRecord) =>
    JSON.stringify({ ...record, seenAt: null, seenDecidedAt: null });
  return timeless(before) !== timeless(after);
}
