/** Pure, and so part of the core; under this name for the use cases. */
export { linkAt } from '../../closures/cause-of.ts';
export { type CohortWanted, cohortWanted, overridableSince } from '../../closures/cohort-wanted.ts';
export { Wanting } from '../../closures/wanted.ts';
