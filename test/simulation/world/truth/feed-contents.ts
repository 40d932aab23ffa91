/** What feeds say, and what of it is in force (design rule 20). Nothing here is shared with the product. */
import type { Instant } from '../../../../lib/clock.ts';
import type { Company, DateEntry, World } from '../model.ts';
import type { Story } from '../play/record.ts';
import { DAY, MINUTE } from './zones.ts';

/** Whoever reads a feed saves what it says so soon, or has died meanwhile: then nobody knows it. */
const SAVED = 10 * MINUTE;

export interface Content {
  from: Instant;
  /** Infinity: until the end. */
  to: Instant;
  days: readonly DateEntry[];
  /** What was read and waits for somebody's agreement, from that read on; null: nothing. */
  held: readonly DateEntry[] | null;
}

/** What is in force of a feed, and what of it is held back, one after the other. */
export function contentsOf(feed: string, { feeds }: World, story: Story, { id }: Company): Content[] {
  const isSaved = (at: Instant) =>
    story.saved.some((one) => one.organization === id && one.at >= at && one.at <= at + SAVED);
  // What somebody finds held back was saved by then, though whoever did so has died before the end of it.
  const isFound = (at: Instant) =>
    story.accepts.some(
      (one) =>
        one.feed === feed &&
        one.wasHeld &&
        one.at > at &&
        !story.reads.some((next) => next.feed === feed && next.at > at && next.at < one.at),
    );
  const read = story.reads
    .filter((one) => one.feed === feed && (isSaved(one.at) || isFound(one.at)))
    .map(({ at, version }) => ({ at, days: feeds[version]!.days as DateEntry[] }));
  const accepted = story.accepts
    .filter((one) => one.feed === feed && one.wasHeld)
    .map(({ at }) => ({ at, days: null }));
  const contents: Content[] = [];
  for (const { at, days } of [...read, ...accepted].sort((a, b) => a.at - b.at)) {
    const last = contents.at(-1);
    const next = nextOf(last, days, at);
    if (last && last.days === next.days && last.held === next.held) continue;
    if (last) last.to = at;
    contents.push({ ...next, from: at, to: Number.POSITIVE_INFINITY });
  }
  return contents;
}

/** @param days as they were read; null: somebody agrees with what is held back */
function nextOf(
  last: Content | undefined,
  days: readonly DateEntry[] | null,
  at: Instant,
): Pick<Content, 'days' | 'held'> {
  if (days === null) return { days: last?.held ?? last?.days ?? [], held: null };
  const isShrunk = last !== undefined && ahead(days, at) * 2 < ahead(last.days, at);
  return isShrunk ? { days: last.days, held: days } : { days, held: null };
}

/** How many of the days, or times, are not over. */
function ahead(entries: readonly DateEntry[], at: Instant): number {
  return entries.filter(({ from, to = from }) => {
    const last = to.length === 10 ? Date.parse(to) + DAY : Date.parse(`${to}Z`);
    return last > at;
  }).length;
}
