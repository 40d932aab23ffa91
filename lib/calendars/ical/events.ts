import { CalendarError } from '../errors.ts';
import { nameIn } from '../name-in.ts';
import type { Component, Property } from './components.ts';
import { type Moment, momentOf, startOfDay, type Zones } from './moments.ts';
import { DAY } from './recurrence/days.ts';
import { parseRule, type RecurrenceRule } from './recurrence/rule.ts';

/** How long an occurrence lasts: by the clock on the wall, and after that in time that passes. Seconds. */
export interface Length {
  wall: number;
  exact: number;
}

/** An event of a calendar, or one occurrence of another that was changed. */
export interface CalendarEvent {
  /** '' where it has none. */
  uid: string;
  /** Which occurrence of the event of the same UID this one replaces; null: none. */
  replaces: Moment | null;
  /** It replaces all later ones as well. */
  andFuture: boolean;
  /** Of two of the same UID the higher one counts, then the later one. */
  sequence: number;
  stamp: string;
  start: Moment;
  length: Length;
  names: Record<string, string>;
  categories: string[];
  isCancelled: boolean;
  isTransparent: boolean;
  rules: RecurrenceRule[];
  exceptRules: RecurrenceRule[];
  dates: { start: Moment; length: Length | null }[];
  exceptDates: Moment[];
}

/** Dates of one event beyond those of its rules: more is no calendar that people keep. */
const MOST_DATES = 10_000;

/** @throws CalendarError, RecurrenceError where this one event cannot be read */
export function eventOf({ properties }: Component, zones: Zones): CalendarEvent {
  if (properties.has('too-large')) throw new CalendarError('event-too-large', 'it is too large', []);
  const text = (name: string): string => String(properties.get(name)?.[0]?.values[0] ?? '').trim();
  const moments = (name: string): Moment[] =>
    datesIn(properties.get(name) ?? []).map(([one, of]) => momentOf(one, of, zones));
  const [start] = moments('dtstart');
  if (start === undefined) throw new CalendarError('event-time', 'it has no beginning', []);
  const [replaces = null] = moments('recurrence-id');
  return {
    uid: text('uid'),
    replaces,
    andFuture:
      String(properties.get('recurrence-id')?.[0]?.parameters.range).toUpperCase() === 'THISANDFUTURE',
    sequence: Number(text('sequence')) || 0,
    stamp: text('last-modified') || text('dtstamp'),
    start,
    length: bounded(lengthOf(start, moments('dtend')[0], text('duration'))),
    names: namesIn(properties.get('summary')?.[0]),
    categories: (properties.get('categories') ?? []).flatMap(({ values }) =>
      values.map((one) => String(one).trim()),
    ),
    isCancelled: text('status').toUpperCase() === 'CANCELLED',
    isTransparent: text('transp').toUpperCase() === 'TRANSPARENT',
    rules: rulesIn(properties.get('rrule')),
    exceptRules: rulesIn(properties.get('exrule')),
    dates: periodsIn(properties.get('rdate') ?? [], zones),
    exceptDates: moments('exdate'),
  };
}

const rulesIn = (properties: Property[] = []): RecurrenceRule[] =>
  properties.flatMap(({ values }) => values.map((one) => parseRule(String(one))));

/** Every date of the properties, with the property that says in which zone it is; empty ones are left out. */
function datesIn(properties: readonly Property[]): [value: unknown, of: Property][] {
  const found = properties.flatMap((of) => of.values.map((one): [unknown, Property] => [one, of]));
  if (found.length > MOST_DATES)
    throw new CalendarError('event-too-large', 'it has more than 10,000 dates', []);
  return found.filter(([value]) => /\d/.test(String(value)));
}

function periodsIn(properties: readonly Property[], zones: Zones): CalendarEvent['dates'] {
  return datesIn(properties).map(([value, of]) => {
    if (!Array.isArray(value)) return { start: momentOf(value, of, zones), length: null };
    const start = momentOf(value[0], of, zones);
    const end = String(value[1]);
    const isDuration = /^[+-]?P/.test(end);
    return {
      start,
      length: bounded(
        lengthOf(start, isDuration ? undefined : momentOf(end, of, zones), isDuration ? end : ''),
      ),
    };
  });
}

/**
 * An end on the same clock is as long by that clock for every occurrence: who writes 22:00 to 06:00 means 06:00 also in the
 * night in which clocks change. An all-day event without end lasts a day; a time without end does not last.
 */
function lengthOf(start: Moment, end: Moment | undefined, duration: string): Length {
  if (end === undefined && duration === '') return { wall: start.kind === 'date' ? DAY : 0, exact: 0 };
  if (end === undefined) {
    const length = durationOf(duration);
    return start.kind === 'date'
      ? { wall: Math.ceil((length.wall + length.exact) / DAY) * DAY, exact: 0 }
      : length;
  }
  if (start.kind === 'date') return { wall: Math.ceil((end.seconds - start.seconds) / DAY) * DAY, exact: 0 };
  const isOnTheSameClock = start.kind === 'floating' || end.kind !== 'zoned' || start.clock === end.clock;
  if (isOnTheSameClock) return { wall: end.seconds - start.seconds, exact: 0 };
  const [from, to] = [start.clock.instantOf(start.seconds, 'start'), end.clock.instantOf(end.seconds, 'end')];
  return { wall: 0, exact: (to - from) / 1000 };
}

/** Longer than any closure; such an event is a mistake, and covers everything. */
const MOST_SECONDS = 3660 * DAY;

function bounded(length: Length): Length {
  if (Math.abs(length.wall) + Math.abs(length.exact) <= MOST_SECONDS) return length;
  throw new CalendarError('event-time', 'it lasts longer than ten years', []);
}

/** Days and weeks go by the clock, hours by the time that passes (RFC 5545, 3.3.6). */
function durationOf(text: string): Length {
  const match = /^([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(
    text.toUpperCase(),
  );
  if (match === null) throw new CalendarError('event-time', `"${text.slice(0, 40)}" is no duration`, []);
  const [weeks, days, hours, minutes, seconds] = match.slice(2).map((part) => Number(part ?? 0)) as Five;
  const sign = match[1] === '-' ? -1 : 1;
  return { wall: sign * (weeks * 7 + days) * DAY, exact: sign * (hours * 3600 + minutes * 60 + seconds) };
}

type Five = [number, number, number, number, number];

/** Control characters are of no name, and a text of thousands of characters neither. */
export function namesIn(summary: Property | undefined): Record<string, string> {
  const text = nameIn(String(summary?.values[0] ?? ''));
  const language = summary?.parameters.language ?? '';
  return text === '' ? {} : { [/^[\w-]{2,35}$/.test(language) ? language : '']: text };
}

/** The day on which a moment lies, for what is said of it. */
export const dateOf = ({ seconds }: Moment): string => {
  const at = new Date(startOfDay(seconds) * 1000);
  return at.toISOString().slice(0, 10);
};
