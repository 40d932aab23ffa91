import type { AdHocClosure, Business } from '../../../closures/model.ts';
import { businessesOf } from '../../../operations/ad-hoc/find-closures.ts';
import { searchHistory } from '../../../operations/history-search.ts';
import {
  appliedConfig,
  changeClosure,
  closuresOfId,
  endClosure,
  type ListedClosure,
  selectOrganizations,
} from '../../../operations/index.ts';
import { checked } from '../../parse.ts';
import { Problem } from '../../problem.ts';
import { bound } from '../../query.ts';
import { noteChange } from '../../remembered.ts';
import { actorInWords } from '../actors.ts';
import { boundInField, boundInWords } from '../bounds.ts';
import { historyLine } from '../history-lines.ts';
import { type Html, html } from '../html.ts';
import { maybe } from '../maybe.ts';
import { seeOther } from '../reply.ts';
import { shopPath } from '../shop-state.ts';
import { type ConsolePage, mayOperate, type Visit } from '../visit.ts';
import { isWaiting, whatWaits } from './waiting.ts';

/** How long the way back is offered first of all. */
const UNDO_MILLISECONDS = 60_000;
const MOST_SHOPS = 200;
const ENTRIES = 10;

/** A closure or a hold that somebody asked for. */
export const closurePage: ConsolePage = {
  method: 'GET',
  path: '/closures/:id',
  scope: 'read',
  async handle(visit) {
    const { words, deps } = visit;
    const found = await closuresOfId(deps, idOf(visit), visit.organization);
    const [first] = found;
    if (!first) throw new Problem(404);
    const shops = await shopsOf(visit, found);
    const { listed } = first;
    const { entries } = await searchHistory(
      deps,
      { organization: visit.organization, closure: listed.id },
      { skip: 0, limit: ENTRIES },
    );
    const title = listed.reason ?? (listed.kind === 'hold' ? words.closure.hold : words.closure.closure);
    const body = html`${undo(visit, first.closure, listed)}
<div class="head"><h1>${title}</h1><p class="lead">${words.closure.states[listed.state]} · ${words.shops(shops.length)}</p>
${end(visit, listed)}</div>
${waits(visit, listed)}
<div class="columns"><section><h2>${words.closure.about}</h2>${facts(visit, listed)}${extend(visit, listed)}</section>
<section><h2>${words.parts.shops}</h2><ul class="plain lines">${shops.slice(0, MOST_SHOPS).map((one) => html`<li><a href="${shopPath(one)}">${one.code ?? one.business} ${one.name}</a></li>`)}</ul>
${shops.length > MOST_SHOPS && html`<p class="soft">${words.closure.more(shops.length - MOST_SHOPS)}</p>`}</section></div>
<section><h2>${words.parts.history}</h2><ul class="plain lines">${entries.map((entry) => historyLine(visit, entry, { shop: entry.business === '' ? null : html`${entry.code ?? entry.business}`, zone: listed.timezone ?? visit.times.home }))}</ul></section>`;
    return { title, body, part: 'now' };
  },
};

export const endAction: ConsolePage = {
  method: 'POST',
  path: '/closures/:id/end',
  scope: 'operate',
  async handle(visit) {
    const { organizations } = await endClosure(visit.deps, idOf(visit), { organization: visit.organization });
    return changed(visit, organizations);
  },
};

export const extendAction: ConsolePage = {
  method: 'POST',
  path: '/closures/:id/until',
  scope: 'operate',
  async handle(visit) {
    const typed = visit.form.get('until') ?? '';
    const [first] = await closuresOfId(visit.deps, idOf(visit), visit.organization);
    // It is shown to the minute, and an instant in one zone: as a local time of each shop it would be another end.
    if (first && typed === boundInField(visit, first.listed.until, first.listed.timezone))
      return changed(visit, []);
    const until = checked(typed, maybe(bound)) ?? null;
    const { organizations } = await changeClosure(
      visit.deps,
      idOf(visit),
      { until },
      { organization: visit.organization },
    );
    return changed(visit, organizations);
  },
};

async function changed(visit: Visit, organizations: readonly string[]): Promise<Response> {
  await visit.host.wake(organizations);
  noteChange(visit.deps);
  return seeOther(visit.context, `/closures/${encodeURIComponent(idOf(visit))}`);
}

function idOf({ context }: Visit): string {
  return context.req.param('id') ?? '';
}

type Found = { closure: AdHocClosure; listed: ListedClosure };
type Shop = Pick<Business, 'code' | 'name'> & { organization: string; business: string };

async function shopsOf({ deps, organization }: Visit, found: readonly Found[]): Promise<Shop[]> {
  const { config } = await appliedConfig(deps.store);
  const shops: Shop[] = [];
  for (const one of selectOrganizations(config, organization)) {
    const closure = found.find(({ listed }) => listed.organization === one.id)?.closure;
    if (!closure) continue;
    const directory = await deps.store.readDirectory(one.id);
    for (const { id, code, name } of businessesOf(closure, one, directory))
      shops.push({ organization: one.id, business: id, code, name });
  }
  return shops;
}

/** Who has just asked for it can take it back at once. */
function undo(
  visit: Visit,
  { createdAt }: AdHocClosure,
  { id, state, actor, kind, businesses }: ListedClosure,
): Html | null {
  const { words, deps, context, signedIn } = visit;
  const left = createdAt + UNDO_MILLISECONDS - deps.clock.now();
  const isOwn = actor === `token:${signedIn.token.name}` && context.req.query('new') === '1';
  if (left <= 0 || isOver(state) || !isOwn || !mayOperate(visit)) return null;
  const says = kind === 'hold' ? words.closure.held(businesses) : words.closure.closed(businesses);
  return html`<div class="notice calm row" role="status" data-seconds="${Math.ceil(left / 1000)}"><strong>${says}</strong>
${action(visit, id, 'end', html`<button type="submit" class="second">${words.closure.undo}</button>`)}</div>`;
}

/** Whoever asked for a change of it would else see that nothing came of it, and not why. */
function waits(visit: Visit, listed: ListedClosure): Html | null {
  if (!isWaiting(listed)) return null;
  const { words } = visit;
  return html`<div class="notice" role="status"><strong><a href="/waiting">${words.closure.states.waiting}</a></strong>
${whatWaits(visit, listed)}</div>`;
}

const isOver = (state: ListedClosure['state']): boolean => state === 'ended' || state === 'declined';

function end(visit: Visit, { id, state, kind }: ListedClosure): Html | null {
  if (isOver(state) || !mayOperate(visit)) return null;
  const { words } = visit;
  const says = kind === 'hold' ? words.closure.endHold : words.closure.end;
  return html`<div>${action(visit, id, 'end', html`<button type="submit" class="second">${says}</button>`)}</div>`;
}

function extend(visit: Visit, { id, state, until, timezone }: ListedClosure): Html | null {
  if (isOver(state) || !mayOperate(visit)) return null;
  const { words } = visit;
  const field = html`<div class="field"><label for="until">${words.closure.until}</label><input id="until" name="until" type="datetime-local" value="${boundInField(visit, until, timezone)}" aria-describedby="until-hint"><span class="hint" id="until-hint">${words.close.untilHint}</span></div><button type="submit" class="second">${words.closure.change}</button>`;
  return action(visit, id, 'until', field);
}

function action({ signedIn }: Visit, id: string, what: string, inner: Html): Html {
  return html`<form class="filters" method="post" action="/closures/${encodeURIComponent(id)}/${what}"><input type="hidden" name="csrf" value="${signedIn.csrf}">${inner}</form>`;
}

function facts(visit: Visit, listed: ListedClosure): Html {
  const { words, times } = visit;
  const said = words.closure.facts;
  const { from, until, actor, createdAt, endedAt, urgent, message, text } = {
    message: undefined,
    text: undefined,
    ...listed,
  };
  const zone = listed.timezone ?? times.home;
  const lines: [string, Html | string | null][] = [
    [said.from, boundInWords(visit, from, listed.timezone)],
    [said.until, until === null ? words.noEnd : boundInWords(visit, until, listed.timezone)],
    [said.ended, endedAt === null ? null : times.moment(endedAt, zone)],
    [said.by, html`${actorInWords(actor, words)}, ${times.moment(createdAt, zone)}`],
    [said.urgent, urgent ? words.yes : null],
    [said.message, message === undefined ? null : message === 'closed' ? words.close.builtIn : message],
    [said.text, text === undefined ? null : html`<blockquote>${text}</blockquote>`],
    [said.id, listed.id],
  ];
  return html`<dl class="facts">${lines.filter(([, value]) => value !== null).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}
