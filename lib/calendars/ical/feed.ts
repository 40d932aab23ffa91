import type { CalendarFeed } from '../kind.ts';
import type { IcalCalendar } from './stored.ts';

/** The parser is loaded where there is something to parse. */
export const feed: CalendarFeed<IcalCalendar> = {
  sourceOf: ({ from, allowPrivateAddress }) => ({ from, allowPrivateAddress }),
  textOf: async (bytes) => {
    const [{ unfolded }, { isUsed }] = [await import('./lines.ts'), await import('./components.ts')];
    return unfolded(bytes, isUsed);
  },
  read: async (text, calendar, window) => {
    const { occurrences, ...rest } = await (await import('./occurrences.ts')).occurrencesIn(
      text,
      calendar,
      window,
    );
    return { ...rest, occurrences: { '': occurrences } };
  },
  withEarlier: async (text, earlier, uids) => (await import('./splice.ts')).withEarlier(text, earlier, uids),
};
