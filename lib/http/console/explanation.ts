import type { ExplainReport } from '../../operations/index.ts';
import { type Html, html } from './html.ts';
import { isAskedFor } from './shop-state.ts';
import type { Visit } from './visit.ts';
import type { Words } from './words/index.ts';

/** Partoo keeps the chat hours in two fields, which are one decision (design rule 9). */
const FIELDS = ['is_launched', 'offline_message', 'welcome_message', 'custom_chat_hours'] as const;

type Field = (typeof FIELDS)[number];
type Contender = NonNullable<ExplainReport['fields'][string]['winner']>;

/** What a shop should be like at an instant, which closures say so, and which do not come to bear. */
export function explanation(visit: Visit, report: ExplainReport): Html {
  const { words, times } = visit;
  const { timezone, at, next, state } = report;
  const said = words.shop;
  return html`<p><strong>${said.shouldBe[state as keyof typeof said.shouldBe] ?? state}</strong> ${said.atInstant(times.text(at, timezone))}${next && ` ${said.nextChange(times.text(next, timezone))}`}</p>
${report.overriddenSince !== null && html`<p>${said.overridden(times.text(report.overriddenSince, timezone))}</p>`}
<table class="stack"><thead><tr><th scope="col">${said.field}</th><th scope="col">${said.decidedBy}</th><th scope="col">${said.over}</th></tr></thead>
<tbody>${alike(report).map((some) => fieldRow(visit, report, some))}</tbody></table>`;
}

/** Fields that the same closures win and lose are one line. */
function alike({ fields }: ExplainReport): Field[][] {
  const keyOf = (field: Field) => {
    const { winner, losers } = fields[field] ?? { winner: null, losers: [] };
    return JSON.stringify([
      winner?.closure,
      winner?.start,
      losers.map(({ closure, start }) => [closure, start]),
    ]);
  };
  return [...Map.groupBy(FIELDS, keyOf).values()];
}

function fieldRow(visit: Visit, { fields, timezone }: ExplainReport, some: readonly Field[]): Html {
  const { words } = visit;
  const field = some[0]!;
  const called =
    some.length === FIELDS.length
      ? words.shop.everything
      : some.map((one) => words.shop.fields[one]).join(', ');
  const { winner = null, losers = [] } = fields[field] ?? {};
  const beaten = losers.map(
    (loser) =>
      html`<div>${named(loser, words)} <span class="soft">${winner && whyItLoses(winner, loser, words)}</span></div>`,
  );
  return html`<tr><th scope="row">${called}</th>
<td>${winner === null ? html`<span class="soft">${words.shop.itself}</span>` : html`${named(winner, words)}<br><span class="soft small">${span(visit, winner, timezone)}</span>`}</td>
<td>${beaten}</td></tr>
`;
}

function named({ closure, name, level }: Contender, { closure: said }: Words): Html | string {
  if (!isAskedFor(closure)) return closure === name ? name : `${name} (${closure})`;
  const id = closure.slice('ad-hoc:'.length);
  const unnamed = level === 'hold' ? said.hold : said.closure;
  return html`<a href="/closures/${encodeURIComponent(id)}">${closure === name ? unnamed : name}</a>`;
}

function span({ words, times }: Visit, { start, end }: Contender, zone: string): Html {
  return html`${times.moment(start, zone)} – ${end === null ? words.furtherNotice : times.moment(end, zone)}`;
}

/** The first clause of precedence that tells two closures apart, as `whyItLoses` of the core has them. */
function whyItLoses(winner: Contender, loser: Contender, { shop }: Words): string {
  if (winner.level !== loser.level) return shop.loses.level(shop.levels[winner.level as 'hold']);
  if (winner.priority !== loser.priority) return shop.loses.priority(loser.priority, winner.priority);
  return Date.parse(winner.start) === Date.parse(loser.start) ? shop.loses.name : shop.loses.earlier;
}
