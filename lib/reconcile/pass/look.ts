/** One batch of a pass: read, decided for, and its writes begun. */
import { isRefusedKey } from '../../partoo/errors/refused-key.ts';
import { LeaseLostError } from '../../store/store.ts';
import { agesBehindAWrite } from '../situation/batch.ts';
import type { Candidate } from '../situation/candidates.ts';
import { judge } from './judge.ts';
import { keep, type Learned, leaveAlone, save, withoutThoseAsWritten } from './learn.ts';
import { failed } from './outcomes.ts';
import { isOver, type PassState } from './pass-state.ts';
import { type Read, takeAhead } from './read-ahead.ts';
import { readSettings, type ShownSettings } from './read-settings.ts';
import { errorOf } from './report.ts';
import { silenceIn } from './silence.ts';
import { tellDecision } from './telling.ts';
import { withoutSettings } from './without-settings.ts';
import { beginWrites, type DecidedWrite, wouldWrite } from './write.ts';

/**
 * Reads a batch, decides for each business, and begins the writes: while the last of them are answered, the next batch is
 * read. `isCheck`: the whole pass is a drift check. Of what is asked
 * for it may look at a part, where that was read ahead.
 */
export async function look(pass: PassState, asked: readonly Candidate[], isCheck = false): Promise<void> {
  const { deps, organization, keeper, identities, readBacks } = pass;
  await keeper?.ensure(0);
  const found = (await takeAhead(pass, asked)) ?? (await readNow(pass, asked));
  if (found === null) return;
  const { readAt, batch, list } = found;
  const others = isCheck ? withoutThoseAsWritten(pass, batch, list) : batch;
  const stored = await deps.store.readBusinesses(organization.id, idsOf(others));
  await identities.follow(others, list, stored, keeper?.lease ?? null);
  const isReadBack = batch.every(({ business }) => readBacks.has(business.id));
  const { writes, learned, shown } = await learnFrom(pass, others, { list, stored, isCheck });
  if (isReadBack) readBacks.learn(shown === batch.length);
  await save(pass, learned);
  if (keeper) await beginWrites(pass, writes, readAt);
  else for (const one of writes) wouldWrite(pass, one);
}

function idsOf(batch: readonly Candidate[]): string[] {
  return batch.map(({ business }) => business.id);
}

/** null where it cannot be read: all of the batch have failed, or are left over. */
async function readNow(pass: PassState, batch: readonly Candidate[]): Promise<Read | null> {
  // Asked for behind a write that waits for its slot, it would count as old as two slots when its own write is to go out.
  if (agesBehindAWrite(pass.spacing)) await pass.account.fewerWaiting(1);
  const readAt = pass.deps.clock.now();
  try {
    const list = await readSettings(pass.account.client, idsOf(batch), pass.deadline);
    return { readAt, batch, list };
  } catch (error) {
    if (isOrganizationWide(error)) throw error;
    // Left over, not failing: there was no time to ask.
    if (isOver(pass)) return null;
    for (const candidate of batch) failed(pass, candidate, errorOf(error));
    return null;
  }
}

/** A refused key, a lost lease and a silence concern the whole organization; everything else is one business' matter. */
function isOrganizationWide(error: unknown): boolean {
  return error instanceof LeaseLostError || silenceIn(error) !== null || isRefusedKey(error);
}

interface Shown {
  list: ShownSettings;
  stored: Awaited<ReturnType<PassState['deps']['store']['readBusinesses']>>;
  isCheck: boolean;
}

/** What is to be written, what is to be remembered, and how many show what they should. */
async function learnFrom(
  pass: PassState,
  batch: readonly Candidate[],
  { list, stored, isCheck }: Shown,
): Promise<{ writes: DecidedWrite[]; learned: Learned[]; shown: number }> {
  const writes: DecidedWrite[] = [];
  const learned: Learned[] = [];
  let shown = 0;
  for (const candidate of batch) {
    const { business } = candidate;
    if (pass.identities.hasDeparted(business.id)) continue;
    const judged = judge(pass, candidate, stored.get(business.id), list);
    if (judged.kind === 'failed') failed(pass, candidate, judged.error);
    else if (judged.kind === 'trouble') await leaveAlone(pass, candidate, judged.record, judged.trouble);
    else if (judged.kind === 'missing') await withoutSettings(pass, candidate, judged, list.seen.size > 0);
    else {
      const { decision } = judged;
      tellDecision(pass, business, decision);
      if (decision.write) writes.push({ candidate, decision });
      else learned.push(...keep(pass, candidate, judged, isCheck));
      if (!decision.write && !decision.late) shown += 1;
    }
  }
  return { writes, learned, shown };
}
