import type { Scope } from '../../../closures/model.ts';
import { type RuleInWords, rulesInWords } from '../../../operations/advice/rules-in-words.ts';
import { type FeedStatus, listFeeds } from '../../../operations/index.ts';
import { type RuleNow, type RulesNow, rulesNow } from '../../../operations/rules-now.ts';
import { remembered, statusNow } from '../../remembered.ts';
import { type Html, html } from '../html.ts';
import { isAskedFor, shopPath } from '../shop-state.ts';
import { templatesSection } from '../templates.ts';
import type { ConsolePage, Visit } from '../visit.ts';
import type { Words } from '../words/index.ts';

const MOST_SHOPS = 50;
const MINUTE_MILLISECONDS = 60_000;

/** What is in force by configuration: problems first, then each rule, then templates and feeds. */
export const rulesPage: ConsolePage = {
  method: 'GET',
  path: '/rules',
  scope: 'read',
  async handle(visit) {
    const { words, deps, organization } = visit;
    const known = await remembered(
      deps,
      ...(['rules', organization ?? ''] as const),
      () => rulesNow(deps, organization),
      { freshMilliseconds: MINUTE_MILLISECONDS },
    );
    const meanings = await rulesInWords({ rules: known.rules.map(({ rule }) => rule) }, visit.locale);
    const feeds = await listFeeds(deps, organization);
    const { templates } = await statusNow(deps, organization);
    const body = html`<div class="head"><h1>${words.parts.rules}</h1><p class="lead">${words.rules.lead}</p></div>
${problems(visit, known)}
<section><h2>${words.rules.inForce}</h2>${known.rules.length === 0 ? html`<p class="soft">${words.rules.none}</p>` : html`<ul class="plain lines">${known.rules.map((one) => ruleLine(visit, one, meanings))}</ul>`}</section>
${templatesSection(visit, templates)}
${feeds.length > 0 && html`<section><h2>${words.rules.feeds}</h2><ul class="plain lines">${feeds.map((feed) => feedLine(visit, feed))}</ul></section>`}`;
    return { title: words.parts.rules, body, part: 'rules' };
  },
};

function problems(visit: Visit, { undecided, zoneUnknown }: RulesNow): Html | null {
  const { words } = visit;
  if (undecided.length + zoneUnknown.length === 0) return null;
  return html`<section><h2>${words.rules.problems}</h2>
${undecided.length > 0 && html`<details class="notice" open><summary>${words.rules.undecided(undecided.length)}</summary>${shops(visit, undecided)}</details>`}
${zoneUnknown.length > 0 && html`<details class="notice" open><summary>${words.rules.zoneUnknown(zoneUnknown.length)}</summary>${shops(visit, zoneUnknown)}</details>`}</section>`;
}

function shops({ words }: Visit, all: RulesNow['undecided']): Html {
  return html`<ul class="plain">${all.slice(0, MOST_SHOPS).map(
    ({
      organization,
      business,
    }) => html`<li><a href="${shopPath({ organization, business: business.id })}">${business.code ?? business.id} ${business.name}</a></li>
`,
  )}</ul>${all.length > MOST_SHOPS && html`<p class="soft">${words.closure.more(all.length - MOST_SHOPS)}</p>`}`;
}

function ruleLine(visit: Visit, one: RuleNow, meanings: readonly RuleInWords[]): Html {
  const { words, times } = visit;
  const said = words.rules;
  const { rule, businesses, unknown, next, coveredBy } = one;
  const meaning = meanings.find((told) => told.rule === rule.key)?.words ?? null;
  const faults = [
    rule.enabled && businesses === 0 ? said.dead : null,
    unknown > 0 ? said.unknown(unknown) : null,
    coveredBy.length > 0 ? said.covered(coverers(visit, coveredBy)) : null,
  ].filter((fault) => fault !== null);
  return html`<li><div class="row"><h3>${rule.key}</h3><span class="soft">${said.kinds[rule.calendar.kind as keyof typeof said.kinds] ?? rule.calendar.kind}</span><span class="soft small">${said.priority(rule.priority)}</span></div>
${meaning !== null && html`<div>${meaning}</div>`}
<div>${rule.enabled ? html`${words.shops(businesses)} <span class="soft">${scopeInWords(rule.scope, words)}</span>` : said.disabled}</div>
${next && html`<div class="soft">${said.next} ${times.span(next.start, next.end, words)}, ${words.shops(next.businesses)}</div>`}
${faults.map((fault) => html`<div class="error">${fault}</div>`)}</li>
`;
}

/** What goes before a rule: rules by their keys, and what people asked for in one word. */
function coverers({ words }: Visit, keys: readonly string[]): string {
  const named = keys.map((key) => (isAskedFor(key) ? words.shop.levels['ad-hoc'] : key));
  return [...new Set(named)].slice(0, 3).join(', ');
}

/** Cut where it names many. */
function scopeInWords(scope: Scope | null, words: Words): string {
  if (scope === null) return '';
  const { exclude, ...kinds } = scope;
  const few = (values: readonly unknown[]) =>
    `${values.slice(0, 6).join(' ')}${values.length > 6 ? ' …' : ''}`;
  const { scope: called } = words.rules;
  const told = Object.entries(kinds).map(
    ([kind, values]) => `${called[kind as keyof typeof kinds]} ${few(values)}`,
  );
  return [
    ...told,
    ...(exclude === undefined ? [] : [`${called.exclude} ${scopeInWords(exclude, words)}`]),
  ].join(', ');
}

function feedLine(
  { words, times }: Visit,
  { rule, source, lastSuccess, lastError, events, heldBack }: FeedStatus,
): Html {
  const said = words.rules;
  return html`<li><div class="row"><h3>${rule}</h3><code class="soft small">${source}</code></div>
<div>${said.events(events)} <span class="soft">${lastSuccess === null ? said.neverRead : html`${said.lastSuccess} ${times.moment(lastSuccess, times.home)}`}</span></div>
${lastError !== null && html`<div class="error">${words.now.feedFails(rule)} <span lang="en">${lastError}</span></div>`}
${heldBack !== null && html`<div class="error">${words.now.feedHeld(rule, heldBack.coming, heldBack.comingBefore)} <span class="soft">${words.now.feedHeldHint} <code>partoo-closures feeds accept ${rule}</code></span></div>`}</li>
`;
}
