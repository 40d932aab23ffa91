import type { Instant } from '../clock.ts';
import { addDays, instantOf } from './civil-time.ts';
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
  for (let day = start; day < end; day = addDays(day, 1))
    times.push(...opening.windows.map((window) => timeOf(day, window, zone)));
  return times.filter((time) => time.end > time.start);
}

function timeOf(day: string, window: TimeWindow, zone: string): Span {
  const [from, written] = [window.slice(0, 5), window.slice(6)];
  // 23:59 is how Partoo writes the end of a day.
  const to = written === '23:59' || written === '24:00' ? '00:00' : written;
  const last = to <= from ? addDays(day, 1) : day;
  return { start: instantOf(`${day}T${from}`, zone, 'start'), end: instantOf(`${last}T${to}`, zone, 'end') };
}
