/** Nobody is told that a closure is late that closes every shop whenever it is to (design rules 17 and 21). */
import type { Instant } from '../../../../lib/clock.ts';
import type { Shop, World } from '../model.ts';
import type { Story, Told } from '../play/record.ts';
import { type Closure, zoneOfShop } from '../truth/closures.ts';
import { holds } from '../truth/fields.ts';
import { ShopTruth } from '../truth/shop.ts';
import { MINUTE } from '../truth/zones.ts';
import { answersBy } from './answers.ts';
import { Excuses } from './excuses.ts';

interface Scene {
  shop: Shop;
  truth: ShopTruth;
  world: World;
}

export function checkFalseAlarms(world: World, story: Story): string[] {
  return world.companies.flatMap((company) => {
    const told = story.events.filter(
      ({ type, detail }) => type === 'Closure Late' && detail.organization === company.id,
    );
    if (told.length === 0) return [];
    const excuses = new Excuses(world, story, company);
    const scenes = company.shops.map((shop) => ({
      ...{ shop, world },
      truth: new ShopTruth(world, story, company, shop),
    }));
    return told
      .filter(({ at }) => !excuses.has(at))
      .filter((one) => isFalse(one, world, scenes))
      .map(
        ({ at, detail }) => `${String(detail.closure)} is told to be late at ${new Date(at).toISOString()}`,
      );
  });
}

/** What lies ahead may be late yet; and of whom people have touched nobody can say whether he is to be closed. */
function isFalse({ at, detail }: Told, world: World, scenes: readonly Scene[]): boolean {
  const isMeant = ({ rank, key, start }: Closure) =>
    (rank > 0 ? `ad-hoc:${key}` : key) === detail.closure && start === Date.parse(String(detail.start));
  const concerned = scenes.filter(({ truth }) => truth.closures.some(isMeant));
  const isOpened = ({ code }: Shop) => (world.openings ?? []).some((one) => one.code === code);
  const isTouched = ({ truth, shop }: Scene) =>
    isOpened(shop) || truth.releases.length > 0 || truth.versions.slice(1).some(({ by }) => by === 'person');
  if (concerned.length === 0 || concerned.some(isTouched)) return false;
  const minutes = concerned.map((scene) => minutesOf(scene, isMeant, at));
  return minutes.some(({ closed }) => closed > 0) && minutes.every(({ open }) => open === 0);
}

/** How many minutes up to `until` the closure had a shop closed, and how many it was not that it should have been. */
function minutesOf(
  { shop, truth, world }: Scene,
  isMeant: (closure: Closure) => boolean,
  until: Instant,
): { closed: number; open: number } {
  const zone = zoneOfShop(shop, world);
  const minutes = { closed: 0, open: 0 };
  const begins = Math.max(world.from, ...truth.closures.filter(isMeant).map(({ start }) => start));
  for (let at = begins; at <= until; at += MINUTE) {
    const { values, winners } = truth.wanted(at);
    const has = (field: 'launched' | 'hours') => winners[field] !== null && isMeant(winners[field]);
    const isOff = values.launched === 'off' && has('launched');
    const isEmptied = values.hours === 'closed' && has('hours');
    // Staged hours close nobody who is closed by his own.
    const isOwn = !isOff && winners.hours?.staged && answersBy(truth.baseline, shop, zone, at) === false;
    if ((!isOff && !isEmptied) || isOwn) continue;
    const held = truth.versions.findLast((version) => version.at <= at)!.settings;
    const answers = winners.hours?.staged
      ? answersBy(held, shop, zone, at) !== false
      : !holds('hours', 'closed', held);
    const isOpen = (isOff && held.is_launched) || (isEmptied && answers);
    minutes[isOpen ? 'open' : 'closed'] += 1;
  }
  return minutes;
}
