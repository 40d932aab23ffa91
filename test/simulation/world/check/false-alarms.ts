/** Nobody is told that a closure is late that closes every shop whenever it is to (design rules 17 and 21). */
import type { Instant } from '../../../../lib/clock.ts';
import type { Settings } from '../../../../lib/closures/model.ts';
import type { Shop, World } from '../model.ts';
import type { Story, Told } from '../play/record.ts';
import { type Closure, zoneOfShop } from '../truth/closures.ts';
import { holds } from '../truth/fields.ts';
import { ShopTruth } from '../truth/shop.ts';
import { MINUTE } from '../truth/zones.ts';
import { answersBy } from './answers.ts';
import { Excuses } from './excuses.ts';

/** Passes come every minute: so long nobody has looked whom a closure finds closed. */
const UNSEEN = 2 * MINUTE;

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
  scene: Scene,
  isMeant: (closure: Closure) => boolean,
  until: Instant,
): { closed: number; open: number } {
  const { truth, world } = scene;
  const minutes = { closed: 0, open: 0 };
  const begins = Math.max(world.from, ...truth.closures.filter(isMeant).map(({ start }) => start));
  const isNew = openBy(scene, isMeant, until - UNSEEN) === null;
  for (let at = begins; at <= until; at += MINUTE) {
    const isOpen = openBy(scene, isMeant, at);
    if (isOpen === null) continue;
    const held = truth.versions.findLast((version) => version.at <= at)!.settings;
    // Who is closed by himself may have been opened meanwhile: until somebody looks, nobody knows better.
    const isUnseen = isNew && at > until - UNSEEN && !isOpen(truth.baseline);
    minutes[isUnseen || isOpen(held) ? 'open' : 'closed'] += 1;
  }
  return minutes;
}

/** What tells whether a shop is open although the closure closes it then; null: that has nothing to close. */
function openBy(
  { shop, truth, world }: Scene,
  isMeant: (closure: Closure) => boolean,
  at: Instant,
): ((held: Settings) => boolean) | null {
  const zone = zoneOfShop(shop, world);
  const { values, winners } = truth.wanted(at);
  const has = (field: 'launched' | 'hours') => winners[field] !== null && isMeant(winners[field]);
  const isOff = values.launched === 'off' && has('launched');
  const isEmptied = values.hours === 'closed' && has('hours');
  const isStaged = winners.hours?.staged;
  // Staged hours close nobody who is closed by his own.
  const isOwn = !isOff && isStaged && answersBy(truth.baseline, shop, zone, at) === false;
  if ((!isOff && !isEmptied) || isOwn) return null;
  const answers = (held: Settings) =>
    isStaged ? answersBy(held, shop, zone, at) !== false : !holds('hours', 'closed', held);
  return (held) => (isOff && held.is_launched) || (isEmptied && answers(held));
}
