import type { Cause } from '../../closures/cause.ts';
import type { HistoryEntry } from '../../store/store.ts';
import { actorInWords } from './actors.ts';
import { type Html, html } from './html.ts';
import type { Visit } from './visit.ts';
import type { Words } from './words/index.ts';

interface Shown {
  /** How a shop is called; null: the entry is about none, or it is said elsewhere. */
  shop: Html | null;
  zone: string | null;
}

/** What was done, when, why and by whom; what it changed is behind a click. */
export function historyLine(visit: Visit, entry: HistoryEntry, { shop, zone }: Shown): Html {
  const { words, times } = visit;
  const { at, action, cause, reason, actor } = entry;
  const changes = changesOf(entry);
  return html`<li><div class="row"><span class="when soft">${times.moment(at, zone)}</span>
<strong>${actionInWords(action, words)}</strong>${shop && html` <span>${shop}</span>`}</div>
<div>${cause === undefined ? asked(reason) : causeInWords(cause, words)} <span class="soft">${words.history.by(actorInWords(actor, words))}</span></div>
${changes.length > 0 && html`<details><summary>${words.history.changes(changes.length)}</summary>${changeTable(visit, changes)}</details>`}</li>
`;
}

/** What somebody asked for begins with the closure, which can be looked at. */
function asked(reason: string): Html | string {
  const [, id, why] = /^ad-hoc:([^:,\s]+)(?:[:,] (.+))?$/s.exec(reason) ?? [];
  return id === undefined ? reason : html`<a href="/closures/${encodeURIComponent(id)}">${why ?? id}</a>`;
}

function actionInWords(action: string, { history }: Words): string {
  return Object.hasOwn(history.actions, action)
    ? history.actions[action as keyof typeof history.actions]
    : action;
}

function causeInWords(cause: Cause, { history }: Words): string {
  switch (cause.kind) {
    case 'in-force':
      return called(cause);
    case 'over':
      return history.over(called(cause));
    case 'announced':
      return history.announced(called(cause));
    case 'staged':
      return history.staged(called(cause));
    case 'changed':
      return history.changed(cause.fields.join(', '));
    case 'restored':
      return history.restored(cause.fields.join(', '));
    default:
      return history[cause.kind];
  }
}

function called({ closure, name }: { closure: string; name: string | null }): string {
  if (name === null || name === closure) return closure;
  return closure.startsWith('ad-hoc:') ? name : `${name} (${closure})`;
}

interface FieldChange {
  field: string;
  before: string;
  after: string;
}

function changesOf({ before, after }: HistoryEntry): FieldChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((field) => {
    const [old, now] = [shown(was[field]), shown(is[field])];
    return old === now ? [] : [{ field, before: old, after: now }];
  });
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function changeTable({ words }: Visit, changes: readonly FieldChange[]): Html {
  return html`<table class="stack"><thead><tr><th scope="col">${words.history.field}</th><th scope="col">${words.history.before}</th><th scope="col">${words.history.after}</th></tr></thead>
<tbody>${changes.map(({ field, before, after }) => html`<tr><th scope="row"><code>${field}</code></th><td class="kept-text">${before}</td><td class="kept-text">${after}</td></tr>`)}</tbody></table>`;
}
