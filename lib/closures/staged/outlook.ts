/** What is wanted of the coming days, in local minutes. */
import type { Instant } from '../../clock.ts';
import type { WeekHours } from '../model.ts';
import type { BusinessHours } from '../opening/own-hours.ts';
import type { Timeline } from '../timeline.ts';
import { ownTimes, wantedTimes } from './closures-ahead.ts';
import { DAY_MINUTES, firstInstantOf, firstMinuteFrom, gapsIn, localMinutesOf } from './local-minutes.ts';
import { holds, minus, type Span, type Spans, spansOf } from './spans.ts';
import { stagedWithin } from './staged-chains.ts';

export interface StagedQuestion {
  timeline: Timeline;
  /** IANA zone of the business. */
  zone: string;
  hours: BusinessHours;
  /** The grid in place; null: none of ours, and so the own hours. */
  inPlace: WeekHours | null;
  at: Instant;
  /** What has to be left of an interval, ms: in a shorter one not all that is to be written may find room. Default 0. */
  roomMilliseconds?: number;
}

/** All in local minutes, of `[from, until)`. */
export interface StagedOutlook {
  question: StagedQuestion;
  from: number;
  /** The first that is still to come, be it once more. */
  now: number;
  until: number;
  own: Spans;
  wanted: Spans;
  /** Those that clocks skip. */
  gaps: Spans;
}

/** How far is looked, days: what comes later is not yet to be written. */
export const DAYS_AHEAD = 16;
export const DAYS_BEHIND = 9;

export function outlookOf(question: StagedQuestion): StagedOutlook {
  const { timeline, hours, zone, at } = question;
  const now = firstMinuteFrom(at, zone);
  const today = Math.floor(now / DAY_MINUTES);
  const [from, until] = [(today - DAYS_BEHIND) * DAY_MINUTES, (today + DAYS_AHEAD) * DAY_MINUTES];
  // A day more on either side, so that no minute at an edge counts as closed.
  const [begins, ends] = [from - DAY_MINUTES, until + DAY_MINUTES].map((minute) =>
    firstInstantOf(minute, zone),
  );
  const known = [begins as Instant, ends as Instant] as const;
  const own = localMinutesOf(ownTimes(hours, zone, ...known), from, until, zone);
  const isOwn = stagedWithin(timeline, ...known).length === 0;
  const wanted = isOwn
    ? own
    : localMinutesOf(wantedTimes(timeline, hours, zone, ...known), from, until, zone);
  return {
    question,
    from,
    now,
    until,
    own,
    wanted: isOwn ? own : expressible(wanted, own),
    gaps: gapsIn(from, until, zone),
  };
}

/** An end at 23:59 counts as midnight, and nothing can begin then: such a minute is closed where we have a hand in it. */
function expressible(wanted: Spans, own: Spans): Spans {
  const lost = wanted.flatMap(([from, until]): Span[] => {
    const isLast = (minute: number) => (minute + 1) % DAY_MINUTES === 0;
    const ends: Span[] = isLast(until) && holds(own, until) ? [[until - 1, until]] : [];
    return isLast(from) && holds(own, from - 1) ? [[from, from + 1], ...ends] : ends;
  });
  return lost.length === 0 ? wanted : minus(wanted, spansOf(lost));
}
