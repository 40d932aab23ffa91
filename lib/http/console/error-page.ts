import type { Problem } from '../problem.ts';
import { html } from './html.ts';
import type { Page, Visitor } from './visit.ts';
import type { Words } from './words/index.ts';

/** What went wrong, and the way back. */
export function errorPage({ words }: Visitor, problem: Problem): Page {
  const body = html`<div class="head"><h1>${words.errors.title}</h1>
<p class="lead" role="alert">${faultOf(words, problem)}</p></div>
<p><a href="/">${words.errors.back}</a></p>`;
  return { title: words.errors.title, body, part: null, status: problem.status, address: '/' };
}

/** In the visitor's language: by its code, else by its status. */
export function faultOf({ errors }: Words, { status, members }: Problem): string {
  const said = (key: string | number) =>
    Object.hasOwn(errors, key) ? errors[key as keyof typeof errors] : undefined;
  return said(members.code ?? '') ?? said(status) ?? errors[status < 500 ? 400 : 500];
}
