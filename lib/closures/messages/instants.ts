import type { Instant } from '../../clock.ts';
import { wallTime } from '../civil-time.ts';
import { phrasingOf, withFirst } from './phrasing.ts';

const MINUTE = 60_000;
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
  readonly closed_from?: string;
  readonly reopens?: string;
  readonly reopens_date?: string;
  readonly reopens_time?: string;
}

/**
 * The variables that are points in time, in words of a language and in the business' zone: `lundi 28 décembre à 09:00`,
 * or the day alone where it is midnight. The year is said where the end lies more than 300 days after the start.
 * Without an end only `closed_from` is there.
 * @param isAsked what is not is left out: it would take time for each text of a wave
 */
export function reopensValues(
  { start, end, zone, language, country }: ReopensRequest,
  isAsked: (name: keyof ReopensValues) => boolean = () => true,
): ReopensValues {
  const locale = localeFor(language, country);
  const how = { locale, zone, phrasing: phrasingOf(locale) };
  const values: { -readonly [Name in keyof ReopensValues]: ReopensValues[Name] } = {};
  if (isAsked('closed_from')) values.closed_from = say(start, '', how);
  if (end === null) return values;
  const year = end - start > YEAR_NEEDED_AFTER ? 'year' : '';
  const local = wallTime(end, zone);
  if (isAsked('reopens')) values.reopens = say(end, year, how);
  if (isAsked('reopens_date')) values.reopens_date = sayDate(local, year, how);
  if (isAsked('reopens_time')) values.reopens_time = format(local, locale, 'time');
  return values;
}

interface How {
  locale: string;
  zone: string;
  phrasing: ReturnType<typeof phrasingOf>;
}

function say(instant: Instant, year: 'year' | '', how: How): string {
  const { locale, zone, phrasing } = how;
  const local = wallTime(instant, zone);
  if (!phrasing && !isStartOfDay(instant, zone)) return format(local, locale, `moment${year}`);
  const date = sayDate(local, year, how);
  const on = phrasing?.on?.(date) ?? date;
  return !phrasing || isStartOfDay(instant, zone) ? on : phrasing.at(on, format(local, locale, 'time'));
}

function sayDate(local: number, year: 'year' | '', { locale, phrasing }: How): string {
  const date = format(local, locale, `date${year}`);
  return phrasing?.date?.(date) ?? date;
}

/** True at 00:00, and at the first instant of a day whose clock skips 00:00. */
function isStartOfDay(instant: Instant, zone: string): boolean {
  const local = wallTime(instant, zone);
  if (minuteOf(local) % MINUTES_A_DAY === 0) return true;
  return dayOf(wallTime(instant - 1, zone)) !== dayOf(local);
}

const MINUTES_A_DAY = DAY / MINUTE;
const minuteOf = (local: number): number => Math.floor(local / MINUTE);
const dayOf = (local: number): number => Math.floor(local / DAY);

type Kind = 'date' | 'dateyear' | 'moment' | 'momentyear' | 'time';

/** What was said, by locale and kind: shops open at a few hundred minutes, whatever their zone. */
const said = new Map<string, Map<number, string>>();
const MOST_SAID = 2000;

/** @param local what clocks show, as if it were UTC */
function format(local: number, locale: string, kind: Kind): string {
  const known = saidOf(locale, kind);
  const shown = shownOf(local, kind);
  let text = known.get(shown);
  if (text === undefined) {
    text = formatted(local, locale, kind);
    if (known.size >= MOST_SAID) known.clear();
    known.set(shown, text);
  }
  return text;
}

function saidOf(locale: string, kind: Kind): Map<number, string> {
  const of = `${locale} ${kind}`;
  let known = said.get(of);
  if (known === undefined) {
    known = new Map();
    said.set(of, known);
  }
  return known;
}

/** All that a kind shows of a local time. */
function shownOf(local: number, kind: Kind): number {
  if (kind === 'time') return minuteOf(local) % MINUTES_A_DAY;
  return kind.startsWith('date') ? dayOf(local) : minuteOf(local);
}

function formatted(local: number, locale: string, kind: Kind): string {
  // ICU changes its narrow and no-break spaces from release to release; a text must not change with it.
  const text = formatter(locale, kind)
    .format(local)
    .replace(/[\u00a0\u2009\u202f]/g, ' ');
  return kind === 'time' ? text : withFirst(text, locale);
}

/** Making a formatter costs a thousand times more than using it, and there are few languages. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, kind: Kind): Intl.DateTimeFormat {
  const key = `${locale} ${kind}`;
  let found = formatters.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(locale, {
      ...options(locale, kind),
      timeZone: 'UTC',
      calendar: 'gregory',
      numberingSystem: 'latn',
    });
    formatters.set(key, found);
  }
  return found;
}

function options(locale: string, kind: Kind): Intl.DateTimeFormatOptions {
  const day: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' };
  const time = (): Intl.DateTimeFormatOptions => ({ hour: hourStyle(locale), minute: '2-digit' });
  switch (kind) {
    case 'date':
      return day;
    case 'dateyear':
      return { ...day, year: 'numeric' };
    case 'moment':
      return { ...day, ...time() };
    case 'momentyear':
      return { ...day, year: 'numeric', ...time() };
    case 'time':
      return time();
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
