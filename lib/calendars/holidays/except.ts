import * as z from 'zod';
import { day, everyDay } from '../../reading/days.ts';
import { isRecord, list, mapping, reader, readWith, text } from '../../reading/readers.ts';
import type { DayMatcher } from './stored.ts';

const yearlyMatcher = mapping({ every: everyDay }, 'write { every: 12-24 }');

/** What `except` takes out: a date, a day of every year, or a holiday by its name. */
const dayMatcher = reader((value, report): DayMatcher => {
  if (isRecord(value)) return readWith(yearlyMatcher, value, report) ?? z.NEVER;
  const written = readWith(text('write a date, { every: 12-24 }, or the name of a holiday'), value, report);
  if (written === undefined) return z.NEVER;
  if (!/^[\d:T-]+$/.test(written)) return { name: written };
  return { date: readWith(day, written, report) ?? z.NEVER };
});

/** The entries of `except`. */
export const dayMatchers = list(dayMatcher, 'name what to leave out, such as ["Whit Monday"]');
