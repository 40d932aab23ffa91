/** Windows of the day, and the weekdays that have them: for opening hours and for chat hours. */

import type { TimeWindow } from '../closures/model.ts';
import { list, mapping, quoted, reader, readWith, textOf } from './readers.ts';

const WINDOW = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;
const SHAPE = 'write HH:MM-HH:MM, such as "09:00-18:30"';

/** One window. An end of 24:00, or one before the start (past midnight), is allowed. */
const window = textOf(SHAPE, (value, report): TimeWindow => {
  if (!WINDOW.test(value)) {
    const padded = value.replaceAll(/\s/g, '').replaceAll(/(?<!\d)(\d:\d\d)/g, '0$1');
    const remedy = WINDOW.test(padded) ? `write "${padded}"` : SHAPE;
    report(`${quoted(value)} is no window of the day`, remedy);
  } else if (value.slice(0, 5) === value.slice(6))
    report(`${quoted(value)} starts and ends at the same time`, 'write "00:00-24:00" for the whole day');
  return value;
});

/** At least one window. */
export const windows = list(window, 'name at least one window, such as ["09:00-18:00"]');

/** In a weekday `[]` says closed, and is no slip. */
const dayWindows = reader((value, report): TimeWindow[] =>
  Array.isArray(value) && value.length === 0 ? [] : (readWith(windows, value, report) ?? []),
);

/** Windows by weekday, as they are written; any weekday may be left out. */
export const week = mapping(
  {
    monday: dayWindows.optional(),
    tuesday: dayWindows.optional(),
    wednesday: dayWindows.optional(),
    thursday: dayWindows.optional(),
    friday: dayWindows.optional(),
    saturday: dayWindows.optional(),
    sunday: dayWindows.optional(),
  },
  'write weekdays with their windows, such as { monday: ["09:00-18:00"] }',
);
