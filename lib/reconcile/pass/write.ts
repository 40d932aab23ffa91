/** The writes of a batch. */
import type { Instant } from '../../clock.ts';
import type { Decision } from '../../closures/decide.ts';
import { MOST_TRIES } from '../policy/tries.ts';
import { FRESH_MILLISECONDS, writesAtOnce, writesWaiting } from '../situation/batch.ts';
import type { Candidate } from '../situation/candidates.ts';
import { markOf } from '../situation/marks.ts';
import { readyFirst } from './choose.ts';
import { awaitReadBack, countTry, failed, leaveToLater } from './outcomes.ts';
import { isOver, type PassState } from './pass-state.ts';
import { readAhead } from './read-ahead.ts';
import { type SendOutcome, send } from './send.ts';
import { tellProgress, tellResult, warn } from './telling.ts';
import { toSettings } from './to-settings.ts';

export interface DecidedWrite {
  candidate: Candidate;
  decision: Decision;
}

/** Of a shop at which Partoo stumbles others know nothing: it waits until the wave is over. */
const SERVER_ERROR = 'server-error';

/** Begins writes, as many at once as the pace bears. @param readAt when it was read what they write over */
export async function beginWrites(
  pass: PassState,
  writes: readonly DecidedWrite[],
  readAt: Instant,
): Promise<void> {
  const { deps, account, underWay, outlook } = pass;
  const [atOnce, waiting] = [writesAtOnce(pass.spacing), writesWaiting(pass.spacing)];
  for (const [index, one] of writes.entries()) {
    await underWay.room(atOnce);
    await account.fewerWaiting(waiting);
    // Too old to write over, or something else comes first: taken up again in the next batch, with a fresh read.
    if (deps.clock.now() - readAt > FRESH_MILLISECONDS || isOver(pass)) return;
    if ((await outlook.isInterrupted()) && !(await areStillNext(pass, writes.slice(index)))) return;
    underWay.begin(one.candidate.business.id, () => write(pass, one));
    readAhead(
      pass,
      writes.slice(index + 1).map(({ candidate }) => candidate),
    );
  }
}

/**
 * Whether what has changed leaves it at that: the same is wanted of the same businesses, and nothing comes before them. What
 * is asked for meanwhile, for tomorrow, costs no slot of a wave.
 */
async function areStillNext(pass: PassState, writes: readonly DecidedWrite[]): Promise<boolean> {
  await pass.outlook.load();
  const wanted = new Map(writes.map(({ candidate }) => [candidate.business.id, candidate.overlayKey]));
  const next = readyFirst(pass, pass.deps.clock.now()).slice(0, wanted.size);
  return (
    next.length === wanted.size &&
    next.every(({ business, overlayKey }) => wanted.get(business.id) === overlayKey)
  );
}

/** In a dry run. */
export function wouldWrite(pass: PassState, { candidate, decision }: DecidedWrite): void {
  const { business, overlayKey } = candidate;
  pass.done.set(business.id, overlayKey);
  if (!decision.write) return;
  const { action, reason } = decision.write;
  tellResult(pass, business, { action, reason, outcome: 'deferred' });
}

async function write(pass: PassState, one: DecidedWrite): Promise<void> {
  const { deps, organization, account, keeper, deadline, refusals, marks } = pass;
  const { decision } = one;
  const { business } = one.candidate;
  if (!decision.write || !keeper) return;
  const sending = await send({
    ...{ deps, organization, keeper, deadline, decision, business },
    destination: toSettings(deps, account),
    refusedNulls: refusals.nulls,
  });
  marks.set(business.id, markOf(sending.record, deps.clock.now()));
  for (const warning of sending.warnings) warn(pass, warning);
  afterSending(pass, one, sending);
}

function afterSending(pass: PassState, { candidate, decision }: DecidedWrite, sending: SendOutcome): void {
  const write = decision.write as NonNullable<Decision['write']>;
  const { id } = candidate.business;
  if (sending.kind === 'sent') {
    awaitReadBack(pass, candidate, write);
    tellProgress(pass);
  } else if (sending.kind === 'switched') {
    // Something else is wanted of it from now on, at another time as a rule.
    pass.readBacks.delete(id);
  } else if (sending.kind === 'held-back') {
    // Nothing has happened to it: it is taken up again, here or, where no time is left, first in the next pass.
    if (!isOver(pass) && countTry(pass, id) >= MOST_TRIES) leaveToLater(pass, candidate, sending.error);
  } else if (sending.kind === 'refused' || countTry(pass, id) >= MOST_TRIES) {
    pass.readBacks.delete(id);
    failed(pass, candidate, sending.error, write);
  } else if (sending.kind === 'unknown') {
    // It may have been carried out: reading tells (rule 12).
    awaitReadBack(pass, candidate, write, { isUnsure: sending.error.code !== SERVER_ERROR });
  }
}
