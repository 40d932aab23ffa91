import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
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
  const response = problemResponse(new Problem(statusOf(error)));
  const body = await response.text();
  const { status } = response;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: ${response.headers.get('content-type')}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n` +
      `Connection: close\r\n\r\n${body}`,
  );
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
