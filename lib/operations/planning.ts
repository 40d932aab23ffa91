/** What `plan` takes of the use cases: loading them all would take longer than many a plan. */
export { languageWarnings } from '../reconcile/refresh/languages.ts';
export { Advisor } from './advice/advisor.ts';
export { notAppliedWarnings } from './advice/not-applied.ts';
export { REFUSED, refusals, refuseFaultyFile } from './advice/refusals.ts';
export { rulesInWords } from './advice/rules-in-words.ts';
export { planAlike } from './plan.ts';
