import type { Instant } from '../../clock.ts';
import { isoOf } from '../../clock.ts';
import { instantOf } from '../../closures/civil-time.ts';
import { LONGEST_CLOSURE_MILLISECONDS } from '../../closures/limits.ts';
import type { Config } from '../../config/model.ts';
import type { KeepingDeps } from '../../reconcile/pass/deps.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import { appliedConfig, selectOrganizations } from '../../reconcile/pass/session.ts';
import type { Note } from '../../store/notes.ts';
import type { NoteStore } from '../../store/store.ts';
import { type Deed, deedOf, noteDeed } from '../deeds.ts';
import { carryOut, refuseBeyond } from './carry-out.ts';
import { isPast, refuseFarEnd } from './closure-bounds.ts';
import {
  type ClosureEvent,
  type ClosureLedger,
  EMPTY_LEDGER,
  mergeEvent,
  type Sender,
} from './closure-ledger.ts';
import { closureOf, effectOf } from './closure-request.ts';
import { concernedBy, findClosure } from './find-closures.ts';
import { ledgerNote } from './ledger-note.ts';
import { endOfChange, requestOf } from './ledger-request.ts';

/** When a sender decided something, and who it is. */
export interface Sending extends Sender {
  at: Instant;
  /** The one organization that exists for the sender. Default: all. */
  organization?: string;
}

export interface ClosureEventAnswer {
  id: string;
  /** Organizations in which the closure stands, to be reconciled now. */
  organizations: string[];
  /** What was asked for waits for its request, which it has overtaken. */
  waiting: boolean;
}

/** Others that merge at the same moment are let through first, this often. */
const ATTEMPTS = 20;

/**
 * Takes an event about an ad-hoc closure: idempotent on its id, whatever the order in which events arrive.
 * @throws UsageError where it asks for something that cannot be, or that is over already; nothing is changed then
 */
export async function takeClosureEvent(
  deps: KeepingDeps,
  event: ClosureEvent,
  { at, organization: only, ...sender }: Sending,
): Promise<ClosureEventAnswer> {
  const config = await configOf(deps, only ?? null);
  const owner = only ?? EVERYWHERE;
  const { id } = event.detail;
  refuseFarDecision(at, deps.clock.now());
  const note = ledgerNote(id);
  const who = sender.actor ?? `event:${sender.source}`;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const text = await deps.store.readNote(owner, note.name);
    const known = (text === null ? null : note.fromText(text)) ?? (await newLedger(deps, config, event, at));
    const merged = mergeEvent(known, event, at, sender);
    const placed = merged === known ? known : await place(deps, config, event, merged);
    const asked = { id, who, ledger: placed };
    if (merged !== known) await refuseBeyond(deps, config, asked);
    if (merged !== known && !(await swap(deps.store, owner, note, text, placed))) continue;
    const organizations = await carryOut(deps, config, asked);
    if (merged !== known) await noteEvent(deps, event, organizations, who);
    return { id, organizations, waiting: organizations.length === 0 };
  }
  throw new Error(`Too many events about the closure "${id}" at once.`);
}

/** In history it reads as if a command had asked for it. */
async function noteEvent(
  deps: KeepingDeps,
  event: ClosureEvent,
  organizations: readonly string[],
  who: string,
): Promise<void> {
  for (const organization of organizations) {
    const closure = await deps.store.readAdHoc(organization, event.detail.id);
    if (closure !== null) await noteDeed(deps, deedOf(organization, actionOf(event), closure, who));
  }
}

function actionOf({ kind, detail }: ClosureEvent): Deed['action'] {
  if (kind === 'requested') return 'hold' in detail && detail.hold ? 'hold' : 'close';
  if (kind === 'cancelled') return 'reopen';
  return 'until' in detail || 'for' in detail ? 'extend' : 'change';
}

/** How wrong a sender's clock may be: what was decided later counts, so that a date in 2099 would count for ever. */
const AHEAD_MILLISECONDS = 24 * 3600_000;

function refuseFarDecision(at: Instant, now: Instant): void {
  if (at - now <= AHEAD_MILLISECONDS && now - at <= LONGEST_CLOSURE_MILLISECONDS) return;
  throw new UsageError(
    'too-far',
    `It is said to have been decided at ${isoOf(at)}, which is more than a day ahead or two years ago.`,
    'Mend `at`, or the clock of the sender.',
  );
}

/**
 * Ledgers belong to no organization: a cancellation that overtakes its request does not say which. Those of a sender that
 * has one organization belong to it, so that nobody meddles with what somebody else asked for under the same id.
 */
const EVERYWHERE = '';

/** The configuration as far as it exists for the sender. */
async function configOf(deps: KeepingDeps, organization: string | null): Promise<Config> {
  const { config } = await appliedConfig(deps.store);
  return { ...config, organizations: selectOrganizations(config, organization) };
}

/** How long a ledger outlives what it asks for: events come again within days, and people look back further. */
const KEPT_MILLISECONDS = 90 * 24 * 3600_000;

function swap(
  store: NoteStore,
  owner: string,
  { name, toText }: Note<ClosureLedger>,
  before: string | null,
  ledger: ClosureLedger,
): Promise<boolean> {
  return store.swapNote(owner, name, before, toText(ledger), forgetAt(ledger));
}

/**
 * When a ledger may be forgotten. It is kept until everything that was asked for is long over, so that what comes again
 * afterwards is refused as over, and wakes nothing. Without an end that is counted from what was said last: from then on
 * the closure itself, which stays as long as it is in force, and the age of a request tell.
 */
function forgetAt(ledger: ClosureLedger): Instant {
  const { request, changes, cancelledAt } = ledger;
  const said = [request, ...Object.values(changes)].map((one) => one?.at ?? 0);
  const { from = null, until = null } = request === null ? {} : requestOf(ledger);
  const { ending } = changes;
  const start = from ?? isoOf(request?.at ?? ending?.at ?? 0);
  const ends = [until, ending ? endOfChange(ending.value, start) : null];
  const instants = ends.flatMap((end) => (end === null ? [] : instantOf(end, 'UTC', 'end')));
  return Math.max(cancelledAt ?? 0, ...said, ...instants) + KEPT_MILLISECONDS;
}

/** A closure that a command made, or whose ledger is forgotten, may have seen events: the new ones count on from there. */
async function newLedger(
  deps: KeepingDeps,
  config: Config,
  { kind, detail }: ClosureEvent,
  at: Instant,
): Promise<ClosureLedger> {
  if (kind === 'requested') {
    refuseOld(detail.id, at, deps.clock.now());
    return EMPTY_LEDGER;
  }
  const found = await findClosure(deps, config.organizations, detail.id);
  return { ...EMPTY_LEDGER, revision: Math.max(0, ...found.map(({ closure }) => closure.revision ?? 0)) };
}

/** The ledger with the organizations that the closure concerns, once what it asks for is known to be possible. */
async function place(
  deps: KeepingDeps,
  config: Config,
  { kind }: ClosureEvent,
  ledger: ClosureLedger,
): Promise<ClosureLedger> {
  if (kind === 'changed') refuseImpossible(config, ledger, deps.clock.now());
  if (kind !== 'requested' || ledger.request === null) return ledger;
  const closure = closureOf(requestOf(ledger), config, ledger.request.at);
  const { concerned } = await concernedBy(deps, closure, config.organizations);
  const businesses = concerned.flatMap((one) => one.businesses);
  if (isPast(closure.until, businesses, deps.clock.now())) throw over(closure.id);
  const organizations = concerned.map(({ organization }) => organization.id);
  return { ...ledger, organizations: [...new Set([...ledger.organizations, ...organizations])].sort() };
}

function refuseImpossible(config: Config, { changes, request }: ClosureLedger, now: Instant): void {
  const { message = null, text = null, language = null } = changes.text?.value ?? {};
  const from = request?.value.from ?? isoOf(request?.at ?? now);
  const until = changes.ending ? endOfChange(changes.ending.value, from) : null;
  if (until !== null) refuseFarEnd(until, Math.max(instantOf(from, 'UTC', 'start'), now));
  effectOf({ hold: false, message, text, language }, config);
}

/** Its ledger may be forgotten, and with it that the closure was ended. */
function refuseOld(id: string, at: Instant, now: Instant): void {
  if (now - at < KEPT_MILLISECONDS) return;
  throw new UsageError(
    'stale',
    `The closure "${id}" was asked for more than 90 days before its request arrived.`,
    'Send it earlier, or ask for it anew under another id.',
  );
}

function over(id: string): UsageError {
  return new UsageError(
    'stale',
    `The closure "${id}" was over before its request arrived.`,
    'Send it earlier.',
  );
}
