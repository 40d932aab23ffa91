/** The console: what people look at and press, at `GET /`. Server-rendered, over the same use cases as everything else. */
import type { Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { setCookie } from 'hono/cookie';
import { isLocalUrl } from '../../local-url.ts';
import { commonZone } from '../../operations/common-zone.ts';
import { readAppliedConfig } from '../../reconcile/pass/session.ts';
import { allows } from '../access.ts';
import { Problem, problemOf } from '../problem.ts';
import type { RateLimit } from '../rate-limit.ts';
import type { Host } from '../route.ts';
import { assetAt } from './assets/index.ts';
import { errorPage } from './error-page.ts';
import { formIn, isFromElsewhere } from './forms.ts';
import { known, LOCALE_COOKIE, localeOf } from './locale.ts';
import { PAGES } from './pages/index.ts';
import { pageResponse, seeOther } from './reply.ts';
import { isOwnForm, type SignedIn, signedIn } from './session.ts';
import { addressOf, showSignIn, signIn, signInPage, signOut } from './sign-in.ts';
import { Times } from './times.ts';
import type { ConsolePage, Visit, Visitor } from './visit.ts';
import { WORDS } from './words/index.ts';

const YEAR_SECONDS = 365 * 86_400;

/** Adds the console's pages to the addresses that are served. */
export function addConsole(app: Hono, host: Host, limit: RateLimit): void {
  const on = (method: string, path: string, serve: (visitor: Visitor) => Response | Promise<Response>) =>
    app.on(method, path, compress(), async (context) => {
      const locale = known(context.req.query('lang'));
      if (locale !== null && method === 'GET') return switchLanguage(context, locale);
      const visitor = await visitorOf(context, host);
      try {
        return await serve(visitor);
      } catch (error) {
        return failed(visitor, host, error);
      }
    });
  app.get('/assets/:name', compress(), ({ req }) => assetAt(req.path) ?? gone());
  on('GET', '/sign-in', showSignIn);
  on('POST', '/sign-in', (visitor) => signIn(visitor, host));
  on('POST', '/sign-out', (visitor) => signOut(visitor, host));
  for (const page of PAGES) on(page.method, page.path, (visitor) => open(visitor, host, limit, page));
}

/** The page of an address that there is not, for somebody with a browser. */
export async function nothingHere(context: Context, host: Host): Promise<Response> {
  const visitor = await visitorOf(context, host);
  return pageResponse(visitor, errorPage(visitor, new Problem(404)));
}

async function open(visitor: Visitor, host: Host, limit: RateLimit, page: ConsolePage): Promise<Response> {
  const { context, signedIn: who } = visitor;
  if (who === null) return askWho(visitor);
  limit.take(who.token.hash, host.deps.clock.now());
  const form = page.method === 'GET' ? new URLSearchParams() : await formIn(context.req.raw);
  const isOwn = page.method === 'GET' || (isOwnForm(who, form.get('csrf')) && !isFromElsewhere(context));
  if (!isOwn) throw new Problem(403, { code: 'form' });
  if (![page.scope].flat().some((scope) => allows(who.token, scope))) throw new Problem(403);
  const answer = await page.handle(await visitOf({ ...visitor, signedIn: who }, host, form));
  return answer instanceof Response ? answer : pageResponse(visitor, answer);
}

/** Whoever follows a link comes back to it; whoever sends a form is told that nothing was done. */
function askWho(visitor: Visitor): Response {
  const { req } = visitor.context;
  const { pathname, search } = new URL(req.url);
  if (req.method !== 'GET') return pageResponse(visitor, signInPage(visitor, '/', 'over', 401));
  if (pathname === '/') return pageResponse(visitor, signInPage(visitor, '/', null));
  return seeOther(visitor.context, addressOf(pathname + search));
}

async function visitorOf(context: Context, { deps }: Host): Promise<Visitor> {
  const locale = localeOf(context);
  const now = deps.clock.now();
  const who = await signedIn(context, deps.store, now);
  const times = new Times(locale, await homeOf(deps.store, who), now);
  return { context, locale, words: WORDS[locale], times, signedIn: who };
}

async function homeOf(store: Host['deps']['store'], who: SignedIn | null): Promise<string> {
  if (who === null) return 'UTC';
  const applied = await readAppliedConfig(store);
  const only = who.token.organization;
  const organizations = applied?.config.organizations ?? [];
  return commonZone(organizations.filter(({ id }) => only === null || id === only));
}

async function visitOf(
  visitor: Visitor & { signedIn: SignedIn },
  host: Host,
  form: URLSearchParams,
): Promise<Visit> {
  const { token } = visitor.signedIn;
  const applied = await readAppliedConfig(host.deps.store);
  return {
    ...visitor,
    host,
    form,
    deps: { ...host.deps, actor: `token:${token.name}` },
    organization: token.organization,
    areSeveral: token.organization === null && (applied?.config.organizations.length ?? 0) > 1,
  };
}

/** The choice is kept by the browser, and the address is what it was. */
function switchLanguage(context: Context, locale: string): Response {
  const url = new URL(context.req.url);
  url.searchParams.delete('lang');
  setCookie(context, LOCALE_COOKIE, locale, {
    ...{ path: '/', httpOnly: true, sameSite: 'Strict', maxAge: YEAR_SECONDS },
    secure: !isLocalUrl(context.req.url),
  });
  return seeOther(context, url.pathname.replace(/^\/+/, '/') + url.search);
}

function failed(visitor: Visitor, host: Host, error: unknown): Response {
  const problem = problemOf(error);
  if (problem === null || problem.status >= 500) host.onError(error);
  return pageResponse(visitor, errorPage(visitor, problem ?? new Problem(500)));
}

function gone(): never {
  throw new Problem(404, { detail: 'There is nothing at this address.' });
}
