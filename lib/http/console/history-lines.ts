import type { Cause } from '../../closures/cause.ts';
import type { DeedCause } from '../../closures/deed-cause.ts';
import type { HistoryEntry } from '../../store/store.ts';
import { actorInWords } from './actors.ts';
import { boundInWords } from './bounds.ts';
import { changesOf, changeTable, fieldInWords } from './history-changes.ts';
import { type Html, html } from './html.ts';
import type { Visit } from './visit.ts';
import type { Words } from './words/index.ts';

interface Shown {
  /** How a shop is called; null: the entry is about none, or it is said elsewhere. */
  shop: Html | false | null;
  zone: string | null;
}

/** What was done, when, why and by whom; what it changed is behind a click. */
export function historyLine(visit: Visit, entry: HistoryEntry, { shop, zone }: Shown): Html {
  const { words, times } = visit;
  const { at, actor } = entry;
  const changes = changesOf(entry);
  return html`<li><div class="row"><span class="when soft">${times.moment(at, zone)}</span>
<strong>${actionInWords(entry, words)}</strong>${shop && html` <span>${shop}</span>`}</div>
<div>${reasonOf(visit, entry, zone)} <span class="soft">${words.history.by(actorInWords(actor, words))}</span></div>
${changes.length > 0 && html`<details><summary>${words.history.changes(changes.length)}</summary>${changeTable(visit, changes)}</details>`}</li>
`;
}

/** What waits was asked for, and not done. */
function actionInWords({ action, cause, reason }: HistoryEntry, { history }: Words): string {
  const asked = cause?.kind === 'asked' ? cause : cause === undefined ? askedBefore(reason) : null;
  if (asked?.waits && Object.hasOwn(history.asked, action))
    return history.asked[action as keyof typeof history.asked];
  return Object.hasOwn(history.actions, action)
    ? history.actions[action as keyof typeof history.actions]
    : action;
}

function reasonOf(visit: Visit, { cause, reason }: HistoryEntry, zone: string | null): Html | string {
  if (cause !== undefined) return causeInWords(visit, cause, zone);
  const asked = askedBefore(reason);
  return asked === null ? html`<span lang="en">${reason}</span>` : askedInWords(visit, asked, zone);
}

type Asked = DeedCause & { kind: 'asked' };

/** What somebody asked for, as versions kept it that had no cause for it; null: it is something else. */
function askedBefore(reason: string): Asked | null {
  const [, closure, name, until, waits] = ASKED.exec(reason) ?? [];
  if (closure === undefined) return null;
  const end = until === undefined ? {} : { until: /^\d/.test(until) ? until : null };
  return { kind: 'asked', closure, name: name ?? null, ...end, waits: waits !== undefined };
}

const ASKED =
  /^(ad-hoc:[^:,\s]+)(?:: (.+?))?(?:, until (\d{4}-\d\d-\d\d[\dT:.Z+-]*|further notice))?( \(waits for approval\))?$/s;

/** It begins with the closure, which can be looked at. */
function askedInWords(visit: Visit, { closure, name, until, waits }: Asked, zone: string | null): Html {
  const { words } = visit;
  const id = closure.slice('ad-hoc:'.length);
  const end =
    until === undefined
      ? null
      : until === null
        ? html`, ${words.furtherNotice}`
        : html`, ${words.until} ${boundInWords(visit, until, zone)}`;
  return html`<a href="/closures/${encodeURIComponent(id)}">${name ?? id}</a>${end}${waits && ` (${words.history.waits})`}`;
}

function causeInWords(visit: Visit, cause: Cause | DeedCause, zone: string | null): Html | string {
  const { history } = visit.words;
  const fields = (some: readonly string[]) => some.map((one) => fieldInWords(one, visit.words)).join(', ');
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
      return history.changed(fields(cause.fields));
    case 'restored':
      return history.restored(fields(cause.fields));
    case 'asked':
      return askedInWords(visit, cause, zone);
    case 'applied':
      return appliedInWords(cause.rules, visit.words);
    case 'let-go':
      return history.letGo(cause.businesses);
    case 'writing':
      return '';
    default:
      return history[cause.kind];
  }
}

function appliedInWords(rules: (DeedCause & { kind: 'applied' })['rules'], { history }: Words): string {
  if (rules === null) return history.applied.same;
  const kinds = ['added', 'removed', 'changed'] as const;
  const parts = kinds.flatMap((kind) => {
    const { names, more } = rules[kind];
    const told = [...names, ...(more > 0 ? [`+ ${more}`] : [])];
    return told.length === 0 ? [] : history.applied[kind](told.join(', '));
  });
  return parts.length > 0 ? parts.join(' · ') : history.applied.none;
}

function called({ closure, name }: { closure: string; name: string | null }): string {
  if (name === null || name === closure) return closure;
  return closure.startsWith('ad-hoc:') ? name : `${name} (${closure})`;
}
