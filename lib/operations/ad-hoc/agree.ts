/** Somebody decides on what waits, as the guard demands. */
import { asAsked, withoutWaiting } from '../../closures/agreement.ts';
import type { AdHocClosure, Decided, Waiting } from '../../closures/model.ts';
import { decidedFact } from '../../events/agreement-facts.ts';
import type { KeepingDeps } from '../../reconcile/pass/deps.ts';
import { lapsesAt } from '../../reconcile/pass/ended-closures.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import { actorOf } from '../deeds.ts';
import { type ClosureAnswer, isWaiting, type Meant, update } from './update.ts';

/** Has what waits brought about. @throws UsageError where nothing waits, or whoever agrees has asked for it */
export function approveClosure(deps: KeepingDeps, name: string, meant: Meant = {}): Promise<ClosureAnswer> {
  return decide(deps, name, meant, 'approved');
}

/** Has what waits forgotten; a closure that is in force stays as it is. @throws UsageError as {@link approveClosure} */
export function declineClosure(deps: KeepingDeps, name: string, meant: Meant = {}): Promise<ClosureAnswer> {
  return decide(deps, name, meant, 'declined');
}

function decide(
  deps: KeepingDeps,
  name: string,
  meant: Meant,
  decision: 'approved' | 'declined',
): Promise<ClosureAnswer> {
  const decided = { decision, by: actorOf(deps), at: deps.clock.now() };
  return update(deps, name, meant, async (found) => {
    const waiting = found.flatMap((one) =>
      isWaiting(one.closure) && lapsesAt(one.closure) > decided.at ? { ...one, closure: one.closure } : [],
    );
    if (waiting.length === 0) throw notWaiting(name);
    for (const { closure } of waiting) refuseOwn(closure, decided.by);
    return waiting.map(({ organization, closure }) => ({
      ...{ organization, closure },
      action: decision === 'approved' ? 'approve' : 'decline',
      after: decision === 'approved' ? approved(closure, decided) : declined(closure, decided),
      fact: (count: number) => decidedFact(organization.id, closure, decided, count),
    }));
  });
}

function approved(closure: AdHocClosure & { waiting: Waiting }, decided: Decided): AdHocClosure {
  const { kind } = closure.waiting;
  if (kind === 'closure') return { ...asAsked(closure), decided };
  return kind === 'end' ? { ...asAsked(closure), endedAt: decided.at } : asAsked(closure);
}

function declined(closure: AdHocClosure & { waiting: Waiting }, decided: Decided): AdHocClosure {
  const left = withoutWaiting(closure);
  return closure.waiting.kind === 'closure' ? { ...left, decided } : left;
}

function refuseOwn({ id, waiting }: AdHocClosure & { waiting: Waiting }, by: string): void {
  if (!waiting.by.includes(by)) return;
  throw new UsageError(
    'own-request',
    `"${id}" was asked for by the same one who decides on it.`,
    'Have somebody else look at it.',
  );
}

function notWaiting(name: string): UsageError {
  return new UsageError(
    'not-waiting',
    `Nothing of "${name}" waits for approval.`,
    'See `closures` for what does.',
  );
}
