import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { UsageError } from '../reconcile/pass/errors.ts';
import { answerExpectation, answerNoRequest, answerTunnel, answerUnreadable } from './no-request.ts';

export interface Address {
  host: string;
  /** 0: any that is free. */
  port: number;
}

export interface Serving {
  /** Where it listens, such as `http://127.0.0.1:8080`. */
  url: string;
  /** Takes no more requests, and resolves when those under way are answered, or have been waited for long enough. */
  close(): Promise<void>;
}

/** What a connection may take, in milliseconds. */
interface Bounds {
  /** Nobody needs longer to send 64 KB; who trickles bytes is cut off. */
  request: number;
  headers: number;
  /** A connection on which nothing moves, also one whose reader has stopped reading. */
  idle: number;
  /** How often connections are looked over for those that are too slow. */
  look: number;
  /** How long requests under way are waited for when it stops. */
  closing: number;
}
const BOUNDS: Bounds = { request: 20_000, headers: 10_000, idle: 60_000, look: 1_000, closing: 10_000 };
const CONNECTIONS = 500;

/** Serves requests on this machine. @throws UsageError where the address cannot be had */
export async function serveHttp(
  fetch: (request: Request) => Promise<Response>,
  { host, port }: Address,
  bounds = BOUNDS,
): Promise<Serving> {
  const listener = getRequestListener(inTurn(fetch), {
    // The rest of the process goes on with the Request and Response that it knows.
    overrideGlobalObjects: false,
    errorHandler: answerUnreadable,
  });
  const limits = {
    requestTimeout: bounds.request,
    headersTimeout: bounds.headers,
    connectionsCheckingInterval: bounds.look,
    // It is missed by the listener, which answers as to everything else.
    requireHostHeader: false,
  };
  const server = createServer(limits, listener);
  server.on('clientError', (error, socket) => void answerNoRequest(error, socket as Socket));
  server.on('connect', (request, socket) => void answerTunnel(request, socket));
  server.on('checkExpectation', (request) => void answerExpectation(request));
  server.maxConnections = CONNECTIONS;
  server.setTimeout(bounds.idle);
  // Five seconds by default: whoever sends on a connection just then is cut off, and proxies keep theirs for a minute.
  server.keepAliveTimeout = bounds.idle;
  server.listen(port, host);
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      'address',
      `Nothing can be served at ${host}:${port} (${error.code ?? 'unknown'}).`,
      'Name another port or host, or port 0 for any that is free.',
    );
  });
  return { url: urlOf(server.address() as AddressInfo), close: () => close(server, bounds.closing) };
}

/**
 * One answer at a time on a connection: whoever sends a thousand requests in one packet and reads nothing would have a
 * thousand answers made, and kept.
 */
function inTurn(fetch: (request: Request) => Promise<Response>) {
  const last = new WeakMap<Socket, Promise<void>>();
  return async (request: Request, env: unknown): Promise<Response> => {
    const { incoming, outgoing } = env as HttpBindings;
    const { socket } = incoming;
    const before = last.get(socket);
    last.set(socket, new Promise((resolve) => outgoing.once('close', resolve)));
    await before;
    return fetch(request);
  };
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

async function close(server: Server, milliseconds: number): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  // A connection whose last answer has gone out would be kept for the next request, which nobody will take.
  const tidy = setInterval(() => server.closeIdleConnections(), 20);
  const late = setTimeout(() => server.closeAllConnections(), milliseconds);
  await closed;
  clearInterval(tidy);
  clearTimeout(late);
}
