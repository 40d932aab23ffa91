import type { Instant } from '../../clock.ts';
import type { Business } from '../../closures/model.ts';
import type { BusinessMark } from '../../store/records.ts';
import { needsPair } from '../situation/batch.ts';
import type { Candidate } from '../situation/candidates.ts';
import { nextWork } from '../situation/lead.ts';
import type { Situation } from '../situation/situation.ts';
import { batchOf, candidatesAt, isCheck, nextRewording, ready, readyFirst } from './choose.ts';
import { haltIn } from './halt.ts';
import { look } from './look.ts';
import { defer } from './outcomes.ts';
import { beginPass, isOver, type PassInput, type PassState } from './pass-state.ts';
import { errorOf } from './report.ts';
import { silenceIn } from './silence.ts';
import { tellResult } from './telling.ts';
import { awaitTemplates, giveUpTemplates, stepTemplates } from './templates/step-templates.ts';
import { loadTemplates, type TemplatesLeft, templatesLeft } from './templates/template-state.ts';
import { waitForPair, waitUntil } from './waiting.ts';

export interface PassOutcome {
  /** What is remembered of the businesses now. */
  marks: ReadonlyMap<string, BusinessMark>;
  /** Those that were found to have no settings, and never had any. */
  withoutSettings: readonly Business[];
  /** When the next texts in place are to be written again; Infinity: none. */
  rewordAt: Instant;
  templates: TemplatesLeft;
  /** What the pass went by last, and when it asked what is due: who asks what comes next has to begin there. */
  situation: Situation;
  /** The same as it was read. */
  loaded: Situation;
  decidedAt: Instant;
}

const PAUSED = { code: 'paused', message: 'Writing is paused; `resume` starts it again.' };
const OUT_OF_TIME = { code: 'out-of-time', message: 'The pass had to end; the next one goes on.' };

/**
 * One pass over one organization: looks at the businesses that the closures (or an unconfirmed write, or a drift check)
 * call for, earliest deadline first, writes what has to be written, and reads back, until converged or stuck.
 */
export async function runPass(input: PassInput): Promise<PassOutcome> {
  const pass = beginPass(input);
  await pass.checks.load(input.notes);
  await loadTemplates(input.deps, input.organization.id, pass.templates);
  try {
    await untilConverged(pass);
  } catch (error) {
    // Nothing that has been begun is left behind, and what came first is told.
    await pass.underWay.over().catch(() => {});
    const silence = silenceIn(error);
    if (silence) giveUp(pass, errorOf(silence), true);
    throw error;
  }
  await saveLooks(pass);
  giveUp(pass, haltIn(pass.signal) ?? OUT_OF_TIME, isOver(pass));
  const { marks, withoutSettings, outlook, decidedAt } = pass;
  return {
    ...{ marks, withoutSettings, decidedAt, situation: outlook.situation, loaded: outlook.loaded },
    rewordAt: nextRewording(pass),
    templates: templatesLeft(pass.templates),
  };
}

async function untilConverged(pass: PassState): Promise<void> {
  for (;;) {
    await pass.outlook.load();
    if (isOver(pass) || !(await step(pass))) break;
  }
  await pass.underWay.over();
}

/** The next thing that is to be done. False where there is none. */
async function step(pass: PassState): Promise<boolean> {
  const { readBacks, underWay } = pass;
  pass.decidedAt = pass.deps.clock.now();
  if (await stepTemplates(pass)) return true;
  if (pass.paused) {
    // A second look at what is in place can wait without anybody missing it.
    const missed = ready(pass).filter(({ business, due }) => due || pass.marks.get(business.id)?.unsettled);
    for (const candidate of missed) defer(pass, candidate, PAUSED);
    return false;
  }
  const first = readyFirst(pass);
  const due = readBacks.comeFirst() ? readBacks.due() : [];
  if (due.length > 0) await readBack(pass, due);
  else if (first.length > 0) await lookInPace(pass, first);
  else if (underWay.size > 0) await underWay.over();
  else if (readBacks.size > 0) await readBack(pass, await readBacks.next());
  else return (await awaitTemplates(pass)) || (await waitForNext(pass));
  return true;
}

async function lookInPace(pass: PassState, first: Candidate[]): Promise<void> {
  const batch = batchOf(pass, first);
  if (pass.keeper && batch[0]?.due && needsPair(pass.spacing) && !(await waitForPair(pass))) return;
  await look(pass, batch, isCheck(pass, first));
}

async function readBack(pass: PassState, page: readonly Candidate[]): Promise<void> {
  await look(
    pass,
    page.map((candidate) => pass.outlook.fresh(candidate)),
  );
}

/** Waits for the next instant at which something is due, if it lies within the lookahead. */
async function waitForNext(pass: PassState): Promise<boolean> {
  const { deps, organization, lookaheadMilliseconds, at, outlook } = pass;
  if (lookaheadMilliseconds <= 0) return false;
  const next = nextWork(outlook.situation, pass.decidedAt, pass.spacing * pass.slowness, pass.marks);
  if (next === null || next - at() > lookaheadMilliseconds) return false;
  deps.tell({ kind: 'waiting', organization: organization.id, until: next, why: 'next closure' });
  await waitUntil(pass, next);
  pass.done.clear();
  pass.templates.done.clear();
  return true;
}

async function saveLooks(pass: PassState): Promise<void> {
  if (!pass.keeper) return;
  // Whoever was seen is none any more; whoever could not be read still is.
  const missed = candidatesAt(pass).some(({ check }) => check);
  await pass.checks.save(pass.keeper.lease, !missed, pass.deps.clock.now());
}

/** What is left when the pass has to end. */
function giveUp(pass: PassState, error: { code: string; message: string }, hasToEnd: boolean): void {
  giveUpTemplates(pass, error, hasToEnd);
  for (const { candidate, action, reason } of pass.readBacks.all())
    tellResult(pass, candidate.business, { action, reason, outcome: 'deferred', error });
  if (!hasToEnd || pass.paused) return;
  for (const candidate of ready(pass)) defer(pass, candidate, error);
}
