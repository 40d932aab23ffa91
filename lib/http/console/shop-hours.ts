import type { HoursReport } from '../../operations/hours.ts';
import { type Html, html } from './html.ts';
import type { Visit } from './visit.ts';

type Interval = HoursReport['intervals'][number];

/** The first instant of the window at which it answers; null: at none. */
export function nextOpening({ intervals }: HoursReport): string | null {
  return intervals.find(({ state }) => state === 'open')?.start ?? null;
}

/** Day by day: when it answers, and what closes it. */
export function hoursTable(visit: Visit, report: HoursReport): Html {
  const { words, times } = visit;
  const days = Map.groupBy(report.intervals.flatMap(byDay), ({ day }) => day);
  return html`<table><caption class="soft small">${words.shop.hoursOf(report.timezone)}</caption><tbody>
${[...days].map(([day, parts]) => {
  const open = parts
    .filter(({ state }) => state === 'open')
    .map(({ from, to }) => html`<span class="whole">${from}–${to}</span>`);
  const names = new Set(parts.flatMap(({ closures }) => closures.map(({ name }) => name)));
  return html`<tr><th scope="row" class="whole">${times.as(`${day}T12:00Z`, 'UTC', { weekday: 'short', day: 'numeric', month: 'short' })}</th>
<td>${open.length === 0 ? html`<span class="soft">${words.shop.closedAllDay}</span>` : open.map((window, index) => html`${index > 0 && ', '}${window}`)}</td><td>${[...names].join(', ')}</td></tr>
`;
})}</tbody></table>`;
}

interface Part extends Pick<Interval, 'state' | 'closures'> {
  day: string;
  from: string;
  to: string;
}

/** An interval as the days have it, by the clock on the wall; midnight ends a day as 24:00. */
function byDay({ start, end, state, closures }: Interval): Part[] {
  const parts: Part[] = [];
  const [last, lastTime] = [end.slice(0, 10), end.slice(11, 16)];
  for (let day = start.slice(0, 10), from = start.slice(11, 16); ; day = dayAfter(day), from = '00:00') {
    const isLast = day === last;
    if (!isLast || from < lastTime)
      parts.push({ day, from, to: isLast ? lastTime : '24:00', state, closures });
    if (isLast || parts.length > 400) return parts;
  }
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T12:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
