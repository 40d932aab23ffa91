import type { Organization } from '../../config/model.ts';

/** Milliseconds between two requests of an organization: evenly spaced, no bursts (design rule 16). */
export function spacingOf({ requestsPerMinute, budgetShare }: Organization): number {
  return 60_000 / (requestsPerMinute * budgetShare);
}
