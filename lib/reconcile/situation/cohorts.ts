import type { ExpandedCalendars } from '../../calendars/model.ts';
import { formerKeyOf, isEverywhere, isOfBusinesses, placeKeyAmong } from '../../calendars/place-key.ts';
import type { Instant } from '../../clock.ts';
import { withAnnouncements } from '../../closures/announcements.ts';
import type { Chain } from '../../closures/chains.ts';
import { chainsIn } from '../../closures/chains-in.ts';
import type { Business, Occurrence } from '../../closures/model.ts';
import { matchesScope } from '../../closures/scope.ts';
import { layered, recursIn, type Timeline, timelineOf } from '../../closures/timeline.ts';
import type { Rule } from '../../config/model.ts';
import { Tree } from '../../tree.ts';
import { OwnDays } from './own-days.ts';
import type { RuleSource, ScopedSource } from './sources.ts';

/** Businesses that share zone, place and sources, and so the same chains. */
export interface Cohort {
  zone: string;
  timeline: Timeline;
  businesses: Business[];
  /** Rules of the cohort whose calendar could not be expanded: they decide nothing. */
  unknownRules: readonly string[];
  /** The rules and ad-hoc closures that concern the cohort, whether or not they ever close it. */
  sources: readonly ScopedSource[];
  /** When all is over that a relaunch has ended for its businesses, which were set apart for it. Left out: nothing was. */
  relaunchedUntil?: Instant;
}

export interface Concerning {
  sources: readonly RuleSource[];
  organization: string;
  occurrences: ExpandedCalendars['occurrences'];
}

/** What businesses have in common that lie in one place and are concerned by the same sources. */
interface Common {
  zone: string;
  timeline: Timeline;
  unknownRules: readonly string[];
  sources: readonly ScopedSource[];
  /** Whether something in it goes by the clock. */
  recurs: boolean;
  /** Sources that have days of single businesses. */
  own: readonly OwnDays[];
  /** By what each of these has. */
  cohorts: Tree<Cohort>;
}

/**
 * Businesses by what they share of rules. Days of single businesses lie over what is common: there may be as many sets of them as
 * businesses, and rules have thousands of days.
 */
export function cohortsOf(businesses: readonly Business[], concerning: Concerning) {
  const sorter = new Sorter(concerning);
  const zoneUnknown: Business[] = [];
  for (const business of businesses) (sorter.cohortFor(business)?.businesses ?? zoneUnknown).push(business);
  return { cohorts: sorter.cohorts, plain: sorter.plain, zoneUnknown };
}

class Sorter {
  readonly #concerning: Concerning;
  /** What tells businesses of one zone apart. */
  readonly #marks: readonly Mark[];
  readonly #common = new Tree<Common>();
  readonly #own = new Map<RuleSource, OwnDays>();
  readonly cohorts: Cohort[] = [];
  /** The timelines of cohorts without announcements. */
  readonly plain = new Map<Cohort, Timeline>();

  constructor(concerning: Concerning) {
    this.#concerning = concerning;
    this.#marks = concerning.sources.flatMap((source) => markOf(source, concerning) ?? []);
  }

  /** null where its zone is not known. */
  cohortFor(business: Business): Cohort | null {
    const { zone } = business;
    if (zone === null) return null;
    let place = this.#common.under(zone);
    for (const mark of this.#marks) place = place.under(mark(business));
    place.value ??= this.#commonFor(zone, business);
    const common = place.value;
    let found = common.cohorts;
    for (const own of common.own) found = found.under(own.of(business));
    found.value ??= this.#newCohort(common, business);
    return found.value;
  }

  #commonFor(zone: string, business: Business): Common {
    const { organization, occurrences } = this.#concerning;
    const sources = this.#concerning.sources.filter(
      ({ scope }) => !scope || matchesScope(scope, business, organization),
    );
    const chains: Chain[] = [];
    const unknownRules: string[] = [];
    const own: OwnDays[] = [];
    for (const scoped of sources) {
      const { source, rule } = scoped;
      if (isOfBusinesses(rule.calendar)) {
        own.push(this.#ownDaysOf(scoped, rule));
        continue;
      }
      const found = occurrencesOf(rule, business, occurrences);
      if (found === null) unknownRules.push(source.key);
      else chains.push(...chainsIn(source, found, zone));
    }
    const timeline = timelineOf(chains);
    return { zone, timeline, unknownRules, sources, recurs: recursIn(chains), own, cohorts: new Tree() };
  }

  #ownDaysOf(scoped: RuleSource, rule: Rule): OwnDays {
    const known =
      this.#own.get(scoped) ?? new OwnDays(scoped.source, rule, this.#concerning.occurrences[rule.key]);
    this.#own.set(scoped, known);
    return known;
  }

  #newCohort({ zone, timeline: under, sources, recurs, own, ...common }: Common, business: Business): Cohort {
    const unknownRules = [...common.unknownRules];
    const chains = own.flatMap((one) => {
      const days = one.of(business);
      if (days === null) unknownRules.push(one.source.key);
      return days === null ? [] : one.chains(days, zone);
    });
    const timeline = chains.length === 0 ? under : layered(under, timelineOf(chains, recurs));
    const told = announcedIn({ zone, sources }, timeline);
    const cohort = { zone, timeline: told, businesses: [], unknownRules, sources };
    this.cohorts.push(cohort);
    this.plain.set(cohort, timeline);
    return cohort;
  }
}

/** A timeline with what its sources announce of it. */
export function announcedIn(
  { zone, sources }: Pick<Cohort, 'zone' | 'sources'>,
  timeline: Timeline,
): Timeline {
  const announces = sources.some(({ source }) => source.announce);
  return announces ? withAnnouncements(timeline, zone) : timeline;
}

/** Equal for businesses that a source concerns alike, days of their own aside. */
type Mark = (business: Business) => string | boolean;

/** null: it concerns all alike. */
function markOf({ scope, rule }: RuleSource, { organization, occurrences }: Concerning): Mark | null {
  const calendar = !isEverywhere(rule.calendar) && !isOfBusinesses(rule.calendar) ? rule.calendar : null;
  const known = occurrences[rule.key];
  if (scope === null) return calendar && ((business) => placeKeyAmong(calendar, business, known));
  return (business) =>
    matchesScope(scope, business, organization) &&
    (calendar === null || placeKeyAmong(calendar, business, known));
}

/** null where the calendar is not known there: no information means no decision. */
function occurrencesOf(
  { key, calendar }: Rule,
  business: Business,
  occurrences: ExpandedCalendars['occurrences'],
): Occurrence[] | null {
  const known = occurrences[key];
  const place = placeKeyAmong(calendar, business, known);
  const former = known?.[place] === undefined ? formerKeyOf(place) : null;
  return known?.[former ?? place] ?? null;
}
