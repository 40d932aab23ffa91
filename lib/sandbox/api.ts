import { deliver, type Exchange, preventedBy, refuse } from './delivery.ts';
import type { Incoming, Outgoing } from './exchange.ts';
import type { Fate } from './faults.ts';
import { withOddRows } from './oddities/rows.ts';
import { badRequest, notAuthenticated, Refusal, type Reply, unsupportedMediaType } from './replies.ts';
import { type LoggedRequest, logRequest } from './request-log.ts';
import { findRoute } from './router.ts';
import type { Subject } from './script.ts';
import { readBody, sendTooManyRequests } from './transport.ts';
import { keepSince, type World } from './world.ts';

/** Longer addresses are refused by real servers, too. */
const MAXIMUM_URL_LENGTH = 8_190;

/** Answers one request; `path` is what follows the base URL. */
export async function answerApi(
  world: World,
  request: Incoming,
  response: Outgoing,
  url: URL,
  path: string,
): Promise<void> {
  const text = await readBody(request).catch((error: unknown) => error);
  if (typeof text !== 'string' && !(text instanceof Refusal)) return; // The sender went away while sending.
  const exchange: Exchange = { world, request, response, url, path, method: request.method ?? 'GET' };
  const { method } = exchange;
  const entry = logRequest(world.requests, world.clock.now(), { method, path, query: url.search.slice(1) });
  try {
    if (text instanceof Refusal) refuse(exchange, text);
    else await answer(exchange, text, entry);
  } finally {
    entry.status = response.headersSent ? response.statusCode : 0;
  }
}

/** Key, quota, faults, and then the operation, whose work is done in one go. */
async function answer(exchange: Exchange, text: string, entry: LoggedRequest): Promise<void> {
  const { world, request, response } = exchange;
  if (request.headers['x-apikey'] !== world.apiKey) return refuse(exchange, notAuthenticated());
  const wait = world.rateLimit.take(world.clock.now());
  if (wait > 0) return sendTooManyRequests(response, wait);

  const fate = world.faults.next(subjectOf(exchange, text, entry.query));
  entry.fault = fate.kind;
  if (preventedBy(exchange, fate)) return;
  const reply = carryOut(exchange, text, fate);
  if (!(reply instanceof Refusal)) {
    entry.businessId = reply.businessId ?? null;
    entry.wrote = reply.wrote ?? false;
  }
  if (fate.delayMilliseconds > 0) {
    await world.clock.sleep(fate.delayMilliseconds, world.closing).catch(() => undefined);
  }
  deliver(exchange, withOddities(exchange, reply, fate), fate);
}

function carryOut(
  { world, request, url, path, method }: Exchange,
  text: string,
  fate: Fate,
): Reply | Refusal {
  try {
    if (url.href.length > MAXIMUM_URL_LENGTH) throw new Refusal(414, 'Request-URI too long');
    const { route, params } = findRoute(method, path);
    const now = world.clock.now();
    return route.handle({
      organization: world.organization,
      conversations: world.conversations,
      webhooks: world.webhooks,
      apiKeys: world.apiKeys,
      customChannels: world.customChannels,
      manners: world.manners,
      now,
      readInstant: now - fate.staleMilliseconds,
      keepSince: keepSince(world),
      oddWrites: fate.writes,
      oddPages: fate.pages,
      params,
      query: url.searchParams,
      body: method === 'GET' || route.bodiless ? undefined : parsedBody(request, text),
    });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** What a script may ask of the request. */
function subjectOf({ world, method, path }: Exchange, text: string, query: string): Subject {
  const [, kind, id = ''] = /^\/(messaging\/settings|business)\/([^/]+)$/.exec(path) ?? [];
  const { organization } = world;
  const entry =
    kind === 'business'
      ? (organization.byId(id) ?? organization.byCode(id.replace(/^c-/, '')))
      : organization.bySettingId(Number(id));
  return {
    method,
    path,
    query,
    body: text === '' ? undefined : quietly(() => JSON.parse(text) as unknown),
    business: entry ? [entry.business.id, entry.business.code] : [],
  };
}

function withOddities({ world, path }: Exchange, reply: Reply | Refusal, fate: Fate): Reply | Refusal {
  if (reply instanceof Refusal) return reply;
  const ids = (names: readonly string[]) =>
    new Set(names.map((name) => world.organization.byCode(name)?.business.id ?? name));
  const body = fate.rows.reduce(
    (is, { odd, businesses }) => withOddRows(is, odd, businesses && ids(businesses)),
    reply.body,
  );
  return { ...reply, body: world.faults.repeating(path, body, fate) };
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function parsedBody(request: Incoming, text: string): unknown {
  const type = String(request.headers['content-type'] ?? '')
    .split(';')[0]
    ?.trim()
    .toLowerCase();
  if (type !== 'application/json') throw unsupportedMediaType();
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('Malformed JSON');
  }
}
