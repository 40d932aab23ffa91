/** What commands and events asked for, as one looks at it before ending or changing it. Asks Partoo nothing. */
import type { Instant } from '../../clock.ts';
import { isoOf } from '../../clock.ts';
import { asAsked, wasNeverInForce } from '../../closures/agreement.ts';
import { instantOf } from '../../closures/civil-time.ts';
import type {
  AdHocClosure,
  Bound,
  Business,
  Decided,
  MessageRef,
  Scope,
  Waiting,
} from '../../closures/model.ts';
import type { Organization } from '../../config/model.ts';
import type { KeepingDeps } from '../../reconcile/pass/deps.ts';
import { lapsesAt, lastEndOf } from '../../reconcile/pass/ended-closures.ts';
import { appliedConfig, selectOrganizations } from '../../reconcile/pass/session.ts';
import type { Directory } from '../../store/store.ts';
import { businessesOf, findClosure } from './find-closures.ts';

/** In the order in which they are listed. */
export const CLOSURE_STATES = ['waiting', 'in-force', 'scheduled', 'ended', 'declined'] as const;
export type ClosureState = (typeof CLOSURE_STATES)[number];

/** A closure or a hold as documents show it. */
export type ListedClosure = {
  id: string;
  organization: string;
  kind: 'closure' | 'hold';
  /** In local time of each business where it has no offset. */
  from: Bound;
  /** null: until further notice. */
  until: Bound | null;
  reason: string | null;
  urgent: boolean;
  /** `scheduled` until it begins somewhere, `ended` once it is over everywhere; `waiting` until somebody agrees to it. */
  state: ClosureState;
  /** How many its scope has as of the last refresh. */
  businesses: number;
  /** For how many of these it counts no more while it is in force: released since it began, or switched on in Partoo. */
  released: number;
  /** The zone of all of them; null: they have several, or none is known. */
  timezone: string | null;
  /** Who asked: see `lib/closures/actors.ts`. */
  actor: string;
  createdAt: string;
  updatedAt: string;
  /** When somebody ended it; null: nobody did. */
  endedAt: string | null;
  /** What waits for approval: all of it, or a change of one that goes on as it is; null: nothing. */
  waiting: ListedWaiting | null;
  /** How the request for it was decided; null: it needed no approval, or has none yet. */
  decided: { decision: Decided['decision']; by: string; at: string } | null;
} & ({ scope: Scope } | { all: true }) &
  Partial<MessageRef>;

type ListedWaiting = Partial<MessageRef> & {
  kind: Waiting['kind'];
  beyond: Waiting['beyond'];
  by: string[];
  at: string;
  /** What is asked to be otherwise; left out: it stays. */
  from?: Bound;
  until?: Bound | null;
  reason?: string | null;
  urgent?: boolean;
};

/** Those of which something waits first, those in force, then those to come, each in the order of their beginning; those that have ended come last, the latest first. */
export async function listClosures(
  deps: KeepingDeps,
  { organization: organizationId, ended }: { organization: string | null; ended: boolean },
): Promise<ListedClosure[]> {
  const { config } = await appliedConfig(deps.store);
  const found: Found[] = [];
  for (const organization of selectOrganizations(config, organizationId))
    found.push(...(await closuresOf(deps, organization, ended)));
  return found
    .filter(({ listed }) => ended || !isOver(listed))
    .sort((a, b) => placeOf(a.listed) - placeOf(b.listed) || byTime(a, b))
    .map(({ listed }) => listed);
}

/** Whether there is nothing to be done about it any more. */
function isOver({ state, waiting }: Pick<ListedClosure, 'state' | 'waiting'>): boolean {
  return (state === 'ended' || state === 'declined') && waiting === null;
}

function placeOf({ state, waiting }: ListedClosure): number {
  return waiting === null ? CLOSURE_STATES.indexOf(state) : 0;
}

/** One by its id, in every organization (or that one) that has it. */
export async function closuresOfId(
  deps: KeepingDeps,
  id: string,
  organizationId: string | null,
): Promise<{ closure: AdHocClosure; listed: ListedClosure }[]> {
  const { config } = await appliedConfig(deps.store);
  const all = await findClosure(deps, selectOrganizations(config, organizationId), id);
  return Promise.all(
    all.map(async ({ organization, closure }) => {
      const directory = await deps.store.readDirectory(organization.id);
      return { closure, ...(await foundAmong(deps, organization, directory, [closure]))[0]! };
    }),
  );
}

interface Found {
  listed: ListedClosure;
  start: Instant;
  end: Instant;
}

function byTime(a: Found, b: Found): number {
  return isOver(a.listed) ? b.end - a.end : a.start - b.start;
}

async function closuresOf(deps: KeepingDeps, organization: Organization, ended: boolean): Promise<Found[]> {
  const { store } = deps;
  const [directory, listed, putAway] = await Promise.all([
    store.readDirectory(organization.id),
    store.listAdHoc(organization.id),
    ended ? store.listPutAway(organization.id) : [],
  ]);
  return foundAmong(deps, organization, directory, [...listed, ...putAway]);
}

async function foundAmong(
  { store, clock }: KeepingDeps,
  organization: Organization,
  directory: Directory | null,
  closures: readonly AdHocClosure[],
): Promise<Found[]> {
  const all = closures.map((closure) => {
    const businesses = businessesOf(closure, organization, directory);
    return { closure, businesses, ...found(organization.id, closure, businesses, clock.now()) };
  });
  const inForce = all.filter(({ listed: { state, kind } }) => state === 'in-force' && kind === 'closure');
  if (inForce.length === 0) return all;
  const marks = await store.listMarks(organization.id);
  const lettingGo = new Map(marks.map(({ business, override }) => [business, override]));
  for (const { listed, closure, businesses } of inForce)
    listed.released = businesses.filter((one) => isLetGo(closure, one, lettingGo.get(one.id))).length;
  return all;
}

/** What had begun when somebody let go of a business counts for it no more (design rule 14). */
function isLetGo({ from }: AdHocClosure, { zone }: Business, at: Instant | null | undefined): boolean {
  return zone !== null && at != null && instantOf(from, zone, 'start') <= at;
}

function found(
  organization: string,
  closure: AdHocClosure,
  businesses: readonly Business[],
  now: Instant,
): Found {
  const { id, all, scope, from, until, hold, reason, urgent, actor, createdAt, updatedAt } = closure;
  const { zones, start, end } = spanOnce(closure, businesses);
  return {
    listed: {
      ...{ id, organization, kind: hold ? 'hold' : 'closure' },
      ...(all ? { all: true as const } : { scope }),
      ...{ from, until, ...messageOf(closure), reason, urgent },
      state: stateOf(closure, { start, end }, now),
      businesses: businesses.length,
      released: 0,
      timezone: zones.length === 1 ? zones[0]! : null,
      actor,
      createdAt: isoOf(createdAt),
      updatedAt: isoOf(updatedAt ?? createdAt),
      endedAt: endOf(closure),
      waiting: waitingOf(closure, now),
      decided: closure.decided ? { ...closure.decided, at: isoOf(closure.decided.at) } : null,
    },
    ...{ start, end },
  };
}

function stateOf(
  closure: AdHocClosure,
  { start, end }: { start: Instant; end: Instant },
  now: Instant,
): ClosureState {
  if (closure.decided?.decision === 'declined') return 'declined';
  if (wasNeverInForce(closure)) return closure.waiting && lapsesAt(closure) > now ? 'waiting' : 'ended';
  return end <= now ? 'ended' : start > now ? 'scheduled' : 'in-force';
}

function endOf(closure: AdHocClosure): string | null {
  const { endedAt, decided } = closure;
  if (wasNeverInForce(closure)) return decided ? isoOf(decided.at) : null;
  return endedAt === null ? null : isoOf(endedAt);
}

function waitingOf({ waiting, ...closure }: AdHocClosure, now: Instant): ListedWaiting | null {
  if (!waiting || lapsesAt({ ...closure, waiting }) <= now) return null;
  const { kind, beyond, by, at, changes } = waiting;
  const { endedAt: _, effect, ...plain } = changes;
  const said = effect ? messageOf({ ...closure, effect }) : {};
  return { kind, beyond, by, at: isoOf(at), ...plain, ...said };
}

interface Span {
  zones: readonly string[];
  start: Instant;
  end: Instant;
}

// Lists are asked for more often than anything in them changes; a store gives the same objects meanwhile.
const knownSpans = new WeakMap<AdHocClosure, { businesses: readonly Business[]; span: Span }>();

function spanOnce(closure: AdHocClosure, businesses: readonly Business[]): Span {
  const known = knownSpans.get(closure);
  if (known?.businesses === businesses) return known.span;
  const zones = [...new Set(businesses.flatMap(({ zone }) => zone ?? []))];
  const asked = wasNeverInForce(closure) ? { ...asAsked(closure), endedAt: null } : closure;
  const span = { zones, ...spanOf(asked, zones) };
  knownSpans.set(closure, { businesses, span });
  return span;
}

/** From the first beginning in any of the zones to the last end. */
function spanOf(closure: AdHocClosure, zones: readonly string[]): { start: Instant; end: Instant } {
  const { from, until, endedAt } = closure;
  const among = zones.length > 0 ? zones : ['UTC'];
  const start = Math.min(...among.map((zone) => instantOf(from, zone, 'start')));
  const ends = until === null ? [lastEndOf(closure)] : among.map((zone) => instantOf(until, zone, 'end'));
  return { start, end: Math.min(Math.max(...ends), endedAt ?? Number.POSITIVE_INFINITY) };
}

function messageOf({ effect, hold }: Pick<AdHocClosure, 'effect' | 'hold'>): Partial<MessageRef> {
  if (hold || effect.kind !== 'set' || typeof effect.offlineMessage !== 'object') return {};
  return effect.offlineMessage;
}
