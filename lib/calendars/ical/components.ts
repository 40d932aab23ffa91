import ICAL from 'ical.js';
import { remembering } from '../../remembering.ts';
import { CalendarError } from '../errors.ts';
import { LineNames } from './line-names.ts';
import { type ContentLine, contentLines } from './lines.ts';

/** A property: its parameters by name in small letters, and its values as they are written, texts without escapes. */
export interface Property {
  parameters: Record<string, string>;
  values: unknown[];
}

/** An event, or a time zone with its observances. Properties by name in small letters. */
export interface Component {
  name: string;
  properties: Map<string, Property[]>;
  parts: Component[];
}

export interface CalendarText {
  properties: Map<string, Property[]>;
  zones: Component[];
  /** As lines; `componentOf` reads one. All of them at once, read, would take ten times the memory of the feed. */
  events: Lines[];
}

/** What closures are made of; descriptions, guests, attachments and alarms are as long as they are of no use. */
export const USED = new LineNames(
  `UID DTSTART DTEND DURATION RDATE EXDATE RRULE EXRULE RECURRENCE-ID SUMMARY CATEGORIES STATUS TRANSP SEQUENCE DTSTAMP
  LAST-MODIFIED TZID TZOFFSETFROM TZOFFSETTO X-LIC-LOCATION X-WR-TIMEZONE METHOD BEGIN END`.split(/\s+/),
);

/** Of what is too large, and outside of everything. */
const NAMING = new LineNames(['BEGIN', 'END', 'UID']);
const TEXTS = new Set(['SUMMARY', 'CATEGORIES']);
const DATES = new Set(['DTSTART', 'DTEND', 'RDATE', 'EXDATE', 'RECURRENCE-ID']);

/** Events of a feed, lines of them that count, what stands within each other, and characters of an event: beyond, it is no calendar that people keep. */
const MOST_DEPTH = 20;
const MOST_EVENTS = 10_000;
const MOST_LINES = 150_000;
const MOST_CHARACTERS = 200_000;
/** What a line counts for beside its value: an event of a hundred thousand empty lines is as large. */
const LINE_CHARACTERS = 20;

/** What stands between a BEGIN and its END. */
export interface Lines {
  name: string;
  lines: ContentLine[];
  parts: Component[];
  events: Lines[];
  size: number;
}

/** Of what is too large, what it is called is kept and no more. */
function keep(inside: Lines, line: ContentLine): void {
  inside.size += line.value.length + LINE_CHARACTERS;
  const isNamed = () => inside.lines.some(({ name }) => name === 'UID');
  const last = inside.lines.at(-1);
  // What stands there twice in a row says the same.
  if (last?.head === line.head && last.value === line.value) return;
  if (inside.size <= MOST_CHARACTERS) inside.lines.push(line);
  else if (line.name === 'UID' && !isNamed()) inside.lines = [line];
}

/** Reads the calendars of a file. @throws CalendarError `feed-no-calendar`, `feed-cut`, `feed-too-large` */
export function parseCalendars(text: string): CalendarText[] {
  const calendars: CalendarText[] = [];
  const open: Lines[] = [];
  let events = 0;
  let lines = 0;
  const wanted = () => ((open.at(-1)?.size ?? Infinity) > MOST_CHARACTERS ? NAMING : USED);
  for (const line of contentLines(text, wanted)) {
    if (line.name === 'BEGIN') {
      if (open.length < MOST_DEPTH)
        open.push({ name: nameIn(line), lines: [], parts: [], events: [], size: 0 });
    } else if (line.name === 'END') {
      const at = open.findLastIndex(({ name }) => name === nameIn(line));
      if (at < 0) continue;
      const [done] = open.splice(at);
      if (done!.name === 'VEVENT' && ++events > MOST_EVENTS) throw tooMany(`${MOST_EVENTS} events`);
      if (done!.name === 'VCALENDAR') calendars.push(calendarOf(done!));
      else if (done!.name === 'VEVENT') open.at(-1)?.events.push(done!);
      else if (isOfZones(done!.name)) open.at(-1)?.parts.push(componentOf(done!));
    } else if (open.length > 0) {
      if (++lines > MOST_LINES) throw tooMany(`${MOST_LINES} lines`);
      keep(open.at(-1)!, line);
    }
  }
  if (open.some(({ name }) => name === 'VCALENDAR'))
    throw new CalendarError('feed-cut', 'the calendar ends in the middle; it was cut on its way', []);
  if (calendars.length > 0) return calendars;
  throw new CalendarError(
    'feed-no-calendar',
    'what is there is no iCalendar; give the address of an .ics file',
    [],
  );
}

const tooMany = (what: string): CalendarError =>
  new CalendarError(
    'feed-too-large',
    `the calendar has more than ${what}; publish one for closures only`,
    [],
  );

const isOfZones = (name: string): boolean => ['VTIMEZONE', 'STANDARD', 'DAYLIGHT'].includes(name);

const nameIn = ({ value }: ContentLine): string => value.trim().toUpperCase();

function calendarOf({ lines, parts, events }: Lines): CalendarText {
  return {
    properties: propertiesOf(lines),
    zones: parts.filter(({ name }) => name === 'VTIMEZONE'),
    events,
  };
}

export function componentOf({ name, lines, parts, size }: Lines): Component {
  if (size <= MOST_CHARACTERS) return { name, properties: propertiesOf(lines), parts };
  // What it is called is all that is wanted of it.
  const named = propertiesOf(lines.filter((line) => line.name === 'UID'));
  return { name, properties: named.set('too-large', []), parts };
}

function propertiesOf(lines: readonly ContentLine[]): Map<string, Property[]> {
  const found = new Map<string, Property[]>();
  for (const line of lines) {
    const key = line.name.toLowerCase();
    const property = { parameters: parametersOf(line.head), values: valuesOf(line) };
    const others = found.get(key);
    if (others) others.push(property);
    else found.set(key, [property]);
  }
  return found;
}

const NONE: Record<string, string> = {};
const MOST_HEADS = 1000;
const MOST_KNOWN_CHARACTERS = 200;

/** The same categories stand at thousands of events. */
const knownTexts = new Map<string, unknown[]>();

function textsOf(name: string, value: string): unknown[] {
  const line = `${name}:${value}`;
  const known = knownTexts.get(line);
  if (known) return known;
  const texts = parsed(line)?.slice(3) ?? [];
  if (knownTexts.size >= MOST_HEADS) knownTexts.clear();
  if (value.length <= MOST_KNOWN_CHARACTERS) knownTexts.set(line, texts);
  return texts;
}

/** By name in small letters. A line that is unreadable has none. */
function parametersOf(head: string): Record<string, string> {
  return head.includes(';') ? parametersIn(head) : NONE;
}

/** A feed has a few of them, thousands of times. */
const parametersIn = remembering(MOST_HEADS, (head: string): Record<string, string> => {
  // An address as the value of a parameter belongs in quotes.
  const quoted = head.replace(/=([^";]*:[^";]*)/g, '="$1"');
  return (parsed(`${quoted}:`)?.[1] as Record<string, string> | undefined) ?? NONE;
});

/** Dates as they are written, a period as a pair; texts without their escapes. */
function valuesOf({ name, value }: ContentLine): unknown[] {
  if (!DATES.has(name)) return TEXTS.has(name) && /[\\,]/.test(value) ? textsOf(name, value) : [value.trim()];
  const dates = value.trim().toUpperCase().split(',');
  return dates.map((one) => (one.includes('/') ? one.split('/') : one));
}

function parsed(line: string): unknown[] | null {
  try {
    return ICAL.parse.property(line) as unknown[];
  } catch {
    return null;
  }
}
