import { civilMinutes, DAY, formatDate, parseCivil } from '../civil.ts';

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})/;
const EUROPEAN = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})/;
const TIME = /^(?:T|\s+)(\d{1,2})[:h.](\d{2})(?::00)?$/;

/**
 * A day or a local time as people write them into a cell, in the form of bounds: `2027-02-01`, `01/02/2027 14:00` (the day
 * first) or `1.2.2027`. Null where it is none, or no real day.
 */
export function cellDate(cell: string): string | null {
  const text = cell.trim();
  const match = ISO.exec(text) ?? EUROPEAN.exec(text);
  if (match === null) return null;
  const [first, month, last] = match.slice(1) as [string, string, string];
  const [year, day] = first.length === 4 ? [first, last] : [last, first];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const rest = text.slice(match[0].length);
  if (rest === '') return parseCivil(date) === null ? null : date;
  const time = TIME.exec(rest);
  if (time === null) return null;
  if (time[1] === '24' && time[2] === '00')
    return parseCivil(date) === null ? null : `${dayAfter(date)}T00:00`;
  const moment = `${date}T${time[1]!.padStart(2, '0')}:${time[2]}`;
  return parseCivil(moment) === null ? null : moment;
}

/** The end of the day that a bound lies in. */
export const dayAfter = (bound: string): string => formatDate(civilMinutes(bound.slice(0, 10)) + DAY);
