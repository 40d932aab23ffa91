/** The layered schedule: a row for each rule, one for what people asked for, and what comes of all of it. */
import type { Schedule, ScheduleBlock } from '../../operations/schedule.ts';
import { A_WEEK, DAY_MILLISECONDS, type Month, monthAfter, monthStart } from './calendar-days.ts';
import { type Html, html } from './html.ts';
import { isAskedFor } from './shop-state.ts';
import type { Visit } from './visit.ts';
import type { Words } from './words/index.ts';

const HEIGHT = 28;
/** Of one row; who has more looks at fewer shops. */
const MOST_BLOCKS = 400;

/** Where a block leads. */
export function blockPath({ key, organization, start }: ScheduleBlock): string {
  if (isAskedFor(key)) return `/closures/${encodeURIComponent(key.slice('ad-hoc:'.length))}`;
  const at = new Date(start).toISOString().slice(0, 16);
  return `/calendar/closure?organization=${encodeURIComponent(organization)}&rule=${encodeURIComponent(key)}&start=${at}`;
}

/** What a block is, where there is no room to see it. */
export function blockWords(
  { words, times }: Visit,
  { names, kind, start, end, businesses }: ScheduleBlock,
): string {
  return `${namesOf(names)}: ${words.calendar.kinds[kind]}, ${words.shops(businesses)}, ${when(times, words, start, end)}`;
}

export function namesOf(names: ScheduleBlock['names']): string {
  return byMost(names).slice(0, 3).join(' / ');
}

/** What most shops call it first. */
export function byMost(names: ScheduleBlock['names']): string[] {
  return [...names].sort(([, a], [, b]) => b - a).map(([name]) => name);
}

export function when(times: Visit['times'], words: Words, start: number, end: number): string {
  const local = (wall: number) => new Date(wall).toISOString().slice(0, 16);
  return times.span(local(start), Number.isFinite(end) ? local(end) : null, words);
}

/** Rules from the lowest priority to the highest, as each covers those above it; then requests; then the result. */
export function layers(visit: Visit, month: Month, found: Schedule): Html {
  const { words } = visit;
  const rules = found.blocks.filter(({ level }) => level === 'rule');
  const rows = [...Map.groupBy(rules, ({ key }) => key)].sort(
    ([a, [one]], [b, [other]]) => one!.priority - other!.priority || (a < b ? -1 : 1),
  );
  const asked = found.blocks.filter(({ level }) => level !== 'rule');
  const days = (monthStart(monthAfter(month)) - monthStart(month)) / DAY_MILLISECONDS;
  return html`<section class="scroll layers" tabindex="0" aria-label="${words.calendar.layers}"><table class="days-${days}">
<thead><tr><td></td><td>${scale(month, days)}</td></tr></thead><tbody>
${rows.map(([key, blocks]) => row(visit, month, key, blocks, found.businesses))}
${asked.length > 0 && row(visit, month, words.calendar.asked, asked, found.businesses)}
</tbody><tfoot>${result(visit, month, found)}</tfoot></table></section>`;
}

/** Where a wall time lies in the month, in percent. */
function place(month: Month, wall: number): number {
  const [start, end] = [monthStart(month), monthStart(monthAfter(month))];
  return Math.round(Math.min(1, Math.max(0, (wall - start) / (end - start))) * 10_000) / 100;
}

function scale(month: Month, days: number): Html {
  return html`<svg class="scale" width="100%" height="${HEIGHT}" aria-hidden="true">${Array.from(
    { length: days },
    (_, day) => {
      const at = monthStart(month) + day * DAY_MILLISECONDS;
      const isSunday = new Date(at).getUTCDay() === 0;
      return html`<text x="${place(month, at + DAY_MILLISECONDS / 2)}%" y="18" text-anchor="middle"${isSunday && html` class="sunday"`}>${day + 1}</text>`;
    },
  )}</svg>`;
}

function row(
  visit: Visit,
  month: Month,
  name: string,
  blocks: readonly ScheduleBlock[],
  businesses: number,
): Html {
  return html`<tr><th scope="row">${name}</th><td><svg width="100%" height="${HEIGHT}">${blocks.slice(0, MOST_BLOCKS).map((block) => bar(visit, month, block, businesses))}</svg></td></tr>
`;
}

function bar(visit: Visit, month: Month, block: ScheduleBlock, businesses: number): Html {
  const [from, to] = [place(month, block.start), place(month, block.end)];
  const opacity = (0.35 + 0.65 * (block.businesses / Math.max(1, businesses))).toFixed(2);
  const says = blockWords(visit, block);
  return html`<a href="${blockPath(block)}" aria-label="${says}"><title>${says}</title><rect class="${block.kind}" x="${from}%" width="${Math.max(0.25, to - from)}%" y="3" height="22" rx="3" fill-opacity="${opacity}"/></a>`;
}

function result({ words }: Visit, month: Month, { closed, businesses }: Schedule): Html {
  const bars = closed.map(({ at, businesses: count }, index) => {
    const [from, to] = [place(month, at), place(month, closed[index + 1]?.at ?? Number.POSITIVE_INFINITY)];
    if (count === 0 || to <= from) return null;
    const height = Math.max(3, Math.round((count / Math.max(1, businesses)) * HEIGHT));
    return html`<rect class="sum" x="${from}%" width="${Math.round((to - from) * 100) / 100}%" y="${HEIGHT - height}" height="${height}"><title>${words.calendar.closed(count)}</title></rect>`;
  });
  return html`<tr><th scope="row">${words.calendar.result}</th><td><svg width="100%" height="${HEIGHT}" role="img" aria-label="${words.calendar.resultSays}">${bars}</svg></td></tr>`;
}

export const weekdays = ({ times }: Visit): Html =>
  html`<tr>${A_WEEK.map((day) => html`<th scope="col">${times.as(day, 'UTC', { weekday: 'short' })}</th>`)}</tr>`;
