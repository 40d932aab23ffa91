import * as z from 'zod';
import type { BusinessStatus } from '../../../operations/index.ts';
import { parseQuery } from '../../parse.ts';
import { name } from '../../query.ts';
import { statusNow, wavesKnown } from '../../remembered.ts';
import { choices } from '../choices.ts';
import { type Html, html } from '../html.ts';
import { maybe } from '../maybe.ts';
import { pager } from '../pager.ts';
import {
  detailOf,
  SHOP_STATES,
  shopName,
  shopPath,
  stateMark,
  stateTeller,
  type TellState,
} from '../shop-state.ts';
import { type ConsolePage, mayOperate, type Visit } from '../visit.ts';

const PAGE = 50;
const SORTS = ['code', 'name', 'state', 'until'] as const;

const query = z.strictObject({
  state: maybe(z.enum(SHOP_STATES)),
  q: maybe(name),
  country: maybe(name),
  rule: maybe(name),
  sort: z.enum(SORTS).default('code'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
type Query = z.infer<typeof query>;

/** Every shop, with how it stands in one of four words. */
export const shopsPage: ConsolePage = {
  method: 'GET',
  path: '/shops',
  scope: 'read',
  async handle(visit) {
    const asked = parseQuery(visit.context.req.url, query);
    const { deps, organization } = visit;
    const report = await statusNow(deps, organization);
    const stateOf = stateTeller(report, await wavesKnown(deps, organization));
    const { businesses } = report;
    const found = businesses.filter((one) => fits(one, asked, stateOf)).sort(ORDERS[asked.sort](stateOf));
    const shown = found.slice((asked.page - 1) * PAGE, asked.page * PAGE);
    const { words } = visit;
    const body = html`<div class="head"><h1>${words.parts.shops}</h1></div>
${filters(visit, asked, businesses)}
<section><h2>${words.shops(found.length)}</h2>
${found.length === 0 ? html`<p class="soft">${words.shopList.none}</p>` : list(visit, asked, shown, stateOf)}
${pager(visit, asked.page, Math.ceil(found.length / PAGE))}</section>`;
    return { title: words.parts.shops, body, part: 'shops' };
  },
};

function fits(one: BusinessStatus, { state, q, country, rule }: Query, stateOf: TellState): boolean {
  const words = [one.name, one.code ?? '', one.business].map((word) => word.toLowerCase());
  return (
    (state === undefined || stateOf(one) === state) &&
    (q === undefined || words.some((word) => word.includes(q.toLowerCase()))) &&
    (country === undefined || one.country === country.toUpperCase()) &&
    (rule === undefined || one.closures.some(({ key }) => key === rule))
  );
}

type Order = (one: BusinessStatus, other: BusinessStatus) => number;

const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
const byCode: Order = (a, b) => byText(a.code ?? a.business, b.code ?? b.business);
const end = ({ until }: BusinessStatus) => (until === null ? Number.POSITIVE_INFINITY : Date.parse(until));
const ORDERS: Readonly<Record<(typeof SORTS)[number], (stateOf: TellState) => Order>> = {
  code: () => byCode,
  name: () => (a, b) => byText(a.name, b.name) || byCode(a, b),
  state: (stateOf) => (a, b) =>
    SHOP_STATES.indexOf(stateOf(a)) - SHOP_STATES.indexOf(stateOf(b)) || byCode(a, b),
  until: () => (a, b) => (end(a) === end(b) ? byCode(a, b) : end(a) - end(b)),
};

function filters({ words }: Visit, asked: Query, businesses: readonly BusinessStatus[]): Html {
  const countries = [...new Set(businesses.flatMap(({ country }) => country ?? []))].sort();
  const said = words.shopList;
  return html`<form class="filters" method="get" action="/shops" role="search">
<div class="field"><label for="q">${said.search}</label><input id="q" name="q" type="search" maxlength="200" value="${asked.q}"></div>
<div class="field"><label for="state">${said.state}</label><select id="state" name="state">${choices(
    [['', said.any], ...SHOP_STATES.toReversed().map((one) => [one, words.states[one]] as const)],
    asked.state,
  )}</select></div>
<div class="field"><label for="country">${said.country}</label><select id="country" name="country">${choices(
    [['', said.any], ...countries.map((one) => [one, one] as const)],
    asked.country?.toUpperCase(),
  )}</select></div>
<div class="field"><label for="sort">${said.sort}</label><select id="sort" name="sort">${choices(
    SORTS.map((one) => [one, said.sorts[one]] as const),
    asked.sort,
  )}</select></div>
${asked.rule && html`<input type="hidden" name="rule" value="${asked.rule}">`}
<button type="submit" class="second">${said.show}</button>
</form>
${asked.rule && html`<p class="soft">${said.ofRule(asked.rule)} <a href="/shops">${said.allShops}</a></p>`}`;
}

function list(visit: Visit, { sort }: Query, shown: readonly BusinessStatus[], stateOf: TellState): Html {
  const { words } = visit;
  const may = mayOperate(visit);
  const said = words.shopList;
  const sorted = (one: (typeof SORTS)[number]) => one === sort && html` aria-sort="ascending"`;
  const table = html`<table class="stack"><thead><tr>
${may && html`<td class="tick"><input type="checkbox" data-all hidden aria-label="${said.tickAll}"></td>`}
<th scope="col"${sorted('code')}>${said.shop}</th><th scope="col"${sorted('state')}>${said.state}</th><th scope="col">${said.closure}</th><th scope="col"${sorted('until')}>${words.now.end}</th></tr></thead>
<tbody>${shown.map((one) => row(visit, one, may, stateOf))}</tbody></table>`;
  if (!may) return table;
  return html`<form method="get" action="/close">${table}
<div class="row bar"><button type="submit">${said.close}</button><button type="submit" class="second" name="hold" value="1">${said.hold}</button><span class="hint">${said.tickHint}</span></div></form>`;
}

function row(visit: Visit, one: BusinessStatus, may: boolean, stateOf: TellState): Html {
  const { words, times, areSeveral } = visit;
  const named = shopName(one, areSeveral);
  const closures = one.state === 'open' || one.state === 'gone' ? [] : one.closures;
  const detail = detailOf(one, words);
  return html`<tr>
${
  may &&
  html`<td class="tick">${one.state !== 'gone' && html`<input type="checkbox" name="shop" value="${one.organization}/${one.business}" aria-label="${named}">`}</td>`
}
<th scope="row"><a href="${shopPath(one)}">${named}</a> <span class="soft small">${[one.country, one.region === one.country ? null : one.region].filter(Boolean).join(' ')}</span></th>
<td>${stateMark(stateOf(one), words)}${detail && html`<br><span class="soft small">${detail}</span>`}</td>
<td>${closures.map(({ name: called }) => called).join(', ')}</td>
<td>${closures.length > 0 && (one.until === null ? words.noEnd : times.moment(one.until, one.timezone))}</td></tr>
`;
}
