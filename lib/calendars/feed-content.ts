import { CalendarError } from './errors.ts';

/** @throws CalendarError where nothing was ever read of the feed: no information means no decision */
export function contentOf(content: string | null, kind: string): string {
  if (content !== null) return content;
  throw new CalendarError('feed-missing', 'it has not been read yet', [kind]);
}
