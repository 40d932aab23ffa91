/** Stands before DynamoDB Local, which lets everybody in, and turns away what the roles of the template do not allow. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Judge } from './local-rights.ts';

export interface LocalGate {
  endpoint: string;
  close(): void;
}

export async function startLocalGate(target: string, judge: Judge): Promise<LocalGate> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const operation = String(request.headers['x-amz-target']);
    const refusal = judge(keyOf(request.headers), operation, JSON.parse(body.toString()));
    const answer = refusal === null ? await passOn(target, request.headers, body) : denied(refusal);
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(answer.text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The access key that signed a request. */
export function keyOf({ authorization = '' }: IncomingHttpHeaders): string {
  return /Credential=([^/]+)\//.exec(authorization)?.[1] ?? '';
}

/** As every service of AWS says it. */
export function denied(message: string): { status: number; text: string } {
  return { status: 400, text: JSON.stringify({ __type: 'AccessDeniedException', message }) };
}

async function passOn(
  target: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<{ status: number; text: string }> {
  const answer = await fetch(target, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': String(headers['x-amz-target']),
      authorization: String(headers.authorization),
    },
    body,
  });
  return { status: answer.status, text: await answer.text() };
}
