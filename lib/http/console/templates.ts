import type { StatusReport } from '../../operations/index.ts';
import { type Html, html } from './html.ts';
import type { Visit } from './visit.ts';

type Template = StatusReport['templates'][number];

/** Partoo's templates that rules swap: what stands there, since when and until when, and what is wrong with it. */
export function templatesSection(visit: Visit, templates: readonly Template[]): Html | null {
  if (templates.length === 0) return null;
  const { title, lead } = visit.words.rules.templates;
  return html`<section id="templates"><h2>${title}</h2><p class="soft">${lead}</p>
<ul class="plain lines">${templates.map((one) => line(visit, one))}</ul></section>`;
}

/** Those that somebody should look at. */
export const oddTemplates = (templates: readonly Template[]): Template[] =>
  templates.filter(({ asExpected, kept }) => !asExpected || kept.length > 0);

function line({ words, times, areSeveral }: Visit, one: Template): Html {
  const { states, keeps, fails } = words.rules.templates;
  const { closures, since, until, timezone, kept, lastError } = one;
  const isSwapped = one.state === 'swapped' || one.state === 'propagating';
  return html`<li><div class="row"><h3>${one.template}</h3><span class="soft">${states[one.state]}</span>${areSeveral && html`<span class="soft small">${one.organization}</span>`}</div>
${isSwapped && html`<div>${closures.join(', ')} <span class="soft">${since !== null && html`${times.moment(since, timezone)} – `}${until === null ? words.furtherNotice : times.moment(until, timezone)}</span></div>`}
${kept.map(({ field, at }) => html`<div class="error">${keeps(field)} ${times.moment(at, timezone)}</div>`)}
${lastError !== null && html`<div class="error">${fails} <code>${lastError.code}</code> ${times.moment(lastError.since, timezone)}</div>`}</li>
`;
}
