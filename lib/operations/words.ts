import type { Instant } from '../clock.ts';

const PLURALS: Readonly<Record<string, string>> = {
  pass: 'passes',
  entry: 'entries',
};

/** `1 shop`, `12 shops`, `1,200 requests`. */
export function count(number: number, noun: string): string {
  // The data of a locale takes longer to load than the rest of a short command.
  const digits = number < 1000 ? String(number) : number.toLocaleString('en-US');
  return `${digits} ${plural(number, noun)}`;
}

function plural(number: number, noun: string): string {
  return number === 1 ? noun : (PLURALS[noun] ?? `${noun}s`);
}

/** For people, of our own instants (history, next pass): `2026-12-25 07:00:03 UTC`. */
export function moment(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `2026-12-25T00:00:00+01:00` as `25 Dec 00:00`, in the offset that it is written in. */
export function shortMoment(iso: string): string {
  return `${dayMonth(iso.slice(0, 10))} ${iso.slice(11, 16)}`;
}

/** `2026-12-25T00:00` as `25 Dec`. */
export function shortDay(iso: string): string {
  return dayMonth(iso.slice(0, 10));
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function dayMonth(date: string): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1]}`;
}

/** `2026-12-25` as `Friday 25 Dec 2026`. */
export function longDay(date: string): string {
  return `${DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]} ${dayMonth(date)} ${date.slice(0, 4)}`;
}

/** `95000` as `1 min 35 s`; used for lead, lateness and how long something takes. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}
