import * as z from 'zod';
import { civilDateOf } from '../../../closures/civil-time.ts';
import { LONGEST_NAME } from '../../../closures/limits.ts';
import type { Business } from '../../../closures/model.ts';
import { occurring, type Schedule, type ScheduleBlock } from '../../../operations/schedule.ts';
import { organizationFor } from '../../organization-for.ts';
import { parseQuery } from '../../parse.ts';
import { Problem } from '../../problem.ts';
import { name } from '../../query.ts';
import { DAY_MILLISECONDS, dateOf, type Month, monthAfter, monthStart, weeksOf } from '../calendar-days.ts';
import { blockPath, blockWords, byMost, layers, namesOf, weekdays, when } from '../calendar-layers.ts';
import { year } from '../calendar-year.ts';
import { choices } from '../choices.ts';
import { type Html, html } from '../html.ts';
import { maybe } from '../maybe.ts';
import { textOf } from '../preview.ts';
import { type Selection, scheduleKnown } from '../schedule-known.ts';
import { shopPath } from '../shop-state.ts';
import type { ConsolePage, Visit } from '../visit.ts';

const MOST_IN_A_DAY = 3;
const MOST_LISTED = 300;
const MOST_SHOPS = 300;

const selection = z.strictObject({ q: maybe(name), country: maybe(name) });

/** A year at a glance. */
export const yearPage: ConsolePage = {
  method: 'GET',
  path: '/calendar',
  scope: 'read',
  async handle(visit) {
    const asked = parseQuery(visit.context.req.url, selection);
    const { words, deps, times } = visit;
    const first = civilDateOf(deps.clock.now(), times.home).slice(0, 7);
    const found = await scheduleKnown(visit, { first, months: 12 }, asked);
    const body = html`<div class="head"><h1>${words.parts.calendar}</h1><p class="lead">${words.calendar.lead}</p></div>
${filters(visit, '/calendar', asked, found)}
${found.businesses === 0 ? html`<p class="soft">${words.shopList.none}</p>` : html`<p class="soft">${words.calendar.of(found.businesses)}</p>${year(visit, first, found, queryOf(asked))}`}`;
    return { title: words.parts.calendar, body, part: 'calendar', isWide: true };
  },
};

/** A month, and below it the layers that it is made of. */
export const monthPage: ConsolePage = {
  method: 'GET',
  path: '/calendar/:month{\\d{4}-(?:0[1-9]|1[0-2])}',
  scope: 'read',
  async handle(visit) {
    const asked = parseQuery(visit.context.req.url, selection);
    const month = visit.context.req.param('month') as Month;
    const { words, times } = visit;
    const found = await scheduleKnown(visit, { first: month, months: 1 }, asked);
    const title = times.as(monthStart(month), 'UTC', { month: 'long', year: 'numeric' });
    const monthName = (by: number) => times.as(monthStart(monthAfter(month, by)), 'UTC', { month: 'long' });
    const daily = dailyKeys(month, found);
    const isSpecial = ({ key }: ScheduleBlock) => !daily.has(key);
    const to = (other: Month) => `/calendar/${other}${queryOf(asked)}`;
    const body = html`<div class="head"><nav class="row no-print" aria-label="${words.calendar.months}"><a href="/calendar${queryOf(asked)}">${words.calendar.year}</a><a href="${to(monthAfter(month, -1))}" rel="prev">← ${monthName(-1)}</a><a href="${to(monthAfter(month))}" rel="next">${monthName(1)} →</a></nav>
<h1>${title}</h1><p class="soft">${words.calendar.of(found.businesses)}</p></div>
${filters(visit, `/calendar/${month}`, asked, found)}
${grid(visit, month, found.blocks.filter(isSpecial))}
${daily.size > 0 && html`<p class="soft">${words.calendar.daily([...daily].join(', '))}</p>`}
<section><h2>${words.calendar.layers}</h2><p class="soft">${words.calendar.layersLead}</p>${layers(visit, month, found)}</section>
${list(visit, found.blocks.filter(isSpecial))}`;
    return { title, body, part: 'calendar', isWide: true };
  },
};

/** One closure of a rule: who, when where, and what people read. */
export const occurrencePage: ConsolePage = {
  method: 'GET',
  path: '/calendar/closure',
  scope: 'read',
  async handle(visit) {
    const { words, deps } = visit;
    const { organization, rule, start } = parseQuery(visit.context.req.url, occurrenceQuery);
    const only = organizationFor(visit, organization);
    const found =
      only === null ? null : await occurring(deps, only, { key: rule, start: Date.parse(`${start}Z`) });
    if (only === null || found === null) throw new Problem(404);
    const title = namesOf(found.names);
    const body = html`<div class="head"><h1>${title}</h1><p class="lead">${rule} · ${words.calendar.kinds[found.kind]} · ${words.shops(found.businesses.length)}</p></div>
<div class="columns"><section><h2>${words.shop.read}</h2>${found.texts.map((text) => textOf(visit, text))}</section>
<section><h2>${words.parts.shops}</h2>${shops(visit, only, found.businesses)}</section></div>`;
    return { title, body, part: 'calendar' };
  },
};

const occurrenceQuery = z.strictObject({
  organization: name,
  rule: name,
  start: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/),
});

function queryOf({ q, country }: Selection): string {
  const given = Object.entries({ q, country }).flatMap(([key, value]) =>
    value ? [[key, value] as [string, string]] : [],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

function filters({ words }: Visit, action: string, { q, country }: Selection, { countries }: Schedule): Html {
  return html`<form class="filters no-print" method="get" action="${action}" role="search"><div class="field"><label for="q">${words.shopList.search}</label><input id="q" name="q" type="search" maxlength="${LONGEST_NAME}" value="${q}"></div>
<div class="field"><label for="country">${words.shopList.country}</label><select id="country" name="country">${choices([['', words.shopList.any], ...countries.map((one) => [one, one] as const)], country?.toUpperCase())}</select></div><button type="submit" class="second">${words.shopList.show}</button></form>`;
}

/** What closes on most days of a month would hide all else: it is seen in the layers. */
function dailyKeys(month: Month, { blocks }: Schedule): Set<string> {
  const days = new Map<string, Set<string>>();
  for (const { key, start } of blocks) days.set(key, (days.get(key) ?? new Set()).add(dateOf(start)));
  const most = (monthStart(monthAfter(month)) - monthStart(month)) / DAY_MILLISECONDS / 2;
  return new Set([...days].flatMap(([key, on]) => (on.size > most ? [key] : [])));
}

function grid(visit: Visit, month: Month, blocks: readonly ScheduleBlock[]): Html {
  return html`<table class="grid"><caption class="away">${visit.words.parts.calendar}</caption><thead>${weekdays(visit)}</thead><tbody>${weeksOf(
    month,
  ).map(
    (
      week,
    ) => html`<tr>${week.map((day) => (day === null ? html`<td class="none"></td>` : dayCell(visit, day, blocks)))}</tr>
`,
  )}</tbody></table>`;
}

function dayCell(visit: Visit, day: number, blocks: readonly ScheduleBlock[]): Html {
  const of = blocks.filter(({ start, end }) => start < day + DAY_MILLISECONDS && end > day);
  const more = of.length - MOST_IN_A_DAY;
  return html`<td id="d${dateOf(day)}"${of.length === 0 && html` class="none"`}><span class="date">${new Date(day).getUTCDate()}<span class="narrow"> ${visit.times.as(day, 'UTC', { weekday: 'long' })}</span></span>
${of.slice(0, MOST_IN_A_DAY).map((block) => html`<a class="event ${block.kind}" href="${blockPath(block)}" title="${blockWords(visit, block)}">${byMost(block.names)[0]} <span class="soft">${visit.words.number(block.businesses)}</span></a>`)}
${more > 0 && html`<span class="soft small">${visit.words.calendar.more(more)}</span>`}</td>`;
}

function list(visit: Visit, blocks: readonly ScheduleBlock[]): Html {
  const { words, times } = visit;
  if (blocks.length === 0) return html`<p class="soft">${words.calendar.none}</p>`;
  return html`<section><h2>${words.calendar.list}</h2><ul class="plain lines">${blocks
    .slice(0, MOST_LISTED)
    .map(
      (
        block,
      ) => html`<li><div><a href="${blockPath(block)}">${namesOf(block.names)}</a> <span class="soft small">${block.level === 'rule' ? block.key : words.calendar.asked}</span></div><span class="soft">${when(times, words, block.start, block.end)} · ${words.shops(block.businesses)} · ${words.calendar.kinds[block.kind]}</span></li>
`,
    )}</ul></section>`;
}

type Shown = { business: Business; start: string; end: string | null };

function shops({ words, times }: Visit, organization: string, all: readonly Shown[]): Html {
  return html`<ul class="plain lines">${all.slice(0, MOST_SHOPS).map(
    ({
      business,
      start,
      end,
    }) => html`<li><a href="${shopPath({ organization, business: business.id })}">${business.code ?? business.id} ${business.name}</a><span class="soft">${times.moment(start, business.zone)} – ${end === null ? words.furtherNotice : times.moment(end, business.zone)}</span></li>
`,
  )}</ul>${all.length > MOST_SHOPS && html`<p class="soft">${words.closure.more(all.length - MOST_SHOPS)}</p>`}`;
}
