/** Of which staged closure the offline message speaks while a grid is in place. */
import type { Instant } from '../../clock.ts';
import type { Chain } from '../chains.ts';
import { resolve } from '../precedence.ts';
import { inForceAt } from '../timeline.ts';
import {
  DAY_MINUTES,
  endInstantOf,
  firstInstantOf,
  localMinute,
  localMinutesOf,
  MINUTE,
  WEEK_MINUTES,
} from './local-minutes.ts';
import type { StagedOutlook } from './outlook.ts';
import { holds, minus, type Spans, within } from './spans.ts';
import { stagedChains, stagedWithin } from './staged-chains.ts';

export interface Spoken {
  /** The closure that the offline message speaks of; null: none. */
  speaks: Chain | null;
  /** The nearest closure that the grid stands for, whether or not it has a text; null: none. */
  chain: Chain | null;
  /** When the text that this replaces has to be gone, or this one has to be there: by then it would be read. */
  by: Instant | null;
  /** Until when both stay the same closures. */
  until: Instant;
  /** Until when the text stays that of the same closure; most rules have none, and nothing to be written for it. */
  speaksUntil: Instant;
}

/**
 * The nearest closure whose minutes the grid leaves out, until it is over. Its text goes up with the grid, and down, or on
 * to the next closure, before the first end of a day after it, when people would read it again.
 */
export function spokenOf(outlook: StagedOutlook, minutes: Spans): Spoken {
  const [until, speaksUntil] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const spoken: Spoken = { speaks: null, chain: null, by: null, until, speaksUntil };
  for (const ahead of closuresAhead(outlook)) {
    spoken.until = Math.min(spoken.until, ahead.changesAt);
    if (hasText(ahead.chain)) spoken.speaksUntil = Math.min(spoken.speaksUntil, ahead.changesAt);
    if (holds(minutes, ahead.minute) || ahead.minute >= outlook.now + WEEK_MINUTES) continue;
    spoken.chain ??= ahead.chain;
    if (spoken.speaks !== null || !hasText(ahead.chain) || !wins(outlook, ahead)) continue;
    spoken.speaks = ahead.chain;
    if (ahead.minute > outlook.now) spoken.by = firstInstantOf(ahead.minute, outlook.question.zone);
  }
  const closes = outlook.wanted.find(([, until]) => until > outlook.now);
  const readAgain = closes ? firstInstantOf(closes[1], outlook.question.zone) : null;
  if (spoken.by === null || (readAgain !== null && readAgain < spoken.by && isJustOver(outlook)))
    spoken.by = readAgain;
  return spoken;
}

/** Whether a closure that had a text is over, and no hours have ended since, after which people would read of it. */
function isJustOver({ question: { timeline, zone, at }, now, wanted }: StagedOutlook): boolean {
  const over = stagedChains(timeline).filter((chain) => chain.end <= at && hasText(chain));
  const ended = Math.max(...over.map(({ end }) => end));
  const closed = wanted.findLast(([, until]) => until <= now);
  return Number.isFinite(ended) && (!closed || closed[1] <= localMinute(ended, zone));
}

interface Ahead {
  chain: Chain;
  /** The first that it takes of the own hours from now on; the last that it took where there is none left. */
  minute: number;
  /** When something else may be said of it. */
  changesAt: Instant;
}

function* closuresAhead({ question, from, now, until, own, wanted }: StagedOutlook): Generator<Ahead> {
  const { timeline, zone, at } = question;
  const taken = minus(own, wanted);
  const last = firstInstantOf(until, zone);
  for (const chain of stagedChains(timeline)) {
    if (chain.start > last) break;
    if (chain.end + MINUTE <= at) continue;
    const end = Number.isFinite(chain.end) ? localMinute(chain.end - 1, zone) + 1 : until;
    // At 23:59 no hours can begin: those of the next day go back, and the text with them.
    const over = (end + 1) % DAY_MINUTES === 0 && holds(taken, end) ? endInstantOf(end, zone) : chain.end;
    if (over <= at) continue;
    const all = within(taken, localMinute(chain.start, zone), end);
    const alone = hasText(chain) ? minus(all, othersIn(question, chain, from, until)) : all;
    const minutes = alone.length > 0 ? alone : all;
    const [first] = minutes.find((span) => span[1] > now) ?? [undefined];
    const minute = first === undefined ? (minutes.at(-1)?.[1] ?? 0) - 1 : Math.max(first, now);
    if (minute < 0) continue;
    const sight = firstInstantOf(minute - WEEK_MINUTES + 1, zone);
    yield { chain, minute, changesAt: sight > at ? sight : over };
  }
}

/**
 * What other staged closures take as well, as nights do of a holiday: that a grid leaves it out does not tell that it stands
 * for the closure.
 */
function othersIn(
  { timeline, zone }: StagedOutlook['question'],
  chain: Chain,
  from: number,
  until: number,
): Spans {
  const others = stagedWithin(timeline, chain.start, chain.end).filter((other) => other !== chain);
  return others.length === 0 ? [] : localMinutesOf(others, from, until, zone);
}

function hasText({ source: { effect } }: Chain): boolean {
  return effect.kind === 'set' && typeof effect.offlineMessage === 'object';
}

/** Bounds are widened to the minute: whoever has but a part of it has all of it, be it the first or the last. */
function wins({ question: { timeline, zone } }: StagedOutlook, { chain, minute }: Ahead): boolean {
  const first = firstInstantOf(minute, zone);
  return [first, first + MINUTE - 1].some(
    (at) => resolve(inForceAt(timeline, at), at).offlineMessage.winner === chain,
  );
}
