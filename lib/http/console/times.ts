/** Instants as people read them: in the zone of the business, which is named where it is not the reader's (design rule 25). */
import type { Instant } from '../../clock.ts';
import { type Html, html } from './html.ts';
import type { Locale } from './locale.ts';
import type { Words } from './words/index.ts';

const TAGS: Readonly<Record<Locale, string>> = { en: 'en-GB', fr: 'fr-FR' };
const MOMENT = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
} as const;
const DAY = { weekday: 'long', day: 'numeric', month: 'long' } as const;
const SHORT_DAY = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const DAY_MILLISECONDS = 86_400_000;

/** An instant of the API (ISO 8601 with offset), or in milliseconds. */
type Moment = string | Instant;

const formats = new Map<string, Intl.DateTimeFormat>();

export class Times {
  readonly #locale: Locale;
  /** The zone that goes without saying: that of the organizations that are shown. */
  readonly home: string;
  readonly #now: Instant;

  constructor(locale: Locale, home: string, now: Instant) {
    this.#locale = locale;
    this.home = home;
    this.#now = now;
  }

  /** `Thu 24 Dec, 19:00`, with the year where it is another one, and the zone where it is not home. */
  text(at: Moment, zone: string | null): string {
    const instant = instantOf(at);
    const where = zone ?? 'UTC';
    const options = { ...MOMENT, ...this.#year(instant, where) };
    const elsewhere = this.#isHome(where, instant) ? {} : ({ timeZoneName: 'shortGeneric' } as const);
    const text = this.#format(where, { ...options, ...elsewhere }).format(instant);
    // `17:00 heure : La Réunion` is how the data names a place in French.
    return text.replace(/\sheure\s:\s(.+)$/, ' ($1)');
  }

  moment(at: Moment, zone: string | null): Html {
    return html`<time datetime="${new Date(instantOf(at)).toISOString()}">${this.text(at, zone)}</time>`;
  }

  /** `Thursday 24 December`. */
  day(at: Moment, zone: string | null): string {
    const instant = instantOf(at);
    return this.#format(zone ?? 'UTC', { ...DAY, ...this.#year(instant, zone ?? 'UTC') }).format(instant);
  }

  /** Local times of several zones, without any of them: `Thu 24 Dec, 19:00`. */
  local(iso: string): string {
    return this.#wall(iso, MOMENT);
  }

  /** From and to by the clock on the wall, as short as it can be said: whole days are days. A null end is none. */
  span(start: string, end: string | null, { furtherNotice }: Words): string {
    if (end === null) return `${this.local(start)} – ${furtherNotice}`;
    const [from, to] = [start.slice(11, 16) || '00:00', end.slice(11, 16) || '00:00'];
    const last = to === '00:00' ? dayBefore(end) : end.slice(0, 10);
    const isOneDay = last === start.slice(0, 10);
    const day = (date: string) => this.#wall(`${date}T00:00`, SHORT_DAY);
    if (from === '00:00' && to === '00:00')
      return isOneDay ? day(last) : `${day(start.slice(0, 10))} – ${day(last)}`;
    if (isOneDay) return `${this.local(start)}–${to === '00:00' ? '24:00' : to}`;
    return `${this.local(start)} – ${this.local(end)}`;
  }

  /** From the earliest to the latest of several ends, by the zone of each, below “until”; a null end is none. */
  ends(ends: ReadonlyMap<string | null, string | null>, { noEnd, localTime }: Words): Html | string {
    const last = [...ends.keys()].at(-1) ?? null;
    if (ends.has(null) || last === null) return noEnd;
    if (ends.size === 1) return this.moment(last, ends.get(last) ?? null);
    const texts = [...new Set([...ends.keys()].map((end) => (end as string).slice(0, 16)))].sort();
    const said = [...new Set([texts[0]!, texts.at(-1)!])].map((text) => this.local(text));
    return `${said.join(' – ')} (${localTime})`;
  }

  /** By parts of a date, such as a month with its year. */
  as(at: Moment, zone: string, options: Intl.DateTimeFormatOptions): string {
    return this.#format(zone, options).format(instantOf(at));
  }

  number(value: number): string {
    return new Intl.NumberFormat(TAGS[this.#locale]).format(value);
  }

  #wall(iso: string, options: Intl.DateTimeFormatOptions): string {
    const at = Date.parse(`${iso.slice(0, 16)}Z`);
    return this.#format('UTC', { ...options, ...this.#year(at, 'UTC') }).format(at);
  }

  #year(instant: Instant, zone: string): { year?: 'numeric' } {
    const yearOf = (at: Instant) => this.#format(zone, { year: 'numeric' }).format(at);
    return yearOf(instant) === yearOf(this.#now) ? {} : { year: 'numeric' };
  }

  /** Whether clocks there show the same: who reads 19:00 is not misled. */
  #isHome(zone: string, at: Instant): boolean {
    if (zone === this.home) return true;
    const wall = (where: string) => this.#format(where, { ...MOMENT, year: 'numeric' }).format(at);
    return wall(zone) === wall(this.home);
  }

  #format(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = JSON.stringify([this.#locale, timeZone, options]);
    const known =
      formats.get(key) ??
      new Intl.DateTimeFormat(TAGS[this.#locale], { ...options, timeZone, hourCycle: 'h23' });
    formats.set(key, known);
    return known;
  }
}

function dayBefore(date: string): string {
  return new Date(Date.parse(date.slice(0, 10)) - DAY_MILLISECONDS).toISOString().slice(0, 10);
}

function instantOf(at: Moment): Instant {
  return typeof at === 'number' ? at : Date.parse(at);
}
