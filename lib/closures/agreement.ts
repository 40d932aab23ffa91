/** What somebody asked for and somebody else has to agree to: what counts meanwhile, and what counts then. */
import type { Instant } from '../clock.ts';
import type { AdHocClosure, Waiting } from './model.ts';

/**
 * When a closure has ended that was never in force: before it began, whenever that was. So it closes nothing either for a
 * version that knows nothing of agreement.
 */
const NEVER: Instant = 0;

/** Whether nothing of it is, or was, in force. */
export function wasNeverInForce({ endedAt }: Pick<AdHocClosure, 'endedAt'>): boolean {
  return endedAt === NEVER;
}

/** A closure that is asked for, before anybody has agreed. */
export function requestWaiting(
  closure: AdHocClosure,
  waiting: Omit<Waiting, 'kind' | 'changes'>,
): AdHocClosure {
  return { ...closure, endedAt: NEVER, waiting: { kind: 'closure', changes: { endedAt: null }, ...waiting } };
}

/** The members of a closure that somebody may change, as far as they differ. */
export function changesBetween(before: AdHocClosure, after: AdHocClosure): Waiting['changes'] {
  const { from, until, effect, reason, urgent, endedAt } = after;
  const all: Required<Waiting['changes']> = { from, until, effect, reason, urgent, endedAt };
  const differing = Object.entries(all).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof typeof all]),
  );
  return Object.fromEntries(differing);
}

/** A closure that goes on as it is, with a change of it (or its end) that is asked for. */
export function changeWaiting(
  closure: AdHocClosure,
  changes: Waiting['changes'],
  waiting: Omit<Waiting, 'kind' | 'changes'>,
): AdHocClosure {
  const before = closure.waiting;
  const all = { ...before?.changes, ...changes };
  const by = [...new Set([...(before?.by ?? []), ...waiting.by])];
  return {
    ...closure,
    waiting: { kind: all.endedAt == null ? 'change' : 'end', changes: all, ...waiting, by },
  };
}

/** The closure as it is asked to be: what is looked at by whoever agrees. */
export function asAsked({ waiting, ...closure }: AdHocClosure): AdHocClosure {
  return waiting === undefined ? closure : { ...closure, ...waiting.changes };
}

/** The closure without what waits, which nobody wants any more. */
export function withoutWaiting({ waiting: _, ...closure }: AdHocClosure): AdHocClosure {
  return closure;
}
