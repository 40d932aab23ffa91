/** Closed from one line of cron to another. */
import type { CalendarIssue } from '../issues.ts';
import type { CalendarLanguage } from '../kind.ts';
import type { CivilWindow } from '../model.ts';
import type { CronCalendar } from './stored.ts';

export { expand } from './expand.ts';
export { feed } from './feed.ts';
export { jsonSchema } from './json-schema.ts';
export { placeKeyOf } from './place-key.ts';
export { read } from './read.ts';
export { stored } from './stored.ts';

/** Its closures go by the clock, and have no names. */
export const unnamed = () => [['cron']];

export const defaultPriority = 10;

export async function check(calendar: CronCalendar, window: CivilWindow): Promise<CalendarIssue[]> {
  return (await import('./check.ts')).check(calendar, window);
}

export async function inWords(calendar: CronCalendar, language: CalendarLanguage): Promise<string> {
  return (await import('./words.ts')).inWords(calendar, language);
}
