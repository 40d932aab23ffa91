/** What is remembered: an intent before each write, a baseline that is kept exactly, and nothing left of what is over. */
import type { Settings } from '../../../../lib/closures/model.ts';
import type { Company, World } from '../model.ts';
import type { Remembered, Story, Version } from '../play/record.ts';
import { sameField } from '../truth/fields.ts';
import { ShopTruth } from '../truth/shop.ts';
import { FIELDS, type Field } from '../truth/wanted.ts';
import { Excuses } from './excuses.ts';

export function checkStore(world: World, story: Story): string[] {
  return world.companies.flatMap((company) => {
    const excuses = new Excuses(world, story, company);
    const ofShops = company.shops.flatMap((shop) => {
      const { code } = shop;
      const truth = new ShopTruth(world, story, company, shop);
      const { versions } = truth;
      const remembered = story.remembered.filter((one) => one.code === code);
      return [
        ...unintended(code, versions, remembered, excuses),
        ...spoiled(code, truth, remembered),
        ...rewritten(code, versions, remembered),
      ];
    });
    return [...ofShops, ...leftOver(company, story)];
  });
}

const iso = (at: number) => new Date(at).toISOString();

/** What is to be written is durable before it is sent (design rule 12), and what was there before (rule 10). */
function unintended(
  code: string,
  versions: readonly Version[],
  remembered: readonly Remembered[],
  excuses: Excuses,
): string[] {
  const writes = versions.filter(({ by }) => by === 'product').map(({ at }) => at);
  return writes.flatMap((at, index) => {
    if (excuses.has(at)) return [];
    const since = writes[index - 1] ?? Number.NEGATIVE_INFINITY;
    const intent = remembered.findLast((one) => one.intends && one.at <= at && one.at >= since);
    if (!intent) return [`${code}: nobody knew of the write at ${iso(at)} before it was sent`];
    return intent.baseline === null ? [`${code}: nothing to put back is known at ${iso(at)}`] : [];
  });
}

/** A baseline holds what was there before us, and what people wrote. */
function spoiled(code: string, truth: ShopTruth, remembered: readonly Remembered[]): string[] {
  const { versions, stood, unsure } = truth;
  if (truth.nulls.areAny) {
    if (truth.isTouched()) return [];
    truth.settle(Number.POSITIVE_INFINITY);
  }
  // What a null that was refused has left there is the shop's own.
  const isLeft = (field: Field, held: Settings) =>
    unsure.has(field) ||
    stood.some((one) => one.fields.some((left) => left === field) && sameField(field, one.settings, held));
  return remembered.flatMap(({ at, baseline }, index) => {
    if (baseline === null || baseline === remembered[index - 1]?.baseline) return [];
    const held = JSON.parse(baseline) as Settings;
    const ours = FIELDS.filter((field) => !isOthers(field, held, versions, at) && !isLeft(field, held));
    return ours.map((field) => `${code}: the ${field} of the baseline of ${iso(at)} is nobody's but ours`);
  });
}

function isOthers(field: Field, held: Settings, versions: readonly Version[], at: number): boolean {
  const theirs = versions.filter(({ by, at: since }, index) => {
    const before = versions[index - 1];
    return by === 'person' && since <= at && (!before || !sameField(field, before.settings, held));
  });
  // A week that people wrote into goes back merged with what they wrote.
  if (field === 'hours' && theirs.length > 1) return true;
  return theirs.some(({ settings }) => sameField(field, settings, held));
}

/** As long as something of ours is in place, it is never another. */
function rewritten(code: string, versions: readonly Version[], remembered: readonly Remembered[]): string[] {
  return remembered.flatMap(({ at, baseline }, index) => {
    const before = remembered[index - 1]?.baseline ?? null;
    if (before === null || baseline === null || before === baseline) return [];
    if (isPutBack(JSON.parse(baseline), versions, at)) return [];
    return [`${code}: its baseline became another at ${iso(at)}, while ours was in place`];
  });
}

/** One look may end what was in place and begin something else: what was put back by then is what goes back from then on. */
function isPutBack(held: Settings, versions: readonly Version[], at: number): boolean {
  const last = versions.findLast((version) => version.at <= at);
  return last?.by === 'product' && FIELDS.every((field) => sameField(field, last.settings, held));
}

/** When no rule is left, nor anything that somebody asked for, the store holds no more than what was. */
function leftOver({ id }: Company, { left }: Story): string[] {
  const found = left.find(({ organization }) => organization === id);
  if (!found) return [];
  const { closures, baselines, untold, due } = found;
  return [
    ...closures.map((closure) => `${id}: ${closure} is over, and passes still read it`),
    ...baselines.map((business) => `${id}: something of ours is remembered to be in place in ${business}`),
    ...(untold > 0 ? [`${id}: ${untold} facts are told to nobody`] : []),
    ...(due === 1 ? [] : [`${id}: it is due ${due} times`]),
  ];
}
