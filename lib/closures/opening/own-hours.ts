import { type TimeWindow, WEEKDAYS, type WeekHours } from '../model.ts';

/** Days of which the hours are others than those of the week: `[first, last, windows]`, civil dates, both included. */
type SpecialDays = readonly [first: string, last: string, windows: readonly TimeWindow[]];

/** When a business answers, in its own zone. */
export interface Hours {
  /** A weekday that is left out is closed. Null: always open, but for the special days. */
  readonly week: WeekHours | null;
  /** Over the week; of several that hold a day the shortest counts, of equal ones the first. Left out: none. */
  readonly special?: readonly SpecialDays[];
}

/** Partoo's opening hours of a business, as `GET /business/search` shows them. */
export interface PartooHours {
  open_hours?: Readonly<Record<string, readonly string[] | null | undefined>> | null | undefined;
  specific_hours?:
    | {
        open?: readonly SpecificDays[] | null | undefined;
        close?: readonly SpecificDays[] | null | undefined;
      }
    | null
    | undefined;
}

interface SpecificDays {
  starts_at?: string | null | undefined;
  ends_at?: string | null | undefined;
  open_hours?: readonly string[] | null | undefined;
}

/** The hours that a business has without us, and those that `chatHours: business` stands for; null: not known. */
export interface BusinessHours {
  readonly own: Hours | null;
  readonly business: Hours | null;
}

/** Nothing is known: both count as always open. */
export const UNKNOWN_HOURS: BusinessHours = { own: null, business: null };

const WINDOW = /^(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** More in a day, or more special days, are no hours that a shop has; what lies beyond is not looked at. */
const MOST_WINDOWS = 12;
const MOST_SPECIAL = 200;

/** Hours of a week, or null where they say nothing: none at all, or seven empty days (design rule 24). */
export function weekOf(
  hours: Readonly<Record<string, readonly string[] | null | undefined>> | null | undefined,
): WeekHours | null {
  if (!hours) return null;
  const week: WeekHours = {};
  for (const day of WEEKDAYS) {
    const windows = windowsOf(hours[day]);
    if (windows.length > 0) week[day] = windows;
  }
  return Object.keys(week).length === 0 ? null : week;
}

/**
 * Partoo's `open_hours` with its `specific_hours` over them; null where neither says anything. What is no window and no
 * date is left out; special days that end before `today` (a civil date) are over.
 */
export function partooHours({ open_hours, specific_hours }: PartooHours, today: string): Hours | null {
  const week = weekOf(open_hours);
  const closed = (specific_hours?.close ?? []).slice(0, MOST_SPECIAL).map((days) => specialOf(days, []));
  const open = (specific_hours?.open ?? [])
    .slice(0, MOST_SPECIAL)
    .map((days) => specialOf(days, windowsOf(days.open_hours)))
    // Without a window that can be read it is no opening, and nobody said that it is a closing.
    .filter((days) => days !== null && days[2].length > 0);
  const special = [...closed, ...open].filter((days) => days !== null && days[1] >= today) as SpecialDays[];
  if (special.length > 0) return { week, special };
  return week === null ? null : { week };
}

function windowsOf(texts: readonly string[] | null | undefined): TimeWindow[] {
  if (!Array.isArray(texts)) return [];
  const windows = texts.filter((text) => typeof text === 'string' && WINDOW.test(text) && !isEmpty(text));
  return windows.slice(0, MOST_WINDOWS);
}

/** `00:00-00:00` is how some write the whole day; any other window without a length is a slip. */
function isEmpty(window: TimeWindow): boolean {
  return window.slice(0, 5) === window.slice(6) && window !== '00:00-00:00';
}

function specialOf({ starts_at, ends_at }: SpecificDays, windows: TimeWindow[]): SpecialDays | null {
  const last = ends_at ?? starts_at;
  if (!isDay(starts_at) || !isDay(last) || last < starts_at) return null;
  return [starts_at, last, windows];
}

function isDay(text: string | null | undefined): text is string {
  return typeof text === 'string' && DATE.test(text) && !Number.isNaN(Date.parse(text));
}
