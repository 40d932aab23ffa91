import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as the server saw it. */
export interface Seen {
  method: string;
  /** Path and query, as sent. */
  url: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
}

export type Handler = (seen: Seen, response: ServerResponse, number: number) => void;

export interface TestServer {
  baseUrl: string;
  seen: Seen[];
  /** Resolves when the server has seen `number` requests. */
  saw(number: number): Promise<void>;
}

/** A real server on this machine, closed when the test is over. `handler` gets the number of the request, from 1. */
export async function startServer(handler: Handler): Promise<TestServer> {
  const seen: Seen[] = [];
  let waiting: { number: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const path = pathname.replace(/^\/v2/, '');
      const { method = '', url = '', headers } = request;
      const one = { method, url, path, query: searchParams, headers, body: Buffer.concat(chunks).toString() };
      seen.push(one);
      handler(one, response, seen.length);
      for (const { resolve } of waiting.filter(({ number }) => number <= seen.length)) resolve();
      waiting = waiting.filter(({ number }) => number > seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v2`,
    seen,
    saw: (number) =>
      number <= seen.length ? Promise.resolve() : new Promise((resolve) => waiting.push({ number, resolve })),
  };
}

export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Answers one after another; the last one stands for all that follow. */
export function inTurn(...handlers: Handler[]): Handler {
  return (seen, response, number) =>
    handlers[Math.min(number, handlers.length) - 1]?.(seen, response, number);
}

export const answers =
  (status: number, body: unknown = {}, headers: Record<string, string> = {}): Handler =>
  (_, response) =>
    json(response, body, status, headers);

/** Cuts the connection without an answer. */
export const resets: Handler = (_, response) => {
  response.socket?.resetAndDestroy();
};

/** Promises more body than it sends, then hangs up. */
export const cuts: Handler = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"settings":[', () => response.socket?.destroy());
};

/** Takes the request and says nothing. */
export const hangs: Handler = () => {};

/** A port of this machine on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
