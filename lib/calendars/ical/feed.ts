import type { CalendarFeed, FeedContent } from '../kind.ts';
import type { CivilWindow } from '../model.ts';
import type { IcalCalendar } from './stored.ts';

/** The parser is loaded where there is something to parse. */
export const feed: CalendarFeed<IcalCalendar> = {
  sourceOf: ({ from, allowPrivateAddress }) => ({ from, allowPrivateAddress }),
  textOf: async (bytes) => {
    const [{ unfolded }, { USED }] = [await import('./lines.ts'), await import('./components.ts')];
    return unfolded(bytes, USED);
  },
  read: readOnce,
  withEarlier: async (text, earlier, uids) => (await import('./splice.ts')).withEarlier(text, earlier, uids),
};

interface Known {
  text: string;
  filter: string;
  content: Promise<FeedContent>;
}

// Pure memory: what a text says depends on nothing but the arguments.
const known: Known[] = [];
/** Of the texts that are remembered, together: as many as the largest feed has. */
const MOST_CHARACTERS = 5_000_000;

/**
 * `apply` asks four times what a feed says, to check it, to judge it, to expand it and to check it again, and each
 * time that goes through the whole of it. What is given is shared, and never changed.
 */
function readOnce(text: string, calendar: IcalCalendar, window: CivilWindow): Promise<FeedContent> {
  const { only, except, transparent } = calendar;
  const filter = JSON.stringify([only, except, transparent, window]);
  const found = known.find((one) => one.filter === filter && one.text === text);
  if (found) return found.content;
  const made = { text, filter, content: readAnew(text, calendar, window) };
  known.unshift(made);
  while (known.length > 1 && known.reduce((sum, one) => sum + one.text.length, 0) > MOST_CHARACTERS)
    known.pop();
  return made.content;
}

async function readAnew(text: string, calendar: IcalCalendar, window: CivilWindow): Promise<FeedContent> {
  const { occurrencesIn } = await import('./occurrences.ts');
  const { occurrences, ...rest } = await occurrencesIn(text, calendar, window);
  return { ...rest, occurrences: { '': occurrences } };
}
