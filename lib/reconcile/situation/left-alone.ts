/** Businesses to which nothing is done: a rule says so, or nobody can say what to do. */
import type { Instant } from '../../clock.ts';
import type { BusinessMark } from '../../store/records.ts';
import type { Cohort, Situation } from './situation.ts';
import { type CohortWanted, cohortWanted } from './wanted.ts';

/** What began before a relaunch or a release does not count any more, a `leave` as little as a closure. */
export function isLeft(cohort: Cohort, wanted: CohortWanted, mark: BusinessMark | undefined): boolean {
  return wanted.leave && (mark?.override == null || cohortWanted(cohort, wanted.at, mark.override).leave);
}

/** A business that a rule without information holds closed is neither reopened nor changed on a guess. */
export function decidedByUnknown(cohort: Cohort, mark: BusinessMark | undefined): boolean {
  if (mark?.override != null) return false;
  const isStaged = (rule: string) =>
    cohort.sources.some(({ source }) => source.key === rule && source.staged);
  // Hours stand for closures that have not begun: whose they are is not asked.
  return cohort.unknownRules.some(
    (rule) => mark?.closures.includes(rule) || (mark?.isStaged && isStaged(rule)),
  );
}

/** By id. Until a closure begins or ends, or what is known changes, no pass looks at them. */
export function leftAlone(
  { cohorts, zoneUnknown }: Situation,
  marks: ReadonlyMap<string, BusinessMark>,
  at: Instant,
): ReadonlySet<string> {
  const found = new Set(zoneUnknown.map(({ id }) => id));
  for (const cohort of cohorts) {
    const wanted = cohortWanted(cohort, at);
    if (!wanted.leave && cohort.unknownRules.length === 0) continue;
    for (const { id } of cohort.businesses) {
      const mark = marks.get(id);
      if (isLeft(cohort, wanted, mark) || decidedByUnknown(cohort, mark)) found.add(id);
    }
  }
  return found;
}
