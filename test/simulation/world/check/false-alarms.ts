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
    const tooEarly = told
      .filter(({ at }) => !excuses.has(at))
      .filter((one) => isFalse(one, scenes))
      .map(
        ({ at, detail }) => `${String(detail.closure)} is told to be late at ${new Date(at).toISOString()}`,
      );
    const tooMuch = told
      .filter((one) => isKnown(one, story) && isTooMuch(one, scenes))
      .map(
        ({ at, detail }) =>
          `${String(detail.closure)} is told at ${new Date(at).toISOString()} to be ${detail.lateSeconds} s late, and has not had the hours for so long`,
      );
    return [...tooEarly, ...tooMuch];
  });
}

type IsMeant = (closure: Closure) => boolean;

function meantBy({ detail }: Told): IsMeant {
  return ({ rank, key, start }) =>
    (rank > 0 ? `ad-hoc:${key}` : key) === detail.closure && start === Date.parse(String(detail.start));
}

function isTouched({ truth, shop, world }: Scene): boolean {
  const isOpened = (world.openings ?? []).some(({ code }) => code === shop.code);
  return isOpened || truth.releases.length > 0 || truth.versions.slice(1).some(({ by }) => by === 'person');
}

/** Whether it was told to have begun by a pass before. */
function isKnown({ at, detail }: Told, story: Story): boolean {
  return story.events.some(
    (one) =>
      one.type === 'Closure Started' &&
      one.at < at - UNSEEN &&
      one.detail.organization === detail.organization &&
      one.detail.closure === detail.closure &&
      one.detail.start === detail.start,
  );
}

/** It is late since no other one has had what it closes by: whatever was late before that was the other one's. */
function isTooMuch(told: Told, scenes: readonly Scene[]): boolean {
  const { at, detail } = told;
  const isMeant = meantBy(told);
  const concerned = scenes.filter(({ truth }) => truth.closures.some(isMeant));
  if (concerned.some(isTouched)) return false;
  const since = concerned.map(({ truth }) => wonSince(truth, isMeant, at)).filter((one) => one !== null);
  return since.length > 0 && Number(detail.lateSeconds) * 1000 > at - Math.min(...since) + MINUTE;
}

/** Since when it closes a shop without a break, to the minute; null: it does not then. */
function wonSince(truth: ShopTruth, isMeant: IsMeant, until: Instant): Instant | null {
  const begins = Math.min(...truth.closures.filter(isMeant).map(({ start }) => start));
  const isWon = (at: Instant) => {
    const { values, winners } = truth.wanted(at);
    const has = (field: 'launched' | 'hours') => winners[field] !== null && isMeant(winners[field]);
    return (values.launched === 'off' && has('launched')) || (values.hours === 'closed' && has('hours'));
  };
  if (!isWon(until)) return null;
  let since = until;
  while (since > begins && isWon(since - 1)) since -= MINUTE;
  return since;
}

/** What lies ahead may be late yet; and of whom people have touched nobody can say whether he is to be closed. */
function isFalse(told: Told, scenes: readonly Scene[]): boolean {
  const { at } = told;
  const isMeant = meantBy(told);
  const concerned = scenes.filter(({ truth }) => truth.closures.some(isMeant));
  if (concerned.length === 0 || concerned.some(isTouched)) return false;
  const minutes = concerned.map((scene) => minutesOf(scene, isMeant, at));
  return minutes.some(({ closed }) => closed > 0) && minutes.every(({ open }) => open === 0);
}

/** How many minutes up to `until` the closure had a shop closed, and how many it was not that it should have been. */
function minutesOf(scene: Scene, isMeant: IsMeant, until: Instant): { closed: number; open: number } {
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
  isMeant: IsMeant,
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
