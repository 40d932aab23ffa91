import type { Instant } from '../../clock.ts';
import type { Chain } from '../../closures/chains.ts';
import { countsFor } from '../../closures/cohort-wanted.ts';
import { announcing, begunBy, type Timeline, timelineOf } from '../../closures/timeline.ts';
import type { BusinessMark } from '../../store/records.ts';
import type { Cohort, Situation } from './situation.ts';

type Mark = Pick<BusinessMark, 'override' | 'letGo'>;

/** Businesses by the closures that count for them: see {@link relaunchedApart}. */
interface Apart {
  /** With cohorts of their own for those who were relaunched or let go of. Who has none left is in one without businesses. */
  situation: Situation;
  /** Where a cohort's businesses are in that situation, if anybody was set apart of it. */
  peersOf: ReadonlyMap<Cohort, Peers>;
}

/**
 * Sets those apart for whom a relaunch or a release has ended closures that others of their cohort have: what these mask
 * for the others they do not for them, so that their next closing is another one, with a wave of its own.
 *
 * @param since what was over by then is not asked about
 */
export function relaunchedApart(
  situation: Situation,
  marks: ReadonlyMap<string, Mark>,
  since: Instant,
): Apart {
  const concerned = new Set<Cohort>();
  for (const [business, mark] of marks) {
    const cohort = isApart(mark) ? situation.cohortOf.get(business) : undefined;
    if (cohort) concerned.add(cohort);
  }
  const peersOf = new Map([...concerned].map((cohort) => [cohort, new Peers(cohort, since)]));
  if (concerned.size === 0) return { situation, peersOf };
  for (const [cohort, peers] of peersOf)
    for (const business of cohort.businesses)
      peers.cohortFor(marks.get(business.id)).businesses.push(business);
  const cohorts = situation.cohorts.flatMap((cohort) => peersOf.get(cohort)?.cohorts ?? cohort);
  return { situation: { ...situation, cohorts }, peersOf };
}

function isApart({ override, letGo }: Mark): boolean {
  return override !== null || letGo !== undefined;
}

/** A cohort's businesses, by what was ended for them. */
export class Peers {
  readonly #cohort: Cohort;
  readonly #since: Instant;
  readonly #others = new Map<string, Cohort>();
  readonly #rest: Cohort;

  constructor(cohort: Cohort, since: Instant) {
    this.#cohort = cohort;
    this.#since = since;
    this.#rest = { ...cohort, businesses: [] };
  }

  get cohorts(): Cohort[] {
    return [...new Set([this.#rest, ...this.#others.values()])];
  }

  /** That of a business, by what is remembered of it. */
  cohortFor(mark: Mark | undefined): Cohort {
    if (!mark || !isApart(mark)) return this.#rest;
    const key = `${mark.override} ${mark.letGo}`;
    let found = this.#others.get(key);
    if (!found) {
      found = this.#cohortOf(endedBy(this.#cohort.timeline, mark, this.#since));
      this.#others.set(key, found);
    }
    return found;
  }

  /** The same for all of whom the same was ended, whenever that was. */
  #cohortOf({ override, letGo, until }: Ended): Cohort {
    if (override === null && letGo === null) return this.#rest;
    const key = `${override} ${letGo ?? undefined}`;
    const found = this.#others.get(key) ?? {
      ...this.#cohort,
      timeline: withoutEnded(this.#cohort.timeline, override, letGo),
      businesses: [],
      ...(override === null ? {} : { relaunchedUntil: until }),
    };
    this.#others.set(key, found);
    return found;
  }
}

/** The last of what a relaunch, and what letting go, has ended, by its start; null: nothing that lasts. */
interface Ended {
  override: Instant | null;
  letGo: Instant | null;
  /** When all of what the relaunch has ended is over. */
  until: Instant;
}

function endedBy(timeline: Timeline, { override, letGo }: Mark, since: Instant): Ended {
  const by = Math.max(override ?? Number.NEGATIVE_INFINITY, letGo ?? Number.NEGATIVE_INFINITY);
  const lasting = [...begunBy(timeline, by), ...(timeline.announcements ?? [])].filter(
    ({ end }) => end > since,
  );
  const endedFor = (...relaunch: Parameters<typeof countsFor>) => {
    const counts = countsFor(...relaunch);
    return lasting.filter((chain) => !counts(chain));
  };
  const overridden = endedFor(override, null);
  return {
    override: lastStart(overridden),
    letGo: lastStart(endedFor(null, letGo ?? null)),
    until: Math.max(...overridden.map(({ end }) => end)),
  };
}

function lastStart(chains: readonly Chain[]): Instant | null {
  return chains.length === 0 ? null : Math.max(...chains.map(({ start }) => start));
}

const known = new WeakMap<Timeline, Map<string, Timeline>>();
/** So many are kept of one timeline: few relaunch at different closures at once. */
const MOST_KNOWN = 50;

function withoutEnded(timeline: Timeline, override: Instant | null, letGo: Instant | null): Timeline {
  const ofTimeline = known.get(timeline) ?? new Map<string, Timeline>();
  known.set(timeline, ofTimeline);
  const key = `${override} ${letGo}`;
  const found = ofTimeline.get(key) ?? without(timeline, countsFor(override, letGo));
  if (ofTimeline.size >= MOST_KNOWN) ofTimeline.clear();
  ofTimeline.set(key, found);
  return found;
}

function without(timeline: Timeline, counts: (chain: Chain) => boolean): Timeline {
  const fewer = timelineOf(timeline.chains.filter(counts));
  const announcements = timeline.announcements?.filter(counts) ?? [];
  return announcements.length === 0 ? fewer : announcing(fewer, announcements);
}
