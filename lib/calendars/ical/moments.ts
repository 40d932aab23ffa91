import { CalendarError } from '../errors.ts';
import { UTC, type ZoneClock } from './clocks.ts';
import type { Property } from './components.ts';
import { localSeconds } from './local-time.ts';
import { DAY } from './recurrence/days.ts';

/** A day, a time on the clock of whoever reads it, or a time in a zone (UTC is one). Seconds are civil, of that zone. */
export type Moment =
  | { kind: 'date'; seconds: number }
  | { kind: 'floating'; seconds: number }
  | { kind: 'zoned'; seconds: number; clock: ZoneClock };

/** What the times of a calendar are read with. */
export interface Zones {
  clockOf(tzid: string): ZoneClock | null;
  /** Of times that name no zone, where the calendar as a whole has one (X-WR-TIMEZONE). */
  own: ZoneClock | null;
  /** That in which an all-day event was made, where it can be told: the calendar's, or the only one that it describes. */
  likely: ZoneClock | null;
}

/** @throws CalendarError `event-time`, `event-zone` */
export function momentOf(value: unknown, { parameters }: Property, zones: Zones): Moment {
  const read = localSeconds(String(value));
  if (read === null) throw new CalendarError('event-time', `"${String(value).slice(0, 40)}" is no date`, []);
  const { seconds, isDate, isUtc } = read;
  if (isDate) return { kind: 'date', seconds };
  if (isUtc) return { kind: 'zoned', seconds, clock: UTC };
  const tzid = parameters.tzid === undefined ? '' : String(parameters.tzid).trim();
  if (!tzid) return zones.own ? { kind: 'zoned', seconds, clock: zones.own } : { kind: 'floating', seconds };
  const clock = zones.clockOf(tzid) ?? zones.own;
  if (clock) return { kind: 'zoned', seconds, clock };
  throw new CalendarError(
    'event-zone',
    `the time zone "${tzid.slice(0, 60)}" is not known, and not described`,
    [],
  );
}

/** The same point in time on the clock of another moment: as what EXDATE and RECURRENCE-ID name an occurrence of it. */
export function secondsLike(moment: Moment, like: Moment, zones: Zones): number {
  if (like.kind === 'date') return dayOf(moment, zones);
  if (moment.kind !== 'zoned') return moment.seconds;
  if (like.kind === 'zoned') return like.clock.wallOf(moment.clock.instantOf(moment.seconds, 'start'));
  return zones.own && moment.clock === UTC ? zones.own.wallOf(moment.seconds * 1000) : moment.seconds;
}

/**
 * The civil day, at its beginning, that is meant where an all-day event is named by a time: midnight in the zone of the
 * calendar, as some write it in UTC. Where that zone is not known, the nearest midnight.
 */
function dayOf(moment: Moment, zones: Zones): number {
  const isUtc = moment.kind === 'zoned' && moment.clock === UTC;
  if (!isUtc) return startOfDay(moment.seconds);
  if (zones.likely) return startOfDay(zones.likely.wallOf(moment.seconds * 1000));
  const isLastSecond = moment.seconds % 60 === 59;
  return startOfDay(moment.seconds + (isLastSecond ? 0 : DAY / 2));
}

export const startOfDay = (seconds: number): number => Math.floor(seconds / DAY) * DAY;
