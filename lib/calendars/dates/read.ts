import * as z from 'zod';
import { dayOfYearOrTime, dayOrMoment, everyDay, isDay, isTimeOfDay, timeOfDay } from '../../reading/days.ts';
import { name } from '../../reading/name.ts';
import {
  isRecord,
  kindOf,
  list,
  mapping,
  oneOf,
  quoted,
  type Report,
  reader,
  readWith,
} from '../../reading/readers.ts';
import type { DatesCalendar, DatesEntry } from './stored.ts';

const spanEntry = mapping(
  { from: dayOrMoment, to: dayOrMoment.optional(), name: name.optional() },
  'write { from: 2027-02-01, to: 2027-02-02, name: Stock-taking }',
  ({ from, to }, report) => {
    if (typeof from === 'string' && typeof to === 'string' && isBackwards(from, to))
      report(`ends (${quoted(to)}) before it starts (${quoted(from)})`, 'put the later one into `to`', [
        'to',
      ]);
  },
);

/** A day in `to` includes that day; a time does not include its minute. Of what is no day, that is said already. */
function isBackwards(from: string, to: string): boolean {
  if (![from, to].every((bound) => dayOrMoment.safeParse(bound).success)) return false;
  const start = isDay(from) ? `${from}T00:00` : from;
  return isDay(to) ? to < from.slice(0, 10) : to <= start;
}

const yearlyEntry = mapping(
  {
    every: everyDay,
    from: timeOfDay.optional(),
    to: dayOfYearOrTime.optional(),
    leap: oneOf(['28', '1', 'skip']).optional(),
    name: name.optional(),
  },
  'write { every: 12-24, from: "17:00" }',
  ({ every, from = '00:00', to, leap }, report) => {
    const meaning = '28 (February), 1 (March) or skip';
    if (every === '02-29' && leap === undefined)
      report('does not say what happens in years without 29 February', `add leap: ${meaning}`);
    if (every !== '02-29' && leap !== undefined) report('is for 29 February only', 'leave it out', ['leap']);
    if (to === every) report('is a range of one day', 'leave `to` out', ['to']);
    if (from === to && typeof to === 'string' && isTimeOfDay(to))
      report('ends when it starts', 'leave `to` out for the rest of the day', ['to']);
  },
);

const datesEntry = reader((value, report): DatesEntry => {
  if (!isRecord(value)) {
    report(kindOf(value), 'write { from: 2027-02-01 } or { every: 12-24 }');
    return z.NEVER;
  }
  return 'every' in value ? readYearly(value, report) : readSpan(value, report);
});

function readSpan(value: unknown, report: Report): DatesEntry {
  const entry = readWith(spanEntry, value, report);
  return entry ? { from: entry.from, to: entry.to ?? null, name: entry.name ?? null } : z.NEVER;
}

function readYearly(value: unknown, report: Report): DatesEntry {
  const entry = readWith(yearlyEntry, value, report);
  if (entry === undefined) return z.NEVER;
  const { every, from, to, leap, name } = entry;
  const entryOf = { every, fromTime: from ?? null, leap: leap ?? null, name: name ?? null };
  return to === undefined || isTimeOfDay(to)
    ? { ...entryOf, toTime: to ?? null }
    : { ...entryOf, toTime: null, toDay: to };
}

/** The entries of `dates`, and of the `also` of holidays. */
export const datesEntries = list(datesEntry, 'name at least one day, such as [{ from: 2027-02-01 }]');

export const read = reader((value, report): DatesCalendar => {
  const entries = readWith(datesEntries, value, report);
  return entries === undefined ? z.NEVER : { kind: 'dates', entries };
});
