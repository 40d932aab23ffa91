import { UTC } from './clocks.ts';
import type { CalendarEvent, Length } from './events.ts';
import { localSeconds } from './local-time.ts';
import { type Moment, secondsLike, startOfDay, type Zones } from './moments.ts';
import { DAY } from './recurrence/days.ts';
import { type Budget, recur } from './recurrence/expand.ts';
import type { RecurrenceRule } from './recurrence/rule.ts';

/** An event with the occurrences of it that were changed. */
export interface Series {
  /** null: only changed occurrences are there. */
  event: CalendarEvent | null;
  changed: CalendarEvent[];
}

/** One time that something takes place, and the event that says how. */
export interface Happening {
  event: CalendarEvent;
  start: Moment;
  length: Length;
}

/** Civil seconds; what begins outside is of no interest. */
export interface Stretch {
  from: number;
  to: number;
}

/** Everything that a series makes take place within the stretch. @throws RecurrenceError */
export function happenings(
  { event, changed }: Series,
  stretch: Stretch,
  zones: Zones,
  budget: Budget,
): Happening[] {
  const like = event?.start ?? null;
  if (event === null || like === null) return changed.map(asItStands);
  const except = exceptionsOf(event, like, zones);
  const placed = changed.map((one) => ({ one, at: occurrenceAt(one.replaces ?? one.start, like, zones) }));
  // The same occurrence may be named in two zones; what comes later is the later version.
  const replaced = [
    ...new Map(placed.map((entry) => [`${entry.at} ${entry.one.andFuture}`, entry])).values(),
  ];
  const alone = replaced.filter(({ one, at }) => !one.andFuture && !except(at));
  const turns = replaced.filter(({ one }) => one.andFuture).sort((a, b) => a.at - b.at);
  const moved = new Set(replaced.filter(({ one }) => !one.andFuture).map(({ at }) => at));
  const shifts = turns.map(({ one, at }) => Math.abs(one.start.seconds - at));
  const reach = Math.max(0, ...shifts);
  const wide = { from: stretch.from - reach, to: stretch.to + reach };
  const found: Happening[] = alone.map(({ one }) => asItStands(one));
  for (const { at, length } of startsOf(event, like, wide, zones, budget)) {
    if (except(at) || moved.has(at)) continue;
    const turn = turns.findLast((one) => one.at <= at);
    const as = turn?.one ?? event;
    const seconds = turn ? turn.one.start.seconds + at - turn.at : at;
    found.push({
      event: as,
      start: { ...as.start, seconds },
      length: turn ? as.length : (length ?? as.length),
    });
  }
  return found;
}

const asItStands = (event: CalendarEvent): Happening => ({ event, start: event.start, length: event.length });

/** When an event takes place by its rules and dates, in civil seconds on its own clock. */
function startsOf(
  event: CalendarEvent,
  like: Moment,
  { from, to }: Stretch,
  zones: Zones,
  budget: Budget,
): { at: number; length: Length | null }[] {
  const start = like.seconds;
  const found = new Map<number, Length | null>();
  const expand = (rule: RecurrenceRule): number[] =>
    recur({ rule: wholeDays(rule, like), start, until: untilOf(rule, like, zones), from, to, budget });
  if (event.rules.length === 0) found.set(start, null);
  for (const at of event.rules.flatMap(expand)) found.set(at, null);
  for (const one of event.dates) {
    found.set(occurrenceAt(one.start, like, zones), one.length);
  }
  for (const at of event.exceptRules.flatMap(expand)) found.delete(at);
  return [...found].map(([at, length]) => ({ at, length }));
}

/** Which occurrence is named, in seconds on the event's clock. A date among times is that day at the time of the first. */
function occurrenceAt(named: Moment, like: Moment, zones: Zones): number {
  if (named.kind !== 'date' || like.kind === 'date') return secondsLike(named, like, zones);
  return named.seconds + (like.seconds - startOfDay(like.seconds));
}

/** Times of the day say nothing of whole days. */
function wholeDays(rule: RecurrenceRule, { kind }: Moment): RecurrenceRule {
  return kind === 'date' ? { ...rule, hours: null, minutes: null, seconds: null } : rule;
}

/** The last second at which an occurrence may begin. A day includes that day; a time without Z is on the event's clock. */
function untilOf({ until }: RecurrenceRule, like: Moment, zones: Zones): number {
  const read = until === null ? null : localSeconds(until);
  if (read === null) return Number.POSITIVE_INFINITY;
  const { seconds, isDate, isUtc } = read;
  if (isDate) return seconds + DAY - 1;
  if (like.kind === 'date') return isUtc ? secondsLike(utc(seconds), like, zones) : startOfDay(seconds);
  return isUtc && like.kind === 'zoned' ? like.clock.wallOf(seconds * 1000) : seconds;
}

const utc = (seconds: number): Moment => ({ kind: 'zoned', seconds, clock: UTC });

/** Whether an occurrence is taken out. A day among times takes out all of that day. */
function exceptionsOf({ exceptDates }: CalendarEvent, like: Moment, zones: Zones): (at: number) => boolean {
  const times = new Set<number>();
  const days = new Set<number>();
  for (const one of exceptDates)
    if (one.kind === 'date' && like.kind !== 'date') days.add(one.seconds);
    else times.add(secondsLike(one, like, zones));
  return (at) => times.has(at) || days.has(startOfDay(at));
}
