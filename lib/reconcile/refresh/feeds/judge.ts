import type { CalendarFeed, FeedContent } from '../../../calendars/kind.ts';
import type { CivilWindow } from '../../../calendars/model.ts';
import type { Calendar } from '../../../calendars/stored.ts';
import type { Instant } from '../../../clock.ts';
import { addDays, civilDateOf } from '../../../closures/civil-time.ts';
import type { StoredFeed } from '../../../store/store.ts';

const DAYS_AHEAD = 400;

/** A content that has just been read. */
export interface ReadContent {
  text: string;
  etag: string | null;
  lastModified: string | null;
}

interface Judging {
  calendar: Calendar;
  feed: CalendarFeed<Calendar>;
  /** What was known of the same source; null: nothing. */
  known: StoredFeed | null;
  now: Instant;
  /** Whether somebody looks at what changes: then nothing is held back. */
  isByHand: boolean;
}

/**
 * What becomes of a content that was read: it comes into force, or is held back where it has none, or fewer than half, of
 * the occurrences that lay ahead in the one before (design rule 20).
 * @throws CalendarError where it is of no use
 */
export async function judged(fresh: ReadContent, source: string, judging: Judging): Promise<StoredFeed> {
  const { calendar, feed, known, now } = judging;
  const window = comingFrom(now);
  const content = await feed.read(fresh.text, calendar, window);
  const coming = countOf(content, window);
  const base = {
    source,
    etag: fresh.etag,
    lastModified: fresh.lastModified,
    lastSuccess: now,
    lastError: null,
  };
  if (known !== null && known.text !== null && !judging.isByHand) {
    const comingBefore = await countIn(known.text, judging, window);
    if (coming * 2 < comingBefore) {
      const since = known.heldBack?.text === fresh.text ? known.heldBack.since : now;
      const heldBack = { text: fresh.text, events: content.events, since, coming, comingBefore };
      return { ...base, text: known.text, events: known.events, heldBack };
    }
  }
  return { ...base, text: fresh.text, events: content.events, heldBack: null };
}

function comingFrom(now: Instant): CivilWindow {
  const today = civilDateOf(now, 'UTC');
  return { from: today, to: addDays(today, DAYS_AHEAD) };
}

const countOf = ({ occurrences }: FeedContent, { from }: CivilWindow): number =>
  Object.values(occurrences)
    .flat()
    .filter(({ end }) => end === null || end > from).length;

/** What is in force was read once; should it not be any more (another filter, say), there is nothing to compare with. */
async function countIn(text: string, { feed, calendar }: Judging, window: CivilWindow): Promise<number> {
  try {
    return countOf(await feed.read(text, calendar, window), window);
  } catch {
    return 0;
  }
}
