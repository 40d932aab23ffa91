/** Nothing is written while writing is paused, but what somebody lets go of by hand. */
import type { Instant } from '../../../../lib/clock.ts';
import type { Company, World } from '../model.ts';
import type { Story } from '../play/record.ts';
import { MINUTE } from '../truth/zones.ts';
import { spacingOf } from './excuses.ts';

export function checkPauses(world: World, story: Story): string[] {
  return world.companies.flatMap((company) => {
    const pauses = pausesOf(story, company);
    const isPaused = (at: Instant) => pauses.some(({ from, to }) => at > from && at < to);
    const releases = story.releases.filter(({ organization }) => organization === company.id);
    const byHand = (at: Instant) => releases.filter((one) => one.at <= at && at <= one.until);
    const isOthers = (code: string, at: Instant) => !byHand(at).some(({ codes }) => codes.includes(code));
    const sent = story.requests
      .filter(({ organization, method }) => organization === company.id && method === 'POST')
      .filter(({ at }) => isPaused(at) && byHand(at).length === 0)
      .map(({ at }) => `${company.id}: a write at ${iso(at)}, while writing is paused`);
    const carriedOut = company.shops.flatMap(({ code }) =>
      story.versions
        .get(code)!
        .filter(({ at, by }) => by === 'product' && isPaused(at) && isOthers(code, at))
        .map(({ at }) => `${code} is written at ${iso(at)}, while writing is paused`),
    );
    return [...sent, ...carriedOut];
  });
}

/**
 * From when on nothing is begun any more, until somebody resumes: that ends the pauses of all others, too, also of who pauses
 * at that very instant.
 */
function pausesOf({ taken }: Story, company: Company): { from: Instant; to: Instant }[] {
  // What has been begun is finished.
  const begun = MINUTE + 4 * spacingOf(company);
  const resumed = taken.filter(({ what }) => what === `resume ${company.id}`);
  return taken
    .filter(({ what }) => what === `pause ${company.id}`)
    .map(({ from, to }) => ({
      from: to + begun,
      to: Math.min(...resumed.filter((one) => one.to >= from).map((one) => one.from)),
    }));
}

const iso = (at: Instant) => new Date(at).toISOString();
