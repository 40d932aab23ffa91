/** What commands and events asked for, as one looks at it before ending or changing it. Asks Partoo nothing. */
import type { Instant } from '../../clock.ts';
import { isoOf } from '../../clock.ts';
import { instantOf } from '../../closures/civil-time.ts';
import type { AdHocClosure, Bound, Business, MessageRef, Scope } from '../../closures/model.ts';
import type { Organization } from '../../config/model.ts';
import type { KeepingDeps } from '../../reconcile/pass/deps.ts';
import { lastEndOf } from '../../reconcile/pass/ended-closures.ts';
import { appliedConfig, selectOrganizations } from '../../reconcile/pass/session.ts';
import { businessesOf, findClosure } from './find-closures.ts';

export const CLOSURE_STATES = ['in-force', 'scheduled', 'ended'] as const;
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
  /** `scheduled` until it begins somewhere, `ended` once it is over everywhere. */
  state: ClosureState;
  /** How many it concerns as of the last refresh. */
  businesses: number;
  /** The zone of all of them; null: they have several, or none is known. */
  timezone: string | null;
  /** Who asked: see `lib/closures/actors.ts`. */
  actor: string;
  createdAt: string;
  updatedAt: string;
  /** When somebody ended it; null: nobody did. */
  endedAt: string | null;
} & ({ scope: Scope } | { all: true }) &
  Partial<MessageRef>;

/** Those in force first, then those to come, each in the order of their beginning; those that have ended come last, the latest first. */
export async function listClosures(
  deps: KeepingDeps,
  { organization: organizationId, ended }: { organization: string | null; ended: boolean },
): Promise<ListedClosure[]> {
  const { config } = await appliedConfig(deps.store);
  const found: Found[] = [];
  for (const organization of selectOrganizations(config, organizationId))
    found.push(...(await closuresOf(deps, organization, ended)));
  return found
    .filter(({ listed }) => ended || listed.state !== 'ended')
    .sort(
      (a, b) =>
        CLOSURE_STATES.indexOf(a.listed.state) - CLOSURE_STATES.indexOf(b.listed.state) || byTime(a, b),
    )
    .map(({ listed }) => listed);
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
      const businesses = businessesOf(closure, organization, directory);
      return { closure, ...found(organization.id, closure, businesses, deps.clock.now()) };
    }),
  );
}

interface Found {
  listed: ListedClosure;
  start: Instant;
  end: Instant;
}

function byTime(a: Found, b: Found): number {
  return a.listed.state === 'ended' ? b.end - a.end : a.start - b.start;
}

async function closuresOf(
  { store, clock }: KeepingDeps,
  organization: Organization,
  ended: boolean,
): Promise<Found[]> {
  const [directory, listed, putAway] = await Promise.all([
    store.readDirectory(organization.id),
    store.listAdHoc(organization.id),
    ended ? store.listPutAway(organization.id) : [],
  ]);
  const all = [...listed, ...putAway];
  return all.map((closure) =>
    found(organization.id, closure, businessesOf(closure, organization, directory), clock.now()),
  );
}

function found(
  organization: string,
  closure: AdHocClosure,
  businesses: readonly Business[],
  now: Instant,
): Found {
  const { id, all, scope, from, until, hold, reason, urgent, actor, createdAt, updatedAt } = closure;
  const zones = [...new Set(businesses.flatMap(({ zone }) => zone ?? []))];
  const { start, end } = spanOf(closure, zones);
  return {
    listed: {
      ...{ id, organization, kind: hold ? 'hold' : 'closure' },
      ...(all ? { all: true as const } : { scope }),
      ...{ from, until, ...messageOf(closure), reason, urgent },
      state: end <= now ? 'ended' : start > now ? 'scheduled' : 'in-force',
      businesses: businesses.length,
      timezone: zones.length === 1 ? zones[0]! : null,
      actor,
      createdAt: isoOf(createdAt),
      updatedAt: isoOf(updatedAt ?? createdAt),
      endedAt: closure.endedAt === null ? null : isoOf(closure.endedAt),
    },
    ...{ start, end },
  };
}

/** From the first beginning in any of the zones to the last end. */
function spanOf(closure: AdHocClosure, zones: readonly string[]): { start: Instant; end: Instant } {
  const { from, until, endedAt } = closure;
  const among = zones.length > 0 ? zones : ['UTC'];
  const start = Math.min(...among.map((zone) => instantOf(from, zone, 'start')));
  const ends = until === null ? [lastEndOf(closure)] : among.map((zone) => instantOf(until, zone, 'end'));
  return { start, end: Math.min(Math.max(...ends), endedAt ?? Number.POSITIVE_INFINITY) };
}

function messageOf({ effect, hold }: AdHocClosure): Partial<MessageRef> {
  if (hold || effect.kind !== 'set' || typeof effect.offlineMessage !== 'object') return {};
  return effect.offlineMessage;
}
