/** Never over the budget: any minute of all that arrived at Partoo. */
import type { World } from '../model.ts';
import type { Story } from '../play/record.ts';

/** Of two requests the first may have been so much longer on its way: a minute less that. */
const WINDOW = 60_000 - 250;

export function checkQuota(world: World, { requests }: Story): string[] {
  return world.companies.flatMap(({ id, requestsPerMinute, budgetShare }) => {
    const arrived = requests.filter(({ organization }) => organization === id).map(({ at }) => at);
    arrived.sort((a, b) => a - b);
    // Of 4.8 a minute, evenly spaced, five fall into some minutes.
    const budget = Math.ceil(requestsPerMinute * budgetShare - 1e-9);
    for (const [index, at] of arrived.entries()) {
      const after = arrived[index + budget];
      if (after !== undefined && after < at + WINDOW)
        return [`${id}: more than ${budget} requests within the minute from ${new Date(at).toISOString()}`];
    }
    return [];
  });
}
