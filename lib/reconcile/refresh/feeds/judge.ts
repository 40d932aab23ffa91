import type { CalendarFeed, FeedContent } from '../../../calendars/kind.ts';
import type { Calendar } from '../../../calendars/stored.ts';
import type { Instant } from '../../../clock.ts';
import { civilDateOf } from '../../../closures/civil-time.ts';
import type { StoredFeed } from '../../../store/store.ts';
import { refreshWindow } from '../refresh.ts';
import { lastGood, type ReadText, setAsideOf } from './last-good.ts';

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
 * What becomes of a content that was read: it comes into force, its entries that are of no use as they last were (design
 * rule 28); or it is held back where it has none, or fewer than half, of the occurrences that lay ahead (design rule 20).
 * @throws CalendarError where it is of no use
 */
export async function judged(fresh: ReadContent, source: string, judging: Judging): Promise<StoredFeed> {
  const { calendar, feed, known, now } = judging;
  const window = refreshWindow(now);
  const read = async (text: string): Promise<ReadText> => ({
    text,
    content: await feed.read(text, calendar, window),
  });
  const asRead = await read(fresh.text);
  const before = known?.text === fresh.text ? asRead : await earlier(known, read);
  const taken = await lastGood(asRead, before, feed, read);
  const base = {
    source,
    etag: fresh.etag,
    lastModified: fresh.lastModified,
    lastSuccess: now,
    lastError: null,
  };
  const { text } = taken;
  const { events } = asRead.content;
  const setAside = setAsideOf(asRead.content, taken.kept);
  if (known !== null && known.text !== null && !judging.isByHand) {
    const [coming, comingBefore] = [taken.content, before?.content].map((one) => countOf(one, now));
    if (coming! * 2 < comingBefore!) {
      const since = known.heldBack?.text === text ? known.heldBack.since : now;
      const heldBack = { text, events, since, coming: coming!, comingBefore: comingBefore!, ...setAside };
      const inForce = known.setAside ? { setAside: known.setAside } : {};
      return { ...base, text: known.text, events: known.events, ...inForce, heldBack };
    }
  }
  return { ...base, text, events, ...setAside, heldBack: null };
}

/** What is in force was read once; should it not be any more (another filter, say), there is nothing to compare with. */
async function earlier(
  known: StoredFeed | null,
  read: (text: string) => Promise<ReadText>,
): Promise<ReadText | null> {
  return known?.text == null ? null : read(known.text).catch(() => null);
}

/** The occurrences that lie ahead. */
function countOf(content: FeedContent | undefined, now: Instant): number {
  const today = civilDateOf(now, 'UTC');
  return Object.values(content?.occurrences ?? {})
    .flat()
    .filter(({ end }) => end === null || end > today).length;
}
