/** While the last writes of a batch go out, the next businesses are read: no slot of a wave waits for an answer. */
import type { Instant } from '../../clock.ts';
import { batchSize, leftWhileReading } from '../situation/batch.ts';
import type { Candidate } from '../situation/candidates.ts';
import { readyFirst } from './choose.ts';
import { isOver, type PassState } from './pass-state.ts';
import { readSettings, type ShownSettings } from './read-settings.ts';

export interface Read {
  readAt: Instant;
  batch: readonly Candidate[];
  list: ShownSettings;
}

/** They are under way like writes, under names that no business has. */
const READING = 'reading ';

/** Begins it where it is time. @param left writes of the batch that are not begun yet */
export function readAhead(pass: PassState, left: readonly Candidate[]): void {
  const { spacing, readBacks, deps, account } = pass;
  const few = leftWhileReading(spacing, account.slowestAnswer());
  if (few === 0 || left.length > few || pass.ahead.length > 0 || isOver(pass)) return;
  if (readBacks.comeFirst()) begin(pass, readBacks.due());
  // Checks, which nobody waits for, come when all else is done.
  const without = new Set(left.map(({ business }) => business.id));
  const next = readyFirst(pass, deps.clock.now(), without).filter(({ due }) => due);
  begin(pass, next.slice(0, batchSize(spacing)));
}

function begin(pass: PassState, next: readonly Candidate[]): void {
  const { deps, account, underWay, deadline } = pass;
  const businesses = new Set(next.map(({ business }) => business.id));
  if (businesses.size === 0) return;
  const shown = readSettings(account.client, [...businesses], deadline).catch(() => null);
  underWay.begin(`${READING}${pass.ahead.length}`, async () => {
    await shown;
  });
  pass.ahead = [...pass.ahead, { readAt: deps.clock.now(), businesses, shown }];
}

/** What was read ahead of a batch: of it, or of that part of it that comes first. null: nothing that is of use. */
export async function takeAhead(pass: PassState, batch: readonly Candidate[]): Promise<Read | null> {
  const first = batch[0]?.business.id ?? '';
  const ahead = pass.ahead.find(({ businesses }) => businesses.has(first));
  pass.ahead = ahead ? pass.ahead.filter((one) => one !== ahead) : [];
  const list = await ahead?.shown;
  if (!ahead || !list) return null;
  const { readAt, businesses } = ahead;
  return { readAt, list, batch: batch.filter(({ business }) => businesses.has(business.id)) };
}
