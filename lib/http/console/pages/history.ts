import { stringify } from 'node:querystring';
import * as z from 'zod';
import { isoOf } from '../../../clock.ts';
import { csvLine } from '../../../csv.ts';
import { type HistorySearch, searchHistory } from '../../../operations/history-search.ts';
import type { BusinessStatus } from '../../../operations/index.ts';
import type { HistoryEntry } from '../../../store/store.ts';
import { parseQuery } from '../../parse.ts';
import { name } from '../../query.ts';
import { statusNow } from '../../remembered.ts';
import { historyLine } from '../history-lines.ts';
import { type Html, html } from '../html.ts';
import { maybe } from '../maybe.ts';
import { pager } from '../pager.ts';
import { shopName, shopPath } from '../shop-state.ts';
import type { ConsolePage, Visit } from '../visit.ts';

const PAGE = 50;
/** Of a file that is taken away. */
const MOST_ROWS = 10_000;

const COLUMNS = ['at', 'organization', 'business', 'code', 'action', 'reason', 'actor'];

const search = { shop: maybe(name), actor: maybe(name), closure: maybe(name) };
const query = z.strictObject({ ...search, page: z.coerce.number().int().min(1).max(400).default(1) });
type Asked = Pick<z.infer<typeof query>, 'shop' | 'actor' | 'closure'>;

/** What was done, by whom, why; of one shop, somebody, or a closure. */
export const historyPage: ConsolePage = {
  method: 'GET',
  path: '/history',
  scope: 'read',
  async handle(visit) {
    const asked = parseQuery(visit.context.req.url, query);
    const { words } = visit;
    const shops = await shopsById(visit);
    const skip = (asked.page - 1) * PAGE;
    const { entries, isCut } = await searchHistory(visit.deps, searchFor(visit, asked, shops), {
      skip,
      limit: PAGE,
    });
    const body = html`<div class="head"><h1>${words.parts.history}</h1></div>
${filters(visit, asked)}
${entries.length === 0 ? html`<p class="soft">${words.history.none}</p>` : html`<ul class="plain lines">${entries.map((entry) => line(visit, entry, shops))}</ul>`}
${pager(visit, asked.page, asked.page + (isCut ? 1 : 0), true)}
<p><a href="/history.csv?${stringify({ shop: asked.shop, actor: asked.actor, closure: asked.closure })}">${words.history.export}</a></p>`;
    return { title: words.parts.history, body, part: 'history' };
  },
};

/** The same as a file for a spreadsheet. */
export const historyFile: ConsolePage = {
  method: 'GET',
  path: '/history.csv',
  scope: 'read',
  async handle(visit) {
    const asked = parseQuery(visit.context.req.url, z.strictObject(search));
    const wanted = searchFor(visit, asked, await shopsById(visit));
    const { entries } = await searchHistory(visit.deps, wanted, { skip: 0, limit: MOST_ROWS });
    const rows = entries.map((one) => [
      ...[isoOf(one.at), one.organization, one.business, one.code ?? '', one.action, one.reason, one.actor],
    ]);
    return new Response([COLUMNS, ...rows].map((row) => `${csvLine(row)}\r\n`).join(''), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="history.csv"',
        'cache-control': 'no-store',
      },
    });
  },
};

type Shops = ReadonlyMap<string, BusinessStatus>;

async function shopsById({ deps, organization }: Visit): Promise<Shops> {
  const { businesses } = await statusNow(deps, organization);
  return new Map(businesses.map((one) => [one.business, one]));
}

/** A shop is named by its id, or by its code, which shops of other organizations may have as well. */
function searchFor({ organization }: Visit, { shop, actor, closure }: Asked, shops: Shops): HistorySearch {
  if (shop === undefined) return { organization, actor, closure };
  const byCode = [...shops.values()].filter(({ code }) => code === shop).map(({ business }) => business);
  return { organization, businesses: byCode.length > 0 ? byCode : [shop], actor, closure };
}

function filters({ words }: Visit, { shop, actor, closure }: Asked): Html {
  const said = words.history;
  const field = (id: string, label: string, value: string | undefined) =>
    html`<div class="field"><label for="${id}">${label}</label><input id="${id}" name="${id}" maxlength="200" value="${value}"></div>`;
  return html`<form class="filters" method="get" action="/history" role="search">
${field('shop', said.shop, shop)}${field('actor', said.actor, actor)}${field('closure', said.closure, closure)}
<button type="submit" class="second">${words.shopList.show}</button></form>`;
}

function line(visit: Visit, entry: HistoryEntry, shops: Shops): Html {
  const one = shops.get(entry.business);
  const shop = one
    ? html`<a href="${shopPath(one)}">${shopName(one, visit.areSeveral)}</a>`
    : entry.business === ''
      ? visit.areSeveral && html`<span class="soft">(${entry.organization})</span>`
      : html`${entry.code ?? entry.business}`;
  return historyLine(visit, entry, { shop, zone: one?.timezone ?? visit.times.home });
}
