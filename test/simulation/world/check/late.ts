/** Where shops are still open long after a closure has begun, somebody is told (design rules 17 and 21). */
import type { World } from '../model.ts';
import type { Story } from '../play/record.ts';
import type { Closure } from '../truth/closures.ts';
import { ShopTruth } from '../truth/shop.ts';
import { MINUTE } from '../truth/zones.ts';

/** It is told a minute after its instant; by then somebody has been at work once more. */
const LATE = 8 * MINUTE;

export function checkLateness(world: World, story: Story): string[] {
  return world.companies.flatMap((company) =>
    company.shops.flatMap((shop) => {
      const truth = new ShopTruth(world, story, company, shop);
      return truth.closures
        .filter((closure) => isLate(world, story, truth, closure) && !isTold(story, company.id, closure))
        .map(
          ({ key, start }) =>
            `nobody told that ${shop.code} is still open, long after ${key} began at ${new Date(start).toISOString()}`,
        );
    }),
  );
}

function isLate(world: World, story: Story, truth: ShopTruth, closure: Closure): boolean {
  const { start, end, knownFrom, knownTo, rank, staged } = closure;
  if (rank > 0 || staged || start < world.from || Math.min(end, knownTo) < start + LATE || knownFrom > start)
    return false;
  // Whom people have touched, nobody can say what is wanted of; and while all is paused nobody is at work.
  const isTouched =
    truth.releases.length > 0 || truth.versions.some(({ by }, index) => index > 0 && by === 'person');
  const isPaused = [
    ...story.pauses,
    ...world.troubles.filter(({ what }) => what === 'paused' || what === 'newer'),
  ].some(({ from, to }) => from < start + LATE && to > start - LATE);
  if (isTouched || isPaused) return false;
  const isOpen = (at: number) => truth.versions.findLast((version) => version.at <= at)!.settings.is_launched;
  const bounds = truth.bounds().filter((at) => at > start && at < start + LATE);
  const closes = [start, ...bounds, start + LATE].every((at) => {
    const { values, winners } = truth.wanted(at);
    return values.launched === 'off' && winners.launched === closure;
  });
  return (
    closes &&
    [start, start + LATE].every(isOpen) &&
    !truth.versions.some(({ at }) => at > start && at < start + LATE)
  );
}

function isTold({ events }: Story, organization: string, { key, start }: Closure): boolean {
  return events.some(({ type, detail }) => {
    const told = detail as { organization: string; closure: string; start: string };
    return (
      type === 'Closure Late' &&
      told.organization === organization &&
      told.closure === key &&
      Date.parse(told.start) === start
    );
  });
}
