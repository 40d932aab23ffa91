import * as z from 'zod';
import type { WeekHours } from '../../closures/model.ts';
import { week } from '../../reading/hours.ts';
import { reader, readWith } from '../../reading/readers.ts';
import type { WeeklyCalendar } from './stored.ts';

/**
 * Opening hours: a window may run past midnight, and a weekday that is left out is closed. An end of 24:00 comes out as
 * 00:00; `00:00-00:00` then is the whole day.
 */
export const read = reader((value, report): WeeklyCalendar => {
  const hours = readWith(week, value, report);
  if (hours === undefined) return z.NEVER;
  if (Object.values(hours).every((day) => day === undefined || day.length === 0))
    report('never opens', 'name at least one window, such as { monday: ["09:00-18:00"] }');
  const open: WeekHours = Object.fromEntries(
    Object.entries(hours).flatMap(([day, list]) =>
      list === undefined ? [] : [[day, list.map((text) => text.replace('24:00', '00:00'))]],
    ),
  );
  return { kind: 'weekly', open };
});
