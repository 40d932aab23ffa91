/** How a closure that stands is changed: in every organization that has it, and as far as the guard lets pass. */
import { isDeepStrictEqual } from 'node:util';
import { isFromOutside } from '../../closures/actors.ts';
import {
  asAsked,
  changesBetween,
  changeWaiting,
  requestWaiting,
  withoutWaiting,
} from '../../closures/agreement.ts';
import type { AdHocClosure, Bound, Waiting } from '../../closures/model.ts';
import type { Organization } from '../../config/model.ts';
import { decidedFact, waitingFact } from '../../events/agreement-facts.ts';
import type { KeepingDeps } from '../../reconcile/pass/deps.ts';
import { appliedConfig, selectOrganizations } from '../../reconcile/pass/session.ts';
import type { OutboxFact } from '../../store/store.ts';
import { actorOf, type Deed, deedOf, noteDeed } from '../deeds.ts';
import { closuresNamed, countOf } from './find-closures.ts';
import { judge } from './guard.ts';

export interface ClosureAnswer {
  id: string;
  organizations: string[];
  /** How many businesses it concerns as of the last refresh. */
  businesses: number;
  /** When it was asked to end; null: not at all. */
  until: Bound | null;
  /** It is beyond the guard, and waits until somebody else agrees; left out: it does not. */
  waiting?: true;
}

/** Which closures are meant by a name. */
export interface Meant {
  /** The only organization in which they are looked for. Default: all. */
  organization?: string | null;
  /** Told what is to be changed before it is; may throw, and nothing is changed then. */
  expect?: (closures: readonly AdHocClosure[]) => void;
}

/** A closure in one of the organizations in which it stands. */
export interface Found {
  organization: Organization;
  closure: AdHocClosure;
}

/** What becomes of it; the same closure: nothing. */
interface Step extends Found {
  after: AdHocClosure;
  action: Deed['action'];
  fact?: (businesses: number) => OutboxFact;
  /** It waits for approval instead. */
  waits?: boolean;
}

/** Others that change the closure at the same moment are let through first, this often. */
const ATTEMPTS = 20;

/** Changes what a name means; `decide` is asked again where somebody else has changed it meanwhile. @throws UsageError */
export async function update(
  deps: KeepingDeps,
  name: string,
  { organization = null, expect = () => {} }: Meant,
  decide: (found: readonly Found[]) => Promise<Step[]>,
): Promise<ClosureAnswer> {
  const { config } = await appliedConfig(deps.store);
  const organizations = selectOrganizations(config, organization);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await closuresNamed(deps, organizations, name);
    expect(found.map(({ closure }) => closure));
    const steps = await decide(found);
    const counts = await Promise.all(steps.map((step) => countOf(deps, step.organization, step.closure)));
    const put = await Promise.all(steps.map((step, index) => take(deps, step, counts[index]!)));
    if (put.includes(false)) continue;
    const { after } = steps[0]!;
    return {
      id: after.id,
      organizations: steps.map((step) => step.organization.id),
      businesses: counts.reduce((sum, count) => sum + count, 0),
      until: asAsked(after).until,
      ...(steps.some(({ waits }) => waits) ? { waiting: true as const } : {}),
    };
  }
  throw new Error(`Too many changes of the closure "${name}" at once.`);
}

async function take(
  deps: KeepingDeps,
  { organization: { id }, closure, after, action, fact }: Step,
  businesses: number,
): Promise<boolean> {
  const now = deps.clock.now();
  if (after === closure) {
    // It may have been changed by whoever died over it before anybody was woken, and asks again.
    await deps.store.setDue(id, now);
    return true;
  }
  // Told first: whoever dies in between asks again, and the same is told.
  if (fact) await tell(deps, fact(businesses));
  if (!(await deps.store.putAdHoc(id, { ...after, updatedAt: now }, closure))) return false;
  await deps.store.setDue(id, now);
  await noteDeed(deps, deedOf(id, action, after));
  return true;
}

export async function tell({ store, announces = false }: KeepingDeps, fact: OutboxFact): Promise<void> {
  if (announces) await store.appendOutbox([fact]);
}

export function isWaiting(closure: AdHocClosure): closure is AdHocClosure & { waiting: Waiting } {
  return closure.waiting !== undefined;
}

/** What somebody asks of closures, in every organization or, where it is beyond the guard in one, in none. */
export async function asking(
  deps: KeepingDeps,
  action: Deed['action'],
  found: readonly Found[],
  change: (closure: AdHocClosure) => AdHocClosure,
): Promise<Step[]> {
  const steps = found.map((one) => {
    const before = standing(one.closure);
    return { ...one, before, wanted: change(before) };
  });
  const by = actorOf(deps);
  const beyond = await judge(
    deps,
    by,
    steps.map(({ organization, closure, before, wanted }) => ({
      organization,
      before: isRequest(closure) ? null : before,
      after: wanted,
    })),
  );
  const at = deps.clock.now();
  return steps.map(({ organization, closure, before, wanted }) => {
    const isAgain = beyond !== null && isAsked(closure, changesBetween(before, wanted), by);
    if (wanted === before || isAgain)
      return { organization, closure, after: closure, action, waits: isAgain || isRequest(closure) };
    const after =
      beyond === null
        ? allowed(closure, wanted, by)
        : isRequest(closure)
          ? requestWaiting(wanted, { by: [...new Set([...closure.waiting.by, by])], at, beyond })
          : changeWaiting(closure, changesBetween(before, wanted), { by: [by], at, beyond });
    const told = isWaiting(after) && beyond !== null ? after : null;
    return {
      ...{ organization, closure, after, action, waits: isRequest(after) || beyond !== null },
      ...(told ? { fact: (count: number) => waitingFact(organization.id, told, count) } : {}),
    };
  });
}

/** Whether the same one has asked for the same before: whoever agrees is asked once. */
function isAsked({ waiting }: AdHocClosure, changes: Waiting['changes'], by: string): boolean {
  if (!waiting?.by.includes(by)) return false;
  const { endedAt, ...others } = changes;
  // An end is asked for at each instant anew.
  const isEnd = endedAt == null || waiting.changes.endedAt != null;
  return isEnd && isDeepStrictEqual({ ...waiting.changes, ...others }, waiting.changes);
}

/** A command changes what waits; it does not agree to it. */
function allowed(closure: AdHocClosure, wanted: AdHocClosure, by: string): AdHocClosure {
  if (!isWaiting(closure)) return wanted;
  if (isRequest(closure)) return isFromOutside(by) ? wanted : requestWaiting(wanted, closure.waiting);
  return wanted.endedAt === null ? { ...wanted, waiting: closure.waiting } : wanted;
}

/** Takes back what waits and is not in force; null: it is. */
export function withdrawal(deps: KeepingDeps, { organization, closure }: Found): Step | null {
  if (!isRequest(closure)) return null;
  const decided = { decision: 'withdrawn', by: actorOf(deps), at: deps.clock.now() } as const;
  return {
    ...{ organization, closure, action: 'reopen' },
    after: { ...withoutWaiting(closure), decided },
    fact: (count) => decidedFact(organization.id, closure, decided, count),
  };
}

/** The closure that a change is a change of: as it is in force or, where all of it waits, as it is asked for. */
export function standing(closure: AdHocClosure): AdHocClosure {
  return isRequest(closure) ? asAsked(closure) : withoutWaiting(closure);
}

/** Whether all of it waits. */
export function isRequest(closure: AdHocClosure): closure is RequestWaiting {
  return closure.waiting?.kind === 'closure';
}

type RequestWaiting = AdHocClosure & { waiting: Waiting & { kind: 'closure' } };
