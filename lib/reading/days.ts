/** Civil days and times, as they are written: no zone, no offset. */

import { quoted, type Report, reader, readWith, textOf } from './readers.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const SHAPES = 'write 2027-02-01, or 2027-02-01T12:00 for a time of that day';

/** A civil day that exists, or a wall-clock time of one. */
export const dayOrMoment = textOf(SHAPES, (value, report): string => {
  const day = MOMENT.exec(value)?.[1] ?? value;
  if (!DATE.test(day)) report(`${quoted(value)} is no date`, dateRemedy(value));
  else checkDay(day, report);
  return value;
});

/** A civil day that exists. */
export const day = textOf(SHAPES, (value, report): string => {
  if (isDay(value)) checkDay(value, report);
  else report(`${quoted(value)} is no date`, dateRemedy(value));
  return value;
});

/** Whether a text has the form of a day, of a time of the day: not whether there is one. */
export const isDay = (value: string): boolean => DATE.test(value);
export const isTimeOfDay = (value: string): boolean => TIME.test(value);

function dateRemedy(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/i.test(value))
    return "leave the offset out: dates are in each shop's own zone";
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
export const everyDay = textOf('write MM-DD, such as 12-24', (value, report): string => {
  const shape = /^(\d{2})-(\d{2})$/.exec(value);
  // 2028 is a leap year: a day is refused only if no year has it.
  if (shape === null) report(`${quoted(value)} is no day of the year`, 'write MM-DD, such as 12-24');
  else checkDay(`2028-${value}`, (_, remedy) => report(`${quoted(value)} does not exist`, remedy));
  return value;
});

/** `MM-DD`, the end of a range, or `HH:MM`. */
export const dayOfYearOrTime = reader((value, report): string => {
  const isDayOfYear = typeof value === 'string' && /^\d{2}-\d{2}$/.test(value);
  return readWith(isDayOfYear ? everyDay : timeOfDay, value, report) ?? '';
});

/** `HH:MM`. */
export const timeOfDay = textOf('write HH:MM, such as "17:00"', (value, report): string => {
  const remedy =
    value === '24:00' ? 'leave it out: the day then lasts to its end' : 'write HH:MM, such as "17:00"';
  if (!TIME.test(value)) report(`${quoted(value)} is no time of the day`, remedy);
  return value;
});
