/** No write without effect: what is sent differs from what Partoo has, unless nobody could know that. */
import type { Instant } from '../../../../lib/clock.ts';
import type { Settings } from '../../../../lib/closures/model.ts';
import type { Company, Shop, World } from '../model.ts';
import type { Story, Version } from '../play/record.ts';
import { sameField } from '../truth/fields.ts';
import { ShopTruth } from '../truth/shop.ts';
import { FIELDS, isNothing } from '../truth/wanted.ts';
import { MINUTE } from '../truth/zones.ts';
import { Excuses } from './excuses.ts';

/** So long after a write Partoo may still show what was before it. */
const PROPAGATING = 15 * MINUTE;
/** So long before its instant something is written at most. */
const NEXT = 30 * MINUTE;

export function checkWrites(world: World, story: Story): string[] {
  return [...withoutEffect(world, story), ...inAnotherLanguage(world, story)];
}

/** What consumers read is in their language throughout (design rule 25). */
function inAnotherLanguage({ companies }: World, { versions }: Story): string[] {
  return companies
    .flatMap(({ shops }) => shops)
    .flatMap(({ code, language = 'en' }) =>
      versions.get(code)!.flatMap(({ settings }) =>
        [settings.offline_message, settings.welcome_message].flatMap((text) => {
          const said = /^\[\[.*?\]\] <(..)>/.exec(text ?? '')?.[1] ?? language;
          return said === language ? [] : [`${code} speaks ${language}, and says "${text}"`];
        }),
      ),
    );
}

function withoutEffect(world: World, story: Story): string[] {
  return world.companies.flatMap((company) => {
    const excuses = new Excuses(world, story, company);
    return company.shops.flatMap((shop) => {
      const { code } = shop;
      const truth = new ShopTruth(world, story, company, shop);
      const { versions, nulls } = truth;
      return versions.flatMap(({ at, by, body }, index) => {
        if (by !== 'product' || !body) return [];
        const before = versions[index - 1]!;
        // A null that is refused is asked for again with whatever is wanted next, and may be all that was to be written.
        if (nulls.areAt(at) && isNext(truth, before, at)) return [];
        const isUnknown = at - before.at < PROPAGATING && before.by === 'person';
        const changes =
          FIELDS.some((field) => !sameField(field, body, before.settings)) ||
          (bringsBackSpelling(versions.slice(0, index), body) && isOver(world, story, company, shop, at));
        if (changes || isUnknown || excuses.has(at)) return [];
        return [`${code}: a write that changes nothing at ${new Date(at).toISOString()}`];
      });
    });
  });
}

/** Whether something else may be wanted since a version, or is soon: it may be written ahead of its time, and in vain at first. */
function isNext(truth: ShopTruth, { at: since, by }: Version, at: Instant): boolean {
  // Who was relaunched, say, is reopened when somebody looks.
  if (by === 'person') return true;
  return truth.bounds().some((bound) => bound > since - NEXT && bound < at + NEXT);
}

/** Nothing is in force any more, or somebody has switched the shop, or let go of it, so that not all counts for it. */
function isOver(world: World, story: Story, company: Company, shop: Shop, at: Instant): boolean {
  const truth = new ShopTruth(world, story, company, shop);
  const isSwitched = truth.versions.some(
    ({ by, settings }, index, all) =>
      index > 0 && by === 'person' && !sameField('launched', settings, all[index - 1]!.settings),
  );
  return isSwitched || truth.releases.length > 0 || isNothing(truth.wanted(at));
}

/** What goes back goes back to the byte (design rule 13): hours that mean the same may be those that a person had put otherwise. */
function bringsBackSpelling(earlier: readonly Version[], { custom_chat_hours }: Settings): boolean {
  const own = JSON.stringify(custom_chat_hours);
  const isOwn = ({ by, settings }: Version) =>
    by === 'person' && JSON.stringify(settings.custom_chat_hours) === own;
  return earlier.some(isOwn) && JSON.stringify(earlier.at(-1)!.settings.custom_chat_hours) !== own;
}
