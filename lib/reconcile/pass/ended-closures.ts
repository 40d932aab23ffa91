import type { Instant } from '../../clock.ts';
import { asAsked } from '../../closures/agreement.ts';
import { instantOf } from '../../closures/civil-time.ts';
import type { AdHocClosure } from '../../closures/model.ts';
import type { Store } from '../../store/store.ts';
import type { Situation } from '../situation/situation.ts';

// Asked of the same closures over and over.
const knownEnds = new WeakMap<Pick<AdHocClosure, 'until' | 'endedAt'>, Instant>();

/** No zone is further behind UTC: a local day is over everywhere after this. */
const FURTHEST_ZONE_MILLISECONDS = 12 * 3600_000;
/** How long a closure has to be over before it is put away: clocks differ, and passes overlap. */
const OVER_MILLISECONDS = 60_000;
/** How long one that is over is still found by its id, and by a plan of the past. Its history stays. */
const KEPT_MILLISECONDS = 90 * 24 * 3600_000;

/** When a closure is over in every zone; Infinity: nobody knows. */
export function lastEndOf(closure: Pick<AdHocClosure, 'until' | 'endedAt'>): Instant {
  const known = knownEnds.get(closure);
  if (known !== undefined) return known;
  const { until, endedAt } = closure;
  const asked = until === null ? Number.POSITIVE_INFINITY : lastInstantOf(until);
  const end = Math.min(asked, endedAt ?? Number.POSITIVE_INFINITY);
  knownEnds.set(closure, end);
  return end;
}

/** When what waits of it is of no use to anybody any more, because it would be over everywhere; Infinity: nobody knows. */
export function lapsesAt(closure: AdHocClosure): Instant {
  return lastEndOf({ until: asAsked(closure).until, endedAt: null });
}

/** One that waits is looked at until it lapses. */
function lastUseOf(closure: AdHocClosure): Instant {
  return Math.max(lastEndOf(closure), closure.waiting === undefined ? 0 : lapsesAt(closure));
}

function lastInstantOf(bound: string): Instant {
  const isInstant = /(Z|[+-]\d{2}:?\d{2})$/i.test(bound) && bound.includes('T');
  return instantOf(bound, 'UTC', 'end') + (isInstant ? 0 : FURTHEST_ZONE_MILLISECONDS);
}

/** The ad-hoc closures that may be in force at `at` or later. What passes have put away is only read for a past instant. */
export async function adHocSince(
  store: Store,
  organization: string,
  at: Instant,
  now: Instant,
): Promise<AdHocClosure[]> {
  const listed = await store.listAdHoc(organization);
  const putAway = at < now - OVER_MILLISECONDS ? await store.listPutAway(organization) : [];
  const all = putAway.length === 0 ? listed : [...listed, ...putAway].sort(oldestFirst);
  return all.filter((closure) => lastEndOf(closure) > at);
}

function oldestFirst(one: AdHocClosure, other: AdHocClosure): number {
  return one.createdAt - other.createdAt;
}

/**
 * Puts away what is over everywhere, so that no later pass reads it, nor matches it against businesses (design rule 27).
 * To be called when its end was told.
 */
export async function putEndedAway(store: Store, situation: Situation, now: Instant): Promise<void> {
  const before = now - OVER_MILLISECONDS;
  const isOver = (closure: AdHocClosure) => lastUseOf(closure) <= before;
  // The situation tells for nothing what another list from the store would.
  if (!situation.adHoc.some(isOver)) return;
  const { id } = situation.organization;
  const ended = (await store.listAdHoc(id)).filter(isOver);
  await store.putAway(id, ended, now + KEPT_MILLISECONDS);
  await store.forgetPast(id, now);
}
