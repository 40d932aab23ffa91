/** RRULE (RFC 5545, 3.3.10) as numbers. Civil time without a zone: seconds counted from 1970-01-01T00:00:00. */

const FREQUENCIES = ['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
type Frequency = (typeof FREQUENCIES)[number];

/** Monday is 0. */
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

export interface WeekdayPart {
  weekday: number;
  /** The nth of its month or year, from the end where negative; 0: every one. */
  nth: number;
}

/** Lists are in order and without repeats; null: the part is not given. */
export interface RecurrenceRule {
  frequency: Frequency;
  interval: number;
  count: number | null;
  /** As it is written: `20261231`, `20261231T120000` or `20261231T120000Z`; feeds have all three with any DTSTART. */
  until: string | null;
  seconds: number[] | null;
  minutes: number[] | null;
  hours: number[] | null;
  weekdays: WeekdayPart[] | null;
  monthDays: number[] | null;
  yearDays: number[] | null;
  weekNumbers: number[] | null;
  months: number[] | null;
  positions: number[] | null;
  weekStart: number;
}

/** Parts that say which days and times are meant. */
const NARROWING = 'BYSECOND BYMINUTE BYHOUR BYDAY BYMONTHDAY BYYEARDAY BYWEEKNO BYMONTH BYSETPOS'.split(' ');

/** Longer than any rule that a person or a calendar writes. */
const MOST_CHARACTERS = 4000;

/** A rule that says nothing that can be carried out. The message has the part that is wrong. */
export class RecurrenceError extends Error {
  override readonly name = 'RecurrenceError';
}

/** @throws RecurrenceError */
export function parseRule(text: string): RecurrenceRule {
  if (text.length > MOST_CHARACTERS) throw new RecurrenceError('a rule of more than 4,000 characters');
  const parts = new Map<string, string>();
  for (const part of text.toUpperCase().split(';')) {
    const [name = '', value = '', more] = part.split('=');
    if (more !== undefined)
      throw new RecurrenceError(`a rule with a part that is none: ${part.slice(0, 40)}`);
    if (name.trim() !== '') parts.set(name.trim(), value.trim());
  }
  const frequency = FREQUENCIES.find((one) => one === parts.get('FREQ'));
  if (frequency === undefined) throw new RecurrenceError('a rule without a frequency that is known');
  const scale = parts.get('RSCALE') ?? 'GREGORIAN';
  if (scale !== 'GREGORIAN') throw new RecurrenceError(`a rule of the calendar ${scale}`);
  const skip = parts.get('SKIP') ?? 'OMIT';
  if (skip !== 'OMIT') throw new RecurrenceError(`a rule with SKIP=${skip.slice(0, 40)}`);
  // Without it the rule would be of other days, or of all of them. What else is strange (X-…) narrows nothing.
  const strange = [...parts.keys()].find((name) => name.startsWith('BY') && !NARROWING.includes(name));
  if (strange !== undefined)
    throw new RecurrenceError(`a rule with a part that is none: ${strange.slice(0, 40)}`);
  const until = parts.get('UNTIL') ?? null;
  if (until !== null && !/^\d{8}(T\d{6}Z?)?$/.test(until))
    throw new RecurrenceError('an UNTIL that is no date');
  const list = (name: string, low: number, high: number, signed = false) =>
    numbers(name, parts.get(name), low, high, signed);
  return allowed({
    frequency,
    interval: number('INTERVAL', parts.get('INTERVAL')) ?? 1,
    count: number('COUNT', parts.get('COUNT')),
    until,
    seconds: list('BYSECOND', 0, 60)?.filter((second) => second < 60) ?? null,
    minutes: list('BYMINUTE', 0, 59),
    hours: list('BYHOUR', 0, 23),
    weekdays: weekdays(parts.get('BYDAY')),
    monthDays: list('BYMONTHDAY', 1, 31, true),
    yearDays: list('BYYEARDAY', 1, 366, true),
    weekNumbers: list('BYWEEKNO', 1, 53, true),
    months: list('BYMONTH', 1, 12),
    positions: list('BYSETPOS', 1, 31_622_400, true),
    weekStart: Math.max(0, WEEKDAYS.indexOf(parts.get('WKST') ?? 'MO')),
  });
}

/** What 3.3.10 says MUST NOT be together means something else to every reader. @throws RecurrenceError */
function allowed(rule: RecurrenceRule): RecurrenceRule {
  const { frequency, weekdays, monthDays, yearDays, weekNumbers } = rule;
  const refuse = (what: string) => new RecurrenceError(`${what} in a ${frequency} rule`);
  if (weekNumbers !== null && frequency !== 'YEARLY') throw refuse('BYWEEKNO');
  if (yearDays !== null && ['DAILY', 'WEEKLY', 'MONTHLY'].includes(frequency)) throw refuse('BYYEARDAY');
  if (monthDays !== null && frequency === 'WEEKLY') throw refuse('BYMONTHDAY');
  if (frequency === 'MONTHLY' || (frequency === 'YEARLY' && weekNumbers === null)) return rule;
  // A week has one Monday, which is its first and its last; of what else it would be the second, nobody can say.
  const most = frequency === 'WEEKLY' || weekNumbers !== null ? 1 : 0;
  if (weekdays?.some(({ nth }) => Math.abs(nth) > most)) throw refuse('a weekday with a number');
  return rule;
}

/** Any number is legal; beyond nine digits they are alike. */
const MOST = 999_999_999;

function number(name: string, text: string | undefined): number | null {
  if (text === undefined || text === '') return null;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1) return Math.min(value, MOST);
  throw new RecurrenceError(`${name} is no count`);
}

function numbers(
  name: string,
  text: string | undefined,
  low: number,
  high: number,
  signed: boolean,
): number[] | null {
  if (text === undefined || text === '') return null;
  const values = text.split(',').map((part) => {
    const value = Number(part);
    const size = signed ? Math.abs(value) : value;
    if (!/^[+-]?\d{1,8}$/.test(part.trim()) || size < low || size > high)
      throw new RecurrenceError(`${name} is out of range`);
    return value;
  });
  return [...new Set(values)].sort((a, b) => a - b);
}

function weekdays(text: string | undefined): WeekdayPart[] | null {
  if (text === undefined || text === '') return null;
  const found = new Map<string, WeekdayPart>();
  for (const part of text.split(',')) {
    const [, nth, name = ''] = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(part.trim()) ?? [];
    const number = Number(nth ?? 0);
    if (name === '' || Math.abs(number) > 53) throw new RecurrenceError('BYDAY is no weekday');
    // There is no 0th, and it is not every one.
    if (nth === undefined || number !== 0)
      found.set(`${number}${name}`, { weekday: WEEKDAYS.indexOf(name), nth: number });
  }
  if (found.size === 0) throw new RecurrenceError('BYDAY is no weekday');
  return [...found.values()];
}
