/** A feed that has lost most of what lay ahead is held back, which is told, until somebody agrees (design rules 20 and 26). */
import type { Instant } from '../../../../lib/clock.ts';
import type { Company, World } from '../model.ts';
import type { Story } from '../play/record.ts';
import { knownSpans } from '../truth/closures.ts';
import { type Content, contentsOf } from '../truth/feed-contents.ts';
import { DAY, HOUR, MINUTE } from '../truth/zones.ts';
import { Excuses } from './excuses.ts';

/** What is being read while somebody looks. */
const UNDER_WAY = 15 * MINUTE;
/** Until a pass has come that tells it. Whoever applies a configuration reads it there; others are told from the next night on. */
const TOLD = HOUR;

export function checkHeldBack(world: World, story: Story): string[] {
  const feeds = new Set((world.accepts ?? []).map(({ feed }) => feed));
  // Of one company only: see drawFeed.
  return [...feeds].flatMap((feed) => {
    const company = world.companies[0]!;
    const contents = contentsOf(feed, world, story, company);
    return [...wronglyHeld(feed, contents, world, story), ...untold(feed, contents, world, story, company)];
  });
}

function wronglyHeld(feed: string, contents: readonly Content[], world: World, story: Story): string[] {
  const { accepts, reads } = story;
  return accepts
    .filter((one) => one.feed === feed)
    .filter(({ at }) => !reads.some((read) => Math.abs(read.at - at) < UNDER_WAY))
    .flatMap(({ at, wasHeld }) => {
      const before = contents.findLast(({ from }) => from < at);
      if (!before || (before.held !== null) === wasHeld) return [];
      // What no rule asks for is held back from nobody.
      if (!wasHeld && !isAskedFor(feed, at, world, story)) return [];
      return [`${feed} is ${wasHeld ? '' : 'not '}held back at ${iso(at)}`];
    });
}

/** Whether a rule of what is applied reads it. */
function isAskedFor(feed: string, at: Instant, world: World, story: Story): boolean {
  return world.rules
    .filter(({ calendar }) => calendar.kind === 'feed' && calendar.feed === feed)
    .flatMap((rule) => knownSpans(rule, world, story))
    .some(([from, to]) => from <= at && at < to);
}

function untold(
  feed: string,
  contents: readonly Content[],
  world: World,
  story: Story,
  company: Company,
): string[] {
  const { events } = story;
  const excuses = new Excuses(world, story, company);
  return contents
    .filter(({ held }) => held !== null)
    .filter(({ from, to }) => {
      const isApplied = story.taken.some((one) => one.from <= from && from <= one.to);
      const by = excuses.after(isApplied ? from + DAY : from, TOLD);
      const isTold = events.some(
        ({ at, type, detail }) =>
          type === 'Calendar Alert' &&
          detail.alert === 'feed-held-back' &&
          String(detail.reason).includes(`"${feed}"`) &&
          at >= from - MINUTE &&
          at <= by,
      );
      return !isTold && by < to && by < world.to;
    })
    .map(({ from }) => `nobody is told that ${feed} is held back since ${iso(from)}`);
}

const iso = (at: number) => new Date(at).toISOString();
