import type { Instant } from '../clock.ts';
import { type CohortWanted, cohortWanted } from './cohort-wanted.ts';
import { type Overlay, overlayOfKey } from './overlay.ts';
import { type BusinessRecord, overlayKeyInPlace } from './record.ts';
import { lastBoundary, type Timeline } from './timeline.ts';

/** So often the texts of a business are written again at most. */
const APART_MILLISECONDS = 15 * 60_000;

/** What is in place at a business. */
export interface WordsInPlace {
  overlayKey: string;
  /** Keys of the closures that are in place. */
  closures: readonly string[];
  /** The opening that its texts were made for; null: none. Left out by version 0.1.0. */
  promises?: Instant | null | undefined;
  /** See `Desired`. */
  announces?: string | undefined;
  /** When they were last written again; left out: never since it was closed. */
  rewordedAt?: Instant | undefined;
  /** Nothing tells that they are there: neither has Partoo taken them, nor shown them. Left out: something does. */
  isDoubtful?: true | undefined;
}

/** What a record says of it. */
export function wordsInPlace(record: BusinessRecord): WordsInPlace {
  const { closures, last } = record;
  return {
    overlayKey: overlayKeyInPlace(record),
    closures: closures.map(({ key }) => key),
    promises: last?.promises,
    announces: last?.announces,
    rewordedAt: last?.isReworded ? last.at : last?.rewordedAt,
    isDoubtful: last?.answer === null && last.readBack === null ? true : undefined,
  };
}

/** What is wanted instead of them. */
export interface WantedWords extends Omit<WordsInPlace, 'rewordedAt' | 'isDoubtful'> {
  /** See `Desired`. */
  asPromised?: string | undefined;
}

/**
 * Whether nothing but the words of the texts in place would change, since their opening has moved: under the same closures,
 * or under others whose texts say the same but for the opening. A message that somebody says otherwise is a change like any
 * other, and so is what announces another closure, what is said once the opening has come, and what takes the place of texts
 * of which nothing tells that they are there.
 * @param at the instant that is decided for
 */
export function isRewording(before: WordsInPlace, after: WantedWords, at: Instant): boolean {
  if (before.promises === after.promises || before.announces !== after.announces) return false;
  if (before.isDoubtful || hasCome(before.promises, at)) return false;
  if (before.overlayKey === after.overlayKey || before.overlayKey === '' || after.overlayKey === '')
    return false;
  if (withoutWords(before.overlayKey) !== withoutWords(after.overlayKey)) return false;
  return before.closures.join('\n') === after.closures.join('\n') || before.overlayKey === after.asPromised;
}

function hasCome(promises: WordsInPlace['promises'], at: Instant): boolean {
  return promises !== undefined && promises !== null && promises <= at;
}

/**
 * From when on texts that promise an opening which has moved may be written again: a quarter of an hour after they last
 * were, or once that opening has come; never where that brings other texts, or none, by itself (design rule 24).
 */
export function rewordedFrom(inPlace: WordsInPlace, timeline: Timeline, wanted: CohortWanted): Instant {
  const { promises, rewordedAt } = inPlace;
  const until = promises ?? Number.POSITIVE_INFINITY;
  if (Number.isFinite(until) && bringsOthers(timeline, until, wanted)) return Number.POSITIVE_INFINITY;
  const from = rewordedAt === undefined ? Number.NEGATIVE_INFINITY : rewordedAt + APART_MILLISECONDS;
  return Math.min(from, until);
}

function bringsOthers(timeline: Timeline, at: Instant, { resolution }: CohortWanted): boolean {
  if (lastBoundary(timeline, at) !== at) return false;
  const then = cohortWanted({ timeline }, at).resolution;
  return (
    then.offlineMessage.winner !== resolution.offlineMessage.winner ||
    then.reachable.winner !== resolution.reachable.winner
  );
}

function withoutWords(key: string): string {
  const { offlineMessage, welcomeMessage, ...rest }: Overlay = overlayOfKey(key);
  return JSON.stringify([offlineMessage === undefined, welcomeMessage === undefined, rest]);
}
