import type { Problem } from '../problem.ts';
import { html } from './html.ts';
import type { Page, Visitor } from './visit.ts';
import type { Words } from './words/index.ts';

/** What went wrong, and the way back. */
export function errorPage({ words }: Visitor, problem: Problem): Page {
  // Nothing has gone wrong: nothing has begun.
  const title = problem.members.code === 'nothing-applied' ? words.now.none : words.errors.title;
  const body = html`<div class="head"><h1>${title}</h1>
<p class="lead" role="alert">${faultOf(words, problem)}</p></div>
<p><a href="/">${words.errors.back}</a></p>`;
  return { title, body, part: null, status: problem.status, address: '/' };
}

/** In the visitor's language: by its code, else by its status. */
export function faultOf({ errors }: Words, { status, members }: Problem): string {
  const said = (key: string | number) =>
    Object.hasOwn(errors, key) ? errors[key as keyof typeof errors] : undefined;
  return said(members.code ?? '') ?? said(status) ?? errors[status < 500 ? 400 : 500];
}
