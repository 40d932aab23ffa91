/** Local time, worked out from the transitions of a zone alone. Nothing here is shared with the product. */
import type { Instant } from '../../../../lib/clock.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** From `from` on (the first: ever since) local time is `offset` ms ahead of UTC. */
interface Stretch {
  from: Instant;
  offset: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetAt(zone: string, at: Instant): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE);
}

/** The local time of one zone over some weeks. */
export class Zone {
  readonly #stretches: Stretch[] = [];

  constructor(zone: string, from: Instant, to: Instant) {
    this.#stretches.push({ from: Number.NEGATIVE_INFINITY, offset: offsetAt(zone, from) });
    for (let at = from; at < to; at += 6 * HOUR) this.#look(zone, at, at + 6 * HOUR);
  }

  #look(zone: string, from: Instant, to: Instant): void {
    const offset = offsetAt(zone, to);
    if (offset === this.#stretches.at(-1)!.offset) return;
    let [before, after] = [from, to];
    while (after - before > 1000) {
      const middle = Math.floor((before + after) / 2000) * 1000;
      if (offsetAt(zone, middle) === offset) after = middle;
      else before = middle;
    }
    this.#stretches.push({ from: after, offset });
  }

  /** Milliseconds since 1970 as a clock on the wall shows them. */
  localAt(at: Instant): number {
    return at + this.#stretches.findLast(({ from }) => from <= at)!.offset;
  }

  /** All instants at which a clock on the wall shows this: none in a gap, two in a repeated hour. */
  passesOf(local: number): Instant[] {
    return this.#stretches.flatMap(({ from, offset }, index) => {
      const at = local - offset;
      const until = this.#stretches[index + 1]?.from ?? Number.POSITIVE_INFINITY;
      return at >= from && at < until ? [at] : [];
    });
  }

  /** In a gap the first instant after it; in a repeated hour the first pass for a start, the second for an end. */
  instantOf(local: number, which: 'start' | 'end'): Instant {
    const fits = this.passesOf(local);
    if (fits.length > 0) return which === 'start' ? fits[0]! : fits.at(-1)!;
    const gap = this.#stretches.find(
      ({ from, offset }, index) =>
        index > 0 && local - offset < from && local - this.#stretches[index - 1]!.offset >= from,
    );
    return gap!.from;
  }
}

const zones = new Map<string, Zone>();

/** @param around some instant of the world: its zones are known for a month before and after */
export function zoneOf(name: string, around: Instant): Zone {
  const month = Math.floor(around / (10 * DAY));
  const key = `${name} ${month}`;
  let zone = zones.get(key);
  if (!zone) {
    zone = new Zone(name, month * 10 * DAY - 40 * DAY, month * 10 * DAY + 60 * DAY);
    zones.set(key, zone);
  }
  return zone;
}

/** `2027-03-28` or `2027-03-28T02:30` as ms on the wall. */
export function wall(text: string): number {
  return Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text}Z`);
}

export function dateOf(local: number): string {
  return new Date(local).toISOString().slice(0, 10);
}

export const WEEK = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Day = (typeof WEEK)[number];

export function weekdayOf(local: number): Day {
  return WEEK[new Date(local).getUTCDay()] as Day;
}

/** `HH:MM` as milliseconds of the day. */
export function timeOf(text: string): number {
  const [hours, minutes] = text.split(':').map(Number) as [number, number];
  return hours * HOUR + minutes * MINUTE;
}
