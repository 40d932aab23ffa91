import type { Instant } from '../../clock.ts';
import type { AdHocClosure, Bound } from '../../closures/model.ts';
import type { Config } from '../../config/model.ts';
import type { KeepingDeps } from '../../reconcile/pass/deps.ts';
import { lastEndOf } from '../../reconcile/pass/ended-closures.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import { appliedConfig, selectOrganizations } from '../../reconcile/pass/session.ts';
import { deedOf, noteDeed } from '../deeds.ts';
import { type Confirm, reachOf } from '../reach.ts';
import { refuseInterval, refuseReason } from './closure-bounds.ts';
import { type ClosureRequest, closureOf, effectOf } from './closure-request.ts';
import { closuresNamed, concernedBy, countOf, findClosure } from './find-closures.ts';

export interface ClosureAnswer {
  id: string;
  organizations: string[];
  /** How many businesses it concerns as of the last refresh. */
  businesses: number;
  /** When it was asked to end; null: not at all. */
  until: Bound | null;
}

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
  const { config } = await appliedConfig(deps.store);
  const organizations = selectOrganizations(config, request.organization);
  const now = deps.clock.now();
  const closure = closureOf(request, config, now);
  const { concerned, of } = await concernedBy(deps, closure, organizations);
  const businesses = concerned.flatMap((one) => one.businesses);
  const known = await findClosure(deps, config.organizations, closure.id);
  if (known.length === 0) {
    await confirm(reachOf(businesses, of));
    for (const { organization } of concerned) {
      await deps.store.putAdHoc(organization.id, closure, 'absent');
      await deps.store.setDue(organization.id, now);
      await noteDeed(deps, deedOf(organization.id, closure.hold ? 'hold' : 'close', closure, closure.actor));
    }
  }
  return {
    id: closure.id,
    organizations: concerned.map(({ organization }) => organization.id),
    businesses: businesses.length,
    until: closure.until,
  };
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

/** Which closures are meant by a name. */
export interface Meant {
  /** The only organization in which they are looked for. Default: all. */
  organization?: string | null;
  /** Told what is to be changed before it is; may throw, and nothing is changed then. */
  expect?: (closures: readonly AdHocClosure[]) => void;
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
  return update(deps, name, action, meant, (closure) => {
    if (closure.endedAt !== null || lastEndOf(closure) <= deps.clock.now()) throw ended(closure.id);
    return withChange(closure, change, config, deps.clock.now());
  });
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
  if (isSaid && closure.hold)
    throw new UsageError('hold', 'A hold shows no text.', 'Change its end or its reason.');
  const effect = isSaid ? effectOf({ hold: false, message, text, language }, config) : closure.effect;
  return { ...closure, from, until: end, reason, effect };
}

/** Ends a closure or a hold now, named as in {@link changeClosure}; ending it again changes nothing. @throws UsageError */
export async function endClosure(deps: KeepingDeps, name: string, meant: Meant = {}): Promise<ClosureAnswer> {
  const now = deps.clock.now();
  return update(deps, name, 'reopen', meant, (closure) =>
    lastEndOf(closure) <= now ? closure : { ...closure, endedAt: closure.endedAt ?? now },
  );
}

/** Others that change the closure at the same moment are let through first, this often. */
const ATTEMPTS = 20;

async function update(
  deps: KeepingDeps,
  name: string,
  action: 'extend' | 'change' | 'reopen',
  { organization = null, expect = () => {} }: Meant,
  change: (closure: AdHocClosure) => AdHocClosure,
): Promise<ClosureAnswer> {
  const { config } = await appliedConfig(deps.store);
  const organizations = selectOrganizations(config, organization);
  const now = deps.clock.now();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await closuresNamed(deps, organizations, name);
    expect(found.map(({ closure }) => closure));
    const changed = found.map((one) => ({ ...one, after: change(one.closure) }));
    const put = await Promise.all(
      changed.map(async ({ organization: { id }, closure: before, after }) => {
        if (after === before) return true;
        if (!(await deps.store.putAdHoc(id, { ...after, updatedAt: now }, before))) return false;
        await deps.store.setDue(id, now);
        await noteDeed(deps, deedOf(id, action, after));
        return true;
      }),
    );
    if (put.includes(false)) continue;
    const counts = await Promise.all(
      changed.map(({ organization: one, after }) => countOf(deps, one, after)),
    );
    return {
      id: changed[0]!.after.id,
      organizations: changed.map(({ organization: { id } }) => id),
      businesses: counts.reduce((sum, count) => sum + count, 0),
      until: changed[0]!.after.until,
    };
  }
  throw new Error(`Too many changes of the closure "${name}" at once.`);
}

function ended(id: string): UsageError {
  return new UsageError('closure-ended', `"${id}" has ended already.`, 'Ask for a new one with `close`.');
}
