import type { Occurrence } from '../../closures/model.ts';
import { civilMinutes } from '../civil.ts';
import { CalendarError } from '../errors.ts';
import type { EntryFault } from '../kind.ts';
import type { CivilWindow } from '../model.ts';
import { type ZoneClock, zoneClocks } from './clocks.ts';
import { type CalendarText, type Component, componentOf, parseCalendars } from './components.ts';
import { type CalendarEvent, dateOf, eventOf, namesIn } from './events.ts';
import { type Filter, filterOf } from './filter.ts';
import type { Moment, Zones } from './moments.ts';
import { DAY } from './recurrence/days.ts';
import { RecurrenceError } from './recurrence/rule.ts';
import { type Happening, happenings, type Series, type Stretch } from './series.ts';

export interface FeedOccurrences {
  occurrences: Occurrence[];
  /** How many events there are, also those that close nothing. */
  events: number;
  /** Events that were set aside, and why. */
  faults: EntryFault[];
}

/** Of a feed, and of one of its events (design rule 28). */
const MOST_OCCURRENCES = 10_000;
/** RDATE and EXDATE of all events together. */
const MOST_DATES = 100_000;
/** Days and times looked at: a fifth of a second for all events, a tenth of that for one. */
const BUDGET = { feed: 1_500_000, event: 300_000 };
/** Zones are at most this far apart; what could lie in the window somewhere is taken along. Seconds. */
const ZONES = 15 * 3600;

/**
 * What a file of iCalendar (RFC 5545) says takes place within the window, in order of start. An event that cannot be read
 * or worked out is set aside alone. Depends on nothing but its arguments.
 * @throws CalendarError where the file as a whole is of no use
 */
export async function occurrencesIn(
  text: string,
  filter: Filter,
  window: CivilWindow,
): Promise<FeedOccurrences> {
  const report: FeedOccurrences = { occurrences: [], events: 0, faults: [] };
  const stretch = { from: civilMinutes(window.from) * 60 - ZONES, to: civilMinutes(window.to) * 60 + ZONES };
  const budget = { left: BUDGET.feed };
  const isWanted = filterOf(filter);
  for (const calendar of parseCalendars(text)) {
    report.events += calendar.events.length;
    const zones = await zonesOf(calendar);
    for (const series of seriesOf(calendar, zones, report.faults)) {
      take(report, () => occurrencesOf(series, isWanted, stretch, zones, budget), series);
      if (report.occurrences.length > MOST_OCCURRENCES)
        throw tooMany(`${MOST_OCCURRENCES} occurrences in the coming 400 days`);
    }
  }
  const at = new Map(
    report.occurrences.map((one) => [one, Date.parse(`${one.start}${isLocal(one.start) ? 'Z' : ''}`)]),
  );
  report.occurrences.sort((a, b) => at.get(a)! - at.get(b)!);
  return report;
}

const isLocal = (bound: string): boolean => bound.length > 10 && !bound.endsWith('Z');

const tooMany = (what: string) =>
  new CalendarError('feed-too-large', `it has more than ${what}; publish one for closures only`, []);

async function zonesOf({ properties, zones, events }: CalendarText): Promise<Zones> {
  const clockOf = await zoneClocks(zones);
  const named = String(properties.get('x-wr-timezone')?.[0]?.values[0] ?? '').trim();
  const own = named === '' ? null : clockOf(named);
  const only = zones.length === 1 ? String(zones[0]!.properties.get('tzid')?.[0]?.values[0] ?? '') : '';
  const likely: ZoneClock | null = own ?? (only === '' ? null : clockOf(only));
  if (String(properties.get('method')?.[0]?.values[0] ?? '').toUpperCase() === 'CANCEL') events.length = 0;
  return { clockOf, own, likely };
}

/** Events by UID, each with the occurrences of it that were changed, and of several versions the one that counts. */
function seriesOf({ events }: CalendarText, zones: Zones, faults: EntryFault[]): Series[] {
  const byUid = new Map<string, CalendarEvent[]>();
  let dates = 0;
  // The lines of each are let go of when it is read: of all of them they take as much as what is read.
  const left = events.reverse();
  for (let index = 0; left.length > 0; index += 1) {
    const component = componentOf(left.pop()!);
    try {
      const event = eventOf(component, zones);
      dates += event.dates.length + event.exceptDates.length;
      const key = event.uid === '' ? `#${index}` : event.uid;
      const others = byUid.get(key);
      if (others) others.push(event);
      else byUid.set(key, [event]);
    } catch (error) {
      faults.push(faultOf(error, uidIn(component), namesIn(component.properties.get('summary')?.[0]), null));
    }
    if (dates > MOST_DATES) throw tooMany(`${MOST_DATES} single dates`);
  }
  return [...byUid.values()].flatMap(versionsThatCount).sort((a, b) => laborOf(a) - laborOf(b));
}

/** Whatever asks for much comes last: what it uses up is not missing to the others. */
function laborOf({ event, changed }: Series): number {
  const rules = [event, ...changed].flatMap((one) => (one ? [...one.rules, ...one.exceptRules] : []));
  const labors = rules.map(({ frequency, count }) => {
    if (['HOURLY', 'MINUTELY', 'SECONDLY'].includes(frequency)) return 3;
    return count === null ? 1 : 2;
  });
  return Math.max(0, ...labors);
}

function versionsThatCount(versions: CalendarEvent[]): Series[] {
  const latest = new Map<string, CalendarEvent>();
  const events: CalendarEvent[] = [];
  for (const one of versions.sort(byVersion)) {
    if (one.replaces === null) events.push(one);
    else latest.set(`${one.replaces.seconds} ${one.andFuture}`, one);
  }
  const [last] = events.slice(-1);
  // Some give all their events one UID: those of the same version are different ones, unless they begin alike.
  const alike = events.filter((one) => last && byVersion(one, last) === 0);
  const distinct = new Map(alike.map((one) => [one.start.seconds, one]));
  const changed = [...latest.values()];
  if (distinct.size <= 1) return [{ event: last ?? null, changed }];
  return [...distinct.values()].map((event) => ({ event, changed: event === last ? changed : [] }));
}

function byVersion(a: CalendarEvent, b: CalendarEvent): number {
  return a.sequence - b.sequence || (a.stamp < b.stamp ? -1 : a.stamp > b.stamp ? 1 : 0);
}

function take({ occurrences, faults }: FeedOccurrences, work: () => Occurrence[], series: Series): void {
  try {
    const found = work();
    if (found.length > MOST_OCCURRENCES) throw new RecurrenceError('a rule that recurs too often');
    for (const one of found) occurrences.push(one);
  } catch (error) {
    const { uid, names, start } = (series.event ?? series.changed[0]) as CalendarEvent;
    faults.push(faultOf(error, uid, names, dateOf(start)));
  }
}

/** @throws what is no fault of the event */
function faultOf(
  error: unknown,
  uid: string,
  names: CalendarEvent['names'],
  date: string | null,
): EntryFault {
  if (!(error instanceof CalendarError || error instanceof RecurrenceError)) throw error;
  const name = Object.values(names)[0]?.slice(0, 60);
  const which = name === undefined && date === null ? 'an event' : 'the event';
  const parts = [
    which,
    ...(name === undefined ? [] : [`"${name}"`]),
    ...(date === null ? [] : [`of ${date}`]),
  ];
  return { uid, which: parts.join(' '), why: error.message };
}

const uidIn = ({ properties }: Component): string =>
  String(properties.get('uid')?.[0]?.values[0] ?? '').trim();

function occurrencesOf(
  series: Series,
  isWanted: (event: CalendarEvent) => boolean,
  stretch: Stretch,
  zones: Zones,
  feed: { left: number },
): Occurrence[] {
  const longest = Math.max(...[series.event, ...series.changed].map((one) => (one ? longestOf(one) : 0)));
  const budget = { left: Math.min(BUDGET.event, feed.left) };
  const before = budget.left;
  try {
    return happenings(series, { from: stretch.from - longest - DAY, to: stretch.to }, zones, budget)
      .filter(({ event }) => isWanted(event))
      .flatMap((one) => occurrenceOf(one, stretch) ?? []);
  } finally {
    feed.left -= before - Math.max(0, budget.left);
  }
}

const secondsOf = ({ wall, exact }: { wall: number; exact: number }): number => Math.max(0, wall + exact);

const longestOf = ({ length, dates }: CalendarEvent): number =>
  dates.reduce((most, one) => Math.max(most, one.length ? secondsOf(one.length) : 0), secondsOf(length));

/** null where it has no length, or lies outside of the stretch. */
function occurrenceOf({ event, start, length }: Happening, stretch: Stretch): Occurrence | null {
  const { names } = event;
  const end = start.seconds + length.wall;
  // What is no instant lies in the window as it stands.
  const margin = start.kind === 'zoned' ? 0 : ZONES;
  if (start.seconds >= stretch.to - margin || end + length.exact <= stretch.from + margin) return null;
  if (start.kind === 'zoned') {
    const from = start.clock.instantOf(start.seconds, 'start');
    const to = start.clock.instantOf(end, length.exact === 0 ? 'end' : 'start') + length.exact * 1000;
    return to > from ? { start: utcText(from), end: utcText(to), names } : null;
  }
  const to = end + length.exact;
  return to > start.seconds
    ? { start: localText(start.seconds, start), end: localText(to, start), names }
    : null;
}

const utcText = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** A date, or a time without the seconds that mostly are none. */
function localText(seconds: number, { kind }: Moment): string {
  const text = new Date(seconds * 1000).toISOString().slice(0, kind === 'date' ? 10 : 19);
  return kind === 'date' ? text : text.replace(/:00$/, '');
}
