import type { CalendarFeed } from '../kind.ts';
import type { SheetCalendar } from './stored.ts';

/** A sheet with a row in error is of no use as a whole: what is in force stays. */
export const feed: CalendarFeed<SheetCalendar> = {
  sourceOf: ({ from, allowPrivateAddress }) => ({ from, allowPrivateAddress }),
  textOf: async (bytes) => (await import('../decode.ts')).decodeText(bytes),
  read: async (text, _calendar, window) => (await import('./expand-all.ts')).readSheet(text, window),
};
