/** A closing that is known ahead begins so early that the last shop is closed at its instant (design rule 17). */
import type { Instant } from '../../../../lib/clock.ts';
import type { Company, World } from '../model.ts';
import type { Story } from '../play/record.ts';
import { ShopTruth } from '../truth/shop.ts';
import { MINUTE } from '../truth/zones.ts';
import { Excuses, spacingOf } from './excuses.ts';

/** So long before, and after, nothing else may have been going on. */
const ALONE = 40 * MINUTE;
/** A request on its way, and slots of a block that another pass has lost. */
const ON_ITS_WAY = 2_000;
const SPARE_SLOTS = 4;
/** Beside a write for each shop: the looks before and after. */
const BESIDE = 3;

export function checkLead(world: World, story: Story): string[] {
  return world.companies.flatMap((company) => lateClosings(world, story, company));
}

function lateClosings(world: World, story: Story, company: Company): string[] {
  const excuses = new Excuses(world, story, company);
  const truths = company.shops.map((shop) => ({ shop, truth: new ShopTruth(world, story, company, shop) }));
  const isTouched = ({ truth }: (typeof truths)[number]) =>
    truth.releases.length > 0 || truth.versions.some(({ by }, index) => index > 0 && by === 'person');
  const bounds = [...new Set(truths.flatMap(({ truth }) => truth.bounds()))];
  const news = story.taken.flatMap(({ from, to }) => [from, to]);
  return bounds.flatMap((at) => {
    const others = [...bounds.filter((bound) => bound !== at), ...news, ...nightsOf(world)];
    if (at < world.from + ALONE || at > world.clearedAt) return [];
    if (others.some((one) => Math.abs(one - at) < ALONE) || excuses.left(at - ALONE, at + ALONE) < 2 * ALONE)
      return [];
    const closing = truths.filter(({ truth }) => closesAt(truth, at));
    const needed = (closing.length + BESIDE) * spacingOf(company);
    if (closing.some(({ truth }) => needed > leadOf(truth, at))) return [];
    const by = at + ON_ITS_WAY + SPARE_SLOTS * spacingOf(company);
    return closing
      .filter((one) => !isTouched(one) && !isClosedBy(one.truth, by))
      .map(({ shop }) => `${shop.code} is still open at ${new Date(by).toISOString()}`);
  });
}

/** When shops are listed, and all settings read. */
function nightsOf({ from, to }: World): Instant[] {
  const nights: Instant[] = [];
  for (let at = from + 2.3 * 60 * MINUTE; at < to; at += 24 * 60 * MINUTE) nights.push(at);
  return nights;
}

/** By a closure that begins there, and not since something has ended that kept the shop open. */
function closesAt(truth: ShopTruth, at: Instant): boolean {
  const { winners, values } = truth.wanted(at);
  const winner = winners.launched;
  return (
    values.launched === 'off' &&
    winner?.start === at &&
    !winner.staged &&
    !truth.closedAt(at - 1) &&
    !masked(truth, at - 1)
  );
}

function masked(truth: ShopTruth, at: Instant): boolean {
  return Object.values(truth.wanted(at).winners).some(
    (winner) => winner !== null && winner.announces === null,
  );
}

function leadOf(truth: ShopTruth, at: Instant): number {
  return truth.wanted(at).winners.launched?.maxLead ?? 0;
}

function isClosedBy({ versions }: ShopTruth, at: Instant): boolean {
  return versions.findLast((version) => version.at <= at)!.settings.is_launched === false;
}
