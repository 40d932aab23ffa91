/** Who is not closed although a closure has begun. */
import type { Instant } from '../../clock.ts';
import type { Chain } from '../../closures/chains.ts';
import { isClosing, overlayOfKey } from '../../closures/overlay.ts';
import { stagedWinner } from '../../closures/staged/in-a-resolution.ts';
import { stagedChains } from '../../closures/staged/staged-chains.ts';
import { lastBoundary } from '../../closures/timeline.ts';
import type { BusinessMark } from '../../store/records.ts';
import type { Cohort, Situation } from '../situation/situation.ts';
import { cohortWanted } from '../situation/wanted.ts';
import { type StagedNow, stagedNow } from './staged-now.ts';

/** A closing that is not carried out this long after its instant is late. */
export const LATE_MILLISECONDS = 60_000;

export interface NotClosed {
  businesses: number;
  /** Since the first of them should have been closed. */
  lateMilliseconds: number;
}

export const NOBODY: NotClosed = { businesses: 0, lateMilliseconds: 0 };

interface Begun {
  key: string;
  start: Instant;
  /** When it took effect. */
  begins: Instant;
  endsAt: Instant;
  /** It was told to have begun by a pass before: what that left in place may have been taken back since. */
  isKnown: boolean;
}

/**
 * Those that it should have closed a minute ago and more, and that are not closed, or were not when it ended.
 * @param situation with those apart who were relaunched: see `relaunchedApart`
 */
export function notClosed(
  situation: Situation,
  marks: ReadonlyMap<string, BusinessMark>,
  begun: Begun,
  now: Instant,
): NotClosed {
  const { begins, endsAt } = begun;
  const at = Math.min(now, endsAt);
  if (at - begins < LATE_MILLISECONDS) return NOBODY;
  const isClosed = closedByKey();
  let [businesses, since] = [0, at];
  for (const cohort of situation.cohorts) {
    for (const staged of stagedMissing(cohort, situation, marks, begun, at)) {
      businesses += staged.businesses;
      since = Math.min(since, staged.due);
    }
    const asked = Math.min(now, endsAt - 1);
    if (!closesFor(cohort, begun, asked)) continue;
    const missing = cohort.businesses.filter(({ id }) => isToClose(marks.get(id), isClosed)).length;
    const closing =
      missing > 0 ? sinceWhen(cohort, begins, asked, (instant) => closesFor(cohort, begun, instant)) : at;
    if (at - closing < LATE_MILLISECONDS) continue;
    businesses += missing;
    since = Math.min(since, closing);
  }
  return { businesses, lateMilliseconds: at - since };
}

/** Whose hours in place leave open what it takes of them now; since its first minute, as far as they were there then. */
function stagedMissing(
  cohort: Cohort,
  situation: Situation,
  marks: ReadonlyMap<string, BusinessMark>,
  { key, start, begins, endsAt, isKnown }: Begun,
  at: Instant,
): StagedNow[] {
  const isBegun = (chain: Chain | null) => chain?.source.key === key && chain.start === start;
  // Most are switched, and what the hours of a moment ago should have been takes long to work out.
  if (!stagedChains(cohort.timeline).some(isBegun)) return [];
  const openAt = (instant: Instant, by: Instant) =>
    stagedNow(cohort, situation, marks, instant).filter(({ closes, due }) => isBegun(closes) && due <= by);
  if (!isKnown) return openAt(begins, at - LATE_MILLISECONDS);
  const isWon = (instant: Instant) => isBegun(stagedWinner(cohort.timeline, instant));
  const last = Math.min(at, endsAt - 1);
  // What another closure has put in place of its hours is not to be closed by it; what leaves nothing open may have been put back.
  const open = isWon(last) ? openAt(last, last) : [];
  if (open.length === 0) return [];
  const since = sinceWhen(cohort, begins, last, isWon);
  return openAt(since, at - LATE_MILLISECONDS).filter(({ who }) => open.some((one) => one.who === who));
}

/** Whoever cannot be closed is not late. */
export function isToClose(mark: BusinessMark | undefined, isClosed: (key: string) => boolean): boolean {
  if (mark?.noSettings || mark?.state === 'gone') return false;
  return !isClosed(mark?.overlayKey ?? '');
}

/** Thousands share a key. */
export function closedByKey(): (key: string) => boolean {
  const known = new Map<string, boolean>();
  return (key) => {
    const isClosed = known.get(key) ?? isClosing(overlayOfKey(key));
    known.set(key, isClosed);
    return isClosed;
  };
}

/** Whether the closure is the one that counts most for a cohort, and closes it. */
function closesFor(cohort: Cohort, { key, start }: Begun, at: Instant): boolean {
  const { chains, resolution } = cohortWanted(cohort, at);
  if (chains[0]?.source.key !== key || chains[0].start !== start) return false;
  return resolution.reachable.value === false || resolution.chatHours.value === 'closed';
}

/** Since when something is so without a break: a hold or an opening may have masked a closure until then. */
function sinceWhen(
  { timeline }: Cohort,
  begins: Instant,
  at: Instant,
  isSo: (instant: Instant) => boolean,
): Instant {
  let since = lastBoundary(timeline, at) ?? begins;
  while (since > begins && isSo(since - 1)) since = lastBoundary(timeline, since - 1) ?? begins;
  return Math.max(since, begins);
}
