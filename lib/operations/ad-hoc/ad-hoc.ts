import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../clock.ts';
import { requestWaiting } from '../../closures/agreement.ts';
import type { AdHocClosure, Bound } from '../../closures/model.ts';
import type { Config, Organization } from '../../config/model.ts';
import { waitingFact } from '../../events/agreement-facts.ts';
import type { KeepingDeps } from '../../reconcile/pass/deps.ts';
import { lastEndOf } from '../../reconcile/pass/ended-closures.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import { appliedConfig, selectOrganizations } from '../../reconcile/pass/session.ts';
import { deedOf, noteDeed } from '../deeds.ts';
import { type Confirm, reachOf } from '../reach.ts';
import { refuseInterval, refusePast, refuseReason } from './closure-bounds.ts';
import { type ClosureRequest, closureOf, effectOf, silentHold } from './closure-request.ts';
import { concernedBy, findClosure } from './find-closures.ts';
import { judge } from './guard.ts';
import {
  asking,
  type ClosureAnswer,
  isRequest,
  isWaiting,
  type Meant,
  tell,
  update,
  withdrawal,
} from './update.ts';

/**
 * Records a closure (or a hold) that somebody asks for; the next pass brings it about.
 * @param confirm told how many businesses it concerns before anything is recorded
 * @throws UsageError
 */
export async function requestClosure(
  deps: KeepingDeps,
  request: ClosureRequest,
  confirm: Confirm = async () => {},
): Promise<ClosureAnswer> {
  if (request.hold && (request.message !== null || request.text !== null)) throw silentHold();
  const { config } = await appliedConfig(deps.store);
  const organizations = selectOrganizations(config, request.organization);
  const now = deps.clock.now();
  const closure = closureOf(request, config, now);
  const { concerned, of } = await concernedBy(deps, closure, organizations);
  const businesses = concerned.flatMap((one) => one.businesses);
  const known = await findClosure(deps, config.organizations, closure.id);
  // Whoever died over it comes again: what stands already stays, and goes where it is lacking.
  const stand = new Set(known.map(({ organization }) => organization.id));
  const left = concerned.filter(({ organization }) => !stand.has(organization.id));
  if (left.length > 0) {
    if (known.length === 0) {
      refusePast(closure.until, businesses, now);
      await confirm(reachOf(businesses, of));
    }
    const asked = known[0]?.closure ?? (await asFarAsAllowed(deps, closure, concerned));
    for (const { organization, businesses: some } of left) {
      if (isWaiting(asked)) await tell(deps, waitingFact(organization.id, asked, some.length));
      await deps.store.putAdHoc(organization.id, asked, 'absent');
      await deps.store.setDue(organization.id, now);
      await noteDeed(deps, deedOf(organization.id, closure.hold ? 'hold' : 'close', asked, closure.actor));
    }
  }
  // Whoever died over it may have woken nobody.
  for (const { organization } of known) await deps.store.setDue(organization.id, now);
  const stands = await findClosure(deps, config.organizations, closure.id);
  return {
    id: closure.id,
    organizations: concerned.map(({ organization }) => organization.id),
    businesses: businesses.length,
    until: closure.until,
    ...(stands.some((one) => isWaiting(one.closure)) ? { waiting: true as const } : {}),
  };
}

/** The closure, or what waits in its place. @throws UsageError where it is refused */
async function asFarAsAllowed(
  deps: KeepingDeps,
  closure: AdHocClosure,
  concerned: readonly { organization: Organization }[],
): Promise<AdHocClosure> {
  const { actor, createdAt: at } = closure;
  const asking = concerned.map(({ organization }) => ({ organization, before: null, after: closure }));
  const beyond = await judge(deps, actor, asking);
  return beyond === null ? closure : requestWaiting(closure, { by: [actor], at, beyond });
}

/** What may be changed of a closure; what is left out stays. */
export interface ClosureChange {
  from?: Bound;
  /** The new end, or what makes it of the closure's start. */
  until?: Bound | null | ((from: Bound) => Bound);
  message?: string;
  text?: string;
  /** Of `text`; left out: that of the organization. */
  language?: string;
  reason?: string | null;
}

/**
 * Changes a closure, named by its id or as `status` shows it (`ad-hoc:` before the id).
 * @throws UsageError
 */
export async function changeClosure(
  deps: KeepingDeps,
  name: string,
  change: ClosureChange,
  meant: Meant = {},
): Promise<ClosureAnswer> {
  const { config } = await appliedConfig(deps.store);
  const action = change.until === undefined ? 'change' : 'extend';
  return update(deps, name, meant, (found) =>
    asking(deps, action, found, (closure) => {
      if (closure.endedAt !== null || lastEndOf(closure) <= deps.clock.now()) throw ended(closure.id);
      return withChange(closure, change, config, deps.clock.now());
    }),
  );
}

function withChange(
  closure: AdHocClosure,
  { from = closure.from, until = closure.until, reason = closure.reason, ...words }: ClosureChange,
  config: Config,
  now: Instant,
): AdHocClosure {
  const end = typeof until === 'function' ? until(from) : until;
  if (from !== closure.from || end !== closure.until) refuseInterval(from, end, now);
  if (reason !== null) refuseReason(reason);
  const { message = null, text = null, language = null } = words;
  const isSaid = message !== null || text !== null;
  if (isSaid && closure.hold) throw silentHold();
  const effect = isSaid ? effectOf({ hold: false, message, text, language }, config) : closure.effect;
  const changed = { ...closure, from, until: end, reason, effect };
  // Sent again, it changes nothing, and leaves no trace.
  return isDeepStrictEqual(changed, closure) ? closure : changed;
}

/** Ends a closure or a hold now, named as in {@link changeClosure}; ending it again changes nothing. @throws UsageError */
export async function endClosure(deps: KeepingDeps, name: string, meant: Meant = {}): Promise<ClosureAnswer> {
  const now = deps.clock.now();
  return update(deps, name, meant, async (found) => {
    const withdrawn = found.flatMap((one) => withdrawal(deps, one) ?? []);
    // It may be in force in one organization, and wait in another.
    const others = found.filter(({ closure }) => withdrawn.length === 0 || !isRequest(closure));
    const ended = await asking(deps, 'reopen', others, (closure) =>
      lastEndOf(closure) <= now ? closure : { ...closure, endedAt: closure.endedAt ?? now },
    );
    return [...withdrawn, ...ended];
  });
}

function ended(id: string): UsageError {
  return new UsageError('closure-ended', `"${id}" has ended already.`, 'Ask for a new one with `close`.');
}
