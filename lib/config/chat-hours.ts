/** `chatHours` of an effect. */

import * as z from 'zod';
import { type ChatHours, WEEKDAYS, type WeekHours } from '../closures/model.ts';
import { week, windows } from '../reading/hours.ts';
import { isRecord, kindOf, oneOf, type Report, reader, readWith } from '../reading/readers.ts';
import { splitAtMidnight } from '../reading/week-grid.ts';

const CHAT_WORDS = ['closed', 'keep', 'business'] as const;

/**
 * `closed`, `keep`, `business`, one list of windows for every weekday, or windows by weekday. Hours come out as Partoo
 * takes them: all seven weekdays, none left out, no window past midnight (see {@link splitAtMidnight}).
 */
export const chatHours = reader((value, report): ChatHours => {
  if (typeof value === 'string') return readWith(oneOf(CHAT_WORDS), value, report) ?? z.NEVER;
  if (!Array.isArray(value) && !isRecord(value)) {
    report(kindOf(value), 'write closed, keep, business, or windows such as ["10:00-18:00"]');
    return z.NEVER;
  }
  return splitAtMidnight(readHours(value, report));
});

function readHours(value: unknown, report: Report): WeekHours {
  if (!Array.isArray(value)) return readWith(week, value, report) ?? {};
  if (value.length === 0) report('is an empty list', 'write closed if that is meant');
  else {
    const same = readWith(windows, value, report) ?? [];
    return Object.fromEntries(WEEKDAYS.map((day) => [day, same]));
  }
  return {};
}
