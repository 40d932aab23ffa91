/** Times as people read them, one style in all that commands print; programs get ISO 8601. */
import type { Instant } from './clock.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Of our own instants (the next pass, a pause): `25 Dec 07:00 UTC`; with seconds where it is no full minute: `25 Dec 07:00:03 UTC`. */
export function moment(instant: Instant): string {
  const iso = new Date(instant).toISOString();
  const seconds = iso.slice(16, 19);
  return `${shortMoment(iso)}${seconds === ':00' ? '' : seconds} UTC`;
}

/** `2026-12-25T00:00:00+01:00` as `25 Dec 00:00`, in the offset that it is written in. */
export function shortMoment(iso: string): string {
  return `${dayMonth(iso.slice(0, 10))} ${iso.slice(11, 16)}`;
}

/** `2026-12-25T00:00:00+01:00` as `25 Dec 00:00 UTC+1`, where whoever reads cannot know whose time it is. */
export function offsetMoment(iso: string): string {
  const [, sign = '', hours = '00', minutes = '00'] = /([+-])(\d\d):(\d\d)$/.exec(iso) ?? [];
  const ahead = `${sign}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
  return `${shortMoment(iso)} UTC${Number(hours) + Number(minutes) === 0 ? '' : ahead}`;
}

/** `2026-12-25T00:00` as `25 Dec`. */
export function shortDay(iso: string): string {
  return dayMonth(iso.slice(0, 10));
}

/** `2026-12-25` as `Friday 25 Dec 2026`. */
export function longDay(date: string): string {
  return `${DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]} ${dayMonth(date)} ${date.slice(0, 4)}`;
}

function dayMonth(date: string): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1]}`;
}
