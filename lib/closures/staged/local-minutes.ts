/**
 * Minutes as clocks in a zone show them, counted from 1970-01-01T00:00 local. A repeated hour is there once, and a skipped
 * one although no clock ever shows it: a weekly grid knows neither.
 */
import type { Instant } from '../../clock.ts';
import { endOfGap, instantsShowing, type OffsetSpan, offsetSpans } from '../offsets.ts';
import { minus, type Span, type Spans, spansOf, within } from './spans.ts';

/** Milliseconds. */
export const MINUTE = 60_000;
export const DAY_MINUTES = 1440;
export const WEEK_MINUTES = 7 * DAY_MINUTES;

/** The local minute that an instant lies in. */
export function localMinute(at: Instant, zone: string): number {
  const span = spansAround(at, zone).find(({ from, until }) => from <= at && at < until) as OffsetSpan;
  return Math.floor((at + span.offset) / MINUTE);
}

/** The first local minute that clocks show from an instant on: what they show once more is still to come. */
export function firstMinuteFrom(at: Instant, zone: string): number {
  const spans = spansAround(at, zone);
  const next = spans.find(({ from }) => from > at);
  const minute = localMinute(at, zone);
  return next === undefined ? minute : Math.min(minute, Math.floor((next.from + next.offset) / MINUTE));
}

/** The first instant that shows a local minute; of a skipped one the end of the gap. */
export function firstInstantOf(minute: number, zone: string): Instant {
  const spans = spansAround(minute * MINUTE, zone);
  return instantsShowing(minute * MINUTE, spans)[0] ?? endOfGap(minute * MINUTE, spans);
}

/** When a local minute is over, for the last time where it is repeated. */
export function endInstantOf(minute: number, zone: string): Instant {
  const spans = spansAround(minute * MINUTE, zone);
  const last = instantsShowing(minute * MINUTE, spans).at(-1);
  return last === undefined ? endOfGap(minute * MINUTE, spans) : last + MINUTE;
}

/** Minutes of `[from, until)` that clocks skip. */
export function gapsIn(from: number, until: number, zone: string): Spans {
  return within(gapsOf(coverages(from, until, zone)), from, until);
}

/**
 * Stretches of time as local minutes of `[from, until)`. A minute that is not wholly in them is left out, a repeated one
 * that is not in them each time, and a skipped one where not both its neighbours are in them.
 */
export function localMinutesOf(
  times: readonly { start: Instant; end: Instant }[],
  from: number,
  until: number,
  zone: string,
): Spans {
  const covered = coverages(from, until, zone);
  const out: Span[] = covered.flatMap(({ span, local }) => {
    const inside = times.flatMap(({ start, end }): Span[] => {
      const begins = Math.ceil((Math.max(start, span.from) + span.offset) / MINUTE);
      const ends = Math.floor((Math.min(end, span.until) + span.offset) / MINUTE);
      return ends > begins ? [[begins, ends]] : [];
    });
    return minus([local], spansOf(inside));
  });
  const left = spansOf(out);
  const skipped = gapsOf(covered).filter(([begins, ends]) =>
    left.some((one) => one[1] === begins || one[0] === ends),
  );
  return minus([[from, until]], spansOf([...left, ...skipped]));
}

interface Coverage {
  span: OffsetSpan;
  /** The local minutes that clocks show in it, cut to what was asked for. */
  local: Span;
}

function coverages(from: number, until: number, zone: string): Coverage[] {
  const spans = [...spansAround(from * MINUTE, zone), ...spansAround(until * MINUTE, zone)];
  const found = new Map<number, Coverage>();
  for (const span of spans) {
    const begins = Math.max(from - DAY_MINUTES, Math.floor((span.from + span.offset) / MINUTE));
    const ends = Math.min(until + DAY_MINUTES, Math.floor((span.until + span.offset) / MINUTE));
    const known = found.get(span.from + span.offset);
    if (ends > begins && (!known || known.local[1] < ends))
      found.set(span.from + span.offset, { span, local: [begins, ends] });
  }
  return [...found.values()].sort((a, b) => a.span.from - b.span.from);
}

function gapsOf(covered: readonly Coverage[]): Spans {
  return covered.flatMap(({ local }, index): Span[] => {
    const next = covered[index + 1];
    return next && next.local[0] > local[1] ? [[local[1], next.local[0]]] : [];
  });
}

function spansAround(at: Instant, zone: string): readonly OffsetSpan[] {
  return offsetSpans(zone, new Date(at).getUTCFullYear());
}
