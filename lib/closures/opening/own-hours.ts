import {
  type Business,
  type Hours,
  type Settings,
  type SpecialDays,
  type TimeWindow,
  WEEKDAYS,
  type WeekHours,
} from '../model.ts';

/** The hours that a business has without us, and those that `chatHours: business` stands for; null: not known. */
export interface BusinessHours {
  readonly own: Hours | null;
  readonly business: Hours | null;
  /** Its chat hours are seven empty days: it counts as always open, but nobody is to open it. Left out: they are not. */
  readonly isEmptied?: true;
}

const WINDOW = /^(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;
/** A digit less, seconds, spaces. */
const SPELT_OTHERWISE = /^\s*(\d{1,2}:\d\d)(?::\d\d)?\s*[-–]\s*(\d{1,2}:\d\d)(?::\d\d)?\s*$/;
const DATE = /^(?:19|20|21)\d{2}-\d{2}-\d{2}$/;
/** More in a day, or more special days, are no hours that a shop has; of days the latest are taken. */
const MOST_WINDOWS = 12;
const MOST_SPECIAL = 200;
/** Beyond, nobody looks at single days any more. */
const MOST_ENTRIES = 5000;

/** Hours of a week, or null where they say nothing: none at all, or seven empty days (design rule 24). */
export function weekOf(hours: unknown): WeekHours | null {
  if (!isRecord(hours)) return null;
  const week: WeekHours = {};
  for (const day of WEEKDAYS) {
    const windows = windowsOf(hours[day]);
    if (windows.length > 0) week[day] = windows;
  }
  return Object.keys(week).length === 0 ? null : week;
}

/** Chat hours that a business has of its own; undefined where it keeps to Partoo's opening hours. */
export function ownChatHours(
  settings: Pick<Settings, 'uses_business_hours' | 'custom_chat_hours'>,
): Hours | null | undefined {
  if (settings.uses_business_hours) return undefined;
  const week = weekOf(settings.custom_chat_hours);
  return week && { week };
}

/** What is known of a business' hours. */
export function hoursOf({
  openHours = null,
  chatHours,
}: Pick<Business, 'openHours' | 'chatHours'>): BusinessHours {
  if (chatHours === null) return { own: null, business: openHours, isEmptied: true };
  return { own: chatHours === undefined ? openHours : chatHours, business: openHours };
}

/**
 * Partoo's `open_hours` with its `specific_hours` over them; null where neither says anything. What is no window and no
 * date is left out. What is over stays in it: hours are the same from day to day as long as nobody changes them.
 */
export function partooHours({
  open_hours,
  specific_hours,
}: {
  open_hours?: unknown;
  specific_hours?: unknown;
}): Hours | null {
  const week = weekOf(open_hours);
  const { close, open } = isRecord(specific_hours) ? specific_hours : {};
  const special = [
    ...rangesOf(close, () => []),
    // Without a window that can be read it is no opening, and nobody said that it is a closing.
    ...rangesOf(open, ({ open_hours }) => windowsOf(open_hours)).filter(
      ([, , windows]) => windows.length > 0,
    ),
  ]
    .toSorted(([, a], [, b]) => (a > b ? -1 : a < b ? 1 : 0))
    .slice(0, MOST_SPECIAL);
  if (special.length > 0) return { week, special };
  return week && { week };
}

/**
 * What is wrong with Partoo's `specific_hours`, in words, where they cannot be read as a whole; null: nothing. For an
 * opening without a window see {@link openingsWithoutHours}.
 */
export function specialHoursFault(specific_hours: unknown): string | null {
  if (specific_hours == null) return null;
  const { close, open } = isRecord(specific_hours) ? specific_hours : {};
  const ranges = [close ?? [], open ?? []].flatMap((list) => (Array.isArray(list) ? list : [null]));
  if (!isRecord(specific_hours) || !ranges.every(isRecord)) return 'no special hours by their shape';
  if (ranges.length > MOST_ENTRIES) return 'too many';
  for (const { starts_at, ends_at, open_hours = [] } of ranges) {
    if (!isDay(starts_at) || !isDay(ends_at ?? starts_at)) return 'a date that is none';
    if ((ends_at ?? starts_at) < starts_at) return 'days that end before they begin';
    const windows = Array.isArray(open_hours) ? open_hours : [];
    if (windowsOf(windows).length !== windows.length) return 'a window that is none, or too many on a day';
  }
  return null;
}

/** The days of openings that do not say when, and so do nothing, first ones first: `2026-12-24`, `2026-12-24 to 2026-12-26`. */
export function openingsWithoutHours(specific_hours: unknown, today: string): string[] {
  const { open } = isRecord(specific_hours) ? specific_hours : {};
  return rangesOf(open, ({ open_hours }) => windowsOf(open_hours))
    .filter(([, last, windows]) => windows.length === 0 && last >= today)
    .map(([first, last]) => (first === last ? first : `${first} to ${last}`))
    .toSorted();
}

function rangesOf(list: unknown, windows: (range: Record<string, unknown>) => TimeWindow[]): SpecialDays[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((range): SpecialDays[] => {
    if (!isRecord(range)) return [];
    const { starts_at, ends_at } = range;
    const last = ends_at ?? starts_at;
    return isDay(starts_at) && isDay(last) && last >= starts_at ? [[starts_at, last, windows(range)]] : [];
  });
}

function windowsOf(texts: unknown): TimeWindow[] {
  if (!Array.isArray(texts)) return [];
  const windows = texts.map(asDocumented).filter((text) => WINDOW.test(text) && !isEmpty(text));
  return windows.slice(0, MOST_WINDOWS);
}

/** A window that is spelt otherwise, such as `9:00 - 18:00:00`, as Partoo documents it: left out, it would be closed. */
function asDocumented(text: unknown): string {
  if (typeof text !== 'string') return '';
  if (WINDOW.test(text)) return text;
  const [, from, to] = SPELT_OTHERWISE.exec(text) ?? [];
  return from && to ? `${from.padStart(5, '0')}-${to.padStart(5, '0')}` : '';
}

/** `00:00-00:00` is how some write the whole day; any other window without a length is a slip. */
function isEmpty(window: TimeWindow): boolean {
  return window.slice(0, 5) === window.slice(6) && window !== '00:00-00:00';
}

function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !DATE.test(text)) return false;
  const at = Date.parse(text);
  // 30 February is one for some that read dates.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
