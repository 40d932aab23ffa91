import { setImmediate as breathe } from 'node:timers/promises';
import type { Instant } from '../clock.ts';
import type { Chain } from '../closures/chains.ts';
import { wallTime } from '../closures/civil-time.ts';
import type { Bound, Business } from '../closures/model.ts';
import type { Rule } from '../config/model.ts';
import type { KeepingDeps } from '../reconcile/pass/deps.ts';
import { appliedConfig } from '../reconcile/pass/session.ts';
import type { Cohort } from '../reconcile/situation/situation.ts';
import { cohortWanted } from '../reconcile/situation/wanted.ts';
import { storedSituations } from './stored-situations.ts';

/** A rule of the applied configuration, and what it is to the businesses that there are. */
export interface RuleNow {
  rule: Rule;
  /** How many businesses it concerns. */
  businesses: number;
  /** Of how many its calendar could not be worked out, so that it decides nothing there. */
  unknown: number;
  /** Its next closure by the clock on the wall, or the one that lasts; a null end is none. null: no closure is known. */
  next: { start: Bound; end: Bound | null; businesses: number } | null;
  /** Rules and requests that go before each of its closures to come, so that it never comes to bear; empty: it does. */
  coveredBy: string[];
}

export interface RulesNow {
  rules: RuleNow[];
  /** Businesses that no rule concerns: nobody has decided about them. */
  undecided: { organization: string; business: Business }[];
  /** Businesses whose zone is not known, so that nothing is done to them. */
  zoneUnknown: { organization: string; business: Business }[];
}

/** After so many cohorts others get their turn. */
const AT_ONCE = 20;

/** What is in force by configuration. Reads the store only. */
export async function rulesNow(deps: KeepingDeps, organizationId: string | null): Promise<RulesNow> {
  const { config } = await appliedConfig(deps.store);
  const now = deps.clock.now();
  const rules = config.rules
    .filter(
      ({ scope }) =>
        organizationId === null || (scope?.organizations ?? [organizationId]).includes(organizationId),
    )
    .map((rule) => new Seen(rule, now));
  const undecided: RulesNow['undecided'] = [];
  const zoneUnknown: RulesNow['zoneUnknown'] = [];
  let seen = 0;
  for (const { organization, cohorts, zoneUnknown: unknown } of await storedSituations(
    deps,
    organizationId,
    now,
  )) {
    for (const business of unknown) zoneUnknown.push({ organization: organization.id, business });
    for (const cohort of cohorts) {
      seen += 1;
      if (seen % AT_ONCE === 0) await breathe();
      for (const one of rules) one.look(cohort);
      if (!cohort.sources.some(({ rule }) => rule !== null))
        undecided.push(...cohort.businesses.map((business) => ({ organization: organization.id, business })));
    }
  }
  return { rules: rules.map((one) => one.told()), undecided, zoneUnknown };
}

/** What is gathered of a rule, cohort by cohort. */
class Seen {
  readonly #rule: Rule;
  readonly #now: Instant;
  #businesses = 0;
  #unknown = 0;
  /** By start and end on the wall, in milliseconds, how many businesses; of the earliest start alone. */
  #next = { start: Number.POSITIVE_INFINITY, ends: new Map<number, number>() };
  #wins = false;
  readonly #coveredBy = new Set<string>();

  constructor(rule: Rule, now: Instant) {
    this.#rule = rule;
    this.#now = now;
  }

  look(cohort: Cohort): void {
    const { key } = this.#rule;
    const { sources, businesses, timeline, unknownRules, zone } = cohort;
    if (!sources.some(({ rule }) => rule?.key === key)) return;
    this.#businesses += businesses.length;
    if (unknownRules.includes(key)) this.#unknown += businesses.length;
    for (const chain of timeline.chains) {
      if (chain.source.key !== key || chain.end <= this.#now) continue;
      this.#take(chain, zone, businesses.length);
      if (!this.#wins) this.#judge(cohort, chain);
    }
  }

  #take(chain: Chain, zone: string, businesses: number): void {
    const [start, end] = [wallTime(chain.start, zone), wallOrNever(chain.end, zone)];
    if (start < this.#next.start) this.#next = { start, ends: new Map() };
    const { ends } = this.#next;
    if (start === this.#next.start) ends.set(end, (ends.get(end) ?? 0) + businesses);
  }

  /** Whether a closure decides anything at any time of it. */
  #judge(cohort: Cohort, chain: Chain): void {
    const inside = cohort.timeline.boundaries.filter((at) => at > chain.start && at < chain.end);
    for (const at of [chain.start, ...inside]) {
      const winners = Object.values(cohortWanted(cohort, at).resolution).flatMap(
        ({ winner }) => winner ?? [],
      );
      if (winners.includes(chain)) {
        this.#wins = true;
        return;
      }
      for (const { source } of winners) this.#coveredBy.add(source.key);
    }
  }

  told(): RuleNow {
    return {
      rule: this.#rule,
      businesses: this.#businesses,
      unknown: this.#unknown,
      next: this.#nextTold(),
      coveredBy: this.#wins ? [] : [...this.#coveredBy],
    };
  }

  /** With the end that most businesses have. */
  #nextTold(): RuleNow['next'] {
    const { start, ends } = this.#next;
    const [end] = [...ends].sort(([, a], [, b]) => b - a)[0] ?? [];
    if (end === undefined) return null;
    const businesses = [...ends.values()].reduce((sum, some) => sum + some, 0);
    return { start: localOf(start), end: Number.isFinite(end) ? localOf(end) : null, businesses };
  }
}

function wallOrNever(at: Instant, zone: string): number {
  return Number.isFinite(at) ? wallTime(at, zone) : at;
}

function localOf(wall: number): Bound {
  return new Date(wall).toISOString().slice(0, 16);
}
