/** When rules and askings close, worked out anew from design rules 1 to 4. Nothing here is shared with the product. */
import type { Instant } from '../../../../lib/clock.ts';
import type { Calendar, DateEntry, Shop, Week } from '../model.ts';
import { DAY, dateOf, MINUTE, timeOf, WEEK, wall, weekdayOf, type Zone } from './zones.ts';

export interface Interval {
  start: Instant;
  end: Instant;
}

/** As the law has them, for all of France. */
const FRENCH_HOLIDAYS = [
  '2026-11-01',
  '2026-11-11',
  '2026-12-25',
  '2027-01-01',
  '2027-03-29',
  '2027-05-01',
  '2027-05-06',
  '2027-05-08',
  '2027-05-17',
  '2027-07-14',
  '2027-08-15',
  '2027-11-01',
  '2027-11-11',
  '2027-12-25',
];

/** Around the world's week: what began before, or lasts beyond it, counts as a whole. */
const BEFORE = 9 * DAY;
const AFTER = 70 * DAY;

/** What a calendar closes in a zone: chains, in order. What touches or overlaps is one. */
export function chainsOf(calendar: Calendar, zone: Zone, from: Instant, shop: Shop): Interval[] {
  return joined(occurrencesOf(calendar, zone, from, shop));
}

function occurrencesOf(calendar: Calendar, zone: Zone, from: Instant, shop: Shop): Interval[] {
  switch (calendar.kind) {
    case 'dates':
      return calendar.entries.map((entry) => entryInterval(entry, zone));
    case 'weekly':
      return betweenWindows(calendar.open, zone, from);
    case 'cron':
      return betweenFirings(calendar, zone, from);
    case 'holidays':
      return FRENCH_HOLIDAYS.map((day) => entryInterval({ from: day }, zone));
    case 'special':
      return (shop.specificHours?.close ?? []).map(({ starts_at, ends_at }) =>
        entryInterval({ from: starts_at, to: ends_at }, zone),
      );
    case 'feed':
      return [];
  }
}

/** The same of entries as they stand in a feed. */
export function chainsOfEntries(entries: readonly DateEntry[], zone: Zone): Interval[] {
  return joined(entries.map((entry) => entryInterval(entry, zone)));
}

/** Local days, both included; a time ends where it says, and a start with a time alone at the end of its day. */
function entryInterval({ from, to }: DateEntry, zone: Zone): Interval {
  const last = to ?? from.slice(0, 10);
  const end = last.length === 10 ? wall(last) + DAY : wall(last);
  return { start: zone.instantOf(wall(from), 'start'), end: zone.instantOf(end, 'end') };
}

function* localDays(zone: Zone, from: Instant): Iterable<number> {
  const first = wall(dateOf(zone.localAt(from - BEFORE)));
  for (let day = first; day < from + AFTER; day += DAY) yield day;
}

/** Windows as ms on the wall, those that run past midnight to the next day; `23:59` is the end of the day. */
export function windowsOn(week: Partial<Week>, day: number): { from: number; to: number }[] {
  return (week[weekdayOf(day)] ?? []).map((window) => {
    const [from, to] = window.split('-').map(timeOf) as [number, number];
    const ends = to === DAY - MINUTE ? DAY : to;
    return { from: day + from, to: day + (ends <= from ? ends + DAY : ends) };
  });
}

function betweenWindows(open: Partial<Week>, zone: Zone, from: Instant): Interval[] {
  const windows = [...localDays(zone, from)].flatMap((day) => windowsOn(open, day));
  const closed: Interval[] = [];
  let since = Number.NEGATIVE_INFINITY;
  for (const window of windows.sort((a, b) => a.from - b.from)) {
    if (window.from > since && Number.isFinite(since))
      closed.push({ start: zone.instantOf(since, 'start'), end: zone.instantOf(window.from, 'end') });
    since = Math.max(since, window.to);
  }
  if (windows.length === 0) return [{ start: from - BEFORE, end: from + AFTER }];
  return closed.filter(({ start, end }) => start < end);
}

function betweenFirings(
  { close, open, days }: Extract<Calendar, { kind: 'cron' }>,
  zone: Zone,
  from: Instant,
): Interval[] {
  const at = (fields: string) => {
    const [minute, hour] = fields.split(' ').map(Number) as [number, number];
    return (hour * 60 + minute) * MINUTE;
  };
  // In the order of the wall: in a repeated hour a closing may come before the opening that ends the one before it.
  const firings = [...localDays(zone, from)].flatMap((day) =>
    days.includes(WEEK.indexOf(weekdayOf(day)))
      ? [
          { at: day + at(close), closes: true },
          { at: day + at(open), closes: false },
        ]
      : [],
  );
  const closed: Interval[] = [];
  let since: number | null = null;
  for (const firing of firings.sort((a, b) => a.at - b.at)) {
    if (firing.closes) since ??= firing.at;
    else if (since !== null) {
      closed.push({ start: zone.instantOf(since, 'start'), end: zone.instantOf(firing.at, 'end') });
      since = null;
    }
  }
  return closed;
}

function joined(occurrences: readonly Interval[]): Interval[] {
  const chains: Interval[] = [];
  for (const { start, end } of occurrences
    .filter((one) => one.start < one.end)
    .toSorted((a, b) => a.start - b.start)) {
    const last = chains.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else chains.push({ start, end });
  }
  return chains;
}
