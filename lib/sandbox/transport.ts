import type { Incoming, Outgoing } from './exchange.ts';
import { Refusal } from './replies.ts';

const MAXIMUM_BODY_BYTES = 1_048_576;

/** The whole body of a request as text; 413 for one that is larger than a megabyte. */
export async function readBody(request: Incoming): Promise<string> {
  if (isWithoutBody(request)) return '';
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= MAXIMUM_BODY_BYTES) chunks.push(chunk);
  }
  if (size > MAXIMUM_BODY_BYTES) throw new Refusal(413, 'Request entity too large');
  return Buffer.concat(chunks).toString('utf8');
}

/** Most requests: there is nothing to wait for. */
function isWithoutBody({ method, headers }: Incoming): boolean {
  return (
    method === 'GET' && headers['content-length'] === undefined && headers['transfer-encoding'] === undefined
  );
}

export function sendJson(response: Outgoing, status: number, body: unknown): void {
  sendJsonText(response, status, JSON.stringify(body));
}

export function sendJsonText(response: Outgoing, status: number, json: string): void {
  send(response, status, 'application/json', json);
}

/** A page such as a proxy in front of Partoo would send. */
export function sendHtml(response: Outgoing, status: number, title: string): void {
  const page = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  send(response, status, 'text/html; charset=utf-8', page);
}

/** 429 promises a `Retry-After` and nothing else; there is no body to rely on. */
export function sendTooManyRequests(response: Outgoing, retryAfterSeconds: number): void {
  response.writeHead(429, { 'Retry-After': String(retryAfterSeconds), 'Content-Length': '0' });
  response.end();
}

/** Announces the whole body, sends half of it and hangs up. */
export function sendCut(response: Outgoing, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': String(bytes.length),
  });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
}

function send(response: Outgoing, status: number, type: string, text: string): void {
  const bytes = Buffer.from(text);
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': String(bytes.length) });
  response.end(bytes);
}
