import { createHash } from 'node:crypto';
import * as z from 'zod';
import { isoOf } from '../../clock.ts';
import { adHocIdIn } from '../../closures/ad-hoc-key.ts';
import type { AdHocClosure } from '../../closures/model.ts';
import { endAfter } from '../../operations/ad-hoc/closure-bounds.ts';
import {
  approveClosure,
  CLOSURE_STATES,
  type ClosureState,
  changeClosure,
  closuresOfId,
  declineClosure,
  endClosure,
  type ListedClosure,
  listClosures,
  requestClosure,
} from '../../operations/index.ts';
import {
  type ClosureBody,
  type ClosureDocument,
  closureDocument,
  closurePatch,
  closureRequest,
} from '../closure-schemas.ts';
import { isMatched, isNamed } from '../etags.ts';
import { IDEMPOTENCY, once } from '../idempotency.ts';
import { organizationFor } from '../organization-for.ts';
import { pageOf } from '../pages.ts';
import { Problem } from '../problem.ts';
import { commaList, organization, paging } from '../query.ts';
import { type Call, json, type Route, route } from '../route.ts';

const PATH = '/v1/closures';
const ETAG = { ETag: 'Names the state that it is in, for If-Match' };
const IF_MATCH = { 'If-Match': 'Only where it is still what this ETag named' };
/** Those that somebody may still want to change. */
const SHOWN: readonly ClosureState[] = CLOSURE_STATES.filter(
  (state) => state !== 'ended' && state !== 'declined',
);

const listRoute = route({
  method: 'GET',
  path: PATH,
  operation: 'listClosures',
  summary: 'Ad-hoc closures and holds, those asked for last first',
  scope: 'read',
  query: z.strictObject({
    state: commaList(z.enum(CLOSURE_STATES))
      .optional()
      .describe(`Default: ${SHOWN.join(',')}. \`waiting\` also finds those of which a change waits`),
    organization,
    ...paging,
  }),
  answers: {
    200: {
      description: 'A page of them',
      schema: z.object({ closures: z.array(closureDocument), next: z.string().nullable() }),
    },
  },
  problems: [404],
  handle: async ({ deps, query, ...call }) => {
    const states = query.state ?? SHOWN;
    const listed = await listClosures(deps, {
      organization: organizationFor(call, query.organization),
      ended: states.includes('ended') || states.includes('declined'),
    });
    const all = [...Map.groupBy(listed, ({ id }) => id).values()]
      .map(documentOf)
      .filter(({ state, waiting }) => states.includes(state) || (waiting && states.includes('waiting')));
    // Neither ever changes: a page is what it was, whatever begins or ends meanwhile.
    const keyOf = ({ createdAt, id }: ClosureDocument) => [-Date.parse(createdAt), id];
    const { page, next } = pageOf(all, keyOf, query);
    return json({ closures: page, next });
  },
});

const askRoute = route({
  method: 'POST',
  path: PATH,
  operation: 'askForClosure',
  summary: 'Asks for a closure or a hold',
  scope: 'operate',
  body: closureRequest,
  headers: { [IDEMPOTENCY]: 'The same key and body give the same answer for 24 hours' },
  answers: {
    201: {
      description: 'It is recorded, and brought about at once or at its start',
      schema: closureDocument,
      headers: { Location: 'Where it is found', ...ETAG },
    },
    202: {
      description: 'It waits until somebody else approves it',
      schema: closureDocument,
      headers: { Location: 'Where it is found', ...ETAG },
    },
  },
  problems: [404, 409, 422],
  handle: async (call) => {
    const { deps, body, token, headers } = call;
    const asking = {
      store: deps.store,
      now: deps.clock.now(),
      caller: token?.hash ?? '',
      key: headers.get(IDEMPOTENCY),
      asked: body,
    };
    return once(asking, (id) => ask(call, id));
  },
});

/** @param suffix of its id, where the request has one of its own */
async function ask(call: Call<unknown, ClosureBody>, suffix: string | null): Promise<Response> {
  const { host, deps, body } = call;
  const { hold = false, all = false, urgent = false } = body;
  const from = body.from ?? isoOf(deps.clock.now());
  const { id, organizations, waiting } = await requestClosure(deps, {
    id: suffix === null ? null : `${hold ? 'hold' : 'close'}-${suffix}`,
    organization: organizationFor(call, body.organization),
    scope: body.scope ?? {},
    all,
    from,
    until: body.for === undefined ? (body.until ?? null) : endAfter(from, body.for),
    message: body.message ?? null,
    text: body.text ?? null,
    language: body.language ?? null,
    reason: body.reason ?? null,
    urgent,
    hold,
    actor: deps.actor ?? '',
  });
  await host.wake(organizations);
  return show(call, id, waiting ? 202 : 201, { location: `${PATH}/${encodeURIComponent(id)}` });
}

const oneRoute = route({
  method: 'GET',
  path: `${PATH}/:id`,
  operation: 'getClosure',
  summary: 'One closure or hold',
  scope: 'read',
  headers: { 'If-None-Match': 'Only where it is not what this ETag named any more' },
  answers: {
    200: { description: 'It', schema: closureDocument, headers: ETAG },
    304: { description: 'It is what If-None-Match names' },
  },
  problems: [404],
  handle: async (call) => {
    const response = await show(call, idOf(call), 200);
    const etag = response.headers.get('etag') ?? '';
    if (!isNamed(call.headers.get('if-none-match'), etag)) return response;
    return new Response(null, { status: 304, headers: { etag } });
  },
});

const changeRoute = route({
  method: 'PATCH',
  path: `${PATH}/:id`,
  operation: 'changeClosure',
  summary: 'Changes its start, its end, what it says or why',
  scope: 'operate',
  body: closurePatch,
  headers: IF_MATCH,
  answers: {
    200: { description: 'As it is now', schema: closureDocument, headers: ETAG },
    202: {
      description: 'It stays as it is: the change waits until somebody else approves it',
      schema: closureDocument,
      headers: ETAG,
    },
  },
  problems: [404, 409, 412, 422],
  handle: async (call) => {
    const { host, deps, body } = call;
    const { id, organizations, waiting } = await changeClosure(deps, idOf(call), body, meantBy(call));
    await host.wake(organizations);
    return show(call, id, waiting ? 202 : 200);
  },
});

const endRoute = route({
  method: 'DELETE',
  path: `${PATH}/:id`,
  operation: 'endClosure',
  summary: 'Ends it now; one that has ended stays as it is',
  scope: 'operate',
  headers: IF_MATCH,
  answers: {
    204: { description: 'It has ended' },
    202: {
      description: 'It goes on: its end waits until somebody else approves it',
      schema: closureDocument,
      headers: ETAG,
    },
  },
  problems: [404, 412, 422],
  handle: async (call) => {
    const { id, organizations, waiting } = await endClosure(call.deps, idOf(call), meantBy(call));
    await call.host.wake(organizations);
    if (waiting) return show(call, id, 202);
    return new Response(null, { status: 204 });
  },
});

export const closureRoutes = [
  listRoute,
  askRoute,
  oneRoute,
  changeRoute,
  endRoute,
  decisionRoute('approve', 'Has what waits brought about; whoever asked for it cannot'),
  decisionRoute('decline', 'Has what waits forgotten; whoever asked for it cannot'),
];

function decisionRoute(verb: 'approve' | 'decline', summary: string): Route {
  return route({
    method: 'POST',
    path: `${PATH}/:id/${verb}`,
    operation: `${verb}Closure`,
    summary,
    scope: 'approve',
    headers: IF_MATCH,
    answers: { 200: { description: 'As it is now', schema: closureDocument, headers: ETAG } },
    problems: [404, 409, 412],
    handle: async (call) => {
      const decide = verb === 'approve' ? approveClosure : declineClosure;
      const { id, organizations } = await decide(call.deps, idOf(call), meantBy(call));
      await call.host.wake(organizations);
      return show(call, id, 200);
    },
  });
}

function idOf({ params }: Pick<Call, 'params'>): string {
  return adHocIdIn(params.id ?? '');
}

/** The closure that a caller means: of those that exist for it, and as it saw it last. */
function meantBy({ organization, headers }: Pick<Call, 'organization' | 'headers'>) {
  const wanted = headers.get('if-match');
  return {
    organization,
    expect: (closures: readonly AdHocClosure[]) => {
      if (wanted === null || isMatched(wanted, etagOf(closures))) return;
      throw new Problem(412, { code: 'changed', detail: 'It was changed meanwhile.' });
    },
  };
}

async function show(
  { deps, organization }: Pick<Call, 'deps' | 'organization'>,
  id: string,
  status: number,
  headers: Record<string, string> = {},
): Promise<Response> {
  const found = await closuresOfId(deps, id, organization);
  if (found.length === 0)
    throw new Problem(404, { code: 'unknown-closure', detail: 'There is no such closure or hold.' });
  const etag = etagOf(found.map(({ closure }) => closure));
  return json(documentOf(found.map(({ listed }) => listed)), status, { etag, ...headers });
}

/** Of what is stored, so that it is another after every change, and by the passing of time alone stays the same. */
function etagOf(closures: readonly AdHocClosure[]): string {
  return `"${createHash('sha256').update(JSON.stringify(closures)).digest('base64url').slice(0, 22)}"`;
}

/** One closure, which may stand in several organizations. */
function documentOf(listed: readonly ListedClosure[]): ClosureDocument {
  const [first] = listed as [ListedClosure];
  const state = CLOSURE_STATES.find((one) => listed.some((row) => row.state === one)) ?? first.state;
  const { organization: _, ...rest } = first;
  return {
    ...rest,
    scope: 'scope' in first ? { ...first.scope } : undefined,
    organization: first.organization,
    organizations: listed.map((row) => row.organization),
    state,
    businesses: listed.reduce((sum, row) => sum + row.businesses, 0),
    released: listed.reduce((sum, row) => sum + row.released, 0),
    timezone: listed.every((row) => row.timezone === first.timezone) ? first.timezone : null,
  };
}
