/** Where shops are still open long after a closure has begun, somebody is told (design rules 17 and 21). */
import type { Instant } from '../../../../lib/clock.ts';
import type { Shop, World } from '../model.ts';
import type { Story } from '../play/record.ts';
import { type Closure, zoneOfShop } from '../truth/closures.ts';
import { ShopTruth } from '../truth/shop.ts';
import { MINUTE } from '../truth/zones.ts';
import { answersBy } from './answers.ts';

/** It is told a minute after its instant; by then somebody has been at work once more. */
const LATE = 8 * MINUTE;

export function checkLateness(world: World, story: Story): string[] {
  return world.companies.flatMap((company) =>
    company.shops.flatMap((shop) => {
      const truth = new ShopTruth(world, story, company, shop);
      return truth.closures
        .filter(
          (closure) => isLate(world, story, shop, truth, closure) && !isTold(story, company.id, closure),
        )
        .map(
          ({ key, start }) =>
            `nobody told that ${shop.code} is still open, long after ${key} began at ${new Date(start).toISOString()}`,
        );
    }),
  );
}

function isLate(world: World, story: Story, shop: Shop, truth: ShopTruth, closure: Closure): boolean {
  const { start, end, knownFrom, knownTo, rank, staged } = closure;
  const until = Math.min(end, knownTo, world.clearedAt);
  if (rank > 0 || start < world.from || until < start + LATE || knownFrom > start) return false;
  // Whom people have touched, nobody can say what is wanted of.
  const changes = [...(world.openings ?? []), ...(world.specialEdits ?? [])];
  const isTouched =
    truth.releases.length > 0 ||
    truth.versions.some(({ by }, index) => index > 0 && by === 'person') ||
    changes.some(({ code }) => code === shop.code);
  if (isTouched) return false;
  const isOpen = staged ? openAsStaged(world, shop, truth, closure) : openAsSwitched(truth, closure);
  const last = staged ? until - LATE : start;
  for (let from = start; from <= last; from += LATE / 2)
    if (isOpen(from, from + LATE) && !isPausedAround(world, story, from)) return true;
  return false;
}

/** While all is paused nobody is at work. */
function isPausedAround(world: World, story: Story, at: Instant): boolean {
  const troubles = world.troubles.filter(({ what }) => what === 'paused' || what === 'newer');
  return [...story.pauses, ...troubles].some(({ from, to }) => from < at + LATE && to > at - LATE);
}

/** Tells whether the shop is to be closed, and was open, from one instant to another. */
type IsOpen = (from: Instant, to: Instant) => boolean;

function openAsSwitched(truth: ShopTruth, closure: Closure): IsOpen {
  const isLaunched = (at: Instant) =>
    truth.versions.findLast((version) => version.at <= at)!.settings.is_launched;
  return (from, to) =>
    [from, to].every(isLaunched) &&
    !truth.versions.some(({ at }) => at > from && at < to) &&
    [from, ...truth.bounds().filter((at) => at > from && at < to), to].every((at) => {
      const { values, winners } = truth.wanted(at);
      return values.launched === 'off' && winners.launched === closure;
    });
}

/** Asked minute by minute, since hours begin within a closure; of the hours in place first, which mostly are right. */
function openAsStaged(world: World, shop: Shop, truth: ShopTruth, closure: Closure): IsOpen {
  const zone = zoneOfShop(shop, world);
  const isOpenAt = (at: Instant) => {
    const held = truth.versions.findLast((version) => version.at <= at)!.settings;
    if (!held.is_launched || answersBy(held, shop, zone, at) !== true) return false;
    const { values, winners } = truth.wanted(at);
    return (
      values.hours === 'closed' &&
      winners.hours === closure &&
      answersBy(truth.baseline, shop, zone, at) === true
    );
  };
  return (from, to) => {
    for (let at = from; at <= to; at += MINUTE) if (!isOpenAt(at)) return false;
    return true;
  };
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
