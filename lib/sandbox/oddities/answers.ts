import type { Outgoing } from '../exchange.ts';
import type { Reply } from '../replies.ts';
import { sendHtml } from '../transport.ts';
import type { OddAnswer } from './schema.ts';

/** Sends what a plan puts in the place of an answer; what it leaves open is as the answer was. */
export function sendOdd(response: Outgoing, odd: OddAnswer, reply: Reply): void {
  const status = odd.status ?? reply.status;
  if (odd.retryAfter !== undefined) response.setHeader('Retry-After', odd.retryAfter);
  if (odd.body === 'undecodable') response.setHeader('Content-Encoding', 'gzip');
  if (odd.body === 'html') {
    sendHtml(response, status, 'Maintenance');
  } else if (odd.body === 'none') {
    response.writeHead(status).end();
  } else {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(textOf(odd.body, reply.body));
  }
}

function textOf(wish: OddAnswer['body'], body: unknown): string {
  const json = JSON.stringify(typeof wish === 'object' ? wish.json : body);
  return wish === 'half' ? json.slice(0, json.length / 2) : json;
}
