import { type Context, Hono, type Next } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { secureHeaders } from 'hono/secure-headers';
import * as z from 'zod';
import type { TokenScope } from '../operations/token-scopes.ts';
import type { AccessToken } from '../operations/tokens.ts';
import { admit, admitByQuery } from './access.ts';
import { answerApart } from './apart.ts';
import { addConsole, nothingHere } from './console/index.ts';
import { IDEMPOTENCY, refuseReuse } from './idempotency.ts';
import { parseBody, parseQuery } from './parse.ts';
import { Problem, problemOf, problemResponse } from './problem.ts';
import { RateLimit } from './rate-limit.ts';
import { noteChange } from './remembered.ts';
import type { Call, Host, Route } from './route.ts';
import { routesOf } from './routes/index.ts';
import { Traffic } from './traffic.ts';

const POLICY = 'content-security-policy';
const NOTHING = z.strictObject({});

/** The HTTP interface as a function of a request: what both hosts serve. */
export function createHttp(host: Host): (request: Request) => Promise<Response> {
  const app = new Hono();
  const traffic = new Traffic();
  const limit = new RateLimit();
  app.use(
    secureHeaders({ xFrameOptions: 'DENY' }),
    bareByDefault,
    methodNotAllowed({
      app,
      onMethodNotAllowed: (_context, methods) =>
        problemResponse(new Problem(405, { headers: { allow: methods.join(', ') } })),
    }),
  );
  for (const route of routesOf(traffic))
    app.on(route.method, route.path, async ({ req }) => {
      const response = await serve(host, route, req.raw, req.param() as Record<string, string>, limit);
      traffic.count(route, response.status);
      return response;
    });
  addConsole(app, host, limit);
  app.notFound((context) =>
    /\btext\/html\b/.test(context.req.header('accept') ?? '')
      ? nothingHere(context, host)
      : problemResponse(new Problem(404, { detail: 'There is nothing at this address.' })),
  );
  app.onError((error) => failed(host, error));
  return async (request) => app.fetch(request);
}

/** What brings no policy of its own shows nothing and loads nothing. */
async function bareByDefault(context: Context, next: Next): Promise<void> {
  await next();
  const { headers } = context.res;
  if (!headers.has(POLICY)) headers.set(POLICY, "default-src 'none'; frame-ancestors 'none'");
}

/** Who asks is known before anything they send is read. */
async function serve(
  host: Host,
  route: Route,
  request: Request,
  params: Record<string, string>,
  limit: RateLimit,
): Promise<Response> {
  let rate: Record<string, string> = {};
  let response: Response;
  try {
    const { store, clock } = host.deps;
    const { headers } = request;
    const admitted = route.tokenInQuery
      ? (scope: TokenScope) => admitByQuery(store, request, scope, clock.now())
      : (scope: TokenScope) => admit(store, headers, scope, clock.now());
    const token = route.scope === null ? null : await admitted(route.scope);
    if (token) rate = limit.take(token.hash, clock.now());
    const query = parseQuery(request.url, route.query ?? NOTHING);
    const body = await bodyOf(host, route, request, token);
    const organization = token?.organization ?? null;
    const actor = token ? { actor: `token:${token.name}` } : {};
    const call: Call = {
      ...{ host, token, organization, params, query, body, headers, request },
      deps: { ...host.deps, ...actor },
    };
    response = route.isDear && host.apart ? await answerApart(call, host.apart) : await route.handle(call);
    if (route.method !== 'GET') noteChange(call.deps);
  } catch (error) {
    response = failed(host, error);
  }
  for (const [name, value] of Object.entries(rate)) response.headers.set(name, value);
  // What is answered may be of one token alone, and changes from one minute to the next.
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
  return response;
}

async function bodyOf(
  { deps: { store, clock } }: Host,
  { body, headers = {} }: Route,
  request: Request,
  token: AccessToken | null,
): Promise<unknown> {
  if (body === undefined) return undefined;
  try {
    return await parseBody(request, body);
  } catch (error) {
    const key = IDEMPOTENCY in headers ? request.headers.get(IDEMPOTENCY) : null;
    await refuseReuse({ store, now: clock.now(), caller: token?.hash ?? '', key });
    throw error;
  }
}

function failed(host: Host, error: unknown): Response {
  const problem = problemOf(error);
  if (problem === null || problem.status >= 500) host.onError(error);
  return problemResponse(problem ?? new Problem(500));
}
