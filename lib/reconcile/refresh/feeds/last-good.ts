/** An entry of a feed that is of no use is set aside alone, and stays in force as it last was (design rule 28). */
import type { CalendarFeed, FeedContent } from '../../../calendars/kind.ts';
import type { Calendar } from '../../../calendars/stored.ts';
import type { SetAside, StoredFeed } from '../../../store/store.ts';
import { MOST_BYTES } from './body.ts';

/** A text of a feed, and what it says. */
export interface ReadText {
  text: string;
  content: FeedContent;
}

/** What comes into force, and the UIDs of entries in it that are as they were before. */
export interface TakenText extends ReadText {
  kept: ReadonlySet<string>;
}

/**
 * The text with each entry that is of no use as it was in the one before, where it was good there. So what recurs goes on,
 * and filters that change are heeded.
 */
export async function lastGood(
  asRead: ReadText,
  before: ReadText | null,
  { withEarlier }: CalendarFeed<Calendar>,
  read: (text: string) => Promise<ReadText>,
): Promise<TakenText> {
  const asItIs = { ...asRead, kept: new Set<string>() };
  const bad = uidsOf(asRead);
  if (before === null || withEarlier === undefined || bad.size === 0) return asItIs;
  const badBefore = uidsOf(before);
  const wanted = new Set([...bad].filter((uid) => !badBefore.has(uid)));
  const { text, taken } = await withEarlier(asRead.text, before.text, wanted);
  if (taken.size === 0 || text.length > MOST_BYTES) return asItIs;
  return { ...(await read(text)), kept: taken };
}

/** Nothing can be told of an entry that has no UID. */
const uidsOf = ({ content }: ReadText): Set<string> =>
  new Set(content.faults.flatMap(({ uid }) => (uid === '' ? [] : [uid])));

const MOST_NAMED = 20;
const MOST_CHARACTERS = 200;

/** What is remembered of the entries that were set aside, in the form of a stored feed. */
export function setAsideOf({ faults }: FeedContent, kept: ReadonlySet<string>): Pick<StoredFeed, 'setAside'> {
  if (faults.length === 0) return {};
  const entries: SetAside['entries'] = faults.slice(0, MOST_NAMED).map(({ uid, which, why }) => ({
    uid: uid.slice(0, MOST_CHARACTERS),
    which,
    why,
    keepsLast: kept.has(uid),
  }));
  return { setAside: { count: faults.length, entries } };
}
