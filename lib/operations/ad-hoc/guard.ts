/** The guard on what events, webhooks and tokens ask for: beyond it somebody else has to agree first. */
import type { Instant } from '../../clock.ts';
import { isFromOutside } from '../../closures/actors.ts';
import { withoutWaiting } from '../../closures/agreement.ts';
import { instantOf } from '../../closures/civil-time.ts';
import type { AdHocClosure, Business, Waiting } from '../../closures/model.ts';
import type { Guard, Organization } from '../../config/model.ts';
import type { KeepingDeps } from '../../reconcile/pass/deps.ts';
import { lastEndOf } from '../../reconcile/pass/ended-closures.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import { type AskedBefore, type AskedLately, askedLately } from './asked-lately.ts';
import { businessesOf } from './find-closures.ts';

const DEFAULTS: Required<Guard> = {
  maxShare: 0.2,
  maxBusinesses: 50,
  maxForMilliseconds: 14 * 86_400_000,
  approval: true,
};

/** Others that are judged at the same moment are let through first, this often. */
const ATTEMPTS = 20;

/** What somebody asks of one organization. */
export interface Asking {
  organization: Organization;
  /** As it is in force, or to come; null: it would be new. */
  before: AdHocClosure | null;
  after: AdHocClosure;
}

/**
 * What keeps `actor` from having it at once; null: nothing does, and it counts among what was asked for without approval
 * from now on. Judged by each organization together with all that the same actor has asked of it within 24 hours; beyond in
 * one is beyond in all, since a closure is one thing.
 * @throws UsageError where what is beyond is refused
 */
export async function judge(
  deps: KeepingDeps,
  actor: string,
  asking: readonly Asking[],
): Promise<Waiting['beyond'] | null> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { beyond, judged } = await judgeAll(deps, actor, asking);
    if (beyond !== null) return beyond;
    // Noted before it is done: two that are asked for at the same moment each see the other.
    const noted = await Promise.all(judged.map(({ lately, entry }) => lately.note(entry)));
    if (!noted.includes(false)) return null;
  }
  throw new Error('Too many things are asked for at once.');
}

/** What {@link judge} would say now, of which nothing is noted. @throws UsageError where what is beyond is refused */
export async function foreseeJudgement(
  deps: KeepingDeps,
  actor: string,
  asking: readonly Asking[],
): Promise<Waiting['beyond'] | null> {
  return (await judgeAll(deps, actor, asking)).beyond;
}

async function judgeAll(
  deps: KeepingDeps,
  actor: string,
  asking: readonly Asking[],
): Promise<{ beyond: Waiting['beyond'] | null; judged: Judged[] }> {
  if (!isFromOutside(actor)) return { beyond: null, judged: [] };
  const now = deps.clock.now();
  const asked = asking.filter(({ before, after }) => isAnother(before, after) && !isOver(before, after, now));
  const judged = await Promise.all(asked.map((one) => judgeOne(deps, actor, one)));
  const beyond = judged.filter((one) => one.beyond !== null);
  const refusing = beyond.find(({ organization }) => !limitsOf(organization).approval);
  if (refusing) throw refused(refusing);
  return { beyond: beyond[0]?.beyond ?? null, judged };
}

/** Whether it asks for anything: events come again, and one that changes nothing needs no agreement. */
function isAnother(before: AdHocClosure | null, after: AdHocClosure): boolean {
  const told = ({ revision: _r, updatedAt: _u, ...closure }: AdHocClosure) => withoutWaiting(closure);
  return before === null || JSON.stringify(told(before)) !== JSON.stringify(told(after));
}

/** Nothing comes of what is over before and after. */
function isOver(before: AdHocClosure | null, after: AdHocClosure, now: Instant): boolean {
  return lastEndOf(after) <= now && (before === null || lastEndOf(before) <= now);
}

interface Judged {
  organization: Organization;
  beyond: Waiting['beyond'] | null;
  /** What is noted where nothing is beyond. */
  entry: AskedBefore;
  lately: AskedLately;
  reach: { businesses: number; of: number };
}

async function judgeOne(deps: KeepingDeps, actor: string, asking: Asking): Promise<Judged> {
  const { organization, after } = asking;
  const { maxShare, maxBusinesses, maxForMilliseconds } = limitsOf(organization);
  const directory = await deps.store.readDirectory(organization.id);
  const mine = businessesOf(after, organization, directory);
  const of = directory?.businesses.length ?? 0;
  const isMany = (count: number) => count > maxBusinesses && count > maxShare * of;
  const entry = { at: deps.clock.now(), closure: after.id, businesses: mine.length };
  const lately = await askedLately(deps, organization.id, actor);
  const before = lately.entries.filter(({ closure }) => closure !== after.id);
  let businesses = before.reduce((sum, one) => sum + one.businesses, mine.length);
  // The same shop asked for twice is one shop; which they are is looked up only where it matters.
  if (isMany(businesses)) businesses = await unionOf(deps, organization, mine, before);
  const beyond = isMany(businesses) ? 'businesses' : isTooLong(asking, maxForMilliseconds) ? 'time' : null;
  return { organization, beyond, entry, lately, reach: { businesses, of } };
}

function limitsOf({ adHoc }: Organization): Required<Guard> {
  return { ...DEFAULTS, ...adHoc };
}

/** How many different businesses are concerned; what is not found any more counts as it was noted. */
async function unionOf(
  { store }: KeepingDeps,
  organization: Organization,
  mine: readonly Business[],
  asked: readonly AskedBefore[],
): Promise<number> {
  const directory = await store.readDirectory(organization.id);
  const ids = new Set(mine.map(({ id }) => id));
  let others = 0;
  for (const { closure, businesses } of asked) {
    const found = closure === null ? null : await store.readAdHoc(organization.id, closure);
    if (found === null) others += businesses;
    else for (const { id } of businessesOf(found, organization, directory)) ids.add(id);
  }
  return ids.size + others;
}

/** One without an end is not too long: it is asked about. */
function isTooLong({ before, after }: Asking, most: number): boolean {
  if (after.until === null || after.endedAt !== null) return false;
  if (before?.from === after.from && before.until === after.until) return false;
  return instantOf(after.until, 'UTC', 'end') - beginningOf(after) > most;
}

/** One that is said to have begun long ago closes nothing of that time. */
function beginningOf({ from, createdAt }: AdHocClosure): Instant {
  return Math.max(instantOf(from, 'UTC', 'start'), createdAt);
}

function refused({ organization, beyond, reach }: Judged): UsageError {
  const what =
    beyond === 'time'
      ? 'is longer than is allowed'
      : `concerns ${reach.businesses} of ${reach.of} shops, with all that was asked for in the last 24 hours`;
  return new UsageError(
    'beyond-guard',
    `What is asked for of "${organization.id}" ${what}.`,
    'Ask for less, or have somebody do it with a command.',
  );
}
