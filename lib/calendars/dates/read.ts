/** Entries of `dates` and of `also`, and the days that `except` names. All are civil: no zone, no offset. */

import * as z from 'zod';
import type { DatesEntry, DayMatcher } from '../../config/model.ts';
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
  text,
  textOf,
} from '../../reading/readers.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const SHAPES = 'write 2027-02-01, or 2027-02-01T12:00 for a time of that day';

/** A civil day that exists, or a wall-clock time of one. */
const dayOrMoment = textOf(SHAPES, (value, report): string => {
  const day = MOMENT.exec(value)?.[1] ?? value;
  if (!DATE.test(day)) report(`${quoted(value)} is no date`, dateRemedy(value));
  else checkDay(day, report);
  return value;
});

function dateRemedy(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/i.test(value))
    return "leave the offset out: dates are in each business' own zone";
  const spaced = value.replace(' ', 'T');
  if (MOMENT.test(spaced)) return `write "${spaced}"`;
  return /^\d{2}-\d{2}$/.test(value) ? `write { every: ${value} } for every year` : SHAPES;
}

function checkDay(day: string, report: Report): void {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = daysIn(year, month);
  if (last === 0) report(`${quoted(day)} has no such month`, 'write the month as 01 to 12');
  else if (date < 1 || date > last)
    report(`${quoted(day)} does not exist`, `the month has the days 01 to ${last}`);
  else if (year < 2000 || year > 2199) report(`${quoted(day)} is not in this age`, 'check the year');
}

/** 0 where there is no such month. */
function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** `MM-DD`; 29 February included. */
const everyDay = textOf('write MM-DD, such as 12-24', (value, report): string => {
  const shape = /^(\d{2})-(\d{2})$/.exec(value);
  // 2028 is a leap year: a day is refused only if no year has it.
  if (shape === null) report(`${quoted(value)} is no day of the year`, 'write MM-DD, such as 12-24');
  else checkDay(`2028-${value}`, (_, remedy) => report(`${quoted(value)} does not exist`, remedy));
  return value;
});

const time = textOf('write HH:MM, such as "17:00"', (value, report): string => {
  const remedy =
    value === '24:00' ? 'leave it out: the day then lasts to its end' : 'write HH:MM, such as "17:00"';
  if (!TIME.test(value)) report(`${quoted(value)} is no time of the day`, remedy);
  return value;
});

const name = text('write a name, such as Stock-taking').optional();

const spanEntry = mapping(
  { from: dayOrMoment, to: dayOrMoment.optional(), name },
  'write { from: 2027-02-01, to: 2027-02-02, name: Stock-taking }',
  ({ from, to }, report) => {
    if (typeof from === 'string' && typeof to === 'string' && isBackwards(from, to))
      report(`ends (${quoted(to)}) before it starts (${quoted(from)})`, 'put the later one into `to`', [
        'to',
      ]);
  },
);

/** A day in `to` includes that day; a time does not include its minute. */
function isBackwards(from: string, to: string): boolean {
  const shapes = [from, to].every((bound) => DATE.test(bound) || MOMENT.test(bound));
  if (!shapes) return false;
  const start = DATE.test(from) ? `${from}T00:00` : from;
  return DATE.test(to) ? to < from.slice(0, 10) : to <= start;
}

const yearlyEntry = mapping(
  {
    every: everyDay,
    from: time.optional(),
    to: time.optional(),
    leap: oneOf(['28', '1', 'skip']).optional(),
    name,
  },
  'write { every: 12-24, from: "17:00" }',
  ({ every, from = '00:00', to, leap }, report) => {
    const meaning = '28 (February), 1 (March) or skip';
    if (every === '02-29' && leap === undefined)
      report('does not say what happens in years without 29 February', `add leap: ${meaning}`);
    if (every !== '02-29' && leap !== undefined) report('is for 29 February only', 'leave it out', ['leap']);
    if (from === to && typeof to === 'string' && TIME.test(to))
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
  return { every, fromTime: from ?? null, toTime: to ?? null, leap: leap ?? null, name: name ?? null };
}

export const datesEntries = list(datesEntry, 'name at least one day, such as [{ from: 2027-02-01 }]');

const yearlyMatcher = mapping({ every: everyDay }, 'write { every: 12-24 }');

/** What `except` takes out: a date, a day of every year, or a holiday by its name. */
const dayMatcher = reader((value, report): DayMatcher => {
  if (isRecord(value)) return readWith(yearlyMatcher, value, report) ?? z.NEVER;
  const written = readWith(text('write a date, { every: 12-24 }, or the name of a holiday'), value, report);
  if (written === undefined) return z.NEVER;
  if (!/^[\d:T-]+$/.test(written)) return { name: written };
  if (DATE.test(written)) checkDay(written, report);
  else report(`${quoted(written)} is no date`, dateRemedy(written));
  return { date: written };
});

export const dayMatchers = list(dayMatcher, 'name what to leave out, such as ["Whit Monday"]');
