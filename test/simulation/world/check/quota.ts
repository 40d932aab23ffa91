/** Never over the budget: any minute of all that arrived at Partoo. */
import type { Instant } from '../../../../lib/clock.ts';
import type { World } from '../model.ts';
import type { Story } from '../play/record.ts';
import { wrongTimes } from './clocks.ts';

/** Of two requests the first may have been so much longer on its way: a minute less that. */
const WINDOW = 60_000 - 250;
/** What a process has reserved of the minutes to come, which one whose clock is ahead of its own takes for long gone. */
const OF_ANOTHER = 4;

export function checkQuota(world: World, story: Story): string[] {
  return world.companies.flatMap(({ id, requestsPerMinute, budgetShare }) => {
    const arrived = story.requests.filter(({ organization }) => organization === id).map(({ at }) => at);
    arrived.sort((a, b) => a - b);
    // Of 4.8 a minute, evenly spaced, five fall into some minutes.
    const budget = Math.ceil(requestsPerMinute * budgetShare - 1e-9);
    const spacing = 60_000 / (requestsPerMinute * budgetShare);
    for (const [index, at] of arrived.entries()) {
      const most = budget + overlap(world, story, id, at, spacing);
      const after = arrived[index + most];
      if (after !== undefined && after < at + WINDOW)
        return [`${id}: more than ${most} requests within the minute from ${new Date(at).toISOString()}`];
    }
    return [];
  });
}

/** How many requests of two processes whose clocks differ may fall into the minute from then on beside its budget. */
function overlap(world: World, story: Story, id: string, at: Instant, spacing: number): number {
  if (!wrongTimes(world).some(({ from, to }) => from < at + WINDOW && at < to)) return 0;
  if (isTakenOver(story, id, at, (OF_ANOTHER + 1) * spacing)) return OF_ANOTHER;
  // By the next clock the last slot of one that is behind was minutes ago.
  const isHandedOver = story.leases.some(
    (one) => one.organization === id && one.kind === 'take' && at < one.at && one.at < at + WINDOW,
  );
  return isHandedOver ? 1 : 0;
}

/**
 * Whether in the minute from then on somebody takes the lease from whoever has it, since their clocks differ, or has taken it
 * so short a time before that there is something left of what that one had reserved.
 */
function isTakenOver({ leases }: Story, id: string, at: Instant, left: number): boolean {
  const ofCompany = leases.filter(({ organization }) => organization === id);
  return ofCompany.some(
    (one, index) =>
      one.kind === 'take' &&
      at - left <= one.at &&
      one.at < at + WINDOW &&
      index > 0 &&
      ofCompany[index - 1]!.kind !== 'release' &&
      (ofCompany[index - 1]!.expiresAt > one.at || goesOn(ofCompany, index - 1)),
  );
}

/** Whether who had the lease is heard of once it has been taken: by a clock that is behind it had not expired. */
function goesOn(leases: Story['leases'], index: number): boolean {
  return leases.slice(index + 2).some(({ token }) => token === leases[index]!.token);
}
