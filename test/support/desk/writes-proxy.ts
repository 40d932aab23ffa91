import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type WriteHook = (moment: 'before' | 'after') => void;

export interface Proxy extends AsyncDisposable {
  /** Where the proxy is found, once it is told before which address it stands. */
  before(url: string): string;
}

/** Stands before a server, hands one request on at a time, and tells of every write before and after it is done. */
export async function startProxy(onWrite: WriteHook): Promise<Proxy> {
  let target = '';
  let turn: Promise<void> = Promise.resolve();
  const server = createServer((incoming, outgoing) => {
    turn = turn
      .then(() => forward(target, incoming, outgoing, onWrite))
      .catch(() => {
        outgoing.destroy();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    before(url) {
      target = url;
      return `http://127.0.0.1:${port}/v2`;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function forward(
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  onWrite: WriteHook,
): Promise<void> {
  const body = await new Response(incoming as unknown as ReadableStream).arrayBuffer();
  const isWrite = incoming.method === 'POST';
  if (isWrite) onWrite('before');
  if (incoming.socket.destroyed) return;
  const { origin } = new URL(target);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const { host: _host, ...headers } = incoming.headers;
    const sent = httpRequest(`${origin}${incoming.url}`, { method: incoming.method, headers }, resolve);
    sent.on('error', reject);
    sent.end(Buffer.from(body));
  });
  const text = await new Response(answer as unknown as ReadableStream).arrayBuffer();
  if (isWrite) onWrite('after');
  outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
  outgoing.end(Buffer.from(text));
}
