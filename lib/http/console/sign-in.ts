import { findToken } from '../../operations/tokens.ts';
import { allows } from '../access.ts';
import type { Host } from '../route.ts';
import { formIn, isFromElsewhere } from './forms.ts';
import { html } from './html.ts';
import { pageResponse, seeOther } from './reply.ts';
import { beginSession, endSession, isOwnForm } from './session.ts';
import type { Page, Visitor } from './visit.ts';

/** Of what is pasted as a token. */
const LONGEST_TOKEN = 512;

type Fault = 'wrong' | 'calendarOnly' | 'lost' | 'over';

/** Where a token is asked for. @param to the page that was meant */
export function signInPage({ words }: Visitor, to: string, fault: Fault | null, status = 200): Page {
  const { signIn } = words;
  const body = html`<div class="card">
<div class="head"><h1>${signIn.title}</h1><p class="soft">${signIn.lead}</p></div>
<form class="form" method="post" action="/sign-in">
${fault && html`<p class="error" role="alert" id="fault">${signIn[fault]}</p>`}
<input type="hidden" name="to" value="${to}">
<div class="field">
<label for="token">${signIn.token}</label>
<input id="token" name="token" type="password" required maxlength="${LONGEST_TOKEN}" autocomplete="current-password" spellcheck="false" aria-describedby="hint${fault && ' fault'}"${fault && html` aria-invalid="true"`}>
<span class="hint" id="hint">${signIn.hint}</span>
</div>
<div><button type="submit">${signIn.submit}</button></div>
</form>
</div>`;
  return { title: signIn.title, body, part: null, status, address: addressOf(to) };
}

/** Exchanges a token for a session. */
export async function signIn(visitor: Visitor, { deps }: Host): Promise<Response> {
  const { context } = visitor;
  const form = await formIn(context.req.raw);
  const to = within(form.get('to'));
  const refuse = (fault: Fault, status: number) =>
    pageResponse(visitor, signInPage(visitor, to, fault, status));
  if (isFromElsewhere(context)) return refuse('over', 403);
  const given = (form.get('token') ?? '').trim();
  const now = deps.clock.now();
  const token = given === '' || given.length > LONGEST_TOKEN ? null : await findToken(deps.store, given, now);
  if (token === null) return refuse('wrong', 401);
  if (!allows(token, 'read') && !allows(token, 'approve')) return refuse('calendarOnly', 403);
  await beginSession(context, deps.store, token, now);
  // Who may decide and not look sees what waits, and nothing else.
  const home = to === '/' && !allows(token, 'read') ? '/waiting' : to;
  return seeOther(context, `/sign-in?to=${encodeURIComponent(home)}&done=1`);
}

/** The page itself; who has just signed in, and is known, goes on, so that a cookie that was not kept is told. */
export function showSignIn(visitor: Visitor): Response {
  const { context, signedIn } = visitor;
  const to = within(context.req.query('to') ?? null);
  if (signedIn) return seeOther(context, to);
  const fault = context.req.query('done') ? 'lost' : context.req.query('over') ? 'over' : null;
  return pageResponse(visitor, signInPage(visitor, to, fault));
}

export async function signOut({ context, signedIn }: Visitor, { deps }: Host): Promise<Response> {
  const form = await formIn(context.req.raw);
  if (signedIn && isOwnForm(signedIn, form.get('csrf'))) await endSession(context, deps.store);
  return seeOther(context, '/');
}

export function addressOf(to: string): string {
  return `/sign-in?to=${encodeURIComponent(to)}`;
}

/** A page of this console alone: an address elsewhere would lead there with what was typed here in mind. */
function within(to: string | null): string {
  const here = 'http://here.invalid';
  const url = URL.parse(to ?? '/', here);
  return url === null || url.origin !== here ? '/' : url.pathname.replace(/^\/+/, '/') + url.search;
}
