import { closest } from '../../reading/suggest.ts';
import { CalendarError, type CalendarPath } from '../errors.ts';

interface Field {
  name: string;
  lowest: number;
  highest: number;
  names: string[];
  /** Forms beyond numbers, names, ranges and steps. */
  special: RegExp | null;
  forms: string;
}

const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

const FIELDS: Field[] = [
  { name: 'minute', lowest: 0, highest: 59, names: [], special: null, forms: '0-59' },
  { name: 'hour', lowest: 0, highest: 23, names: [], special: null, forms: '0-23' },
  {
    name: 'day of the month',
    lowest: 1,
    highest: 31,
    names: [],
    special: /^(L|LW|([1-9]|[12]\d|3[01])W)$/,
    forms: '1-31, L (last), LW or 15W (nearest working day)',
  },
  { name: 'month', lowest: 1, highest: 12, names: MONTHS, special: null, forms: '1-12 or JAN-DEC' },
  {
    name: 'weekday',
    lowest: 0,
    highest: 7,
    names: DAYS,
    special: /^([0-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(#[1-5L]|L)$/,
    forms: '0-7 or SUN-SAT, MON#1 (first Monday of the month), FRI#L (last Friday)',
  },
];

/**
 * Refuses everything that is not a cron pattern of five fields in the forms that we can answer for. Parsers are lenient
 * in different ways, and a token that one takes for "always" closes a shop every day, so the syntax is ours to check.
 *
 * @throws CalendarError `cron-invalid`, naming the field and what it may hold
 */
export function assertCronPattern(pattern: string, path: CalendarPath): void {
  const parts = pattern.trim().split(/\s+/);
  if (parts.length !== FIELDS.length)
    throw new CalendarError(
      'cron-invalid',
      `"${pattern}" has ${parts.length} field${parts.length === 1 ? '' : 's'}; write five: minute, hour, day of the month, month, weekday, for example 0 19 * * MON-FRI`,
      path,
    );
  for (const [message, forms, near] of faultsIn(parts))
    throw new CalendarError('cron-invalid', `${message}; ${forms}`, path, near);
}

/** Everything that is wrong with a pattern of five fields: what, and what would be right. */
export function cronFaults(pattern: string): [message: string, remedy: string][] {
  return [...faultsIn(pattern.trim().split(/\s+/))].map(([message, remedy]) => [message, remedy]);
}

function* faultsIn(parts: readonly string[]): Generator<[message: string, remedy: string, near: string[]]> {
  for (const [index, field] of FIELDS.entries()) {
    const list = parts[index]!.toUpperCase().split(',');
    for (const token of list) {
      const isAlways = list.length > 1 && (token === '*' || token === '?');
      const wrong = isAlways ? `"${token}" in a list means always` : fault(token, field);
      if (wrong === null) continue;
      const near = namedRight(token, field);
      const right = near === token ? `write ${field.forms}` : `did you mean ${near}? (${field.forms})`;
      yield [`${field.name}: ${wrong}`, right, near === token ? [] : [near]];
    }
  }
}

/** A token with the names in it that are nearest to those that it has: `MON-FRI` for `MON-FRY`. */
function namedRight(token: string, { names }: Field): string {
  return token.replace(/[A-Z]{3,}/g, (part) =>
    names.includes(part) ? part : (closest(part.slice(0, 3), names, 1)[0] ?? part),
  );
}

/**
 * The same pattern in the forms that every parser of cron reads alike: names in capitals, Sunday as 0 before `#` and `L`,
 * and lists instead of `5/20` (from 5 on, every 20) and of weekdays over the week's end (`FRI-MON`).
 */
export function plainPattern(pattern: string): string {
  const parts = pattern.trim().toUpperCase().split(/\s+/);
  return parts
    .map((part, index) =>
      part
        .split(',')
        .map((token) => plainToken(token, FIELDS[index]!))
        .join(','),
    )
    .join(' ');
}

/** Other schedulers want `?`, any day, beside a weekday, and beside a day of the month. */
const isDay = ({ name }: Field): boolean => name === 'day of the month' || name === 'weekday';

function plainToken(token: string, field: Field): string {
  if (token === '?') return '*';
  if (field.special?.test(token)) return token.replace(/^7/, '0');
  const [, from, to, step] = /^(\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(token) ?? [];
  if (from === undefined || (to === undefined && step === undefined)) return token;
  const isWeekday = field.names === DAYS;
  const first = numberOf(from, field)!;
  const last = to === undefined ? (isWeekday ? 6 : field.highest) : numberOf(to, field)!;
  if (to !== undefined && first <= last) return token;
  const values: number[] = [];
  for (let value = first; value <= (last < first ? last + 7 : last); value += Number(step ?? 1))
    values.push(isWeekday ? value % 7 : value);
  return values.join(',');
}

/** Whether both days are restricted: cron then fires on either, which few who write it expect. */
export function restrictsBothDays(pattern: string): boolean {
  const [, , day, , weekday] = pattern.trim().split(/\s+/);
  return ![day, weekday].some((part) => part === '*' || part === '?');
}

/** What is wrong with one token of a field; null where nothing is. */
function fault(token: string, field: Field): string | null {
  if (token === '?') return isDay(field) ? null : '"?" is not taken here, write *';
  if (field.special?.test(token)) return null;
  const match = /^(\*|[A-Z0-9]+)(?:-([A-Z0-9]+))?(?:\/(\d+))?$/.exec(token);
  if (!match) return `"${token}" is not understood`;
  const [, from, to, step] = match;
  if (step !== undefined && (Number(step) < 1 || Number(step) > field.highest))
    return `the step of "${token}" is out of range`;
  if (from === '*') return to === undefined ? null : `"${token}" is not understood`;
  const first = numberOf(from!, field);
  const last = to === undefined ? first : numberOf(to, field);
  if (first === null || last === null) return `"${token}" is not understood`;
  // A week has two of the same day in it, or seven days: nobody can tell.
  if (from === to && field.names === DAYS) return `"${token}" runs from a value to itself, write ${from}`;
  if (first > last && field.names !== DAYS) return `"${token}" runs backwards, write it as two ranges`;
  return null;
}

function numberOf(text: string, field: Field): number | null {
  const index = field.names.indexOf(text);
  if (index >= 0) return index + (field.names === MONTHS ? 1 : 0);
  const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return value >= field.lowest && value <= field.highest ? value : null;
}
