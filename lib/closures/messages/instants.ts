import type { Instant } from '../../clock.ts';
import { phrasingOf } from './phrasing.ts';

const DAY = 86_400_000;
/** From this distance on, a weekday and a month alone could be taken for those of the year before. */
const YEAR_NEEDED_AFTER = 300 * DAY;

export interface ReopensRequest {
  start: Instant;
  /** Null: until further notice. */
  end: Instant | null;
  /** IANA zone of the business. */
  zone: string;
  /** Language of the text that the values are put into, BCP 47. */
  language: string;
  /** ISO 3166-1 alpha-2; chooses between 9:00 AM and 09:00. */
  country: string | null;
}

export interface ReopensValues {
  readonly closed_from: string;
  readonly reopens?: string;
  readonly reopens_date?: string;
  readonly reopens_time?: string;
}

/**
 * The variables that are points in time, in words of a language and in the business' zone: `lundi 28 décembre à 09:00`,
 * or the day alone where it is midnight. The year is said where the end lies more than 300 days after the start.
 * Without an end only `closed_from` is there.
 */
export function reopensValues(request: ReopensRequest): ReopensValues {
  const { start, end, zone } = request;
  const locale = localeFor(request.language, request.country);
  const key = `${start} ${end} ${zone} ${locale}`;
  let found = recent.get(key);
  if (found === undefined) {
    found = sayAll(start, end, locale, zone);
    if (recent.size >= RECENT_LIMIT) recent.clear();
    recent.set(key, found);
  }
  return found;
}

/** A wave asks for the same few instants once for each business; formatting is most of what a text costs. */
const recent = new Map<string, ReopensValues>();
const RECENT_LIMIT = 2_000;

function sayAll(start: Instant, end: Instant | null, locale: string, zone: string): ReopensValues {
  const closedFrom = { closed_from: say(start, locale, zone, '') };
  if (end === null) return closedFrom;
  const year = end - start > YEAR_NEEDED_AFTER ? 'year' : '';
  return {
    ...closedFrom,
    reopens: say(end, locale, zone, year),
    reopens_date: sayDate(end, locale, zone, year),
    reopens_time: format(end, locale, zone, 'time'),
  };
}

function say(instant: Instant, locale: string, zone: string, year: 'year' | ''): string {
  const phrasing = phrasingOf(locale);
  const date = sayDate(instant, locale, zone, year);
  const on = phrasing?.on?.(date) ?? date;
  if (isStartOfDay(instant, zone)) return on;
  return phrasing
    ? phrasing.at(on, format(instant, locale, zone, 'time'))
    : format(instant, locale, zone, `moment${year}`);
}

function sayDate(instant: Instant, locale: string, zone: string, year: 'year' | ''): string {
  const date = format(instant, locale, zone, `date${year}`);
  return phrasingOf(locale)?.date?.(date) ?? date;
}

/** True at 00:00, and at the first instant of a day whose clock skips 00:00. */
function isStartOfDay(instant: Instant, zone: string): boolean {
  const clock = formatter('en-CA', zone, 'clock');
  const [date, time] = clock.format(instant).split(', ');
  if (time === '00:00') return true;
  return clock.format(instant - 1).split(', ')[0] !== date;
}

type Kind = 'date' | 'dateyear' | 'moment' | 'momentyear' | 'time' | 'clock';

function format(instant: Instant, locale: string, zone: string, kind: Kind): string {
  // ICU changes its narrow and no-break spaces from release to release; a text must not change with it.
  return formatter(locale, zone, kind)
    .format(instant)
    .replace(/[\u00a0\u2009\u202f]/g, ' ');
}

/** Making a formatter costs a thousand times more than using it, and there are few zones and languages. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, zone: string, kind: Kind): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${kind}`;
  let found = formatters.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(locale, {
      ...options(locale, kind),
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
    });
    formatters.set(key, found);
  }
  return found;
}

function options(locale: string, kind: Kind): Intl.DateTimeFormatOptions {
  const day: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' };
  const time: Intl.DateTimeFormatOptions = { hour: hourStyle(locale), minute: '2-digit' };
  switch (kind) {
    case 'date':
      return day;
    case 'dateyear':
      return { ...day, year: 'numeric' };
    case 'moment':
      return { ...day, ...time };
    case 'momentyear':
      return { ...day, year: 'numeric', ...time };
    case 'time':
      return time;
    case 'clock':
      return {
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      };
  }
}

/** `09:00` where the clock has 24 hours, `9:00 AM` where it has twelve. */
function hourStyle(locale: string): 'numeric' | '2-digit' {
  const cycle = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hourCycle;
  return cycle === 'h11' || cycle === 'h12' ? 'numeric' : '2-digit';
}

const locales = new Map<string, string>();

/** `en` in `GB` is `en-GB`; a tag that has a region keeps it; what no formatter knows is written in English. */
function localeFor(language: string, country: string | null): string {
  const key = `${language} ${country ?? ''}`;
  let found = locales.get(key);
  if (found === undefined) {
    found = supportedLocale(language, country);
    locales.set(key, found);
  }
  return found;
}

function supportedLocale(language: string, country: string | null): string {
  try {
    const tag = new Intl.Locale(language.replaceAll('_', '-'));
    const wanted =
      tag.region === undefined && country !== null
        ? [new Intl.Locale(tag, { region: country }).toString(), tag.toString()]
        : [tag.toString()];
    return Intl.DateTimeFormat.supportedLocalesOf(wanted)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
