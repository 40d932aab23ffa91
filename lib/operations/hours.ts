import type { Instant } from '../clock.ts';
import { adHocIdIn } from '../closures/ad-hoc-key.ts';
import { instantOf, isoInZone } from '../closures/civil-time.ts';
import { countsFor } from '../closures/cohort-wanted.ts';
import type { Bound, Business } from '../closures/model.ts';
import { openTimes } from '../closures/opening/opening.ts';
import { hoursOf } from '../closures/opening/own-hours.ts';
import { type BusinessRecord, STAGED_AHEAD_MILLISECONDS } from '../closures/record.ts';
import { type Timeline, timelineOf } from '../closures/timeline.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { appliedConfig } from '../reconcile/pass/session.ts';
import { recordOf } from '../reconcile/situation/marks.ts';
import type { Cohort, Situation } from '../reconcile/situation/situation.ts';
import { cohortWanted, linkAt, Wanting } from '../reconcile/situation/wanted.ts';
import { findBusiness } from './find-business.ts';
import { storedSituation } from './stored-situations.ts';
import { recall } from './survey.ts';

/** When people are answered, and where not, which closures are why; none: its own hours. */
interface HoursInterval {
  start: string;
  end: string;
  state: 'open' | 'closed';
  closures: ({ rule: string; name: string } | { id: string; name: string })[];
}

export interface HoursReport {
  organization: string;
  business: string;
  code: string | null;
  timezone: string;
  intervals: HoursInterval[];
}

const LONGEST_MILLISECONDS = 366 * 86_400_000;
const DEFAULT_MILLISECONDS = 7 * 86_400_000;

/**
 * When a business answers in a window (default: the coming week), without a gap. Reads the store only.
 * @param from and `to`: a date or a time without offset is the business' own local one
 * @throws UsageError
 */
export async function hours(
  deps: Deps,
  name: string,
  options: { from: Bound | null; to: Bound | null; organization: string | null },
): Promise<HoursReport> {
  const { config } = await appliedConfig(deps.store);
  const { organization, business } = await findBusiness(deps.store, config, name, options.organization);
  const { zone } = business;
  if (zone === null)
    throw new UsageError(
      'zone-unknown',
      `The zone of "${name}" cannot be told, so nothing is done to it.`,
      'Set it under `businesses` or `corrections` in closures.yml.',
    );
  const from = options.from === null ? deps.clock.now() : instantOf(options.from, zone, 'start');
  const to = options.to === null ? from + DEFAULT_MILLISECONDS : instantOf(options.to, zone, 'end');
  refuseWindow(from, to);
  const situation =
    (await storedSituation(deps, config, organization, { from, to })) ??
    (await recall(deps, config, organization, { from, to, only: business.id }, []));
  const cohort = situation?.cohortOf.get(business.id);
  if (!situation || !cohort) throw new Error('unreachable: a business with a zone is in a cohort');
  const stored = await deps.store.readBusinesses(organization.id, [business.id]);
  const record = recordOf(stored.get(business.id), business.id, business.code);
  const ends = endsOf(record);
  const cuts = [from, ...ends.map(({ at }) => at).filter((at) => at > from && at < to), to].sort(
    (a, b) => a - b,
  );
  const pieces = cuts.slice(1).flatMap((end, index) => {
    const start = cuts[index] as Instant;
    const counts = ends.filter(({ at }) => at <= start).map((one) => one.counts);
    return piecesOf({ situation, cohort, business, counts }, start, end);
  });
  return {
    organization: organization.id,
    business: business.id,
    code: business.code,
    timezone: zone,
    intervals: merged(pieces).map((one) => ({
      ...one,
      start: isoInZone(one.start, zone),
      end: isoInZone(one.end, zone),
    })),
  };
}

function refuseWindow(from: Instant, to: Instant): void {
  if (to <= from)
    throw new UsageError('window', 'The window ends before it begins.', 'Give a `to` after `from`.');
  if (to - from > LONGEST_MILLISECONDS)
    throw new UsageError('window', 'The window is longer than a year.', 'Ask for it in parts.');
}

interface Interval extends Pick<HoursInterval, 'state' | 'closures'> {
  start: Instant;
  end: Instant;
}

interface Asked {
  situation: Situation;
  cohort: Cohort;
  business: Business;
  /** Which closures count: all of these have to agree. */
  counts: readonly Counts[];
}

type Counts = ReturnType<typeof countsFor>;

/** Since when closures do not count any more, because somebody opened the business all the same, or let go of it. */
function endsOf({ override, letGo }: BusinessRecord): { at: Instant; counts: Counts }[] {
  return [
    ...(override === null ? [] : [{ at: override, counts: countsFor(override, null) }]),
    ...(letGo === undefined
      ? []
      : [{ at: letGo - STAGED_AHEAD_MILLISECONDS, counts: countsFor(null, letGo) }]),
  ];
}

function piecesOf({ situation, cohort, business, counts }: Asked, from: Instant, to: Instant): Interval[] {
  if (from >= to) return [];
  const { zone } = cohort;
  const timeline = timelineWith(cohort.timeline, counts);
  const open = openTimes({ timeline, zone, hours: hoursOf(business), at: from, chainEnd: to }, to);
  const wanting = new Wanting(situation);
  const edges = [...open.flatMap(({ start, end }) => [start, end]), ...timeline.boundaries]
    .filter((at) => at > from && at < to)
    .sort((a, b) => a - b);
  const starts = [from, ...new Set(edges)];
  return starts.map((start, index): Interval => {
    const isOpen = open.some((one) => one.start <= start && start < one.end);
    const closures = isOpen ? [] : closuresAt(wanting, { cohort: { timeline }, business }, start);
    return { start, end: starts[index + 1] ?? to, state: isOpen ? 'open' : 'closed', closures };
  });
}

function timelineWith(timeline: Timeline, counts: readonly Counts[]): Timeline {
  if (counts.length === 0) return timeline;
  return timelineOf(timeline.chains.filter((chain) => counts.every((one) => one(chain))));
}

/** Those that win reachability, chat hours or the text: what lies beneath them is no reason, nor is what only announces. */
function closuresAt(
  wanting: Wanting,
  { cohort, business }: { cohort: { timeline: Timeline }; business: Business },
  at: Instant,
): HoursInterval['closures'] {
  const { reachable, chatHours, offlineMessage } = cohortWanted(cohort, at).resolution;
  const winners = new Set([reachable, chatHours, offlineMessage].flatMap(({ winner }) => winner ?? []));
  return [...winners].flatMap((chain) => {
    if (chain.announces) return [];
    const { key } = chain.source;
    const name = wanting.nameOf(business, chain, linkAt(chain, at));
    return chain.source.level === 'rule' ? { rule: key, name } : { id: adHocIdIn(key), name };
  });
}

function merged(pieces: readonly Interval[]): Interval[] {
  const intervals: Interval[] = [];
  for (const piece of pieces) {
    const last = intervals.at(-1);
    const isSame =
      last?.state === piece.state && JSON.stringify(last.closures) === JSON.stringify(piece.closures);
    if (last && isSame) last.end = piece.end;
    else intervals.push({ ...piece });
  }
  return intervals;
}
