/** Nothing is written while writing is paused, but what somebody lets go of by hand. */
import type { World } from '../model.ts';
import type { Story } from '../play/record.ts';
import { MINUTE } from '../truth/zones.ts';
import { spacingOf } from './excuses.ts';

export function checkPauses(world: World, story: Story): string[] {
  return world.companies.flatMap((company) => {
    // What has been begun is finished.
    const begun = MINUTE + 4 * spacingOf(company);
    const pauses = story.pauses.filter(({ organization }) => organization === company.id);
    const byHand = story.releases.filter(({ organization }) => organization === company.id);
    return company.shops.flatMap(({ code }) =>
      story.versions
        .get(code)!
        .filter(
          ({ at, by }) =>
            by === 'product' &&
            pauses.some(({ from, to }) => at > from + begun && at < to) &&
            !byHand.some((one) => one.codes.includes(code) && one.at <= at && at <= one.until),
        )
        .map(({ at }) => `${code} is written at ${new Date(at).toISOString()}, while writing is paused`),
    );
  });
}
