import type { Instant } from '../clock.ts';
import type { Branch } from './stage.ts';

/** What was asked of Partoo, over all organizations; the limits are those of the one that came nearest to its own. */
export interface Usage {
  reads: number;
  writes: number;
  /** The most within any sixty seconds. */
  mostInAMinute: number;
  /** What the configuration lets itself use, and what Partoo allows, a minute. */
  budgetPerMinute: number;
  quotaPerMinute: number;
  tooManyRequests: number;
}

const MINUTE_MILLISECONDS = 60_000;

export function usageOf(branches: readonly Branch[]): Usage {
  const requests = branches.flatMap(({ sandbox }) => sandbox.requests);
  const nearest = branches
    .map(({ organization, sandbox }) => ({
      mostInAMinute: mostWithin(
        sandbox.requests.map(({ at }) => at),
        MINUTE_MILLISECONDS,
      ),
      budgetPerMinute: organization.requestsPerMinute * organization.budgetShare,
      quotaPerMinute: organization.requestsPerMinute,
    }))
    .sort((a, b) => b.mostInAMinute / b.budgetPerMinute - a.mostInAMinute / a.budgetPerMinute)[0];
  return {
    reads: requests.filter(({ method }) => method === 'GET').length,
    writes: requests.filter(({ method }) => method !== 'GET').length,
    mostInAMinute: nearest?.mostInAMinute ?? 0,
    budgetPerMinute: nearest?.budgetPerMinute ?? 0,
    quotaPerMinute: nearest?.quotaPerMinute ?? 0,
    tooManyRequests: requests.filter(({ status }) => status === 429).length,
  };
}

/** The most instants within any half-open span of this length. `instants` are in order. */
function mostWithin(instants: readonly Instant[], milliseconds: number): number {
  let most = 0;
  let first = 0;
  for (const [index, at] of instants.entries()) {
    while ((instants[first] as Instant) <= at - milliseconds) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
