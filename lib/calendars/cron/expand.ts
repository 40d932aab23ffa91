import type { Occurrence } from '../../closures/model.ts';
import type { CivilWindow } from '../model.ts';
import type { CronCalendar } from './stored.ts';

/** The parser of cron is loaded where there is a line to parse. */
export async function expand(calendar: CronCalendar, window: CivilWindow): Promise<Occurrence[]> {
  return (await import('./firings.ts')).closuresOf(calendar, window);
}
