/**
 * What Partoo makes of weekly hours, minute by minute, worked out from the clock on the wall alone: nothing of what is
 * tested is used here.
 */
import type { WeekHours } from '../../lib/closures/model.ts';
import { remembering } from '../../lib/remembering.ts';

const MINUTE = 60_000;
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export interface LocalMinute {
  at: number;
  /** `2026-12-25`. */
  date: string;
  /** 0 is Monday. */
  weekday: number;
  /** Of the day. */
  minute: number;
}

/** Every minute of `[from, until)` as clocks in a zone show it. */
export function localMinutes(zone: string, from: number, until: number): LocalMinute[] {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  const minutes: LocalMinute[] = [];
  for (let at = from; at < until; at += MINUTE) {
    // Clocks change on a quarter of an hour: in between a minute is a minute later.
    const last = minutes.at(-1);
    if (last && last.minute % 15 !== 14) minutes.push({ ...last, at, minute: last.minute + 1 });
    else {
      const [date = '', time = ''] = format.format(at).split(', ');
      const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
      minutes.push({ at, date, weekday, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) });
    }
  }
  return minutes;
}

/** Whether somebody who writes then is greeted rather than told that nobody is there. */
export function isOpenAt(hours: WeekHours, { weekday, minute }: LocalMinute): boolean {
  const today = hours[DAYS[weekday] as (typeof DAYS)[number]] ?? [];
  const yesterday = hours[DAYS[(weekday + 6) % 7] as (typeof DAYS)[number]] ?? [];
  return (
    today.some((window) => {
      const [from, to] = bounds(window);
      return to > from ? from <= minute && minute < to : from <= minute;
    }) ||
    yesterday.some((window) => {
      const [from, to] = bounds(window);
      return to <= from && minute < to;
    })
  );
}

/** The minute of the day that a window begins with, and the one that it ends before. Asked for each minute of months. */
const bounds = remembering(1000, (window: string): [number, number] => {
  const [from, to] = window.split('-').map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
  return [from as number, to === 1439 ? 1440 : (to as number)];
});
