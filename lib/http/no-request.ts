import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { RequestError } from '@hono/node-server';
import { Problem, problemResponse } from './problem.ts';

/** By what Node calls it; anything else is 400. */
const STATUS_OF: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};

/** Answers what never became a request, as all others are answered, and closes the connection: nobody knows where the next one would begin. */
export async function answerNoRequest(error: Error, socket: Socket): Promise<void> {
  if (!socket.writable || ('code' in error && error.code === 'ECONNRESET')) {
    socket.destroy();
    return;
  }
  await answerOn(socket, statusOf(error));
}

/** Tunnels are for proxies. */
export async function answerTunnel(_request: IncomingMessage, socket: Duplex): Promise<void> {
  socket.on('error', () => socket.destroy());
  await answerOn(socket, 501);
}

async function answerOn(socket: Duplex, status: number): Promise<void> {
  const response = problemResponse(new Problem(status));
  const body = await response.text();
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: ${response.headers.get('content-type')}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n` +
      `Connection: close\r\n\r\n${body}`,
  );
}

/** Of `Expect` only `100-continue` means anything. */
export async function answerExpectation({ socket }: IncomingMessage): Promise<void> {
  await answerOn(socket, 417);
}

/** What cannot be made a request of, such as one without a host. */
export function answerUnreadable(error: unknown): Response {
  return problemResponse(new Problem(error instanceof RequestError ? 400 : 500));
}

function statusOf(error: Error & { code?: string; rawPacket?: Buffer }): number {
  const isMethod = error.code === 'HPE_INVALID_METHOD' && isRequestLine(error.rawPacket);
  return isMethod ? 501 : (STATUS_OF[error.code ?? ''] ?? 400);
}

/** Whether it would be a request if there were such a method. */
function isRequestLine(bytes: Buffer | undefined): boolean {
  return /^[!#$%&'*+.^`|~\w-]{1,40} \S+ HTTP\/1\.[01]\r?\n/.test(
    bytes?.subarray(0, 4096).toString('latin1') ?? '',
  );
}
