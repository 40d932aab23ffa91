/** When the last staged closure of a shop is over, its hours are those that it had, and not the same in our words. */
import type { Instant } from '../../../../lib/clock.ts';
import type { Company, Shop, World } from '../model.ts';
import type { Story } from '../play/record.ts';
import { sameField } from '../truth/fields.ts';
import { ShopTruth } from '../truth/shop.ts';
import { HOUR } from '../truth/zones.ts';
import { Excuses } from './excuses.ts';

/** It waits for quiet, and may have to be written again. */
const WRITTEN = 3 * HOUR;

export function checkStagedBack(world: World, story: Story): string[] {
  return world.companies.flatMap((company) => {
    const excuses = new Excuses(world, story, company);
    return company.shops.flatMap((shop) => notBack(world, story, company, shop, excuses));
  });
}

function notBack(world: World, story: Story, company: Company, shop: Shop, excuses: Excuses): string[] {
  const truth = new ShopTruth(world, story, company, shop);
  const staged = truth.closures.filter((closure) => closure.staged);
  // Nights are never over, and whoever changes hours or lets go of a shop changes what is to come.
  const isTouched =
    truth.versions.some(({ by }, index) => index > 0 && by === 'person') ||
    truth.releases.length > 0 ||
    (world.openings ?? []).some(({ code }) => code === shop.code);
  if (staged.length === 0 || isTouched) return [];
  const over = Math.max(...staged.map(({ end, knownTo }) => Math.min(end, knownTo)));
  const at = over + WRITTEN;
  if (at >= world.clearedAt || excuses.left(over, at) < WRITTEN) return [];
  truth.settle(at);
  // What has the hours in between takes the time that there is to put them back.
  const bounds = truth.bounds().filter((bound) => bound > over && bound < at);
  const isBase = (bound: Instant) => truth.wanted(bound).values.hours === 'base';
  if (![over, ...bounds, at].every(isBase)) return [];
  const held = truth.versions.findLast((version) => version.at <= at)!;
  if (sameField('hours', held.settings, truth.baseline)) return [];
  return [`${shop.code}: its hours are not back at ${new Date(at).toISOString()}`];
}
