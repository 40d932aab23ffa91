import type { ExpandedCalendars } from '../../calendars/model.ts';
import { formerKeyOf, isEverywhere, isOfBusinesses, placeKeyAmong } from '../../calendars/place-key.ts';
import { withAnnouncements } from '../../closures/announcements.ts';
import type { Chain } from '../../closures/chains.ts';
import { chainsIn } from '../../closures/chains-in.ts';
import type { Business, Occurrence } from '../../closures/model.ts';
import { matchesScope } from '../../closures/scope.ts';
import { layered, recursIn, type Timeline, timelineOf } from '../../closures/timeline.ts';
import type { Rule } from '../../config/model.ts';
import type { ScopedSource } from './sources.ts';

/** Businesses that share zone, place and sources, and so the same chains. */
export interface Cohort {
  zone: string;
  timeline: Timeline;
  businesses: Business[];
  /** Rules of the cohort whose calendar could not be expanded: they decide nothing. */
  unknownRules: readonly string[];
  /** The rules and ad-hoc closures that concern the cohort, whether or not they ever close it. */
  sources: readonly ScopedSource[];
}

export interface Concerning {
  sources: readonly ScopedSource[];
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
  /** By what else the businesses have for themselves. */
  cohorts: Map<string, Cohort>;
}

/** What a source has for one business: rows of a sheet, special hours; null: that is not known. */
interface Own {
  number: number;
  occurrences: Occurrence[] | null;
}

/**
 * Businesses by what they share. Days of single businesses lie over what is common: there may be as many sets of them as
 * businesses, and rules have thousands of days.
 */
export function cohortsOf(businesses: readonly Business[], concerning: Concerning) {
  const sorter = new Sorter(concerning);
  const cohortOf = new Map<string, Cohort>();
  const zoneUnknown: Business[] = [];
  for (const business of businesses) {
    const cohort = sorter.cohortFor(business);
    if (cohort === null) {
      zoneUnknown.push(business);
      continue;
    }
    cohort.businesses.push(business);
    cohortOf.set(business.id, cohort);
  }
  return { cohorts: sorter.cohorts, cohortOf, zoneUnknown };
}

class Sorter {
  readonly #concerning: Concerning;
  /** Those that do not concern every business alike. */
  readonly #judged: number[];
  readonly #common = new Map<string, Common>();
  /** Chains of single businesses by what they come from, and zone. */
  readonly #own = new Map<Occurrence[], Map<string, Chain[]>>();
  readonly #numbers = new Map<Occurrence[] | null, number>();
  readonly cohorts: Cohort[] = [];

  constructor(concerning: Concerning) {
    this.#concerning = concerning;
    const isForAll = ({ scope, rule }: ScopedSource) =>
      scope === null && (!rule || isEverywhere(rule.calendar));
    this.#judged = [...concerning.sources.keys()].filter(
      (n) => !isForAll(concerning.sources[n] as ScopedSource),
    );
  }

  /** null where its zone is not known. */
  cohortFor(business: Business): Cohort | null {
    const { zone } = business;
    if (zone === null) return null;
    const { sources, organization, occurrences } = this.#concerning;
    let shared = zone;
    let ownKey = '';
    const own: Own[] = [];
    for (const number of this.#judged) {
      const { scope, rule } = sources[number] as ScopedSource;
      if (scope && !matchesScope(scope, business, organization)) continue;
      if (rule && isOfBusinesses(rule.calendar)) {
        shared += `\n${number}`;
        const found = occurrencesOf(rule, business, occurrences);
        if (found?.length === 0) continue;
        own.push({ number, occurrences: found });
        ownKey += `${number}@${this.#numberOf(found)} `;
      } else if (rule)
        shared += `\n${number}@${placeKeyAmong(rule.calendar, business, occurrences[rule.key])}`;
      else shared += `\n${number}`;
    }
    const common = this.#commonFor(shared, zone, business);
    let cohort = common.cohorts.get(ownKey);
    if (!cohort) {
      cohort = this.#newCohort(common, own);
      common.cohorts.set(ownKey, cohort);
      this.cohorts.push(cohort);
    }
    return cohort;
  }

  #commonFor(key: string, zone: string, business: Business): Common {
    const known = this.#common.get(key);
    if (known) return known;
    const { organization, occurrences } = this.#concerning;
    const sources = this.#concerning.sources.filter(
      ({ scope }) => !scope || matchesScope(scope, business, organization),
    );
    const chains: Chain[] = [];
    const unknownRules: string[] = [];
    for (const { source, rule, occurrence } of sources) {
      if (rule && isOfBusinesses(rule.calendar)) continue;
      const found = rule ? occurrencesOf(rule, business, occurrences) : [occurrence as Occurrence];
      if (found === null) unknownRules.push(source.key);
      else chains.push(...chainsIn(source, found, zone));
    }
    const recurs = recursIn(chains);
    const common = { zone, timeline: timelineOf(chains), unknownRules, sources, recurs, cohorts: new Map() };
    this.#common.set(key, common);
    return common;
  }

  #newCohort({ zone, timeline: under, unknownRules, sources, recurs }: Common, own: readonly Own[]): Cohort {
    const chains = own.flatMap((one) => this.#chainsOf(one, zone));
    const unknown = own.filter(({ occurrences }) => occurrences === null);
    const timeline = chains.length === 0 ? under : layered(under, timelineOf(chains, recurs));
    return {
      zone,
      timeline: withAnnouncements(timeline, zone),
      businesses: [],
      unknownRules: unknown.length === 0 ? unknownRules : [...unknownRules, ...unknown.map(this.#nameOf)],
      sources,
    };
  }

  readonly #nameOf = ({ number }: Own): string =>
    (this.#concerning.sources[number] as ScopedSource).source.key;

  #numberOf(occurrences: Occurrence[] | null): number {
    const number = this.#numbers.get(occurrences) ?? this.#numbers.size;
    this.#numbers.set(occurrences, number);
    return number;
  }

  #chainsOf({ number, occurrences }: Own, zone: string): Chain[] {
    if (occurrences === null) return [];
    const byZone = this.#own.get(occurrences) ?? new Map<string, Chain[]>();
    this.#own.set(occurrences, byZone);
    const { source } = this.#concerning.sources[number] as ScopedSource;
    const chains = byZone.get(zone) ?? chainsIn(source, occurrences, zone);
    byZone.set(zone, chains);
    return chains;
  }
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
