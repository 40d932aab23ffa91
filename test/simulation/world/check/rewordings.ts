/** Texts whose opening has moved are written again at most once in a quarter of an hour (design rule 24). */
import type { Instant } from '../../../../lib/clock.ts';
import type { Shop, World } from '../model.ts';
import type { Story, Version } from '../play/record.ts';
import { zoneOfShop } from '../truth/closures.ts';
import { sameField } from '../truth/fields.ts';
import { MINUTE, type Zone } from '../truth/zones.ts';
import { readingsAt } from './clocks.ts';
import { promisedIn } from './promises.ts';

/** One may have been a little longer on its way than the next. */
const WAY = 250;
const APART = 15 * MINUTE - WAY;
const TEXTS = ['offline_message', 'welcome_message'] as const;

export function checkRewordings(world: World, story: Story): string[] {
  return world.companies.flatMap(({ shops }) => shops.flatMap((shop) => rewordingsOf(shop, world, story)));
}

function rewordingsOf(shop: Shop, world: World, { versions }: Story): string[] {
  const zone = zoneOfShop(shop, world);
  const at = versions
    .get(shop.code)!
    .filter((version, index, all) => isReworded(version, all[index - 1], zone))
    .map((version) => version.at);
  return at.flatMap((when, index) =>
    apart(world, at[index - 1] ?? Number.NEGATIVE_INFINITY, when) < APART
      ? [
          `${shop.code}: its text is written again twice within a quarter of an hour, at ${new Date(when).toISOString()}`,
        ]
      : [],
  );
}

/** By the clocks of whoever wrote both, where those are not right, it may have been longer. */
function apart(world: World, before: Instant, after: Instant): number {
  return Math.max(...readingsAt(world, after)) - Math.min(...readingsAt(world, before));
}

/** Nothing but what the same message says is another, before what it said has come. */
function isReworded(version: Version, before: Version | undefined, zone: Zone): boolean {
  if (!before || version.by !== 'product' || before.by !== 'product') return false;
  const [is, was] = [version.settings, before.settings];
  const isText = TEXTS.some((text) => is[text] !== was[text] && !isAnnouncement(was[text]));
  const promised = promisedIn(before, zone) ?? Number.POSITIVE_INFINITY;
  return (
    isText &&
    version.at < promised &&
    sameField('launched', is, was) &&
    sameField('hours', is, was) &&
    messageOf(is.offline_message) === messageOf(was.offline_message) &&
    messageOf(is.welcome_message) === messageOf(was.welcome_message)
  );
}

/** It says when the shop closes, not when it opens: that may move as often as what is in its way does. */
function isAnnouncement(text: string | null): boolean {
  return text?.startsWith('[[a-') ?? false;
}

/** A text of ours begins with its name; everybody else's is its own. */
function messageOf(text: string | null): string {
  return /^\[\[.*?\]\]/.exec(text ?? '')?.[0] ?? text ?? '';
}
