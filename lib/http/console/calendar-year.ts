import type { Schedule } from '../../operations/schedule.ts';
import {
  A_WEEK,
  DAY_MILLISECONDS,
  dateOf,
  type Month,
  monthAfter,
  monthStart,
  weeksOf,
} from './calendar-days.ts';
import { type Html, html } from './html.ts';
import type { Visit } from './visit.ts';

const HOUR = 3600_000;
/** Who is closed at night is not what a year is looked at for. */
const [FROM_HOUR, TO_HOUR] = [10, 18];

/** Twelve months; a day is as dark as many shops are closed in it. @param selection the rest of the query */
export function year(visit: Visit, first: Month, found: Schedule, selection: string): Html {
  const most = mostByDay(found);
  return html`<div class="year">${Array.from({ length: 12 }, (_, index) => {
    const month = monthAfter(first, index);
    return smallMonth(visit, month, found.businesses, most, selection);
  })}</div>`;
}

function smallMonth(
  visit: Visit,
  month: Month,
  businesses: number,
  most: ReadonlyMap<string, number>,
  selection: string,
): Html {
  const { times } = visit;
  const title = times.as(monthStart(month), 'UTC', { month: 'long', year: 'numeric' });
  return html`<table class="month"><caption><a href="/calendar/${month}${selection}">${title}</a></caption>
<thead><tr>${A_WEEK.map((day) => html`<th scope="col" abbr="${times.as(day, 'UTC', { weekday: 'long' })}">${times.as(day, 'UTC', { weekday: 'narrow' })}</th>`)}</tr></thead>
<tbody>${weeksOf(month).map(
    (week) => html`<tr>${week.map((day) => dayCell(visit, day, businesses, most, selection))}</tr>
`,
  )}</tbody></table>`;
}

function dayCell(
  { words, times }: Visit,
  day: number | null,
  businesses: number,
  most: ReadonlyMap<string, number>,
  selection: string,
): Html {
  if (day === null) return html`<td></td>`;
  const closed = most.get(dateOf(day)) ?? 0;
  const number = new Date(day).getUTCDate();
  if (closed === 0) return html`<td>${number}</td>`;
  const level = Math.max(1, Math.ceil((closed / businesses) * 4));
  const says = `${times.day(day, 'UTC')}: ${words.calendar.closed(closed)}`;
  return html`<td class="l${level}"><a href="/calendar/${dateOf(day).slice(0, 7)}${selection}#d${dateOf(day)}" aria-label="${says}" title="${says}">${number}</a></td>`;
}

/** By date, how many are closed at most between morning and evening; days without are left out. */
function mostByDay({ closed }: Schedule): Map<string, number> {
  const most = new Map<string, number>();
  for (const [index, { at, businesses }] of closed.entries()) {
    if (businesses === 0) continue;
    const end = closed[index + 1]?.at ?? at + DAY_MILLISECONDS;
    for (let day = Date.parse(dateOf(at)); day < end; day += DAY_MILLISECONDS) {
      if (day + TO_HOUR * HOUR <= at || day + FROM_HOUR * HOUR >= end) continue;
      most.set(dateOf(day), Math.max(most.get(dateOf(day)) ?? 0, businesses));
    }
  }
  return most;
}
