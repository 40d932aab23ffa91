import type { ExpandedCalendars } from '../../calendars/model.ts';
import type { Business } from '../../closures/model.ts';
import type { Timeline } from '../../closures/timeline.ts';
import type { Rule } from '../../config/model.ts';
import { type ById, businessById, cohortById } from './by-id.ts';
import { type Cohort, cohortsOf } from './cohorts.ts';
import { type RuleSource, sourceOfRule } from './sources.ts';

/** What the rules alone make of a directory. Ad-hoc closures come and go over it. */
export interface Ground {
  businesses: readonly Business[];
  organization: string;
  sources: readonly RuleSource[];
  cohorts: readonly Cohort[];
  /** The timelines of cohorts without announcements. */
  plain: ReadonlyMap<Cohort, Timeline>;
  cohortOf: ById<Cohort>;
  businessOf: ById<Business>;
  zoneUnknown: Business[];
}

interface KnownGround {
  rules: readonly Rule[];
  ground: Ground;
}

// By the calendars, which a store gives as the same object while they are the same.
const knownGrounds = new WeakMap<ExpandedCalendars['occurrences'], KnownGround[]>();
/** Organizations do not share calendars; what is asked of one business has a directory of its own. */
const REMEMBERED = 3;

/** Made anew only where directory, rules or calendars are others: of 10,000 businesses a closure concerns few. */
export function groundOf(
  businesses: readonly Business[],
  rules: readonly Rule[],
  organization: string,
  occurrences: ExpandedCalendars['occurrences'],
): Ground {
  const known = knownGrounds.get(occurrences) ?? [];
  const found = known.find(
    (one) =>
      one.rules === rules && one.ground.businesses === businesses && one.ground.organization === organization,
  );
  if (found) return found.ground;
  const sources = rules.filter((rule) => rule.enabled).map(sourceOfRule);
  const sorted = cohortsOf(businesses, { sources, organization, occurrences });
  const ground = {
    ...{ businesses, organization, sources },
    ...sorted,
    cohortOf: cohortById(sorted.cohorts),
    businessOf: businessById(businesses),
  };
  knownGrounds.set(occurrences, [{ rules, ground }, ...known.slice(0, REMEMBERED - 1)]);
  return ground;
}
