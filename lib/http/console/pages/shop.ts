import * as z from 'zod';
import type { Instant } from '../../../clock.ts';
import { addDays, civilDateOf } from '../../../closures/civil-time.ts';
import type { Bound } from '../../../closures/model.ts';
import { searchHistory } from '../../../operations/history-search.ts';
import { type HoursReport, hours } from '../../../operations/hours.ts';
import { type BusinessStatus, type ExplainReport, explain, UsageError } from '../../../operations/index.ts';
import { organizationFor } from '../../organization-for.ts';
import { checked } from '../../parse.ts';
import { Problem } from '../../problem.ts';
import { statusNow, wavesKnown } from '../../remembered.ts';
import { explanation } from '../explanation.ts';
import { historyLine } from '../history-lines.ts';
import { type Html, html } from '../html.ts';
import { hoursTable, nextOpening } from '../shop-hours.ts';
import { detailOf, type ShopState, shopName, stateMark, stateTeller } from '../shop-state.ts';
import { type ConsolePage, mayOperate, type Visit } from '../visit.ts';

const ENTRIES = 10;
/** As a field of a form has it; the time is that of the shop. */
const localTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);

/** One shop: how it stands, why, what people read, when it answers, and what was done. */
export const shopPage: ConsolePage = {
  method: 'GET',
  path: '/shops/:organization/:business',
  scope: 'read',
  async handle(visit) {
    const { deps, words, areSeveral } = visit;
    const { one, state } = await shopOf(visit);
    const asked = visit.context.req.query('at') || null;
    const at = asked === null ? null : checked(asked, localTime);
    const { organization, business } = one;
    const [why, week, { entries }] = await Promise.all([
      knownZone(explain(deps, business, { at, organization })),
      knownZone(hours(deps, business, { from: null, to: weekEnd(one, deps.clock.now()), organization })),
      searchHistory(deps, { organization, businesses: [business] }, { skip: 0, limit: ENTRIES }),
    ]);
    const body = html`<div class="head"><h1>${shopName(one, areSeveral)}</h1>
<p class="lead">${stateMark(state, words)}${detailOf(one, words) && html` <span class="soft">– ${detailOf(one, words)}</span>`}</p>
${actions(visit, one)}</div>
<div class="columns">
${why && html`<div class="group">${whySection(visit, why, at)}</div>`}
<div class="group">${textSection(visit, why)}${week && hoursSection(visit, week)}${facts(visit, one)}</div>
</div>
<section><h2>${words.parts.history}</h2>
${
  entries.length === 0
    ? html`<p class="soft">${words.history.none}</p>`
    : html`<ul class="plain lines">${entries.map((entry) => historyLine(visit, entry, { shop: null, zone: one.timezone }))}</ul>
<p><a href="/history?shop=${encodeURIComponent(business)}">${words.shop.allHistory}</a></p>`
}</section>`;
    return { title: one.code ?? one.name, body, part: 'shops' };
  },
};

/** Seven days, today among them. */
function weekEnd({ timezone }: BusinessStatus, now: Instant): Bound {
  return addDays(civilDateOf(now, timezone ?? 'UTC'), 7);
}

/** The shop that the address names. @throws Problem 404 */
async function shopOf(visit: Visit): Promise<{ one: BusinessStatus; state: ShopState }> {
  const { organization, business } = visit.context.req.param() as Record<string, string>;
  const only = organizationFor(visit, organization);
  const report = await statusNow(visit.deps, visit.organization);
  const waves = await wavesKnown(visit.deps, visit.organization);
  const one = report.businesses.find((one) => one.organization === only && one.business === business);
  if (one) return { one, state: stateTeller(report, waves)(one) };
  throw new Problem(404);
}

/** Of a shop whose zone is not known nothing can be said of its times. */
async function knownZone<T>(asked: Promise<T>): Promise<T | null> {
  return asked.catch((error: unknown) => {
    if (error instanceof UsageError && ['zone-unknown', 'unknown-business'].includes(error.code)) return null;
    throw error;
  });
}

function actions(visit: Visit, one: BusinessStatus): Html | null {
  if (!mayOperate(visit) || one.state === 'gone' || one.timezone === null) return null;
  const shop = encodeURIComponent(`${one.organization}/${one.business}`);
  const { shop: said } = visit.words;
  const until = one.state === 'closed' && one.until !== null ? `&until=${one.until.slice(0, 16)}` : '';
  return html`<div class="row"><a class="button${one.state === 'closed' && ' second'}" href="/close?shop=${shop}">${said.close}</a>
<a class="button${one.state !== 'closed' && ' second'}" href="/close?hold=1&amp;shop=${shop}${until}">${one.state === 'closed' ? said.reopen : said.hold}</a></div>`;
}

function whySection(visit: Visit, why: ExplainReport, at: Bound | null): Html {
  const { words } = visit;
  return html`<section><h2>${words.shop.why}</h2>
${explanation(visit, why)}
<form class="filters" method="get"><div class="field"><label for="at">${words.shop.another}</label><input id="at" name="at" type="datetime-local" value="${at ?? why.at.slice(0, 16)}"></div><button class="second" type="submit">${words.shopList.show}</button></form></section>`;
}

function textSection({ words }: Visit, why: ExplainReport | null): Html | null {
  if (why === null) return null;
  const title = why.state === 'closed' ? words.shop.read : words.shop.readOutside;
  return html`<section><h2>${title}</h2>
${why.offlineMessage === null ? html`<p class="soft">${words.shop.noText}</p>` : html`<blockquote${why.language !== null && html` lang="${why.language}"`}>${why.offlineMessage}</blockquote>`}</section>`;
}

function hoursSection(visit: Visit, week: HoursReport): Html {
  const { words, times } = visit;
  const next = nextOpening(week);
  const isNow = next !== null && Date.parse(next) <= visit.deps.clock.now();
  return html`<section><h2>${words.shop.hours}</h2>
<p>${next === null ? words.shop.noOpening : isNow ? words.shop.answersNow : html`${words.shop.nextOpening} ${times.moment(next, week.timezone)}`}</p>
${hoursTable(visit, week)}</section>`;
}

function facts(
  { words }: Visit,
  { country, region, timezone, language, lastError, business }: BusinessStatus,
): Html {
  const { facts: said } = words.shop;
  const place = [country, region === country ? null : region].filter(Boolean).join(', ');
  const lines = [
    [said.place, place],
    [said.zone, timezone ?? words.details['zone-unknown']],
    [said.language, language],
    [said.error, lastError?.code],
    [said.id, business],
  ] as const;
  return html`<section><h2>${said.title}</h2><dl class="facts">${lines
    .filter(([, value]) => value)
    .map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></section>`;
}
