/** Pure, and so part of the core; under this name for the use cases. */
export { type CohortWanted, cohortWanted, linkAt, Wanting } from '../../closures/wanted.ts';
