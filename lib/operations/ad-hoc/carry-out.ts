/** Brings the closures in the store to what a ledger says, as far as the guard lets pass. */
import {
  changesBetween,
  changeWaiting,
  requestWaiting,
  wasNeverInForce,
  withoutWaiting,
} from '../../closures/agreement.ts';
import type { AdHocClosure, Waiting } from '../../closures/model.ts';
import type { Config, Organization } from '../../config/model.ts';
import { decidedFact, waitingFact } from '../../events/agreement-facts.ts';
import type { KeepingDeps } from '../../reconcile/pass/deps.ts';
import { lastEndOf } from '../../reconcile/pass/ended-closures.ts';
import type { ClosureLedger } from './closure-ledger.ts';
import { closureOf, effectOf } from './closure-request.ts';
import { countOf, findClosure } from './find-closures.ts';
import { type Asking, judge } from './guard.ts';
import { endOfChange, requestOf } from './ledger-request.ts';
import { isRequest, isWaiting, standing, tell } from './update.ts';

/** A ledger of a closure, and who has sent what is new in it. */
interface Asked {
  id: string;
  who: string;
  ledger: ClosureLedger;
}

/** What the ledger has of one organization that is not carried out there yet. */
interface Step extends Asking {
  known: AdHocClosure | null;
}

/** Others that change the closure at the same moment are let through first, this often. */
const ATTEMPTS = 20;

/** The organizations in which one stands. @throws UsageError where the guard refuses it */
export async function carryOut(deps: KeepingDeps, config: Config, asked: Asked): Promise<string[]> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const outcomes = await outcomesOf(deps, asked, await stepsOf(deps, config, asked));
    const put: boolean[] = [];
    for (const [step, next] of outcomes) put.push(await putClosure(deps, step, next));
    if (put.includes(false)) continue;
    const organizations = await placesOf(deps, config, asked);
    for (const { id } of organizations) await deps.store.setDue(id, deps.clock.now());
    return organizations.map(({ id }) => id);
  }
  throw new Error(`Too many changes of the closure "${asked.id}" at once.`);
}

/** Where a guard refuses rather than waits, nothing may be remembered of it either. @throws UsageError */
export async function refuseBeyond(deps: KeepingDeps, config: Config, asked: Asked): Promise<void> {
  const steps = await stepsOf(deps, config, asked);
  if (steps.some(({ organization }) => organization.adHoc?.approval === false))
    await judge(deps, asked.who, steps);
}

async function placesOf(deps: KeepingDeps, config: Config, { id, ledger }: Asked): Promise<Organization[]> {
  if (ledger.request !== null)
    return config.organizations.filter((one) => ledger.organizations.includes(one.id));
  return (await findClosure(deps, config.organizations, id)).map(({ organization }) => organization);
}

async function stepsOf(deps: KeepingDeps, config: Config, asked: Asked): Promise<Step[]> {
  const steps: Step[] = [];
  for (const organization of await placesOf(deps, config, asked)) {
    const known = await deps.store.readAdHoc(organization.id, asked.id);
    // A command may have changed the closure since; only what events have said after that changes it again.
    if ((known?.revision ?? 0) >= asked.ledger.revision || isDecidedAgainst(known)) continue;
    const after = wantedOf(config, known, asked.ledger);
    if (after === null) continue;
    steps.push({
      organization,
      known,
      before: known && !isRequest(known) ? withoutWaiting(known) : null,
      after,
    });
  }
  return steps;
}

/** Declined or taken back, it stays so. */
function isDecidedAgainst(known: AdHocClosure | null): boolean {
  return known !== null && wasNeverInForce(known) && !isRequest(known);
}

/** null: nobody has asked for it yet. */
function wantedOf(config: Config, known: AdHocClosure | null, ledger: ClosureLedger): AdHocClosure | null {
  const stands = known && standing(known);
  const requested = requestedBy(config, stands, ledger);
  if (requested === null) return null;
  const beside = changedBeside(config, known, ledger);
  const changed = withChanges({ ...requested, ...beside }, withoutChangesOf(ledger, beside), config);
  const ends = [stands?.endedAt, changed.endedAt].filter((end) => typeof end === 'number');
  return {
    ...changed,
    endedAt: ends.length > 0 ? Math.min(...ends) : null,
    ...(known?.decided === undefined ? {} : { decided: known.decided }),
    revision: ledger.revision,
  };
}

/** null: nobody has asked for it yet. */
function requestedBy(
  config: Config,
  stands: AdHocClosure | null,
  { request, ...ledger }: ClosureLedger,
): AdHocClosure | null {
  return request === null ? stands : closureOf(requestOf({ ...ledger, request }), config, request.at);
}

/** What each change of a ledger changes of a closure. */
const MEMBERS = { ending: 'until', text: 'effect', reason: 'reason', urgent: 'urgent' } as const;
type Member = (typeof MEMBERS)[keyof typeof MEMBERS] | 'from';

/**
 * What stands otherwise than the ledger had it when the closure saw it last: a command has changed it since, or somebody has
 * declined it. It stays so, but for what the ledger has something new to say of.
 */
function changedBeside(
  config: Config,
  known: AdHocClosure | null,
  ledger: ClosureLedger,
): Partial<Pick<AdHocClosure, Member>> {
  if (known === null) return {};
  const hasSeen = (one: { revision?: number }) => (one.revision ?? ledger.revision) <= (known.revision ?? 0);
  if (ledger.request !== null && !hasSeen(ledger.request)) return {};
  const changes = Object.entries(ledger.changes);
  const seen = Object.fromEntries(changes.filter(([, one]) => hasSeen(one)));
  const stands = standing(known);
  const said = withChanges(
    requestedBy(config, stands, ledger) ?? stands,
    { ...ledger, changes: seen, cancelledAt: null },
    config,
  );
  const { endedAt: _, ...beside } = changesBetween(said, stands);
  const anew = changes.flatMap(([what]) => (what in seen ? [] : MEMBERS[what as keyof typeof MEMBERS]));
  const waiting = isRequest(known) ? [] : (Object.keys(known.waiting?.changes ?? {}) as Member[]);
  for (const member of [...anew, ...waiting]) delete beside[member as Member];
  return beside;
}

function withoutChangesOf(ledger: ClosureLedger, members: object): ClosureLedger {
  const left = Object.entries(ledger.changes).filter(
    ([what]) => !(MEMBERS[what as keyof typeof MEMBERS] in members),
  );
  return { ...ledger, changes: Object.fromEntries(left) };
}

/**
 * What is to be stored of each. Where only the end is too late, all the rest goes on meanwhile: so it does not matter
 * whether that end came before or after the rest.
 */
async function outcomesOf(
  deps: KeepingDeps,
  asked: Asked,
  steps: readonly Step[],
): Promise<(readonly [Step, AdHocClosure])[]> {
  const { who } = asked;
  const beyond = await judge(deps, who, steps);
  if (beyond === null) return steps.map((step) => [step, allowed(step, who, deps.clock.now())] as const);
  const withoutEnd = steps.map((step) => ({
    ...step,
    after: { ...step.after, until: earlierEnd(asked, step) },
  }));
  const isPart = beyond === 'time' && (await judge(deps, who, withoutEnd)) === null;
  return steps.map((step, index) => {
    const { before, after } = step;
    const waits = { by: [who], at: after.updatedAt ?? after.createdAt, beyond };
    if (isPart) return [step, held(withoutEnd[index]!.after, after, waits)] as const;
    return [step, before === null ? requestWaiting(after, waits) : held(before, after, waits)] as const;
  });
}

function earlierEnd({ ledger }: Asked, { before, after }: Step): AdHocClosure['until'] {
  if (before !== null) return before.until;
  return ledger.request === null ? after.until : requestOf(ledger).until;
}

/** The closure goes on as it stands, and has seen the events. */
function held(
  stands: AdHocClosure,
  after: AdHocClosure,
  waits: Omit<Waiting, 'kind' | 'changes'>,
): AdHocClosure {
  const { revision = 0 } = after;
  return { ...changeWaiting(stands, changesBetween(stands, after), waits), revision };
}

function allowed({ known, after }: Step, who: string, now: number): AdHocClosure {
  if (known === null || !isWaiting(known)) return after;
  const { revision = 0, endedAt } = after;
  if (isRequest(known)) {
    // What nobody had agreed to by its own end was never in force, whatever is said of it afterwards.
    if (endedAt === null && lastEndOf(after) <= now) return { ...known, revision };
    if (endedAt === null || endedAt > now) return after;
    return { ...withoutWaiting(known), decided: { decision: 'withdrawn', by: who, at: endedAt }, revision };
  }
  // What waits beside goes on waiting, unless it has come about with this.
  const left = changesBetween(after, { ...after, ...known.waiting.changes });
  const isLeft = endedAt === null && Object.keys(left).length > 0;
  return isLeft ? { ...after, waiting: { ...known.waiting, changes: left } } : after;
}

async function putClosure(
  deps: KeepingDeps,
  { organization, known }: Step,
  next: AdHocClosure,
): Promise<boolean> {
  const { id } = organization;
  const count = () => countOf(deps, organization, next);
  const isNew = isWaiting(next) && next.waiting !== known?.waiting;
  if (isNew) await tell(deps, waitingFact(id, next, await count()));
  else if (known && isRequest(known) && next.decided)
    await tell(deps, decidedFact(id, known, next.decided, await count()));
  return deps.store.putAdHoc(id, next, known ?? 'absent');
}

function withChanges(
  closure: AdHocClosure,
  { changes, cancelledAt }: ClosureLedger,
  config: Config,
): AdHocClosure {
  const { ending, text, reason, urgent } = changes;
  const { message = null, text: words = null, language = null } = text?.value ?? {};
  const until = ending ? endOfChange(ending.value, closure.from) : closure.until;
  const { endedAt } = closure;
  const said = [
    ...Object.values(changes).flatMap((one) => one?.at ?? []),
    ...(cancelledAt === null ? [] : [cancelledAt]),
  ];
  return {
    ...closure,
    ...(said.length > 0 ? { updatedAt: Math.max(...said) } : {}),
    until,
    ...(text && !closure.hold
      ? { effect: effectOf({ hold: false, message, text: words, language }, config) }
      : {}),
    ...(reason ? { reason: reason.value } : {}),
    ...(urgent ? { urgent: urgent.value } : {}),
    // What was over by then has ended at its own end.
    endedAt: cancelledAt === null || cancelledAt >= lastEndOf({ until, endedAt }) ? endedAt : cancelledAt,
  };
}
