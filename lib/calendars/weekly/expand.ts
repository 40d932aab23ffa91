import { type Occurrence, type TimeWindow, WEEKDAYS } from '../../closures/model.ts';
import { closest } from '../../reading/suggest.ts';
import { civilMinutes, DAY, formatTime, intersecting, parseTimeOfDay } from '../civil.ts';
import { CalendarError, type CalendarPath } from '../errors.ts';
import type { CivilWindow } from '../model.ts';
import type { WeeklyCalendar } from './stored.ts';

type Span = [start: number, end: number];

const WEEK = 7 * DAY;
/** 1970-01-05, the first Monday of the count, in civil minutes. */
const MONDAY = 4 * DAY;

/**
 * The closed intervals between the opening windows of a week, for as long as the civil window lasts.
 *
 * A window whose end is not after its start runs into the next day; equal ends are 24 hours. An end of 23:59 means
 * midnight, because Partoo's hours cannot say 24:00 and a minute must never fall between two windows. A day that is
 * not listed is closed. A week without any opening is refused: such a closure would never end.
 */
export function expand(calendar: WeeklyCalendar, window: CivilWindow): Occurrence[] {
  const week = openSpans(calendar);
  if (week.length === 0)
    throw new CalendarError(
      'weekly-never-open',
      'no weekday has an opening window, so this would close for ever; list at least one, or close with the `close` command',
      ['weekly'],
    );
  const intersects = intersecting(window);
  const occurrences: Occurrence[] = [];
  // One week more on either side: a closure is at most a week long, and is given whole.
  const first = MONDAY + (Math.floor((civilMinutes(window.from) - MONDAY) / WEEK) - 1) * WEEK;
  let closedFrom: number | null = null;
  for (let monday = first; monday < civilMinutes(window.to) + 2 * WEEK; monday += WEEK)
    for (const [start, end] of week) {
      if (closedFrom !== null && intersects(closedFrom, monday + start))
        occurrences.push({ start: formatTime(closedFrom), end: formatTime(monday + start), names: {} });
      closedFrom = Math.max(closedFrom ?? 0, monday + end);
    }
  return occurrences;
}

/** The opening windows of one week as minutes from Monday 00:00, in order of start; they may overlap. */
function openSpans(calendar: WeeklyCalendar): Span[] {
  const unknown = Object.keys(calendar.open).find((day) => !WEEKDAYS.some((weekday) => weekday === day));
  if (unknown !== undefined)
    throw new CalendarError(
      'weekly-invalid',
      `"${unknown}" is no weekday; write one of ${WEEKDAYS.join(', ')}`,
      ['weekly', unknown],
      closest(unknown.toLowerCase(), WEEKDAYS),
    );
  return WEEKDAYS.flatMap((weekday, day) =>
    (calendar.open[weekday] ?? []).map((text, index): Span => {
      const [start, end] = parseWindow(text, ['weekly', weekday, index]);
      return [day * DAY + start, day * DAY + end];
    }),
  ).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

function parseWindow(text: TimeWindow, path: CalendarPath): Span {
  const [from, to, ...more] = text.split('-').map((part) => parseTimeOfDay(part.trim()));
  if (from === undefined || from === null || to === undefined || to === null || more.length > 0)
    throw new CalendarError('weekly-invalid', `"${text}" is no opening window; write 09:00-19:00`, path);
  const end = to === DAY - 1 ? DAY : to;
  return [from, end > from ? end : end + DAY];
}
