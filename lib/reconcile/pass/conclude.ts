/** What is left to do when a pass is over: to tell, to say when the next one is due, to put away what is over. */
import type { Instant } from '../../clock.ts';
import { DECIDED_FOR, keepNote, LAST_SUCCESS, saveNote } from '../../store/notes.ts';
import type { Directory } from '../../store/store.ts';
import { nextDue } from '../policy/next-due.ts';
import { nextInstant, nextWork } from '../situation/lead.ts';
import { leftAlone } from '../situation/left-alone.ts';
import type { Situation } from '../situation/situation.ts';
import { spacingOf } from '../situation/spacing.ts';
import type { Announcer } from './announce.ts';
import { nextAskedNews } from './asked-news.ts';
import { type Change, hasChanged } from './changes.ts';
import { putEndedAway } from './ended-closures.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import { forgetFailures } from './next-time.ts';
import type { PassOutcome } from './pass.ts';
import { PAUSED_CODE } from './paused.ts';
import type { Reconciliation } from './reconciliation.ts';
import { isConverged } from './report.ts';

/** How often a pause is told while it lasts, where somebody is told. */
const PAUSE_TOLD_MILLISECONDS = 2 * 60_000;

interface Ended {
  keeper: LeaseKeeper;
  /** The last one before the pass. */
  change: Change | null;
  /** What the pass went by last, and when it asked what is due. */
  situation: Situation;
  decidedAt: Instant;
  directory: Directory;
  marks: PassOutcome['marks'];
  endedAt: Instant;
  /** How many times as long as the quota says waves are taken to last. */
  slowness: number;
  /** When the directory, the calendars or the words of texts in place have to be seen to again. */
  refreshAt: Instant;
  templates: PassOutcome['templates'];
  announcer: Announcer | null;
  /** Whether the situation is another one by now. */
  hasChanged(): Promise<boolean>;
}

export async function conclude(one: Reconciliation, ended: Ended): Promise<void> {
  const { deps, organization, notes, way, report } = one;
  const { keeper, situation, endedAt, directory, marks, templates } = ended;
  if (ended.announcer) await tell(one, ended, ended.announcer);
  const dueAt = await setDue(one, ended);
  report.dueAt = dueAt;
  await forgetFailures(one, notes);
  await keepNote(deps.store, organization.id, DECIDED_FOR, way.at, notes);
  await putEndedAway(deps.store, situation, endedAt);
  if (!isConverged(report)) return;
  await saveNote(deps.store, organization.id, LAST_SUCCESS, deps.clock.now());
  const { lease } = keeper;
  await way.whenConverged({
    ...{ lease, situation, directory, marks, templates, dueAt },
    warnings: report.warnings,
  });
}

async function tell(
  { deps, organization }: Reconciliation,
  { situation, endedAt, marks }: Ended,
  announcer: Announcer,
): Promise<void> {
  await announcer.announce(situation, endedAt);
  await announcer.over();
  const since = [...marks.values()].flatMap(({ failingSince }) => failingSince ?? []);
  deps.tell({
    kind: 'health',
    organization: organization.id,
    late: announcer.late,
    failing: since.length,
    longestFailureMilliseconds: since.length > 0 ? deps.clock.now() - Math.min(...since) : 0,
  });
}

async function setDue({ deps, organization, way, report }: Reconciliation, ended: Ended): Promise<Instant> {
  const { situation, decidedAt, marks, refreshAt, change } = ended;
  const { store, clock } = deps;
  const spacing = spacingOf(organization) * ended.slowness;
  // Staged hours are in place before; that a closure of theirs begins or ends is there to be told alone.
  const newsAt = deps.announces
    ? Math.min(
        nextAskedNews(situation.adHoc, clock.now()),
        nextInstant(situation, decidedAt, spacing) ?? Number.POSITIVE_INFINITY,
      )
    : Number.POSITIVE_INFINITY;
  const left = leftAlone(situation, marks, decidedAt);
  const planned = nextDue(clock.now(), {
    results: report.results,
    marks: [...marks.values()].filter(({ business }) => !left.has(business)),
    refreshAt: Math.min(refreshAt, newsAt),
    boundary: nextWork(situation, decidedAt, spacing),
    wokenAhead: way.lookaheadMilliseconds,
  });
  // An alarm that goes by what passes measure would else end while it is paused.
  const isTold = deps.announces && report.warnings.some(({ code }) => code === PAUSED_CODE);
  const dueAt = isTold ? Math.min(planned, clock.now() + PAUSE_TOLD_MILLISECONDS) : planned;
  await store.setDue(organization.id, dueAt);
  // A closure asked for meanwhile, or a change, has set its own due time, which has just been overwritten. Where only some
  // shops were asked for, what is due of the others is nobody's yet.
  const now = clock.now();
  const isAllSeen = way.asked === null;
  if (isAllSeen && !(await hasChanged(store, organization.id, change, now)) && !(await ended.hasChanged()))
    return dueAt;
  await store.setDue(organization.id, now);
  return now;
}
