import type { Incoming, Outgoing } from './exchange.ts';
import type { Fate } from './faults.ts';
import { sendOdd } from './oddities/answers.ts';
import { deepJson } from './oddities/rows.ts';
import { errorBody, forbidden, notAuthenticated, notFound, Refusal, type Reply } from './replies.ts';
import { findRoute, ROUTES } from './router.ts';
import { sendCut, sendHtml, sendJson, sendJsonText, sendTooManyRequests } from './transport.ts';
import type { World } from './world.ts';

/** One request below the base URL and the answer to it. */
export interface Exchange {
  world: World;
  request: Incoming;
  response: Outgoing;
  url: URL;
  method: string;
  /** Below the base URL. */
  path: string;
}

/** The faults under which nothing is done: sends what they send, and says whether it was one of them. */
export function preventedBy(exchange: Exchange, { kind, answer }: Fate): boolean {
  const { response } = exchange;
  if (kind === 'serverError') sendHtml(response, 503, 'Service Unavailable');
  else if (kind === 'html200') sendHtml(response, 200, 'Maintenance');
  else if (kind === 'reset') response.socket?.resetAndDestroy();
  else if (kind === 'tooManyRequests') sendTooManyRequests(response, 1);
  else if (kind === 'unauthorized') refuse(exchange, notAuthenticated());
  else if (kind === 'forbidden') refuse(exchange, forbidden());
  else if (kind === 'notFound') refuse(exchange, notFound());
  else if (answer?.prevents) sendOdd(response, answer, { status: 200, body: {} });
  else return false;
  return true;
}

/** Sends what the operation answered, or what the faults leave of it. */
export function deliver(exchange: Exchange, reply: Reply | Refusal, { kind, answer }: Fate): void {
  const { response } = exchange;
  if (kind === 'lostAnswer') response.socket?.destroy();
  else if (kind === 'lateServerError') sendHtml(response, 502, 'Bad Gateway');
  else if (reply instanceof Refusal) refuse(exchange, reply);
  else if (answer) sendOdd(response, answer, reply);
  else if (kind === 'cutBody') sendCut(response, reply.status, reply.body);
  else sendJsonText(response, reply.status, deepJson(reply.body));
}

export function refuse({ world, response, method, path }: Exchange, refusal: Refusal): void {
  sendJson(response, refusal.status, errorBody(refusal, saysErrors(world.seed, method, path)));
}

/** Every other operation says `errors`, its neighbour `error`; an odd seed has it the other way round. */
function saysErrors(seed: number, method: string, path: string): boolean {
  try {
    return (ROUTES.indexOf(findRoute(method, path).route) + seed) % 2 === 0;
  } catch {
    return true;
  }
}
