/** What is left to do when a pass is over: to tell, to say when the next one is due, to put away what is over. */
import type { Instant } from '../../clock.ts';
import { DECIDED_FOR, keepNote, LAST_SUCCESS, saveNote } from '../../store/notes.ts';
import type { BusinessMark } from '../../store/records.ts';
import type { Directory } from '../../store/store.ts';
import { nextDue } from '../policy/next-due.ts';
import { checkFrom } from '../situation/check-at.ts';
import { nextInstant, nextWork } from '../situation/lead.ts';
import { leftAlone } from '../situation/left-alone.ts';
import type { Situation } from '../situation/situation.ts';
import { spacingOf } from '../situation/spacing.ts';
import type { Announcer } from './announce.ts';
import { nextAskedNews } from './asked-news.ts';
import { type Change, hasChanged } from './changes.ts';
import { putEndedAway } from './ended-closures.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import { noteAhead } from './news-ahead.ts';
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
  await foreseeNews(one, ended, dueAt);
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

async function setDue(one: Reconciliation, ended: Ended): Promise<Instant> {
  const { deps, organization, way, report } = one;
  const { store, clock } = deps;
  const planned = plannedDue(one, ended, newsAfter(one, ended, ended.decidedAt));
  // An alarm that goes by what passes measure would else end while it is paused.
  const isTold = deps.announces && report.warnings.some(({ code }) => code === PAUSED_CODE);
  const dueAt = isTold ? Math.min(planned, clock.now() + PAUSE_TOLD_MILLISECONDS) : planned;
  await store.setDue(organization.id, dueAt);
  // A closure asked for meanwhile, or a change, has set its own due time, which has just been overwritten. Where only some
  // shops were asked for, what is due of the others is nobody's yet.
  const now = clock.now();
  const isAllSeen = way.asked === null;
  if (
    isAllSeen &&
    !(await hasChanged(store, organization.id, ended.change, now)) &&
    !(await ended.hasChanged())
  )
    return dueAt;
  await store.setDue(organization.id, now);
  return now;
}

/** @param newsAt when there is something to tell, be there nothing else to do; Infinity: nothing */
function plannedDue(
  { deps: { clock }, organization, way, report }: Reconciliation,
  { situation, decidedAt, marks, refreshAt, slowness }: Ended,
  newsAt: Instant,
): Instant {
  const left = leftAlone(situation, marks, decidedAt);
  return nextDue(clock.now(), {
    results: report.results,
    marks: [...marks.values()].filter(({ business }) => !left.has(business)),
    refreshAt: Math.min(refreshAt, newsAt),
    boundary: nextWork(situation, decidedAt, spacingOf(organization) * slowness, marks),
    wokenAhead: way.lookaheadMilliseconds,
  });
}

/** Staged hours are in place before; that a closure of theirs begins or ends is there to be told alone. */
function newsAfter(
  { deps, organization }: Reconciliation,
  { situation, slowness }: Ended,
  at: Instant,
): Instant {
  if (!deps.announces) return Number.POSITIVE_INFINITY;
  const spacing = spacingOf(organization) * slowness;
  const begins = nextInstant(situation, at, spacing) ?? Number.POSITIVE_INFINITY;
  return Math.min(nextAskedNews(situation.adHoc, deps.clock.now()), begins);
}

/** Where the next pass would have nothing to do but to tell, that is worked out now: see `news-ahead.ts`. */
async function foreseeNews(one: Reconciliation, ended: Ended, dueAt: Instant): Promise<void> {
  const { deps, organization, applied, way, report } = one;
  const { announcer, situation, marks, refreshAt, templates, keeper, change, decidedAt } = ended;
  if (!announcer || !way.isDue || situation.adHoc.length > 0) return;
  if (report.warnings.length > 0 || templates.isRestless) return;
  const from = newsAfter(one, ended, decidedAt);
  const spacing = spacingOf(organization) * ended.slowness;
  const work = nextWork(situation, decidedAt, spacing, marks) ?? Number.POSITIVE_INFINITY;
  const until = Math.min(refreshAt, work - way.lookaheadMilliseconds, firstLook(marks.values()));
  if (dueAt !== from + way.lookaheadMilliseconds || until <= from) return;
  const thenDueAt = plannedDue(one, ended, newsAfter(one, ended, from));
  const news = announcer.foresee(situation, from);
  if (thenDueAt <= dueAt || news === null || news.facts.length === 0) return;
  const token = keeper.lease.token;
  await noteAhead(deps.store, organization.id, applied, change, {
    ...{ ...news, token, dueAt, from, thenDueAt, until: Math.min(until, newsAfter(one, ended, from)) },
  });
}

/** When a pass would look at a business, be it along with others. */
function firstLook(marks: Iterable<BusinessMark>): Instant {
  let first = Number.POSITIVE_INFINITY;
  for (const mark of marks) {
    if (mark.unsettled || mark.failing) return Number.NEGATIVE_INFINITY;
    first = Math.min(first, checkFrom(mark), mark.lookAgainAt ?? Number.POSITIVE_INFINITY);
  }
  return first;
}
