import type { Instant } from '../clock.ts';
import { instantOf } from './civil-time.ts';
import type { Occurrence, TimeWindow } from './model.ts';

/** A stretch of time, `[start, end)`. */
export interface Span {
  start: Instant;
  end: Instant;
}

/** When an exceptional opening opens, by the clocks of `zone`, in order of its days; null where it is none. */
export function openingTimes({ start, end, opening }: Occurrence, zone: string): Span[] | null {
  if (opening === undefined || end === null) return null;
  const times: Span[] = [];
  for (let day = start; day < end; day = dayAfter(day))
    times.push(...opening.windows.map((window) => timeOf(day, window, zone)));
  return times.filter((time) => time.end > time.start);
}

/** Whether a window goes on in the next day. */
export function isPastMidnight(window: TimeWindow): boolean {
  const [from, to] = endsOf(window);
  return to <= from && to !== MIDNIGHT;
}

const MIDNIGHT = '00:00';

/** 23:59 is how Partoo writes the end of a day. */
function endsOf(window: TimeWindow): [from: string, to: string] {
  const to = window.slice(6);
  return [window.slice(0, 5), to === '23:59' || to === '24:00' ? MIDNIGHT : to];
}

function timeOf(day: string, window: TimeWindow, zone: string): Span {
  const [from, to] = endsOf(window);
  const last = to <= from ? dayAfter(day) : day;
  return { start: instantOf(`${day}T${from}`, zone, 'start'), end: instantOf(`${last}T${to}`, zone, 'end') };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
