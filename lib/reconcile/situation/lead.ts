import type { Instant } from '../../clock.ts';
import type { Chain } from '../../closures/chains.ts';
import { MEMBERS, type Resolution } from '../../closures/precedence.ts';
import { hasStaged } from '../../closures/staged/staged-chains.ts';
import { inForceAt, nextBoundary } from '../../closures/timeline.ts';
import type { BusinessMark } from '../../store/records.ts';
import { requestsPerWrite } from './batch.ts';
import { relaunchedApart } from './relaunched-apart.ts';
import type { Cohort, Situation } from './situation.ts';
import { type CohortWanted, cohortWanted } from './wanted.ts';

/** The next closing of a cohort, and from when on it may be carried out. */
export interface Closing {
  /** The closing instant. */
  at: Instant;
  /** When its wave begins, so that the last business is closed at `at`. */
  startsAt: Instant;
  /** It never begins earlier than this before `at`, ms. */
  maxLead: number;
}

/** The furthest that any lead reaches. */
const LONGEST_LEAD = 24 * 3600_000;

/**
 * For every cohort that opens up to a closing soon: when to begin (design rule 17). Waves are laid out backwards from the
 * last one, so that one that follows close upon another begins earlier; none begins before its `maxLead`.
 *
 * @param situation with those apart who were relaunched: see `relaunchedApart`
 * @param spacing milliseconds between two requests
 */
export function closingsAhead(situation: Situation, at: Instant, spacing: number): Map<Cohort, Closing> {
  const closings = new Map<Cohort, Omit<Closing, 'startsAt'>>();
  for (const cohort of situation.cohorts) {
    const next = nextClosing(cohort, at);
    if (next) closings.set(cohort, next);
  }
  const instants = [...new Set([...closings.values()].map((closing) => closing.at))].sort((a, b) => b - a);
  const startOf = new Map<Instant, Instant>();
  let free = Number.POSITIVE_INFINITY;
  for (const instant of instants) {
    let businesses = 0;
    for (const [cohort, closing] of closings)
      if (closing.at === instant) businesses += cohort.businesses.length;
    const requests = businesses * requestsPerWrite(spacing) + 1;
    free = Math.min(free, instant) - requests * spacing;
    startOf.set(instant, free);
  }
  const ahead = new Map<Cohort, Closing>();
  for (const [cohort, closing] of closings) {
    const wished = startOf.get(closing.at) as Instant;
    ahead.set(cohort, { ...closing, startsAt: Math.max(wished, closing.at - closing.maxLead) });
  }
  return ahead;
}

/** The next instant after `at` at which something is to be begun: a wave with its lead, or a boundary. */
export function nextInstant(situation: Situation, at: Instant, spacing: number): Instant | null {
  return firstInstant(situation, at, spacing, ({ timeline }, from) => nextBoundary(timeline, from));
}

/**
 * The same, but for boundaries at which nobody has to write: hours that are staged are in place before. Where the last of what
 * a relaunch has ended is over, it is forgotten with a look.
 */
export function nextWork(
  situation: Situation,
  at: Instant,
  spacing: number,
  marks: ReadonlyMap<string, Pick<BusinessMark, 'override' | 'letGo'>>,
): Instant | null {
  const { situation: apart } = relaunchedApart(situation, marks, at);
  return firstInstant(apart, at, spacing, (cohort, from) =>
    Math.min(nextChange(cohort, from) ?? Number.POSITIVE_INFINITY, relaunchedUntil(cohort)),
  );
}

function relaunchedUntil({ relaunchedUntil: until = Number.POSITIVE_INFINITY }: Cohort): Instant {
  return until;
}

function firstInstant(
  situation: Situation,
  at: Instant,
  spacing: number,
  boundaryOf: (cohort: Cohort, at: Instant) => Instant | null,
): Instant | null {
  const ahead = closingsAhead(situation, at, spacing);
  let next = Number.POSITIVE_INFINITY;
  for (const cohort of situation.cohorts) {
    next = Math.min(next, boundaryOf(cohort, at) ?? Number.POSITIVE_INFINITY);
    const startsAt = ahead.get(cohort)?.startsAt ?? at;
    if (startsAt > at) next = Math.min(next, startsAt);
  }
  return Number.isFinite(next) ? next : null;
}

/** The next boundary at which a wave has to do something. */
function nextChange(cohort: Cohort, at: Instant): Instant | null {
  let next = nextBoundary(cohort.timeline, at);
  if (!hasStaged(cohort.timeline)) return next;
  let before = cohortWanted(cohort, at).resolution;
  while (next !== null && next - at <= LONGEST_LEAD) {
    const after = cohortWanted(cohort, next).resolution;
    if (!saysTheSame(before, after)) return next;
    before = after;
    next = nextBoundary(cohort.timeline, next);
  }
  return next;
}

function saysTheSame(before: Resolution, after: Resolution): boolean {
  return MEMBERS.every((member) => {
    const [one, other] = [before[member], after[member]];
    return one.value === other.value && (one.value === 'keep' || one.winner === other.winner);
  });
}

/**
 * Before when nothing has to be begun, asked at `at` or at any instant of the day after it: the first boundary, or the
 * earliest that a closing's lead may reach. Unlike {@link nextInstant} it does not move when another wave comes into
 * sight; within the lead of a closing it lies before `at`. Infinity where nothing is known to come.
 */
export function nothingBefore(situation: Situation, at: Instant): Instant {
  let first = Number.POSITIVE_INFINITY;
  for (const cohort of situation.cohorts) {
    first = Math.min(first, nextBoundary(cohort.timeline, at) ?? Number.POSITIVE_INFINITY);
    const closing = nextClosing(cohort, at, 2 * LONGEST_LEAD);
    if (closing) first = Math.min(first, closing.at - closing.maxLead);
  }
  return first;
}

/** The next instant, at most `within` from `at`, at which a cohort that is open, and that nothing forbids to lead, closes. */
function nextClosing(cohort: Cohort, at: Instant, within = LONGEST_LEAD): Omit<Closing, 'startsAt'> | null {
  const now = inForceAt(cohort.timeline, at);
  if (now.some(forbidsLead) || closes(cohortWanted(cohort, at))) return null;
  for (
    let next = nextBoundary(cohort.timeline, at);
    next !== null;
    next = nextBoundary(cohort.timeline, next)
  ) {
    if (next - at > within) return null;
    const wanted = cohortWanted(cohort, next);
    if (!closes(wanted)) {
      // Something else begins or ends before the closing: the lead may not reach behind it.
      if (inForceAt(cohort.timeline, next).some(forbidsLead) || endsAt(cohort, next)) return null;
      continue;
    }
    if (relaunchedUntil(cohort) <= next || now.some((chain) => chain.end <= (next as Instant))) return null;
    return { at: next, maxLead: maxLeadOf(wanted) };
  }
  return null;
}

function endsAt({ timeline }: Cohort, boundary: Instant): boolean {
  return inForceAt(timeline, boundary - 1).some((chain) => chain.end === boundary);
}

/** Whether a closing at `at` may begin before it: not while something lasts until then that the lead must not cut off. */
export function mayLead(cohort: Cohort, at: Instant): boolean {
  if (relaunchedUntil(cohort) <= at) return false;
  return !inForceAt(cohort.timeline, at - 1).some((chain) => forbidsLead(chain) || chain.end <= at);
}

/** A lead never reaches into a hold or an `open`, nor touches what is to be left alone. */
function forbidsLead({ source }: Chain): boolean {
  return source.level === 'hold' || source.effect.kind === 'leave' || source.effect.open;
}

function closes({ resolution }: CohortWanted): boolean {
  return resolution.reachable.value === false || resolution.chatHours.value === 'closed';
}

function maxLeadOf({ resolution }: CohortWanted): number {
  const winner =
    resolution.reachable.value === false ? resolution.reachable.winner : resolution.chatHours.winner;
  return winner?.source.maxLeadMilliseconds ?? 0;
}
